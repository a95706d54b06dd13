"""Opening the store: by default one SQLite file of one owner, or any database with an address.

::

    store = open_store()                  # makes, checks and upgrades it
    with store.write() as connection:     # one transaction, whole or not at all
        connection.execute(...)
"""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from formcheck.language import _, ngettext
from formcheck.paths import own_file
from formcheck.store.aside import take_in
from formcheck.store.errors import BrokenStoreError, StoreError
from formcheck.store.place import Place, beside, find_place
from formcheck.store.salvage import MAGIC, Salvaged, salvage
from formcheck.store.schema import HEAD, revision, upgrade
from formcheck.store.trouble import cannot_be_written, guarded, still_open

logger = logging.getLogger(__name__)

_BUSY_S: Final = 10.0
"""So long is waited for another formcheck that is writing."""
_AGAIN_S: Final = 0.05
_IMMEDIATE: Final = "formcheck_immediate"
_PRAGMAS: Final = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is deleted is written over
    "PRAGMA synchronous=FULL",  # what was said to be kept survives a power cut too
)


class Store:
    """An open store. Safe to use from several threads; `open_store` makes one."""

    def __init__(self, place: Place, engine: Engine, notice: str = "") -> None:
        self.place = place
        self.notice = notice
        """What had to be done on opening, for the person; empty when nothing."""
        self.fleeting = ""
        """Why what is written is not yet where it belongs; empty where it is."""
        self._owed: list[Callable[[], str]] = []
        self._engine = engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the store; raise StoreError."""
        with guarded(self.place), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept at the end of the block, or none of them."""
        with guarded(self.place), self._engine.connect() as connection:
            immediate = connection.execution_options(**{_IMMEDIATE: True})
            with immediate.begin():
                yield immediate

    def keep_log(self) -> None:
        """Let those who read and who write not wait for each other, from now on for good."""
        with guarded(self.place), closing(self._engine.raw_connection()) as connection:
            _patiently(lambda: connection.cursor().execute("PRAGMA journal_mode=WAL"))

    def shrink(self) -> None:
        """Leave nothing of what was deleted in the file or beside it.

        Raises
        ------
        StoreError
            When another program has it open.
        """
        if self.place.path is None:
            return
        with guarded(self.place), closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            row = cursor.fetchone()
            if row is None or row[0]:
                raise still_open(self.place.name)

    def owe(self, write: Callable[[], str]) -> None:
        """Remember what could not be written.

        Parameters
        ----------
        write
            Tries it again, and returns why it still cannot be; nothing when it is done.
        """
        self._owed.append(write)

    def catch_up(self) -> str:
        """Write what could not be written before; return why some of it still cannot be."""
        trouble = ""
        for write in tuple(self._owed):
            why = write()
            if not why:
                self._owed.remove(write)
            trouble = trouble or why
        return trouble

    @property
    def owes(self) -> bool:
        """Whether something could not be written yet."""
        return bool(self._owed)

    def close(self) -> None:
        """Let go of the database. It may be used again all the same: it opens by itself."""
        trouble = self.catch_up()
        if trouble:
            logger.warning("not kept: %s", trouble)
        self._engine.dispose()


def open_store(given: str = "") -> Store:
    """Open the store; make it where there is none, and bring an old one up to date.

    Parameters
    ----------
    given
        A file or an address; empty for what is set, or the file in the user's data folder.

    Raises
    ------
    StoreError
        When it cannot be opened; NewerStoreError when a newer formcheck wrote it. A broken file
        raises nothing: it is put aside, what can be read of it is taken over into a new one, and
        ``notice`` says so; also what became of what was done while it could not be written.
    """
    place = find_place(given)
    try:
        store = open_as_it_is(place)
    except BrokenStoreError:
        aside = _put_aside(place)
        store = open_as_it_is(place)
        store.notice = _told(place, aside, _salvaged(store, aside))
    back = take_in(store, open_as_it_is)
    store.notice = " ".join(filter(None, (store.notice, back)))
    return store


def _salvaged(store: Store, aside: Path) -> Salvaged:
    """Take over what can be read of a broken file; nothing where that does not work."""
    try:
        with store.write() as connection:
            return salvage(aside, connection)
    except (StoreError, sqlite3.Error, OSError):
        logger.exception("nothing could be taken over from %s", aside)
        return Salvaged()


