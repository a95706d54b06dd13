"""What a database complains about, as one sentence for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError

from formcheck.language import N_, _
from formcheck.store.errors import BrokenStoreError, StoreError, UnwritableStoreError
from formcheck.store.place import Place

_NO_ROOM: Final = N_(
    "{name} cannot be written, as the disk is full or failing ({reason}): free some space. What "
    "was kept before is safe."
)
_NOT_ALLOWED: Final = N_(
    "{name} cannot be written ({reason}): see to the permissions of its folder, or choose another "
    "place with the setting “store”."
)
_BUSY: Final = N_(
    "{name} is held by another program ({reason}): close other windows of formcheck, and try again."
)
_DAMAGED: Final = N_(
    "{name} is damaged ({reason}): start formcheck again. It keeps the damaged file and begins a "
    "new one."
)
_SERVER: Final = N_(
    "The database {name} refused or did not answer ({reason}): see whether it runs and can be "
    "reached, and try again."
)
_BY_CODE: Final = {
    sqlite3.SQLITE_FULL: _NO_ROOM,
    sqlite3.SQLITE_IOERR: _NO_ROOM,
    sqlite3.SQLITE_READONLY: _NOT_ALLOWED,
    sqlite3.SQLITE_CANTOPEN: _NOT_ALLOWED,
    sqlite3.SQLITE_PERM: _NOT_ALLOWED,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_BROKEN: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY: Final = 0xFF
"""The other bits of a code of SQLite tell details."""


@contextmanager
def guarded(place: Place) -> Iterator[None]:
    """Raise StoreError for what the database raises; BrokenStoreError for a damaged file."""
    try:
        yield
    except DBAPIError as error:
        raise _explained(place, error.orig) from error
    except sqlite3.Error as error:
        raise _explained(place, error) from error


def cannot_be_written(place: Place, reason: str) -> UnwritableStoreError:
    """Return the error of a file or folder that may not be written."""
    return UnwritableStoreError(_(_NOT_ALLOWED).format(name=place.name, reason=reason))


def still_open(name: str) -> StoreError:
    """Return the error of what was deleted and is in a file that another program uses."""
    return StoreError(
        _(
            "Parts of what was deleted are still in {name}, as another window has it "
            "open: close every other formcheck and delete again."
        ).format(name=name)
    )


def _explained(place: Place, error: BaseException | None) -> StoreError:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    if place.path is None:
        return StoreError(_(_SERVER).format(name=place.name, reason=lines[0]))
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    message = _BY_CODE.get(code)
    kind = BrokenStoreError if code in _BROKEN else UnwritableStoreError if message else StoreError
    message = message or _NOT_ALLOWED
    return kind(_(message).format(name=place.name, reason=lines[0]))
