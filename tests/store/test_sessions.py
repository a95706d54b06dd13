"""Sessions in the store: read back as they were, found again, closed when broken off."""

import math
import os
import platform
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select, update
from sqlalchemy.exc import StatementError

from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Side
from formcheck.session.record import Series, SessionRecord
from formcheck.store import filing
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.kept import SourceKind, State
from formcheck.store.people import People, Person
from formcheck.store.rows import CHUNK_FRAMES
from formcheck.store.sessions import SILENT, Sessions
from formcheck.store.tables import METADATA, SESSIONS
from tests.properties import PROPERTY
from tests.session.motion import bird_dog, play
from tests.store.records import RECORDS, assert_same, opening

PLANK, BIRD_DOG = (load_exercise(slug) for slug in ("plank", "bird-dog"))
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def record() -> SessionRecord:
    return play(BIRD_DOG, bird_dog, 9.0, fps=15)[0]


@settings(PROPERTY, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(record=RECORDS)
def test_any_session_comes_back_as_it_was(any_store: Store, record: SessionRecord) -> None:
    people = People(any_store)
    person = people.find("Ann") or people.add("Ann")
    sessions = Sessions(any_store)
    session = sessions.save(opening(person.id, PLANK), record, NOON)
    kept = sessions.read(session)
    assert_same(kept.record, record)
    assert kept.corrections == ()
    assert kept.info.counts == record.counts


def test_a_real_session_comes_back_as_it_was(
    store: Store, ann: Person, record: SessionRecord
) -> None:
    assert record.reps, "there is something to keep"
    sessions = Sessions(store)
    session = sessions.save(opening(ann.id, BIRD_DOG), record, NOON)
    assert_same(sessions.read(session).record, record)


def test_a_long_session_is_kept_in_parts(store: Store, ann: Person, record: SessionRecord) -> None:
    frames = 2 * CHUNK_FRAMES + 7
    value = np.arange(frames, dtype=float).reshape(-1, 1)
    series = Series(np.arange(frames) / 30, ("a",), ("deg",), value, value)
    sessions = Sessions(store)
    session = sessions.save(opening(ann.id, PLANK), replace(record, series=series), NOON)
    assert_same(sessions.read(session).record, replace(record, series=series))
    short = sessions.read(session, series=False).record
    assert short.series.value.shape == (0, 1)
    assert short.reps == record.reps


def test_what_is_told_at_the_beginning_is_kept(
    store: Store, ann: Person, record: SessionRecord
) -> None:
    asked = opening(ann.id, PLANK, source_kind=SourceKind.FILE, training="monday", side=Side.LEFT)
    session = Sessions(store).save(asked, record, NOON)
    (info,) = Sessions(store).of_person(ann.id)
    assert (info.id, info.person) == (session, ann.id)
    assert (info.source_kind, info.training, info.side) == (SourceKind.FILE, "monday", Side.LEFT)
    assert info.state is State.FINISHED
    assert (info.exercise, info.title) == (record.exercise, record.title)
    assert info.started_at == NOON
    assert info.ended_at == NOON + timedelta(seconds=record.source.duration_s)
    assert info.duration_s == record.source.duration_s


def test_sessions_are_found_by_person_time_exercise_and_training(
    any_store: Store, record: SessionRecord
) -> None:
    people, sessions = People(any_store), Sessions(any_store)
    ann, ben = people.add("Ann"), people.add("Ben")

    def save(person: Person, slug: str, day: int, training: str = "") -> str:
        asked = opening(person.id, PLANK, training=training)
        at = NOON + timedelta(days=day)
        return sessions.save(asked, replace(record, exercise=slug), at)

    late = save(ann, "plank", 2)
    first = save(ann, "bridge", 0, "x")
    middle = save(ann, "plank", 1, "x")
    other = save(ben, "plank", 1)

    def found(person: Person, **wanted: object) -> list[str]:
        return [one.id for one in sessions.of_person(person.id, **wanted)]

    assert found(ann) == [first, middle, late]
    assert found(ben) == [other]
    assert found(ann, since=NOON + timedelta(days=1)) == [middle, late]
    zone = timezone(timedelta(hours=3))
    assert found(ann, since=(NOON + timedelta(days=1, seconds=1)).astimezone(zone)) == [late]
    assert found(ann, exercise="plank") == [middle, late]
    assert found(ann, training="x") == [first, middle]


def test_a_session_is_deleted_with_all_that_hangs_on_it(
    any_store: Store, record: SessionRecord, own_data: Path
) -> None:
    sessions, ann = Sessions(any_store), People(any_store).add("Ann")
    gone, stays = (sessions.save(opening(ann.id, PLANK), record, NOON) for _each in range(2))
    reviews = [own_data / "reviews" / f"{one}.review.json" for one in (gone, stays)]
    reviews[0].parent.mkdir(parents=True)
    for path in reviews:
        path.write_text("{}")
    sessions.delete(gone)
    assert [path.exists() for path in reviews] == [False, True]
    assert_same(sessions.read(stays).record, record)
    with any_store.read() as connection:
        for table in METADATA.sorted_tables:
            if "session_id" in table.c:
                left = set(connection.execute(select(table.c.session_id)).scalars())
                assert left <= {stays}, table.name
    with pytest.raises(StoreError, match=f"no session {gone}"):
        sessions.read(gone)


def test_a_time_without_a_zone_is_refused(store: Store, ann: Person, record: SessionRecord) -> None:
    with pytest.raises(StatementError, match="expected a time with its zone"):
        Sessions(store).save(opening(ann.id, PLANK), record, NOON.replace(tzinfo=None))


# Broken off


def running(store: Store, person: Person, *, host: str = "", process: int = 0) -> str:
    """A session of which nothing was heard since noon."""
    session = f"{host}{process}"
    with store.write() as connection:
        filing.begin(connection, session, opening(person.id, PLANK), NOON)
        values = {"host": host or platform.node(), "process": process or os.getpid()}
        connection.execute(update(SESSIONS).where(SESSIONS.c.id == session).values(**values))
    return session


def ended_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


@pytest.mark.parametrize(
    ("host", "process", "after", "count"),
    [
        ("", "lives", timedelta(seconds=1), 0),
        ("", "lives", timedelta(hours=1), 0),
        ("", "lives", timedelta(days=2), 1),
        ("", "ended", timedelta(seconds=1), 1),
        ("elsewhere", "ended", SILENT / 2, 0),
        ("elsewhere", "ended", SILENT * 2, 1),
    ],
)
def test_only_what_was_broken_off_is_closed(
    any_store: Store, host: str, process: str, after: timedelta, count: int
) -> None:
    ann = People(any_store).add("Ann")
    number = os.getpid() if process == "lives" else ended_process()
    session = running(any_store, ann, host=host, process=number)
    sessions = Sessions(any_store, lambda: NOON + after)
    assert [one.id for one in sessions.recover()] == [session] * count
    info = sessions.read(session).info
    assert info.state is (State.INTERRUPTED if count else State.RUNNING)
    assert info.ended_at == (NOON if count else None)
    assert sessions.recover() == ()


def test_a_process_of_somebody_else_lives(store: Store, ann: Person) -> None:
    session = running(store, ann, process=1)
    assert Sessions(store, lambda: NOON).recover() == ()
    assert Sessions(store).read(session).info.state is State.RUNNING


def test_a_session_without_a_frame_can_be_read(store: Store, ann: Person) -> None:
    kept = Sessions(store).read(running(store, ann))
    assert kept.record.series.value.shape == (0, 0)
    assert kept.record.view.name == "unknown"
    assert math.isnan(kept.record.view.yaw_deg)
