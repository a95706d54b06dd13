"""A store for a while, where the one that is set cannot be written: a full disk, a locked folder.

Whoever wants to exercise can do so all the same, with their programme and settings as they were
kept, as far as those can be read. What is done meanwhile is gone in the end, and that is said.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote

from formcheck.language import _
from formcheck.store.database import Store, open_store
from formcheck.store.errors import StoreError, UnwritableStoreError
from formcheck.store.place import find_place

_BUSY_S: Final = 1.0
logger = logging.getLogger(__name__)


@contextmanager
def store_for_now(given: str = "") -> Iterator[Store]:
    """Give the store that is set, or one for the block alone, whose ``fleeting`` says why.

    Parameters
    ----------
    given
        As for `open_store`.

    Raises
    ------
    StoreError
        When there is something else the matter with it than that it cannot be written.
    """
    try:
        store = open_store(given)
    except UnwritableStoreError as error:
        with _makeshift(given, error) as store:
            yield store
        return
    with closing(store):
        yield store


@contextmanager
def _makeshift(given: str, error: UnwritableStoreError) -> Iterator[Store]:
    with ExitStack() as stack:
        try:
            folder = TemporaryDirectory(prefix="formcheck-", dir=_in_memory())
            path = Path(stack.enter_context(folder)) / "formcheck.sqlite"
            kept = find_place(given).path
            if kept is not None:
                _copy(kept, path)
            store = stack.enter_context(closing(open_store(str(path))))
        except (StoreError, OSError):
            # No room anywhere: what is wrong with the usual place is to be mended first.
            raise error from None
        store.fleeting = str(error)
        store.notice = _(
            "{reason} You can exercise all the same, but what you do now is not kept."
        ).format(reason=error)
        yield store


def _in_memory() -> str | None:
    """Return the folder of a person's own that is gone at logout; None for the usual one."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return folder if folder and Path(folder).is_dir() and os.access(folder, os.W_OK) else None


def _address(kept: Path, how: str) -> str:
    return f"file:{quote(str(kept))}?{how}"


def _copy(kept: Path, path: Path) -> None:
    """Copy what can be read, without writing anything beside it."""
    # Where no log can be made beside it, it is read as if nobody could change it: nobody can.
    for how in ("mode=ro", "mode=ro&immutable=1"):
        try:
            with (
                closing(sqlite3.connect(_address(kept, how), uri=True, timeout=_BUSY_S)) as source,
                closing(sqlite3.connect(path)) as target,
            ):
                # Copying would wait for ever for somebody who lets nobody read.
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
                source.backup(target)
        except sqlite3.Error as error:
            logger.info("%s cannot be copied: %s", kept, error)
        else:
            return
