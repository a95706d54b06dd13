"""What sets came to: done of what was asked, and how good."""

from typing import Any

import pytest

from formcheck.care.pain import Pain
from formcheck.care.programme import Side as Asked
from formcheck.checking.results import Hold, Severity
from formcheck.landmarks import Side
from formcheck.training.outcome import SHORT, Outcome, SetDone, done_of, set_of
from tests.care.moves import MONDAY
from tests.training.sets import A, F, G, P, fault, record, reps
from tests.training.told import task

TARGET = "clinical notes, section 7: target reps or hold met"
COUNTED = "a set ends at full, partial and guided repetitions"
BY_HAND = "judgement: what was added by hand counts as done"
SKIPPED = "judgement: a set that was skipped is not complete"
L, R = Side.LEFT, Side.RIGHT
EACH = (Asked.LEFT, Asked.RIGHT)


def of_reps(*kinds: Any, **more: Any) -> SetDone:
    return set_of(record(reps(*kinds)), **more)


def held(good_s: float, total_s: float | None = None, **more: Any) -> SetDone:
    total_s = good_s if total_s is None else total_s
    return set_of(record(holds=[Hold(None, 2.0, 2.0 + total_s, good_s)]), **more)


@pytest.mark.parametrize(
    ("sets", "expected", "source"),
    [
        ([of_reps(*[F] * 8)], True, TARGET),
        ([of_reps(*[F] * 7)], False, TARGET),
        ([of_reps(*[F] * 6, P, P)], True, COUNTED),
        ([of_reps(*[G] * 8)], True, COUNTED),
        ([of_reps(*[F] * 7, A)], False, COUNTED),
        ([of_reps(*[F] * 7, by_hand=1)], True, BY_HAND),
        ([of_reps(*[F] * 8, by_hand=-1)], False, BY_HAND),
        ([of_reps(by_hand=8)], True, BY_HAND),
        ([of_reps(*[F] * 8, skipped=True)], False, SKIPPED),
        ([of_reps(*[F] * 8, skipped=True), of_reps(*[F] * 8)], True, "done again"),
        ([of_reps(*[F] * 4), of_reps(*[F] * 4)], False, "each set is asked for whole"),
        ([], False, TARGET),
    ],
)
def test_complete_by_repetitions(sets: list[SetDone], *, expected: bool, source: str) -> None:
    assert Outcome(task(), tuple(sets)).complete is expected, source


@pytest.mark.parametrize(
    ("sets", "expected", "source"),
    [
        ([held(10.0), held(10.0)], True, TARGET),
        ([held(10.0)], False, "two sets are asked for"),
        ([held(9.6), held(10.4)], True, "the clock shows whole seconds"),
        ([held(9.4), held(10.0)], False, TARGET),
        ([held(6.0, 15.0), held(10.0)], False, "only good seconds count"),
        ([held(9.0, by_hand=1), held(10.0)], True, BY_HAND),
        ([held(10.0, skipped=True), held(10.0)], False, SKIPPED),
    ],
)
def test_complete_by_seconds(sets: list[SetDone], *, expected: bool, source: str) -> None:
    assert Outcome(task("hold", sets=2), tuple(sets)).complete is expected, source


def turn(left: int, right: int, **more: Any) -> SetDone:
    """Return a set in which both sides moved in turn."""
    kinds = [F] * (left + right)
    sides = [*[L] * left, *[R] * right] or [None]
    return set_of(record(reps(*kinds, sides=sides)), **more)


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ([turn(8, 8)], True),
        ([turn(9, 7)], False),
        ([turn(9, 7, by_hand=1)], True),
        ([turn(16, 0)], False),
        ([of_reps(*[F] * 8, side=L), of_reps(*[F] * 8, side=R)], True),
        ([of_reps(*[F] * 8, side=L), of_reps(*[F] * 8, side=L)], False),
        ([of_reps(*[F] * 8, side=L)], False),
    ],
)
def test_complete_on_each_side(sets: list[SetDone], *, expected: bool) -> None:
    found = Outcome(task("one-leg", *EACH), tuple(sets))
    assert found.complete is expected
    assert found.asked == 16


def test_tried_is_what_was_begun_as_often_as_asked() -> None:
    short = of_reps(F)
    assert Outcome(task(sets=2), (short, short)).tried
    assert not Outcome(task(sets=2), (short,)).tried
    assert not Outcome(task(sets=2), (short, SetDone())).tried
    assert not Outcome(task("one-leg", *EACH), (of_reps(F, side=L),)).tried


@pytest.mark.parametrize(
    ("one", "anything"),
    [
        (SetDone(), False),
        (SetDone(by_hand=-1), False),
        (SetDone(by_hand=1), True),
        (of_reps(F), True),
        (held(3.0), True),
        (of_reps(A), False),
    ],
)
def test_anything(one: SetDone, *, anything: bool) -> None:
    assert one.anything is anything
    assert Outcome(task(), (one,)).anything is anything


OVER = fault("over_arch", 0.0, 2.0)
NEAR = fault("over_arch", 0.0, 30.0, Severity.WARN)
FEET = fault("feet_far", 1.0, 9.0)


