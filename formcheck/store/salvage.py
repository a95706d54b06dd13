"""Takes over what can still be read of a damaged file into a new one, row by row.

::

    damaged file --copy--> its head put right --> every table: what can be read --> new store
                                                  over damaged pages it jumps

The damaged file itself is not touched. What hangs on something that is lost is left out: a
repetition is nothing without its session.
"""

import shutil
import sqlite3
import struct
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from formcheck.store.chunks import unpack
from formcheck.store.place import beside
from formcheck.store.tables import METADATA, SERIES_CHUNKS, SESSIONS

MAGIC: Final = b"SQLite format 3\0"
"""What every database of SQLite begins with."""
_HEAD_BYTES: Final = 100
_PAGE_BYTES: Final = 4096
"""What SQLite takes for a new file; ours never say otherwise."""
_CHANGES, _PAGES, _FREE, _SCHEMA, _VALID_FOR = 24, 28, 32, 40, 92
"""Where numbers stand in the head (sqlite.org/fileformat2.html, 1.3)."""
_LEAF: Final = (b"\x05", b"\x0d")
"""Kinds of the first page, right after the head: it is only the head that is damaged."""
_LAST_ROW: Final = 1 << 40
_Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was taken over."""

    rows: int = 0
    sessions: int = 0


def salvage(broken: Path, connection: Connection) -> Salvaged:
    """Take over what can be read of a damaged file.

    Parameters
    ----------
    broken
        The file; its log is beside it, if there is one.
    connection
        To a new store, amid a transaction.
    """
    with tempfile.TemporaryDirectory(dir=broken.parent, prefix=".salvage-") as folder:
        copy = Path(folder) / "copy.sqlite"
        for end in ("", "-wal", "-journal"):
            if beside(broken, end).exists():
                shutil.copyfile(beside(broken, end), beside(copy, end))
        _mend_head(copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as source:
            # Letters that are none any more are better than no row.
            source.text_factory = lambda text: text.decode("utf-8", "replace")
            return _take_over(source, connection)


def _mend_head(copy: Path) -> None:
    """Write the head anew where it is damaged, and let it say how long the file still is."""
    with copy.open("r+b") as file:
        head = file.read(_HEAD_BYTES + 1)
        size = file.seek(0, 2)
        if head.startswith(MAGIC):
            (pages,) = struct.unpack_from(">I", head, _PAGES)
            if pages * _PAGE_BYTES > size:
                file.seek(_PAGES)
                file.write(struct.pack(">I", size // _PAGE_BYTES))
            return
        if head[_HEAD_BYTES:] not in _LEAF:
            return
        made = bytearray(_HEAD_BYTES)
        # Log ahead of writing, as ours have; no spare bytes; shares of a page that are always so.
        struct.pack_into(">16sH6B", made, 0, MAGIC, _PAGE_BYTES, 2, 2, 0, 64, 32, 32)
        struct.pack_into(">II", made, _CHANGES, 1, size // _PAGE_BYTES)
        struct.pack_into(">II", made, _FREE, 0, 0)
        # Cookie and format of the schema, then size of the cache, vacuum, and UTF-8.
        struct.pack_into(">IIIII", made, _SCHEMA, 1, 4, 0, 0, 1)
        struct.pack_into(">I", made, _VALID_FOR, 1)
        file.seek(0)
        file.write(made)


def _take_over(source: sqlite3.Connection, target: Connection) -> Salvaged:
    rows = sessions = 0
    for table in METADATA.sorted_tables:
        names = _names(source, table)
        taken = sum(_put(target, table, names, row) for row in _rows(source, table, names))
        rows += taken
        sessions += taken if table is SESSIONS else 0
    return Salvaged(rows, sessions)


def _names(source: sqlite3.Connection, table: Table) -> tuple[str, ...]:
    """Return the columns that the damaged file has, too; none where that cannot be read."""
    try:
        there = {row[1] for row in source.execute(f'PRAGMA table_info("{table.name}")')}
    except sqlite3.DatabaseError:
        return ()
    return tuple(column.name for column in table.columns if column.name in there)


def _rows(source: sqlite3.Connection, table: Table, names: Sequence[str]) -> Iterator[_Row]:
    """Give every row that can be read, jumping over what cannot."""
    if not names:
        return
    what = ", ".join(f'"{name}"' for name in ("rowid", *names))
    # One row at a time: Python looks at the next one before it gives one away.
    between = f'SELECT {what} FROM "{table.name}" WHERE rowid > ? AND rowid < ? ORDER BY rowid'
    first, last_one = f"{between} LIMIT 1", f"{between} DESC LIMIT 1"
    last, step = -1, 0
    while last < _LAST_ROW:
        try:
            found = source.execute(first, (last, _LAST_ROW)).fetchone()
        except sqlite3.DatabaseError:
            step = 2 * step or 1
            last += step
            continue
        if found is None:
            return
        if step:
            # The jump may have been too long.
            yield from _backwards(source, last_one, last - step, found[0])
        last, step = found[0], 0
        yield found[1:]


def _backwards(source: sqlite3.Connection, last_one: str, low: int, high: int) -> list[_Row]:
    """Return the rows before one, back to where they cannot be read."""
    rows: list[_Row] = []
    try:
        while (found := source.execute(last_one, (low, high)).fetchone()) is not None:
            high = found[0]
            rows.append(found[1:])
    except sqlite3.DatabaseError:
        pass
    return rows[::-1]


def _put(target: Connection, table: Table, names: Sequence[str], row: _Row) -> bool:
    """Write a row; return whether it is there, whole and with all that it hangs on."""
    known = dict(zip(names, row, strict=True))
    if table is SERIES_CHUNKS and not _is_chunk(known.get("data")):
        return False
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" for _each in names)
    into = f'INSERT OR IGNORE INTO "{table.name}" ({columns}) VALUES ({places})'
    try:
        return bool(target.exec_driver_sql(into, row).rowcount)
    except DBAPIError:
        return False


def _is_chunk(data: object) -> bool:
    try:
        unpack(data if isinstance(data, bytes) else b"")
    except ValueError:
        return False
    return True
