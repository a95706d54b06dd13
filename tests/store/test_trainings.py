"""Trainings: sessions that belong together, on their days, with corrections by hand."""

from datetime import UTC, date, datetime, timedelta

from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Side
from formcheck.store import filing
from formcheck.store.columns import new_id
from formcheck.store.database import Store
from formcheck.store.kept import Correction, CorrectionKind
from formcheck.store.people import Person
from formcheck.store.session_log import SessionWriter
from formcheck.store.sessions import Sessions
from formcheck.store.trainings import Trainings, by_day
from tests.store.records import opening
from tests.training.sets import F, record, reps
from tests.training.told import task

BRIDGE, PLANK = load_exercise("bridge"), load_exercise("plank")
NOON = datetime(2026, 11, 22, 12).astimezone()


def save(store: Store, ann: Person, at: datetime, training: str, **more: object) -> str:
    exercise = more.pop("exercise", BRIDGE)
    made = record(reps(F, F), exercise=exercise.slug)
    return Sessions(store).save(
        opening(ann.id, exercise, training=training, **more), made, at.astimezone(UTC)
    )


def test_sessions_of_one_training_come_together_by_time(store: Store, ann: Person) -> None:
    for minutes, name, exercise in (
        (60, "evening", PLANK),
        (2, "noon", PLANK),
        (0, "noon", BRIDGE),
        (5, "", BRIDGE),
        (24 * 60, "tomorrow", BRIDGE),
    ):
        save(store, ann, NOON + timedelta(minutes=minutes), name, exercise=exercise)
    trainings = Trainings(store, ann.id)
    found = trainings.all()
    assert [(one.id, len(one.sessions)) for one in found] == [
        ("noon", 2),
        ("evening", 1),
        ("tomorrow", 1),
    ]
    noon = found[0]
    assert noon.started_at == NOON
    assert noon.ended_at == NOON + timedelta(minutes=3)
    assert [one.exercise for one in noon.sessions] == ["bridge", "plank"]
    assert len(noon.of("plank")) == 1
    assert [one.id for one in trainings.all(training="evening")] == ["evening"]
    assert [one.id for one in trainings.all(since=NOON + timedelta(hours=2))] == ["tomorrow"]
    days = by_day(found)
    assert [(day.day, len(those)) for day, those in days.items()] == [(22, 2), (23, 1)]


def test_a_day_has_its_own_sessions_only(store: Store, ann: Person) -> None:
    for hours in (-13, -12, 0, 11, 12):
        save(store, ann, NOON + timedelta(hours=hours), "")
    found = Trainings(store, ann.id).sessions_on(date(2026, 11, 22))
    assert [one.started_at - NOON for one in found] == [timedelta(hours=h) for h in (-12, 0, 11)]


def test_corrections_by_hand_are_seen(store: Store, ann: Person) -> None:
    # GIVEN a set with two more and one less by hand, and one that was skipped
    for kinds in (
        (CorrectionKind.MORE, CorrectionKind.LESS, CorrectionKind.MORE),
        (CorrectionKind.SKIP,),
    ):
        given = opening(ann.id, BRIDGE, training="noon", side=Side.LEFT)
        writer = SessionWriter(store, given)
        writer.begin()
        for kind in kinds:
            writer.correct(Correction(1.0, kind))
        writer.finish(record(reps(F, F)))
        writer.close()
    # WHEN they are looked at
    trainings = Trainings(store, ann.id)
    sessions = trainings.all()[0].sessions
    sets = {one.skipped: one for one in trainings.sets(sessions)}
    # THEN both say so
    assert (sets[False].reps, sets[False].by_hand, sets[False].side) == (2, 1, Side.LEFT)
    assert sets[True].by_hand == 0
    assert trainings.outcome(task(), sessions).done == 5


def test_a_session_under_way_has_no_end_yet(store: Store, ann: Person) -> None:
    with store.write() as connection:
        filing.begin(connection, new_id(), opening(ann.id, BRIDGE, training="noon"), NOON)
    trainings = Trainings(store, ann.id)
    found = trainings.all()[0]
    assert found.ended_at == found.started_at == NOON
    assert not trainings.sets(found.sessions)[0].anything