def _told(place: Place, aside: Path, found: Salvaged) -> str:
    """Say what became of a broken file, and what to do."""
    damaged = _("The file with your sessions was damaged. It was kept as {aside}.")
    if found.rows:
        saved = ngettext(
            "What could be read of it is here again, {count} session with it; the rest is lost.",
            "What could be read of it is here again, {count} sessions with it; the rest is lost.",
            found.sessions,
        )
    else:
        saved = _("Nothing in it could be read, and a new one was begun.")
    back = _("If you have a copy of {name}, close formcheck and put it back.")
    told = f"{damaged} {saved} {back}"
    return told.format(aside=aside, count=found.sessions, name=place.name)


def open_as_it_is(place: Place) -> Store:
    """Open the store of a place as `open_store`, but raise BrokenStoreError for a broken file."""
    if place.path is not None:
        try:
            own_file(place.path)
        except OSError as error:
            raise cannot_be_written(place, error.strerror or str(error)) from error
    store = Store(place, _engine(place))
    try:
        _make_ready(store)
    except BaseException:
        store.close()
        raise
    return store


def _make_ready(store: Store) -> None:
    path = store.place.path
    if path is not None:
        _check_head(path)
    with store.read() as connection:
        if path is not None:
            _check(connection, store.place)
        found = revision(connection, store.place.name)
    if path is not None:
        store.keep_log()
    if found == HEAD:
        return
    if found and path is not None:
        _copy(store.place, path)
    with store.write() as connection:
        # Another process may have done it while this one waited.
        if revision(connection, store.place.name) != HEAD:
            upgrade(connection)


def _check_head(path: Path) -> None:
    """Refuse what is no database before SQLite sees it, which would throw its log away."""
    with path.open("rb") as file:
        head = file.read(len(MAGIC))
    if head not in {b"", MAGIC}:
        raise BrokenStoreError(f"{path}: {head!r}")


def _check(connection: Connection, place: Place) -> None:
    found = connection.execute(text("PRAGMA quick_check(1)")).scalar()
    if found != "ok":
        raise BrokenStoreError(f"{place.name}: {found}")


def _copy(place: Place, path: Path) -> None:
    """Keep the file as it was before its schema changes."""
    copy = beside(path, f".before-{HEAD}")
    try:
        copy.unlink(missing_ok=True)
        own_file(copy)
    except OSError as error:
        raise cannot_be_written(place, error.strerror or str(error)) from error
    with (
        guarded(place),
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def _put_aside(place: Place) -> Path:
    """Rename a broken file, and what belongs to it, to a name that is free."""
    if place.path is None:
        raise StoreError(_("The database {name} is damaged.").format(name=place.name))
    name, number = f".broken-{datetime.now().astimezone():%Y-%m-%d}", 1
    aside = beside(place.path, name)
    while aside.exists():
        number += 1
        aside = beside(place.path, f"{name}-{number}")
    try:
        for companion in place.companions:
            if companion.exists():
                end = companion.name.removeprefix(place.path.name)
                companion.replace(beside(aside, end))
        place.path.replace(aside)
    except OSError as error:
        raise cannot_be_written(place, error.strerror or str(error)) from error
    return aside


def _engine(place: Place) -> Engine:
    try:
        if place.path is None:
            return create_engine(place.url, pool_pre_ping=True)
        engine = create_engine(place.url, connect_args={"timeout": _BUSY_S})
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            _(
                "There is no driver for {name}: install one, for PostgreSQL with "
                "pip install 'formcheck[clinic]'."
            ).format(name=place.name)
        ) from error
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _patiently(change: Callable[[], object]) -> None:
    """Do what SQLite refuses at once while another formcheck is at it, instead of waiting."""
    until_s = time.monotonic() + _BUSY_S
    while True:
        try:
            change()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until_s:
                raise
            time.sleep(_AGAIN_S)
        else:
            return


def _set_up(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    """Settle how a new connection to a file behaves."""
    del record
    # Python's sqlite3 would leave changes of the schema outside of transactions.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the lock for writing at the start: one that is asked for later may be refused."""
    immediate = connection.get_execution_options().get(_IMMEDIATE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
