"""What was done while the store could not be written lies aside, and is put back when it can be.

Each folder of ``Place.meanwhile`` holds a copy of the store that remembers what was changed in it
(see `formcheck.store.changes`), and a file that is locked by the program that uses it. Such a lock
ends with its program, however that ends, so that the next start finds what a killed one left.
"""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import Connection

from formcheck.language import _
from formcheck.paths import own_file
from formcheck.store import changes
from formcheck.store.errors import StoreError
from formcheck.store.place import Place, place_of
from formcheck.store.trouble import guarded

logger = logging.getLogger(__name__)

_FILE: Final = "formcheck.sqlite"
_LOCK: Final = "in-use"


class AnyStore(Protocol):
    """What is needed of a `formcheck.store.database.Store`."""

    place: Place

    def read(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one moment."""

    def write(self) -> AbstractContextManager[Connection]:
        """Give a connection whose changes are kept at the end, or none of them."""

    def shrink(self) -> None:
        """Leave nothing of what was deleted."""

    def close(self) -> None:
        """Let go of it."""


Opener = Callable[[Place], AnyStore]
"""Opens a store, or raises StoreError; mends nothing."""


def file_in(folder: Path) -> Path:
    """Return the copy of the store in one of the folders."""
    return folder / _FILE


@contextmanager
def in_use(folder: Path) -> Iterator[bool]:
    """Say for the block that a folder is used; False where somebody else does, or none may."""
    try:
        own_file(folder / _LOCK)
        lock = sqlite3.connect(folder / _LOCK, isolation_level=None, timeout=0)
    except (OSError, sqlite3.Error):
        yield False
        return
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            locked = False
        else:
            locked = True
        yield locked


def is_in_use(path: Path) -> bool:
    """Whether a path is such a folder, and a program that runs has it."""
    if not (path / _LOCK).exists():
        return False
    with in_use(path) as free:
        return not free


def put_back(aside: AnyStore, target: AnyStore) -> changes.Applied:
    """Do in a store, in one transaction, what was done in another one meanwhile.

    Raises
    ------
    StoreError
        When it cannot be done now: nothing was changed in either.
    """
    with aside.write() as connection:
        changed = changes.collect(connection)
        with target.write() as into:
            done = changes.apply(changed, into)
        # Whoever is killed here does it once more, which changes nothing.
        changes.forget(connection)
    if done.people_deleted:
        _leave_nothing(target)
    return done


def take_in(target: AnyStore, opener: Opener) -> str:
    """Put back all that lies aside of a store; return what is to be said of it."""
    said, rows = [], 0
    for folder in target.place.meanwhile:
        try:
            rows += _taken(folder, target, opener)
        except StoreError as error:
            logger.warning("%s stays aside: %s", folder, error)
            said.append(
                _(
                    "What you did while {name} could not be written is kept in {aside}: it could "
                    "not be put back yet, and is tried again at every start. {reason}"
                ).format(name=target.place.name, aside=folder, reason=error)
            )
    if rows:
        said.insert(
            0,
            _("What you did while {name} could not be written is in it now.").format(
                name=target.place.name
            ),
        )
    return " ".join(said)


def look_in(target: AnyStore, opener: Opener, place: Place) -> None:
    """Show in a copy, as far as that can be done, what lies aside of a store; it stays there."""
    for folder in place.meanwhile:
        with in_use(folder) as free:
            if not free or not file_in(folder).exists():
                continue
            with suppress(StoreError), closing(_opened(folder, opener)) as aside:
                with aside.read() as connection:
                    changed = changes.collect(connection)
                with target.write() as into:
                    changes.apply(changed, into)


def _taken(folder: Path, target: AnyStore, opener: Opener) -> int:
    """Put back what is in a folder, and remove it; return how many rows that were."""
    rows = 0
    with in_use(folder) as free:
        if not free:
            return 0
        if file_in(folder).exists():
            with closing(_opened(folder, opener)) as aside:
                rows = put_back(aside, target).rows
    # Not before: Windows removes nothing that is open.
    shutil.rmtree(folder, ignore_errors=True)
    return rows


def _opened(folder: Path, opener: Opener) -> AnyStore:
    """Open what lies aside, in today's schema."""
    place = place_of(str(file_in(folder)))
    with guarded(place), closing(sqlite3.connect(place.name)) as connection:
        changes.unwatch(connection)
    return opener(place)


def _leave_nothing(store: AnyStore) -> None:
    """Finish the deletion of a person: copies hold them, too."""
    try:
        store.shrink()
    except StoreError as error:
        logger.warning("%s", error)
    for path in store.place.kept_aside:
        if not path.is_dir():
            path.unlink(missing_ok=True)