@pytest.mark.parametrize(
    ("one", "good", "worst", "source"),
    [
        (set_of(record(reps(F, F, F, F))), 1.0, 0.0, "no fault"),
        (set_of(record(reps(F, F, F, F), faults=[OVER])), 0.75, 0.25, "one of four"),
        (set_of(record(reps(F, F, F, F), faults=[NEAR])), 1.0, 0.0, "a little is no fault"),
        (set_of(record(reps(F, F, F, F), faults=[OVER, FEET])), 0.25, 0.75, "the most frequent"),
        (set_of(record(reps(F, P, P, F))), 1.0, 0.5, "clinical notes, 4.9: part range is not bad"),
        (set_of(record(reps(F, A, F))), 1.0, 0.0, "an attempt is no repetition"),
        (set_of(record(reps(A, A))), None, 0.0, "nothing to look at"),
        (set_of(record(reps(G, G, G))), None, 0.0, "nobody looked at guided ones"),
        (set_of(record(reps(F, F), graded=0.8)), 1.0, 0.0, "mostly judged"),
        (set_of(record(reps(F, F), graded=0.79)), None, 0.0, "too little was judged"),
        (set_of(record(reps(F, F), length_s=0.0)), None, 0.0, "nothing is known of its time"),
        (of_reps(F, F, F, F, by_hand=1), 1.0, 0.0, "four of five were seen"),
        (of_reps(F, F, F, by_hand=1), None, 0.0, "added by hand is not seen"),
        (of_reps(F, F, F, by_hand=-1), 1.0, 0.0, "taken away is seen"),
        (held(9.0, 12.0), 0.75, 0.0, "good seconds of those held"),
        (held(13.0, 12.0), 1.0, 0.0, "the clock is corrected late"),
    ],
)
def test_form(one: SetDone, good: float | None, worst: float, source: str) -> None:
    found = Outcome(task(), (one,))
    assert found.good_share == (None if good is None else pytest.approx(good)), source
    assert found.worst_fault_share == pytest.approx(worst), source


def test_the_time_of_a_fault_counts_within_the_holds() -> None:
    # GIVEN two holds of 10 s, and a fault from the middle of the first to after the second's start
    holds = [Hold(None, 0.0, 10.0, 6.0), Hold(None, 20.0, 30.0, 8.0)]
    spans = [fault("sag", 6.0, 22.0), fault("sag", 40.0, 50.0), fault("pike", 0.0, 1.0)]
    found = Outcome(task("hold"), (set_of(record(holds=holds, faults=spans)),))
    assert found.faults == {"sag": pytest.approx(6.0), "pike": pytest.approx(1.0)}
    assert found.worst_fault_share == pytest.approx(0.3)
    assert found.good_share == pytest.approx(0.7)


def test_sets_count_together_and_empty_ones_not() -> None:
    bad = set_of(record(reps(*[F] * 4), faults=[fault("over_arch", 0.0, 100.0)]))
    empty = set_of(record(graded=0.0, length_s=600.0))
    found = Outcome(task(sets=2), (of_reps(*[F] * 4), bad, empty))
    assert found.good_share == pytest.approx(0.5)
    assert found.faults == {"over_arch": 4}
    assert (found.done, found.asked) == (8, 16)
    assert (found.good, found.looked_at) == (4, 8)
    unseen = set_of(record(reps(*[F] * 4), graded=0.0, length_s=60.0))
    assert Outcome(task(sets=2), (of_reps(*[F] * 4), unseen)).good_share is None


def test_short_repetitions_are_told_apart() -> None:
    assert of_reps(F, P, G).faults == {SHORT: 1}
    assert of_reps(F, P, G, A).reps == 3
    assert dict(turn(2, 1).sides) == {"left": 2, "right": 1}


@pytest.mark.parametrize(
    ("one", "seconds"),
    [
        (set_of(record(reps(*[F] * 5))), 23.88),
        (set_of(record(averages=True, length_s=20.0)), 20.0),
        (set_of(record()), 0.0),
        (held(7.5, 9.0), 7.5),
    ],
)
def test_seconds(one: SetDone, seconds: float) -> None:
    """Five repetitions last 19.9 s; the sixth, under way at the end, was not recorded."""
    assert one.seconds == pytest.approx(seconds)


def test_done_is_never_below_nothing() -> None:
    assert Outcome(task(), (of_reps(F, by_hand=-3),)).done == 0
    assert Outcome(task("hold"), (held(9.6, by_hand=2),)).done == 12


def test_what_the_rules_of_progression_see() -> None:
    pain = Pain(1, during=2)
    one = set_of(record(reps(*[F] * 8), faults=[OVER]))
    done = done_of(Outcome(task(), (one,)), MONDAY, pain, 5)
    assert (done.on, done.complete, done.pain, done.effort) == (MONDAY, True, pain, 5)
    assert done.good_share == pytest.approx(7 / 8)
    assert done.worst_fault_share == pytest.approx(1 / 8)
