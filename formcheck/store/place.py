"""Where the store is: a file of one owner, or a server's database."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from formcheck.language import _
from formcheck.paths import user_data_dir
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
        """Copies from before a change of the schema, and broken files that were put aside."""
        if self.path is None or not self.path.parent.is_dir():
            return ()
        kept = (f"{self.path.name}.before-", f"{self.path.name}.broken")
        return tuple(sorted(one for one in self.path.parent.iterdir() if one.name.startswith(kept)))


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
