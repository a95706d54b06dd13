"""A store for a while, where the one that is set cannot be written: a full disk, a locked folder.

Whoever wants to exercise can do so all the same, with their programme and settings as they were
kept, as far as those can be read. What is done meanwhile is put back into the store that is set
when this one is closed, or at the next start: nothing is lost.
"""

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from formcheck.language import _
from formcheck.paths import own_file
from formcheck.store import changes
from formcheck.store.aside import file_in, in_use, look_in, put_back
from formcheck.store.database import Store, open_as_it_is, open_store
from formcheck.store.errors import StoreError, UnwritableStoreError
from formcheck.store.place import Place, find_place, fleeting_folders, lasting_folders

_BUSY_S: Final = 1.0
_ROOM_BYTES: Final = 16 * 2**20
"""So much room a folder has to have: hours of exercise (judgement)."""
logger = logging.getLogger(__name__)


@contextmanager
def store_for_now(given: str = "") -> Iterator[Store]:
    """Give the store that is set, or another for the block, whose ``fleeting`` says why.

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
        with _makeshift(find_place(given), error) as store:
            yield store
        return
    with closing(store):
        yield store


@dataclass(frozen=True, slots=True)
class _Made:
    """A store for now."""

    folder: Path
    store: Store
    lasts: bool
    """Whether it is still there when somebody has logged out."""


@contextmanager
def _makeshift(usual: Place, error: UnwritableStoreError) -> Iterator[Store]:
    with ExitStack() as stack:
        made = _somewhere(usual, stack)
        if made is None:
            # No room anywhere: what is wrong with the usual place is to be mended first.
            raise error from None
        made.store.fleeting = str(error)
        made.store.notice = _notice(made).format(reason=error, folder=made.folder)
        try:
            yield made.store
        finally:
            made.store.close()
            gone = _put_back(usual, made) or _moved(usual, made)
            stack.close()
            if gone:
                # Not before: Windows removes nothing that is open.
                shutil.rmtree(made.folder, ignore_errors=True)


def _notice(made: _Made) -> str:
    if made.lasts:
        return _(
            "{reason} You can exercise all the same. What you do now is kept in {folder} "
            "meanwhile, and put back into its place when you close formcheck, or at the next "
            "start at which that can be done."
        )
    return _(
        "{reason} You can exercise all the same. What you do now is kept in {folder} meanwhile, "
        "and put back into its place when you close formcheck. See that this can be done by "
        "then: that folder may be emptied when you log out."
    )


def _put_back(usual: Place, made: _Made) -> bool:
    """Put back what was done; return whether it is where it belongs."""
    try:
        with closing(open_store(str(usual.path))) as store:
            put_back(made.store, store)
    except StoreError as error:
        logger.warning("what was done stays in %s: %s", made.folder, error)
        return False
    finally:
        made.store.close()
    return True


def _moved(usual: Place, made: _Made) -> bool:
    """Move what lies in a folder that may be emptied to one that stays, where one has room."""
    if made.lasts or usual.path is None:
        return False
    for folder in lasting_folders(usual.path):
        new = usual.new_meanwhile(folder)
        try:
            with in_use(new) as free:
                if free and _copy_aside(made.folder, new):
                    logger.warning("what was done is now in %s", new)
                    return True
        except OSError as error:
            logger.info("%s cannot be written: %s", new, error)
        shutil.rmtree(new, ignore_errors=True)
    return False


def _copy_aside(old: Path, new: Path) -> bool:
    own_file(file_in(new))
    return _copied(file_in(old), file_in(new))


def _somewhere(usual: Place, stack: ExitStack) -> _Made | None:
    """Make a copy of a store where there is room for it, the best place first."""
    if usual.path is None:
        return None
    folders = dict.fromkeys(lasting_folders(usual.path), True)
    for folder in fleeting_folders():
        folders.setdefault(folder, False)
    for folder, lasts in folders.items():
        made = _made_in(folder, usual, stack, lasts=lasts)
        if made is not None:
            return made
    return None


def _made_in(folder: Path, usual: Place, stack: ExitStack, *, lasts: bool) -> _Made | None:
    new = usual.new_meanwhile(folder)
    with ExitStack() as trying:
        try:
            if trying.enter_context(in_use(new)):
                own_file(file_in(new))
                if lasts:
                    _prove_room(new / "room")
                store = _copy_of(usual, file_in(new))
                stack.push(trying.pop_all())
                return _Made(new, store, lasts)
        except (StoreError, OSError) as error:
            logger.info("%s cannot be used: %s", new, error)
    shutil.rmtree(new, ignore_errors=True)
    return None


def _prove_room(path: Path) -> None:
    """Raise OSError where there is too little room: a quota is seen by writing alone."""
    with path.open("wb") as file:
        for _each in range(_ROOM_BYTES // 2**20):
            file.write(bytes(2**20))
    path.unlink()


def _copy_of(usual: Place, path: Path) -> Store:
    """Open a copy of what can be read of a store; it remembers what is changed in it."""
    if usual.path is not None:
        _copied(usual.path, path)
    store = open_store(str(path))
    try:
        look_in(store, open_as_it_is, usual)
        with store.write() as connection:
            changes.watch(connection)
    except BaseException:
        store.close()
        raise
    return store


def _address(kept: Path, how: str) -> str:
    return f"file:{quote(str(kept))}?{how}"


def _copied(kept: Path, path: Path) -> bool:
    """Copy what can be read, without writing anything beside it; return whether that went."""
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
            return True
    return False
