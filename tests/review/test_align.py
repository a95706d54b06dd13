"""Movements go together at their beginnings, turns and ends."""

import math

import pytest

from formcheck.checking.results import Rep, RepKind
from formcheck.landmarks import Side
from formcheck.review.align import (
    Alignment,
    aligned_beginnings,
    aligned_reps,
    aligned_sets,
    pairs_of,
    phases,
)


def rep_of(start_s: float, turn_s: float, end_s: float, side: Side | None = None) -> Rep:
    return Rep(1, side, start_s, turn_s, end_s, 170.0, 4.0, RepKind.FULL)


QUICK, SLOW = rep_of(1.0, 2.0, 4.0), rep_of(10.0, 16.0, 18.0)


@pytest.mark.parametrize(
    ("first_s", "second_s"),
    [(1.0, 10.0), (1.5, 13.0), (2.0, 16.0), (3.0, 17.0), (4.0, 18.0)],
)
def test_both_turn_at_the_same_time(first_s: float, second_s: float) -> None:
    both = aligned_reps(QUICK, SLOW)

    assert both.to_second(first_s) == pytest.approx(second_s)
    assert both.to_first(second_s) == pytest.approx(first_s)


def test_outside_of_a_repetition_the_other_stands_still() -> None:
    both = aligned_reps(QUICK, SLOW)

    assert (both.to_second(-5.0), both.to_second(99.0)) == (10.0, 18.0)
    assert (both.to_first(0.0), both.to_first(99.0)) == (1.0, 4.0)
    assert both.span_s == (1.0, 4.0)


def test_a_repetition_is_half_done_at_its_turn() -> None:
    done = phases(SLOW)

    assert [done.to_second(time_s) for time_s in (10.0, 13.0, 16.0, 17.0, 18.0)] == [
        0.0,
        0.25,
        0.5,
        0.75,
        1.0,
    ]
    assert done.to_first(0.75) == 17.0


def test_a_turn_that_nobody_knows_is_left_out() -> None:
    both = aligned_reps(rep_of(1.0, math.nan, 5.0), SLOW)

    assert both.to_second(3.0) == pytest.approx(14.0)


def test_holds_begin_together_and_run_as_they_are() -> None:
    both = aligned_beginnings((5.0, 15.0), (2.0, 6.0))

    assert [both.to_second(time_s) for time_s in (5.0, 7.0, 9.0, 14.0)] == [2.0, 4.0, 6.0, 6.0]


def test_sets_go_together_repetition_by_repetition() -> None:
    mine = (rep_of(1.0, 2.0, 3.0), rep_of(5.0, 6.0, 7.0))
    yours = (rep_of(0.0, 4.0, 6.0), rep_of(6.0, 7.0, 10.0))

    both = aligned_sets(pairs_of(mine, yours))

    assert both is not None
    # The rest of two seconds goes with none at all.
    assert [both.to_second(time_s) for time_s in (2.0, 3.0, 4.0, 6.0)] == [4.0, 6.0, 6.0, 7.0]


def test_a_pair_that_would_run_backwards_is_left_out() -> None:
    mine = (rep_of(1.0, 2.0, 3.0), rep_of(5.0, 6.0, 7.0))
    yours = (rep_of(10.0, 11.0, 12.0), rep_of(0.0, 1.0, 2.0))

    both = aligned_sets(zip(mine, yours, strict=True))

    assert both is not None
    assert both.knots == ((1.0, 10.0), (2.0, 11.0), (3.0, 12.0))


def test_two_pairs_with_one_repetition_go_together_once() -> None:
    one = rep_of(1.0, 2.0, 3.0)

    both = aligned_sets(((one, QUICK), (one, SLOW)))

    assert both is not None
    assert both.knots == aligned_reps(one, QUICK).knots


def test_nothing_goes_with_nothing() -> None:
    assert aligned_sets(()) is None


def test_a_side_goes_with_the_same_side() -> None:
    left, right = Side
    mine = (rep_of(1.0, 2.0, 3.0, left), rep_of(4.0, 5.0, 6.0, right), rep_of(7.0, 8.0, 9.0, left))
    yours = (rep_of(1.0, 2.0, 3.0, right), rep_of(4.0, 5.0, 6.0, left))

    assert pairs_of(mine, yours) == ((mine[0], yours[1]), (mine[1], yours[0]))


@pytest.mark.parametrize("knots", [(), ((1.0, 2.0), (0.0, 3.0)), ((math.nan, 1.0),)])
def test_time_never_runs_backwards(knots: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match="expected moments that never fall"):
        Alignment(knots)
