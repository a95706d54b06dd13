"""Repetitions are taken out, added and given another side; the rest of the record stays."""

import math
from dataclasses import replace

import numpy as np
import pytest

from formcheck.checking.results import Counts, FaultSpan, Rep, RepKind, Severity
from formcheck.errors import ReviewError
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Side
from formcheck.review.edits import AddRep, RemoveRep, SideRep
from formcheck.review.reps_by_hand import RepEdit, check_reps, with_reps
from formcheck.session.record import Series, SessionRecord
from tests.review.hand import bridge

BIRD_DOG, BRIDGE = load_exercise("bird-dog"), load_exercise("bridge")


def rep(number: int, start_s: float, side: Side | None = None) -> Rep:
    return Rep(number, side, start_s, start_s + 1.0, start_s + 2.0, 10.0, 1.0, RepKind.FULL)


def record(*reps: Rep) -> SessionRecord:
    """Return a record in which every series reads its column and the second."""
    names = ("hip_extension", "leg_lift_left", "leg_lift_right")
    time_s = np.arange(0.0, 20.0, 0.5)
    value = np.floor(time_s)[:, None] + np.array([100.0, 200.0, 300.0])
    series = Series(time_s, names, ("deg",) * 3, value, np.full_like(value, 2.5))
    faults = (FaultSpan("over_arch", Severity.WARN, 9.0, 9.5, 190.0, 3.0),)
    return replace(bridge().record, reps=reps, series=series, faults=faults, focus="hip_extension")


def reps_after(before: SessionRecord, *edits: RepEdit, slug: str = "bridge") -> tuple[Rep, ...]:
    found, left_out = with_reps(before, load_exercise(slug), edits)
    assert left_out == ()
    return found.reps


THREE = record(rep(1, 1.0), rep(2, 4.0), rep(3, 12.0))


def test_what_is_taken_out_is_counted_no_more() -> None:
    found, left_out = with_reps(THREE, BRIDGE, [RemoveRep(5.0)])

    assert left_out == ()
    assert [(one.number, one.start_s) for one in found.reps] == [(1, 1.0), (2, 12.0)]
    assert found.counts == Counts(full=2)
    assert found.series is THREE.series
    assert found.faults is THREE.faults
    assert len(THREE.reps) == 3


def test_a_repetition_whose_turn_moved_a_little_is_still_the_same() -> None:
    found = reps_after(THREE, RemoveRep(5.4))

    assert [one.start_s for one in found] == [1.0, 12.0]


def test_of_two_that_touch_the_nearer_turn_counts() -> None:
    touching = record(rep(1, 1.0), rep(2, 3.0))

    assert [one.start_s for one in reps_after(touching, RemoveRep(3.0 - 1e-7))] == [3.0]


def test_what_is_added_is_measured_where_it_turns() -> None:
    found = reps_after(THREE, AddRep(8.0, 9.2, 10.0, kind=RepKind.PARTIAL))

    assert [(one.number, one.start_s) for one in found] == [
        (1, 1.0),
        (2, 4.0),
        (3, 8.0),
        (4, 12.0),
    ]
    added = found[2]
    assert (added.turn_s, added.extreme, added.sd) == (9.2, 109.0, 2.5)
    assert (added.kind, added.side, added.faults) == (RepKind.PARTIAL, None, ("over_arch",))


def test_of_limbs_the_leg_on_the_other_side_is_measured() -> None:
    found = reps_after(THREE, AddRep(8.0, 9.0, 10.0, Side.LEFT), slug="bird-dog")

    assert found[2].extreme == 309.0


@pytest.mark.parametrize(("kind", "slug"), [(RepKind.GUIDED, "bridge"), (RepKind.FULL, "squat")])
def test_what_nobody_measured_has_no_extreme(kind: RepKind, slug: str) -> None:
    added = reps_after(THREE, AddRep(8.0, 9.0, 10.0, kind=kind), slug=slug)[2]

    assert math.isnan(added.extreme)
    assert math.isnan(added.sd)


def test_a_side_is_counted_for_itself() -> None:
    found, _left_out = with_reps(THREE, BRIDGE, [SideRep(5.0, Side.RIGHT)])

    assert found.reps[1] == replace(THREE.reps[1], side=Side.RIGHT)
    assert found.counts == Counts(full=3, right=1)


def test_another_side_of_limbs_was_measured_on_another_leg() -> None:
    before = record(rep(1, 1.0, Side.LEFT))

    other = reps_after(before, SideRep(2.0, Side.RIGHT), slug="bird-dog")[0]
    same = reps_after(before, SideRep(2.0, Side.LEFT), slug="bird-dog")[0]

    assert (other.side, other.extreme, other.sd) == (Side.RIGHT, 202.0, 2.5)
    assert same == before.reps[0]


def test_all_of_them_one_after_the_other() -> None:
    edits = (RemoveRep(2.0), AddRep(1.0, 2.0, 3.0), SideRep(2.0, Side.LEFT), RemoveRep(13.0))

    found = reps_after(THREE, *edits)

    assert [(one.number, one.start_s, one.side) for one in found] == [
        (1, 1.0, Side.LEFT),
        (2, 4.0, None),
    ]


@pytest.mark.parametrize(
    ("edit", "slug", "said"),
    [
        (RemoveRep(8.0), "bridge", "no repetition at this moment"),
        (SideRep(8.0, Side.LEFT), "bridge", "no repetition at this moment"),
        (RemoveRep(math.nan), "bridge", "no repetition at this moment"),
        (AddRep(5.0, 6.5, 8.0), "bridge", "Repetition 2 is at this time"),
        (AddRep(3.5, 4.5, 5.0), "bridge", "Repetition 2 is at this time"),
        (AddRep(9.0, 8.0, 10.0), "bridge", "in this order"),
        (AddRep(math.nan, 8.0, 10.0), "bridge", "in this order"),
        (AddRep(18.0, 19.0, 30.0), "bridge", "not in the recording"),
        (AddRep(-1.0, 0.5, 0.9), "bridge", "not in the recording"),
        (AddRep(8.0, 9.0, 10.0), "plank", "nothing is repeated"),
    ],
)
def test_what_fits_nothing_is_left_out_with_the_reason(edit: RepEdit, slug: str, said: str) -> None:
    exercise = load_exercise(slug)

    found, left_out = with_reps(THREE, exercise, [edit])

    assert found is THREE
    assert [one for one, _why in left_out] == [edit]
    with pytest.raises(ReviewError, match=said):
        check_reps(THREE, exercise, edit)


def test_beside_another_one_there_is_room() -> None:
    assert len(reps_after(THREE, AddRep(3.0, 3.5, 4.0))) == 4
