"""Writing a session while it runs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from sqlalchemy import delete, func, select

from calibration.killing import update_at
from formcheck.checking.results import RepKind, Severity
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Side
from formcheck.session.record import SessionRecord
from formcheck.session.update import Update
from formcheck.store.clock import utc_now
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.kept import Correction, CorrectionKind, KeptSession, State
from formcheck.store.people import People, Person
from formcheck.store.session_log import SessionWriter
from formcheck.store.sessions import Sessions
from formcheck.store.tables import PEOPLE, SERIES_CHUNKS
from tests.session.motion import Motion, bird_dog, bridge, plank, play
from tests.store.records import assert_same, opening
from tests.store.test_database import disk_full

PLANK, BRIDGE = (load_exercise(slug) for slug in ("plank", "bridge"))
QUICK_S = 0.01


@cache
def played(slug: str, motion: Motion, until_s: float) -> tuple[SessionRecord, list[Update]]:
    return play(slug, motion, until_s, fps=15)


def keep(
    store: Store, updates: list[Update], record: SessionRecord | None, *, every_s: float = QUICK_S
) -> KeptSession:
    """Run updates through a writer, with or without an end."""
    people = People(store)
    person = people.find("Ann") or people.add("Ann")
    writer = SessionWriter(store, opening(person.id, PLANK), every_s=every_s)
    writer.begin()
    for update in updates:
        writer.take(update)
    if record is not None:
        writer.finish(record)
    writer.close()
    return Sessions(store).read(writer.session)


@pytest.mark.parametrize(
    ("slug", "motion"),
    [("plank", plank), ("bridge", bridge), ("bird-dog", bird_dog)],
)
def test_a_session_with_an_end_is_its_record(any_store: Store, slug: str, motion: Motion) -> None:
    record, updates = played(slug, motion, 12.0)
    kept = keep(any_store, updates, record)
    assert_same(kept.record, record)
    assert kept.info.state is State.FINISHED


def test_repetitions_of_a_session_broken_off_are_those_on_the_screen(store: Store) -> None:
    record, updates = played("bridge", bridge, 15.0)
    kept = keep(store, updates, None)
    assert kept.info.state is State.INTERRUPTED
    assert kept.info.counts == record.counts
    found = kept.record
    np.testing.assert_array_equal(found.series.time_s, record.series.time_s)
    np.testing.assert_allclose(found.series.value, record.series.value, rtol=1e-6)
    assert found.series.names == record.series.names
    assert (found.focus, found.view.name) == (record.focus, record.view.name)
    assert found.graded_fraction == pytest.approx(record.graded_fraction, abs=0.02)
    assert [one.kind for one in found.reps] == [RepKind.FULL, RepKind.FULL]
    for one, true in zip(found.reps, record.reps, strict=True):
        assert (one.number, one.side, one.faults) == (true.number, true.side, true.faults)
        assert one.start_s == pytest.approx(true.start_s, abs=0.5)
        assert one.turn_s == pytest.approx(true.turn_s, abs=0.7)
        assert one.end_s == pytest.approx(true.end_s, abs=0.1)
        assert one.extreme == pytest.approx(true.extreme, abs=1.0)
    assert found.not_judged[0].reason == "The exercise has not started yet."


def test_sides_of_a_session_broken_off(store: Store) -> None:
    record, updates = played("bird-dog", bird_dog, 12.0)
    assert record.reps[0].side is not None
    found = keep(store, updates, None).record
    assert [one.side for one in found.reps] == [one.side for one in record.reps]


def test_holds_and_faults_of_a_session_broken_off(store: Store) -> None:
    record, updates = played("plank", plank, 17.0)
    found = keep(store, updates, None).record
    assert len(found.holds) == len(record.holds) == 1
    assert found.holds[0].start_s == pytest.approx(record.holds[0].start_s, abs=0.2)
    assert found.holds[0].good_s == pytest.approx(record.holds[0].good_s, abs=1.5)
    assert [one.check for one in found.faults] == ["sag"] == [one.check for one in record.faults]
    assert found.faults[0].severity is Severity.FAULT
    assert found.faults[0].end_s == pytest.approx(record.faults[0].end_s, abs=1.0)
    assert np.isnan(found.faults[0].worst)


def test_a_session_can_be_read_while_it_runs(store: Store, ann: Person) -> None:
    _record, updates = played("bridge", bridge, 10.0)
    writer = SessionWriter(store, opening(ann.id, BRIDGE), every_s=QUICK_S)
    writer.begin()
    for update in updates:
        writer.take(update)
    tick = Event()
    while writer.written_s < updates[-1].time_s:
        tick.wait(QUICK_S)
    kept = Sessions(store).read(writer.session)
    assert kept.info.state is State.RUNNING
    assert kept.info.ended_at is None
    assert len(kept.record.series.time_s) == len(updates)
    assert len(kept.record.reps) == 1
    writer.close()


def test_an_update_that_was_shown_before_is_passed_over(store: Store) -> None:
    updates = [update_at(frame) for frame in range(10)]
    kept = keep(store, [*updates, updates[-1], updates[3]], None)
    assert len(kept.record.series.time_s) == 10


def test_a_session_without_any_update(store: Store) -> None:
    assert keep(store, [], None).info.state is State.INTERRUPTED


def test_corrections_by_hand_are_kept_in_their_order(any_store: Store) -> None:
    ann = People(any_store).add("Ann")
    writer = SessionWriter(any_store, opening(ann.id, BRIDGE), every_s=QUICK_S)
    writer.begin()
    given = (
        Correction(1.0, CorrectionKind.MORE, Side.LEFT),
        Correction(2.5, CorrectionKind.LESS),
        Correction(3.0, CorrectionKind.SKIP),
    )
    tick = Event()
    for one in given:
        writer.correct(one)
        while writer._corrections:
            tick.wait(QUICK_S)
    writer.finish(played("bridge", bridge, 3.0)[0])
    writer.close()
    assert Sessions(any_store).read(writer.session).corrections == given


def test_only_the_end_writes_the_series_anew(store: Store) -> None:
    record, updates = played("bridge", bridge, 3.0)
    keep(store, updates, record)
    with store.read() as connection:
        assert connection.execute(select(func.count()).select_from(SERIES_CHUNKS)).scalar() == 1


# Trouble


@pytest.fixture
def locked(place: Path, store: Store) -> Iterator[Event]:
    """Somebody else holds the lock for writing until the event is set."""
    with closing(sqlite3.connect(place, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_taking_never_waits_for_the_database(store: Store, ann: Person, locked) -> None:
    writer = SessionWriter(store, opening(ann.id, PLANK), every_s=QUICK_S)
    writer.begin()
    for frame in range(300):
        writer.take(update_at(frame))
    assert writer.written_s < 0, "nothing can be written yet"
    locked.execute("ROLLBACK")
    writer.close()
    assert len(Sessions(store).read(writer.session).record.series.time_s) == 300


def test_a_database_that_never_answers_is_said(store: Store, ann: Person, locked) -> None:
    writer = SessionWriter(store, opening(ann.id, PLANK), every_s=QUICK_S)
    writer.begin()
    with pytest.raises(StoreError, match="disk does not answer"):
        writer.close(timeout_s=0.05)
    assert "disk does not answer" in store.catch_up()
    locked.execute("ROLLBACK")
    writer.close()
    # THEN the store has it, and owes nothing
    assert store.catch_up() == ""
    assert not store.owes
    assert Sessions(store).read(writer.session).info.state is State.INTERRUPTED


def test_what_a_full_disk_refused_is_kept_when_there_is_room(
    place: Path, store: Store, ann: Person
) -> None:
    record, updates = played("bridge", bridge, 6.0)
    writer = SessionWriter(store, opening(ann.id, BRIDGE), every_s=QUICK_S)
    tick = Event()
    for update in updates[:45]:
        writer.take(update)
    with disk_full(place.with_name("formcheck.sqlite-wal").stat().st_size):
        writer.begin()
        while not writer.error:
            tick.wait(QUICK_S)
        assert "free some space" in writer.error
    for update in updates[45:]:
        writer.take(update)
    writer.close()
    assert writer.error == ""
    found = Sessions(store).read(writer.session).record.series
    np.testing.assert_array_equal(found.time_s, record.series.time_s)


@pytest.mark.parametrize("how", ["before it is closed", "after it was closed"])
def test_an_end_that_a_full_disk_refused_is_tried_again(
    place: Path, store: Store, ann: Person, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a session that ends while the disk is full
    monkeypatch.setattr("formcheck.store.session_log.AGAIN_S", QUICK_S)
    record, updates = played("bridge", bridge, 6.0)
    writer = SessionWriter(store, opening(ann.id, BRIDGE), every_s=QUICK_S)
    tick = Event()
    with disk_full(place.with_name("formcheck.sqlite-wal").stat().st_size):
        writer.begin()
        for update in updates:
            writer.take(update)
        writer.finish(record)
        while not writer.error:
            tick.wait(QUICK_S)
        if how == "after it was closed":
            for _each in range(2):
                with pytest.raises(StoreError, match="free some space"):
                    writer.close()
            assert "free some space" in store.catch_up()
            assert store.owes
    # WHEN there is room again
    if how == "before it is closed":
        while writer.error:
            tick.wait(QUICK_S)
        writer.close()
    assert store.catch_up() == ""
    # THEN it is there, whole, and once
    assert not store.owes
    (info,) = Sessions(store).of_person(ann.id)
    assert info.state is State.FINISHED
    assert_same(Sessions(store).read(info.id).record, record)


def test_a_store_that_is_closed_tries_once_more_and_logs_it(
    place: Path, store: Store, ann: Person, caplog: pytest.LogCaptureFixture
) -> None:
    store.owe(lambda: "The disk is full.")
    store.close()
    assert "The disk is full." in caplog.text


def test_a_session_that_cannot_be_kept_at_all_is_said(store: Store, ann: Person) -> None:
    with store.write() as connection:
        connection.execute(delete(PEOPLE))
    writer = SessionWriter(store, opening(ann.id, PLANK), every_s=QUICK_S)
    writer.begin()
    writer.take(update_at(0))
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        writer.close()
    # THEN nobody tries it again: it would not work then either
    assert not store.owes
    assert Sessions(store).of_person(ann.id) == ()


def test_a_fault_of_the_program_is_said_and_does_not_end_the_session(
    store: Store, ann: Person, caplog: pytest.LogCaptureFixture
) -> None:
    writer = SessionWriter(store, opening(ann.id, PLANK), every_s=QUICK_S)
    writer.begin()
    writer.take(update_at(0))
    object.__setattr__(update := update_at(1), "readings", {})
    writer.take(update)
    with pytest.raises(StoreError, match="not being kept"):
        writer.close()
    assert "could not be kept" in caplog.text


def test_a_clock_that_is_set_back_ends_nothing_before_it_began(store: Store, ann: Person) -> None:
    begun = utc_now()
    times = iter([begun])
    record, updates = played("bridge", bridge, 3.0)
    writer = SessionWriter(
        store, opening(ann.id, BRIDGE), now=lambda: next(times, begun - timedelta(hours=1))
    )
    writer.begin()
    for update in updates:
        writer.take(update)
    writer.finish(record)
    writer.close()
    (info,) = Sessions(store).of_person(ann.id)
    assert info.started_at == info.ended_at == begun


def test_somebody_who_waits_is_heard_of(store: Store, ann: Person) -> None:
    begun = utc_now()
    later = iter(range(10_000))
    writer = SessionWriter(
        store,
        opening(ann.id, PLANK),
        every_s=QUICK_S,
        now=lambda: begun + timedelta(seconds=next(later)),
    )
    writer.begin()
    tick = Event()
    while (writer._beat_at - begun).total_seconds() < 20:
        tick.wait(QUICK_S)
    sessions = Sessions(store, lambda: begun)
    assert sessions.read(writer.session).info.state is State.RUNNING
    writer.close()
