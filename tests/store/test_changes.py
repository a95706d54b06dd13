"""What was changed in a copy, done again in the store itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError

from formcheck.exercises.loader import load_exercise
from formcheck.session.record import SessionRecord
from formcheck.store import changes
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.aside import put_back
from formcheck.store.clock import utc_now
from formcheck.store.database import Store, open_store
from formcheck.store.people import People, Person
from formcheck.store.sessions import Sessions
from formcheck.store.tables import METADATA, PEOPLE, SERIES_CHUNKS
from formcheck.store.whole import delete_person
from tests.session.motion import bridge, play
from tests.store.records import opening

BRIDGE = load_exercise("bridge")
PAIN = Answer(kind=AnswerKind.PAIN, question="before", number=3.0)


@pytest.fixture(scope="module")
def record() -> SessionRecord:
    return play("bridge", bridge, 6.0, fps=5)[0]


@pytest.fixture
def copy(store: Store, ann: Person, record: SessionRecord, tmp_path: Path) -> Iterator[Store]:
    """A copy of a store with a person and a session, that remembers what is changed."""
    Sessions(store).save(opening(ann.id, BRIDGE), record, utc_now())
    path = tmp_path / "copy" / "formcheck.sqlite"
    path.parent.mkdir()
    with (
        closing(sqlite3.connect(store.place.name)) as source,
        closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)
    opened = open_store(str(path))
    with opened.write() as connection:
        changes.watch(connection)
    yield opened
    opened.close()


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in reversed(METADATA.sorted_tables)
        }


def test_all_kinds_of_changes_are_done_again(
    store: Store, copy: Store, ann: Person, record: SessionRecord
) -> None:
    (old,) = Sessions(copy).of_person(ann.id)
    new = Sessions(copy).save(opening(ann.id, BRIDGE), record, utc_now())
    Answers(copy).add(ann.id, [PAIN])
    People(copy).set(ann.id, "voice", "off")
    People(copy).rename(ann.id, "Anna")
    Sessions(copy).delete(old.id)
    People(copy).add("Ben")
    put_back(copy, store)
    assert contents(store) == contents(copy)
    assert [one.id for one in Sessions(store).of_person(ann.id)] == [new]
    # AND once more it changes nothing
    assert put_back(copy, store) == changes.Applied()


def test_what_others_wrote_meanwhile_stays(
    store: Store, copy: Store, ann: Person, record: SessionRecord
) -> None:
    here = Sessions(copy).save(opening(ann.id, BRIDGE), record, utc_now())
    there = Sessions(store).save(opening(ann.id, BRIDGE), record, utc_now())
    People(store).set(ann.id, "voice", "tones")
    put_back(copy, store)
    found = {one.id for one in Sessions(store).of_person(ann.id)}
    assert {here, there} < found
    assert len(found) == 3
    assert People(store).settings(ann.id) == {"voice": "tones"}


def test_what_was_not_forgotten_in_time_is_done_twice_to_the_same_end(
    store: Store, copy: Store, ann: Person, record: SessionRecord
) -> None:
    Sessions(copy).save(opening(ann.id, BRIDGE), record, utc_now())
    with copy.read() as connection:
        changed = changes.collect(connection)
    for _each in range(2):
        with store.write() as connection:
            changes.apply(changed, connection)
        assert contents(store) == contents(copy)


def test_somebody_who_was_deleted_meanwhile_does_not_come_back(
    store: Store, copy: Store, ann: Person, record: SessionRecord
) -> None:
    Sessions(copy).save(opening(ann.id, BRIDGE), record, utc_now())
    People(copy).rename(ann.id, "Anna")
    delete_person(store, ann)
    put_back(copy, store)
    assert not any(contents(store).values())


def test_somebody_who_is_deleted_in_the_copy_is_deleted_without_a_trace(
    store: Store, copy: Store, ann: Person, place: Path, record: SessionRecord
) -> None:
    Sessions(store).save(opening(ann.id, BRIDGE), record, utc_now())
    older = place.with_name(f"{place.name}.before-0002")
    older.write_text("Ann was here")
    delete_person(copy, ann)
    assert put_back(copy, store).people_deleted == 1
    assert not any(contents(store).values())
    assert not older.exists()


def test_what_another_window_has_open_is_deleted_all_the_same(
    store: Store, copy: Store, ann: Person, monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    monkeypatch.setattr("formcheck.store.database._BUSY_S", 0.05)
    mine, other = open_store(str(place)), open_store(str(place))
    delete_person(copy, ann)
    with other.read() as connection:
        assert connection.execute(select(PEOPLE)).all()
        assert put_back(copy, mine).people_deleted == 1
    assert People(store).all() == ()
    mine.close()
    other.close()


def test_who_has_the_name_of_somebody_there_is_that_person(
    store: Store, copy: Store, record: SessionRecord
) -> None:
    mine, theirs = People(copy).add("Me"), People(store).add("Me")
    Sessions(copy).save(opening(mine.id, BRIDGE), record, utc_now())
    People(copy).set(mine.id, "voice", "off")
    put_back(copy, store)
    assert len(Sessions(store).of_person(theirs.id)) == 1
    assert People(store).settings(theirs.id) == {"voice": "off"}
    assert len(People(store).all()) == 2


def test_a_name_that_is_given_again_is_somebody_else(
    store: Store, copy: Store, ann: Person, record: SessionRecord
) -> None:
    People(copy).rename(ann.id, "Anna")
    new = People(copy).add("Ann")
    Sessions(copy).save(opening(new.id, BRIDGE), record, utc_now())
    put_back(copy, store)
    assert contents(store) == contents(copy)
    delete_person(copy, new)
    assert len(Sessions(copy).of_person(People(copy).add("Ann").id)) == 0
    put_back(copy, store)
    assert contents(store) == contents(copy)


@pytest.mark.parametrize("there", ["off", None])
def test_what_is_put_in_again_is_there(
    store: Store, copy: Store, ann: Person, there: str | None
) -> None:
    People(store).set(ann.id, "voice", there)
    People(copy).set(ann.id, "voice", "off")
    with copy.write() as connection:
        changes.forget(connection)
    People(copy).set(ann.id, "voice", "tones")
    put_back(copy, store)
    assert People(store).settings(ann.id) == {"voice": "tones"}


def test_nobody_watches_any_more(store: Store, copy: Store, ann: Person) -> None:
    with closing(sqlite3.connect(copy.place.name)) as connection:
        changes.unwatch(connection)
    People(copy).rename(ann.id, "Anna")
    assert put_back(copy, store) == changes.Applied()


def test_what_is_deleted_of_a_session_is_deleted_there_too(store: Store, copy: Store) -> None:
    with copy.write() as connection:
        connection.execute(delete(SERIES_CHUNKS))
    assert put_back(copy, store).rows > 0
    assert contents(store) == contents(copy)


def test_what_cannot_be_written_is_not_taken_for_gone(
    store: Store, copy: Store, ann: Person
) -> None:
    Answers(copy).add(ann.id, [PAIN])
    with copy.read() as connection:
        changed = changes.collect(connection)
    with store.write() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(OperationalError):
            changes.apply(changed, connection)


def test_nobody_watched_and_nothing_is_done(store: Store, tmp_path: Path) -> None:
    other = open_store(str(tmp_path / "other.sqlite"))
    People(other).add("Ben")
    assert put_back(other, store) == changes.Applied()
    assert People(store).all() == ()
    other.close()
