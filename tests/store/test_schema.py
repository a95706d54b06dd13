"""The schema, from nothing and from every older version, in both kinds of database."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, text

from formcheck.store import schema
from formcheck.store.clock import utc_now
from formcheck.store.database import Store, open_store
from formcheck.store.errors import StoreError
from formcheck.store.people import People
from formcheck.store.tables import METADATA, PEOPLE
from tests.store.servers import new_database

OLDER = schema.REVISIONS[:-1]


def version(store: Store) -> str:
    with store.read() as connection:
        return schema.revision(connection, "the store")


def differences(store: Store) -> list[object]:
    with store.read() as connection:
        return compare_metadata(MigrationContext.configure(connection), METADATA)


def make_old(monkeypatch: pytest.MonkeyPatch, where: str, revision: str) -> None:
    """Make a store as an older formcheck left it, with somebody in it."""
    with monkeypatch.context() as older:
        older.setattr("formcheck.store.database.HEAD", revision)
        older.setattr("formcheck.store.database.upgrade", lambda one: schema.upgrade(one, revision))
        store = open_store(where)
    row = {"id": "1", "name": "Ann", "created_at": utc_now()}
    with store.write() as connection:
        connection.execute(insert(PEOPLE), [row])
    assert version(store) == revision
    store.close()


def test_every_step_is_known() -> None:
    folder = Path(schema.__file__).with_name("migrations")
    steps = [step.revision for step in ScriptDirectory(str(folder)).walk_revisions()]
    assert tuple(reversed(steps)) == schema.REVISIONS


def test_a_new_store_has_the_tables_of_the_program(any_store: Store) -> None:
    assert version(any_store) == schema.HEAD
    assert differences(any_store) == []


@pytest.mark.parametrize("revision", OLDER)
def test_an_older_store_is_brought_up_to_date(
    monkeypatch: pytest.MonkeyPatch, new_place: Callable[[], str], revision: str
) -> None:
    where = new_place()
    make_old(monkeypatch, where, revision)
    store = open_store(where)
    assert version(store) == schema.HEAD
    assert differences(store) == []
    assert [one.name for one in People(store).all()] == ["Ann"]
    store.close()


def test_the_file_is_copied_before_it_changes(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    make_old(monkeypatch, str(place), OLDER[-1])
    for _each in range(2):
        open_store(str(place)).close()
    (copy,) = (path for path in place.parent.iterdir() if "before" in path.name)
    assert copy.name == f"formcheck.sqlite.before-{schema.HEAD}"
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchall() == [(OLDER[-1],)]
        assert old.execute("SELECT name FROM people").fetchall() == [("Ann",)]


def test_a_new_store_is_not_copied(store: Store) -> None:
    assert store.place.kept_aside == ()


def test_an_upgrade_that_breaks_off_leaves_the_old_schema(
    monkeypatch: pytest.MonkeyPatch, new_place: Callable[[], str]
) -> None:
    where = new_place()
    make_old(monkeypatch, where, OLDER[-1])

    def break_off(connection: object) -> None:
        schema.upgrade(connection)
        raise StoreError("switched off")

    with monkeypatch.context() as broken:
        broken.setattr("formcheck.store.database.upgrade", break_off)
        with pytest.raises(StoreError, match="switched off"):
            open_store(where)
        broken.setattr("formcheck.store.database.HEAD", OLDER[-1])
        store = open_store(where)
    assert version(store) == OLDER[-1]
    with store.read() as connection:
        assert "desk_days" not in inspect(connection).get_table_names()
    store.close()
    open_store(where).close()


def test_tables_without_a_version_are_not_touched(new_place: Callable[[], str]) -> None:
    where = new_place()
    store = open_store(where)
    with store.write() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    store.close()
    with pytest.raises(StoreError, match="another program"):
        open_store(where)


def test_a_servers_database_may_have_tables_of_others(server: str) -> None:
    where = new_database(server, "shared")
    with psycopg.connect(where) as connection:
        connection.execute("CREATE TABLE recipes (name text)")
    store = open_store(where)
    assert version(store) == schema.HEAD
    store.close()
