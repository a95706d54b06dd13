"""The best repetition is an example of how the movement is meant."""

import math
from dataclasses import replace

import numpy as np
import pytest

from formcheck.checking.results import FaultSpan, Rep, RepKind, Severity
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Side
from formcheck.review.best import best_rep, best_reps, weight
from formcheck.review.ranges import farthest
from formcheck.review.take import Take
from tests.review.takes import clip


def take_of(*reps: Rep, faults: tuple[FaultSpan, ...] = (), slug: str = "bridge") -> Take:
    """Return the take of the good bridge, with other repetitions."""
    good = clip("bridge_good")
    record = replace(good.record, reps=reps, faults=faults)
    return replace(good, record=record, exercise=load_exercise(slug))


def rep_of(number: int, extreme: float = 170.0, **changes: object) -> Rep:
    start_s = 4.0 + 0.3 * number
    base = Rep(number, None, start_s, start_s + 0.1, start_s + 0.2, extreme, 4.0, RepKind.FULL)
    return replace(base, **changes)


def fault_of(rep: Rep, severity: Severity, check: str = "over_arch") -> FaultSpan:
    return FaultSpan(check, severity, rep.start_s, rep.end_s, 195.0, 4.0)


def test_of_the_clean_ones_the_farthest_is_best() -> None:
    reps = (rep_of(1), rep_of(2, 175.0), rep_of(3, 172.0))

    assert best_rep(take_of(*reps)) == reps[1]


def test_half_a_movement_is_no_example() -> None:
    reps = (rep_of(1), rep_of(2, 175.0, kind=RepKind.PARTIAL))

    assert best_rep(take_of(*reps)) == reps[0]
    assert best_rep(take_of(reps[1])) is None


@pytest.mark.parametrize("severity", [Severity.WARN, Severity.FAULT])
def test_range_that_was_reached_by_a_fault_is_no_example(severity: Severity) -> None:
    over = rep_of(1, 195.0, faults=("over_arch",))
    reps = (over, rep_of(2))

    assert best_rep(take_of(*reps, faults=(fault_of(over, severity),))) == reps[1]


def test_the_least_of_what_was_noticed_is_best() -> None:
    clear = rep_of(1, 195.0, faults=("over_arch",))
    little = rep_of(2, 160.0, faults=("over_arch",))
    faults = (fault_of(clear, Severity.FAULT), fault_of(little, Severity.WARN))
    take = take_of(clear, little, faults=faults)

    assert best_rep(take) == little
    assert weight(take.record, clear) == (2, 1)
    assert weight(take.record, little) == (1, 1)


def test_what_was_added_by_hand_weighs_without_a_span() -> None:
    noticed = rep_of(1, faults=("over_arch", "feet_far"))

    assert weight(take_of(noticed).record, noticed) == (1, 2)


def test_what_nobody_saw_is_no_example() -> None:
    reps = (rep_of(1), rep_of(2, 175.0), rep_of(3, 199.0, start_s=99.0, end_s=99.5))
    take = take_of(*reps)
    time_s, judged = take.poses.time_s, take.seen.judged.copy()
    judged[(time_s >= reps[1].start_s) & (time_s <= reps[1].end_s)] = False
    take = replace(take, seen=replace(take.seen, judged=judged))

    assert best_rep(take) == reps[0]


def test_each_side_has_its_best() -> None:
    left, right = (rep_of(n, side=side) for n, side in enumerate(Side))

    assert best_reps(take_of(left, right)) == {Side.LEFT: left, Side.RIGHT: right}
    assert best_reps(take_of(rep_of(1))) == {None: rep_of(1)}
    assert not best_reps(take_of())


def test_where_there_is_no_farthest_the_first_one_is_shown() -> None:
    reps = (rep_of(1), rep_of(2, 175.0))

    assert best_rep(take_of(*reps, slug="cat-cow")) == reps[0]


def test_to_the_right_a_swing_is_negative() -> None:
    marching = load_exercise("marching")
    far = (0.2, Side.LEFT), (-0.3, Side.RIGHT), (math.nan, Side.RIGHT)
    reps = [rep_of(n, reach, side=side) for n, (reach, side) in enumerate(far)]

    assert farthest(reps, marching) == reps[1]
    assert farthest(reps[:1], marching) == reps[0]
    assert farthest(reps[2:], marching) is None


def test_the_good_clip_has_one() -> None:
    best = best_rep(clip("bridge_good"))

    assert best is not None
    assert np.isclose(best.extreme, 180.7, atol=1.0)
