"""What was changed in a copy of the store, row by row, and doing the same in the store itself.

::

    watch(connection)                    # from now on the copy remembers what is changed in it
    ...
    apply(collect(copy), store)          # by key: what others wrote there meanwhile stays
    forget(copy)

Done twice it comes to the same, so whoever is killed between the last two may begin again.
"""

import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, inspect
from sqlalchemy.exc import IntegrityError

from formcheck.store.tables import METADATA, PEOPLE

logger = logging.getLogger(__name__)

_PREFIX: Final = "meanwhile_"
_EVENTS: Final = (("INSERT", "NEW", 1), ("UPDATE", "NEW", 0), ("DELETE", "OLD", 0))
Key = tuple[Any, ...]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed in one table, as the database has it."""

    table: Table
    deleted: Sequence[Key]
    written: Sequence[tuple[Values, bool]]
    """Rows, and whether each was put in here; others were there before and may be gone."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done."""

    rows: int = 0
    people_deleted: int = 0


def watch(connection: Connection) -> None:
    """Let a file of SQLite remember in tables of its own which rows are changed from now on."""
    for table in METADATA.sorted_tables:
        touched, keys = _touched(table), _keys(table)
        names = _listed(keys)
        connection.exec_driver_sql(
            f"CREATE TABLE IF NOT EXISTS {touched} ({names}, fresh, PRIMARY KEY ({names}))"
        )
        for event, row, fresh in _EVENTS:
            values = ", ".join(f'{row}."{key}"' for key in keys)
            same = " AND ".join(f'"{key}" IS {row}."{key}"' for key in keys)
            # What was deleted and is put in again is new.
            again = f"DELETE FROM {touched} WHERE {same};" if fresh else ""
            connection.exec_driver_sql(
                f'CREATE TRIGGER IF NOT EXISTS "{_PREFIX}{table.name}_{event}" '
                f'AFTER {event} ON "{table.name}" BEGIN {again} '
                f"INSERT INTO {touched} SELECT {values}, {fresh} "
                f"WHERE NOT EXISTS (SELECT 1 FROM {touched} WHERE {same}); END"
            )


def unwatch(connection: sqlite3.Connection) -> None:
    """Let it remember nothing more: a new schema is no change of a person's."""
    for table in METADATA.sorted_tables:
        for event, _row, _fresh in _EVENTS:
            connection.execute(f'DROP TRIGGER IF EXISTS "{_PREFIX}{table.name}_{event}"')


def collect(connection: Connection) -> tuple[Changed, ...]:
    """Return what was changed since `watch` or `forget`; nothing where nobody watched."""
    return tuple(_changed(connection, table) for table in _watched(connection))


def forget(connection: Connection) -> None:
    """Begin anew to remember."""
    for table in _watched(connection):
        connection.exec_driver_sql(f"DELETE FROM {_touched(table)}")


def apply(changes: Sequence[Changed], target: Connection) -> Applied:
    """Do the same in another store, amid a transaction.

    What hangs on somebody who was deleted there meanwhile is left out, and who has the name of
    somebody there is that person.
    """
    rows = people = 0
    # What is gone or is called something else makes room for a name that is given again.
    for one in reversed(changes):
        gone = sum(_delete(target, one.table, key) for key in one.deleted)
        rows += gone
        people += gone if one.table is PEOPLE else 0
    for one in changes:
        rows += sum(_change(target, one.table, row) for row, fresh in one.written if not fresh)
    same = _same_people(changes, target)
    for one in changes:
        rows += sum(
            _put(target, one.table, _mapped(row, same))
            for row, fresh in one.written
            if fresh and not (one.table is PEOPLE and row["id"] in same)
        )
    return Applied(rows, people)


def _watched(connection: Connection) -> tuple[Table, ...]:
    names = set(inspect(connection).get_table_names())
    return tuple(one for one in METADATA.sorted_tables if f"{_PREFIX}{one.name}" in names)


def _changed(connection: Connection, table: Table) -> Changed:
    keys, touched = _keys(table), _touched(table)
    on = " AND ".join(f't."{key}" = m."{key}"' for key in keys)
    wanted = ", ".join(f'm."{key}"' for key in keys)
    gone = connection.exec_driver_sql(
        f'SELECT {wanted} FROM {touched} m LEFT JOIN "{table.name}" t ON {on} '
        f'WHERE t."{keys[0]}" IS NULL'
    )
    columns = [column.name for column in table.columns]
    wanted = ", ".join(f't."{name}"' for name in columns)
    there = connection.exec_driver_sql(
        f'SELECT {wanted}, m.fresh FROM "{table.name}" t JOIN {touched} m ON {on}'
    )
    written = [(dict(zip(columns, row[:-1], strict=True)), bool(row[-1])) for row in there]
    return Changed(table, [tuple(row) for row in gone], written)


def _same_people(changes: Sequence[Changed], target: Connection) -> dict[str, str]:
    """Return the ids in the other store of those who were added here, by their ids here."""
    added = [row for one in changes if one.table is PEOPLE for row, fresh in one.written if fresh]
    known = {row[1]: row[0] for row in target.exec_driver_sql("SELECT id, name FROM people")}
    return {
        row["id"]: known[row["name"]]
        for row in added
        if row["name"] in known and row["id"] not in known.values()
    }


def _delete(target: Connection, table: Table, key: Key) -> int:
    where = " AND ".join(f'"{name}" = ?' for name in _keys(table))
    return target.exec_driver_sql(f'DELETE FROM "{table.name}" WHERE {where}', key).rowcount


def _change(target: Connection, table: Table, row: Values) -> int:
    """Write a row that is there; somebody may have deleted it."""
    keys = _keys(table)
    others = [name for name in row if name not in keys]
    changed = ", ".join(f'"{name}" = ?' for name in others)
    where = " AND ".join(f'"{key}" = ?' for key in keys)
    said = f'UPDATE "{table.name}" SET {changed} WHERE {where}'
    return _done(target, said, tuple(row[name] for name in (*others, *keys)))


def _put(target: Connection, table: Table, row: Values) -> int:
    """Write a row, also a new one."""
    keys = _keys(table)
    places = ", ".join("?" for _each in row)
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in row if name not in keys)
    said = (
        f'INSERT INTO "{table.name}" ({_listed(row)}) VALUES ({places}) '
        f"ON CONFLICT ({_listed(keys)}) DO UPDATE SET {changed}"
    )
    return _done(target, said, tuple(row.values()))


def _done(target: Connection, said: str, values: Key) -> int:
    """Write a row, and return whether that went: what it hangs on may be gone."""
    try:
        return target.exec_driver_sql(said, values).rowcount
    except IntegrityError as error:
        logger.info("left out: %s", error.orig)
        return 0


def _mapped(row: Values, same: Mapping[str, str]) -> Values:
    """Return a row as it belongs to somebody who is there under another id."""
    owner = row.get("person_id", "")
    return {**row, "person_id": same[owner]} if owner in same else row


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


def _touched(table: Table) -> str:
    return f'"{_PREFIX}{table.name}"'


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
