"""Where the store is: a file of one owner, or a server's database."""

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from formcheck.language import _
from formcheck.paths import OTHERS, user_data_dir
from formcheck.settings import STORE, of_computer
from formcheck.store.errors import StoreError

_DRIVERS: Final = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""What people write, and the driver that comes with formcheck's extra."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the store is."""

    url: URL
    path: Path | None
    """None for a server."""

    @property
    def name(self) -> str:
        """For people, without a password."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)

    @property
    def companions(self) -> tuple[Path, ...]:
        """The files that belong to the file while it is open, or after a crash."""
        if self.path is None:
            return ()
        return tuple(beside(self.path, end) for end in ("-wal", "-shm", "-journal"))

    @property
    def kept_aside(self) -> tuple[Path, ...]:
        """Copies from before a change of the schema, broken files, and ``meanwhile``."""
        if self.path is None:
            return ()
        kept = (f"{self.path.name}.before-", f"{self.path.name}.broken")
        return (*_beginning(self.path.parent, kept), *self.meanwhile)

    @property
    def meanwhile(self) -> tuple[Path, ...]:
        """Folders with what was done while the file could not be written, the oldest first."""
        if self.path is None:
            return ()
        found = (
            one
            for folder in dict.fromkeys((*lasting_folders(self.path), *fleeting_folders()))
            for one in _beginning(folder, (_meanwhile(self.path),))
            if _is_own(one)
        )
        return tuple(sorted(found, key=lambda one: one.name))

    def new_meanwhile(self, folder: Path) -> Path:
        """Return a name for one more of them, in a folder; raise ValueError for a server."""
        if self.path is None:
            raise ValueError("expected a file, got a server")
        now = datetime.now(UTC)
        return folder / f"{_meanwhile(self.path)}{now:%Y-%m-%d-%H%M%S}-{token_hex(3)}"


def lasting_folders(path: Path) -> tuple[Path, ...]:
    """Return where something that belongs to a file can be kept in its stead, the best first."""
    folders = [path.parent, default_file().parent]
    with suppress(RuntimeError):  # nobody knows where it is
        folders.append(Path.home())
    return tuple(dict.fromkeys(folders))


def fleeting_folders() -> tuple[Path, ...]:
    """Return where there may be room when there is none, which may be emptied at logout."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    there = (Path(folder),) if folder else ()
    return tuple(dict.fromkeys((*there, Path(tempfile.gettempdir()))))


def _meanwhile(path: Path) -> str:
    """Return how names begin; files of the same name elsewhere are told apart."""
    where = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{path.name}.meanwhile-{where}-"


def _beginning(folder: Path, names: tuple[str, ...]) -> tuple[Path, ...]:
    try:
        return tuple(sorted(one for one in folder.iterdir() if one.name.startswith(names)))
    except OSError:
        return ()


def _is_own(folder: Path) -> bool:
    """Whether it is one's own folder that nobody else may write: others can write beside it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    mine = not hasattr(os, "getuid") or (
        found.st_uid == os.geteuid() and not found.st_mode & OTHERS
    )
    return stat.S_ISDIR(found.st_mode) and mine


def beside(path: Path, end: str) -> Path:
    """Return the file whose name is this one's with something at its end."""
    return path.with_name(path.name + end)


def default_file() -> Path:
    """Return where sessions are kept when nobody says otherwise."""
    return user_data_dir() / "store" / "formcheck.sqlite"


def find_place(given: str = "") -> Place:
    """Return the place that the command line, the variable, the settings or the default say.

    Raises
    ------
    StoreError
        When it is no address of a database; SettingError when the settings cannot be read.
    """
    return place_of(STORE.said(given) or of_computer(STORE))


def place_of(said: str) -> Place:
    """Return the place of a file or an address; the default where nothing is said.

    Raises
    ------
    StoreError
        When it is no address of a database.
    """
    if not said:
        return _of_file(default_file())
    if "://" not in said:
        return _of_file(Path(said).expanduser().absolute())
    try:
        url = make_url(said)
    except ArgumentError as error:
        raise StoreError(
            _(
                "Expected a file or the address of a database, such as {example}. Correct the "
                "setting “store”."
            ).format(example="postgresql://name@server/database")
        ) from error
    if url.get_backend_name() != "sqlite":
        return Place(url.set(drivername=_DRIVERS.get(url.drivername, url.drivername)), None)
    if url.database in {None, "", ":memory:"}:
        raise StoreError(_("Expected the name of a file after sqlite:///, found none: add one."))
    return _of_file(Path(str(url.database)).absolute())


def _of_file(path: Path) -> Place:
    return Place(URL.create("sqlite", database=str(path)), path)
