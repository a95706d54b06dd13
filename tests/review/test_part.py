"""Parts of recordings go together, and their curves lie over each other."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.checking.results import Hold, RepKind
from formcheck.landmarks import Side
from formcheck.review.align import aligned_reps
from formcheck.review.part import Part, PhaseCurve, curves_of, ghost_of, middle_of, together
from formcheck.review.take import Take
from tests.review.takes import clip

GOOD = "bridge_good"


def with_record(take: Take, **changes: object) -> Take:
    return replace(take, record=replace(take.record, **changes))


def test_a_part_is_a_repetition_a_hold_or_everything() -> None:
    take, plank = clip(GOOD), clip("plank_good")
    first, second = take.record.reps
    hold, last = plank.record.holds

    assert Part(take, second).span_s == (second.start_s, second.end_s)
    assert Part(take).span_s == (first.start_s, second.end_s)
    assert Part(plank, hold).span_s == (hold.start_s, hold.end_s)
    assert Part(plank).span_s == (hold.start_s, last.end_s)
    assert (Part(take).reps, Part(take, first).reps) == ((first, second), (first,))
    assert Part(plank, hold).reps == ()


def test_where_nothing_was_found_it_is_all_that_was_recorded() -> None:
    bare = with_record(clip(GOOD), reps=())

    assert Part(bare).span_s == (0.0, float(bare.poses.time_s[-1]))


def test_an_attempt_is_no_part_of_a_set() -> None:
    first, second = clip(GOOD).record.reps
    take = with_record(clip(GOOD), reps=(replace(first, kind=RepKind.ATTEMPT), second))

    assert Part(take).reps == (second,)


def test_repetitions_go_together_at_their_turns() -> None:
    take = clip(GOOD)
    first, second = take.record.reps

    assert together(Part(take, first), Part(take, second)) == aligned_reps(first, second)


def test_sets_go_together_repetition_by_repetition() -> None:
    here, other = clip(GOOD), clip("bridge_over_arch")

    both = together(Part(here), Part(other))

    for one, its in zip(here.record.reps, other.record.reps, strict=True):
        assert both.to_second(one.turn_s) == pytest.approx(its.turn_s)


@pytest.mark.parametrize("place", [0, None])
def test_holds_go_together_where_they_begin(place: int | None) -> None:
    plank = clip("plank_good")
    hold, last = plank.record.holds
    here = Part(plank, None if place is None else hold)

    both = together(here, Part(plank, last))

    assert both.to_second(here.span_s[0] + 2.0) == pytest.approx(last.start_s + 2.0)


def test_sets_without_repetitions_go_together_where_they_begin() -> None:
    plank = clip("plank_good")
    later = with_record(plank, holds=(Hold(None, 10.0, 12.0, 2.0),))

    both = together(Part(plank), Part(later))

    assert both.to_second(Part(plank).span_s[0] + 1.0) == pytest.approx(11.0)


def test_a_curve_has_its_turn_in_the_middle() -> None:
    take = clip(GOOD)
    rep = take.record.reps[0]

    (curve,) = curves_of(Part(take, rep))

    assert (curve.at[0], curve.at[50], curve.at[-1]) == (0.0, 50.0, 100.0)
    assert curve.value[50] == pytest.approx(rep.extreme, abs=2.0)
    assert curve.value[0] < 150.0
    assert np.isfinite(curve.sd).all()


def test_a_set_has_a_curve_for_each_and_one_in_their_middle() -> None:
    take = clip(GOOD)

    curves = curves_of(Part(take))
    middle = middle_of(curves)

    assert len(curves) == 2
    values = [one.value[50] for one in curves]
    assert min(values) <= middle.value[50] <= max(values)
    # The error is that of one: more repetitions do not make the camera better.
    assert middle.sd[50] == pytest.approx(np.median([one.sd[50] for one in curves]))


def test_of_what_was_never_measured_there_is_no_middle() -> None:
    at, nan = np.arange(3.0), np.nan
    one = PhaseCurve(at, np.array([1.0, nan, nan]), np.array([2.0, nan, nan]))
    other = PhaseCurve(at, np.array([3.0, 5.0, nan]), np.array([2.0, 2.0, nan]))

    middle = middle_of((one, other))

    assert middle.value == pytest.approx(np.array([2.0, 5.0, nan]), nan_ok=True)


def test_the_curve_of_an_arm_is_that_of_the_opposite_leg() -> None:
    take = clip("bird-dog_good")
    rep = next(one for one in take.record.reps if one.side is Side.RIGHT)

    (curve,) = curves_of(Part(take, rep))

    assert np.nanmax(curve.value) == pytest.approx(rep.extreme, abs=2.0)


def test_a_hold_has_a_curve_over_its_time() -> None:
    plank = clip("plank_good")
    hold = plank.record.holds[0]

    (curve,) = curves_of(Part(plank, hold))

    assert curve.at[0] == 0.0
    assert curve.at[-1] == pytest.approx(hold.end_s - hold.start_s, abs=0.2)
    assert np.nanmedian(np.abs(curve.value)) < 15.0


def test_what_is_not_in_the_record_is_not_drawn() -> None:
    series = replace(clip(GOOD).record.series, names=("a", "b", "c", "d"))
    take = with_record(clip(GOOD), series=series)

    assert not np.isfinite(curves_of(Part(take))[0].value).any()


def test_the_ghost_is_of_the_repetition_that_goes_with_this_one() -> None:
    here, other = clip("bridge_partial"), clip(GOOD)
    first, second = here.record.reps
    mine, its = Part(here, first), Part(other, other.record.reps[0])

    chosen = ghost_of(mine, its, first.turn_s)

    assert chosen is not None
    assert ghost_of(mine, its, second.turn_s) is None
    assert ghost_of(Part(here), Part(other), first.turn_s) == chosen
    assert ghost_of(Part(here), Part(other), second.turn_s) not in (None, chosen)
    assert ghost_of(Part(here), Part(other), 0.0) is None
    assert ghost_of(mine, Part(other), first.turn_s) is None
