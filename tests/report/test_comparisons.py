from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from formcheck.checking.results import Hold, Rep, RepKind
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.report.comparisons import sides, trend
from formcheck.report.content import Fact
from formcheck.report.reported import Earlier
from formcheck.session.record import SessionRecord
from tests.report.reports import leg_bridge, twenty

NOVEMBER = datetime(2026, 11, 3, 12, tzinfo=UTC)


def reps(*sided: tuple[Side | None, Sequence[float]]) -> tuple[Rep, ...]:
    some = [(side, extreme) for side, extremes in sided for extreme in extremes]
    return tuple(
        Rep(n, side, 5.0 * n, 5.0 * n + 2, 5.0 * n + 4, extreme, 2.6, RepKind.FULL)
        for n, (side, extreme) in enumerate(some, start=1)
    )


def compared(left: Sequence[float], right: Sequence[float]) -> Fact:
    record = replace(twenty(), reps=reps((Side.LEFT, left), (Side.RIGHT, right)))
    (found,) = sides(record, leg_bridge())
    assert found.name == "Left and right"
    return found


def test_a_difference_within_the_error_is_none() -> None:
    found = compared((170, 170, 170), (173, 173, 173))
    assert found.value == "left 170° ± 5, right 173° ± 5"
    assert found.more == (
        "Right, compared with left: about the same: +3° ± 7, which is within the error. "
        "That is +2 % ± 4 of the larger."
    )


def test_a_difference_counts_from_15_degrees() -> None:
    small = compared((170, 170, 170), (160, 160, 160)).more
    assert "about the same: -10° ± 7, and only 15° or more counts as a change." in small
    large = compared((170, 170, 170), (150, 150, 150)).more
    assert "less: -20° ± 7, which is beyond the error. That is -12 % ± 4 of the larger." in large


def test_few_are_not_compared_and_angles_around_zero_have_no_percents() -> None:
    assert compared((170, 170), (150, 150, 150)).more == "too few on each side to compare them"
    assert "%" not in compared((0, 0, 0), (3, 3, 3)).more
    assert "%" not in compared((0, 0, 0), (0, 0, 0)).more


def test_one_side_alone_is_not_compared() -> None:
    record = replace(twenty(), reps=reps((Side.LEFT, (170, 170, 170))))
    assert list(sides(record, leg_bridge())) == []
    record = replace(twenty(), reps=reps((None, (170, 170, 170))))
    assert list(sides(record, leg_bridge())) == []


def test_a_leg_is_compared_by_its_own_side_not_by_the_arms() -> None:
    dog = load_exercise("bird-dog")
    series = replace(twenty().series, names=("leg_lift_left", "leg_lift_right"))
    some = reps((Side.LEFT, (-5, -5, -5)), (Side.RIGHT, (-30, -30, -30)))
    record = replace(twenty(), reps=some, series=series, focus="leg_lift")
    (found,) = sides(record, dog)
    # Three with the left arm, that is with the right leg.
    assert found.value == "left -30° ± 5, right -5° ± 5"


def test_holds_of_both_sides(hold_record: SessionRecord, exercise: Exercise) -> None:
    holds = [Hold(side, 0.0, 20.0, good_s) for side, good_s in zip(Side, (10.0, 16.0), strict=True)]
    three = tuple(hold for hold in holds for _ in range(3))
    (found,) = sides(replace(hold_record, holds=three), exercise)
    assert found.name == "Left and right, held"
    assert found.value == "left 10.0 s ± 1.0, right 16.0 s ± 1.0"
    assert "more: +6.0 s ± 1.4, which is beyond the error." in found.more


@pytest.mark.parametrize(
    ("less", "said"),
    [
        (14.0, "More: +14° ± 8, which is beyond the error."),
        (8.5, "About the same: +8° ± 8, and only 10° or more counts as a change."),
        (5.0, "About the same: +5° ± 8, which is within the error."),
    ],
)
def test_a_trend_counts_from_10_degrees(less: float, said: str) -> None:
    now = twenty()
    before = tuple(replace(rep, extreme=rep.extreme - less) for rep in now.reps)
    earlier = Earlier(replace(now, reps=before), NOVEMBER)
    found = {one.name: one for one in trend(now, leg_bridge(), earlier)}
    assert list(found) == ["Range: Hip, left", "Range: Hip, right", "Good form"]
    assert found["Range: Hip, left"].more == said
    assert found["Good form"].value == "75 % ± 19 on 3 November 2026, 75 % ± 19 now"


def test_holds_are_compared_by_their_side(hold_record: SessionRecord, exercise: Exercise) -> None:
    longer = tuple(replace(hold, good_s=hold.good_s + 5) for hold in hold_record.holds)
    now = replace(hold_record, holds=longer)
    found = {one.name: one.value for one in trend(now, exercise, Earlier(hold_record))}
    assert found["Held"] == "8.5 s ± 1.0 before, 13.5 s ± 1.0 now"
    assert found["Held, left"] == "5.0 s ± 1.0 before, 10.0 s ± 1.0 now"


def test_what_was_measured_otherwise_is_not_compared(
    record: SessionRecord, exercise: Exercise
) -> None:
    other = replace(record, exercise="plank")
    assert list(trend(record, exercise, Earlier(other))) == []
    unseen = replace(record, reps=(), graded_fraction=0.1)
    assert list(trend(record, exercise, Earlier(unseen))) == []
    unchecked = exercise.model_copy(update={"checks": ()})
    names = [one.name for one in trend(record, unchecked, Earlier(record))]
    assert names == ["Range: Hip"]
