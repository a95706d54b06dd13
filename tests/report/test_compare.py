"""What differs between two recordings, repetitions and sides counts only beyond the error."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pytest

from formcheck.care.trend import Verdict
from formcheck.checking.results import Counts, FaultSpan, Hold, Rep, RepKind, Severity, ViewEstimate
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.report.compare import (
    compare_holds,
    compare_reps,
    compare_sides,
    compare_takes,
    doubts,
)
from formcheck.report.difference import Difference
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary

NOTHING = Series(np.zeros(0), (), (), np.zeros((0, 0)), np.zeros((0, 0)))


@dataclass(frozen=True)
class Seen:
    exercise: Exercise
    record: SessionRecord


def seen_of(slug: str = "bridge", **changes: object) -> Seen:
    exercise = load_exercise(slug)
    record = SessionRecord(
        schema=SCHEMA,
        exercise=slug,
        title=exercise.title,
        exercise_version=1,
        error_model="1",
        model=ModelInfo("full", ""),
        source=SourceSummary("clip.mp4", 60.0, 1800),
        view=ViewEstimate("side", 4.0),
        graded_fraction=1.0,
        counts=Counts(),
        reps=(),
        holds=(),
        faults=(),
        not_judged=(),
        series=NOTHING,
        focus=next(iter(exercise.focus.values())),
    )
    return Seen(exercise, replace(record, **changes))


def reps_of(*extremes: float, side: Side | None = None, there_s: float = 2.0) -> tuple[Rep, ...]:
    return tuple(
        Rep(
            number=n + 1,
            side=side,
            start_s=6.0 * n,
            turn_s=6.0 * n + there_s,
            end_s=6.0 * n + there_s + 2.0,
            extreme=extreme,
            sd=4.0,
            kind=RepKind.FULL,
        )
        for n, extreme in enumerate(extremes)
    )


def row(rows: tuple[Difference, ...], title: str) -> Difference:
    return next(one for one in rows if one.title == title)


RANGE = "Range: Hip"


def test_a_larger_range_is_told_where_it_is_beyond_the_error_and_the_detectable() -> None:
    before = seen_of(reps=reps_of(150.0, 153.0, 147.0), counts=Counts(full=3))
    now = seen_of(reps=reps_of(170.0, 173.0, 167.0), counts=Counts(full=3))

    found = row(compare_takes(before, now), f"{RANGE}, median")

    assert found.change.verdict is Verdict.MORE
    assert found.first_text == "150° ± 9"
    # The errors of both in quadrature, with how far the repetitions spread: nothing cancels.
    assert found.change_text == "+20° ± 13"
    assert (found.sign, found.verdict) == ("▲", "beyond the error")
    assert found.percent_text == "+12 % ± 8"
    assert row(compare_takes(now, before), f"{RANGE}, median").sign == "▼"


def test_what_is_beyond_the_error_but_not_detectable_is_no_change() -> None:
    sure = tuple(replace(rep, sd=1.0) for rep in reps_of(150.0, 150.0, 150.0))
    later = tuple(replace(rep, extreme=157.0) for rep in sure)

    found = row(compare_takes(seen_of(reps=sure), seen_of(reps=later)), f"{RANGE}, median")

    assert found.change.verdict is Verdict.SAME
    assert found.verdict == "no change: that takes 10°"


def test_two_repetitions_of_each_say_too_little() -> None:
    rows = compare_takes(
        seen_of(reps=reps_of(150.0, 150.0)), seen_of(reps=reps_of(190.0, 190.0, 190.0))
    )

    found = row(rows, f"{RANGE}, median")
    assert (found.sign, found.verdict, found.change_text) == ("?", "too little to tell", "")
    assert found.percent_text == ""
    # Of two single ones, the best of each, it can be told.
    assert row(rows, f"{RANGE}, best").change_text == "+40° ± 11"


def test_only_one_has_it() -> None:
    rows = compare_takes(seen_of(reps=reps_of(150.0)), seen_of())

    found = row(rows, f"{RANGE}, median")
    assert (found.first_text, found.second_text) == ("150° ± 8", "\u2013")
    assert found.change.verdict is Verdict.UNKNOWN


def test_counts_and_what_was_noticed() -> None:
    faults = tuple(
        FaultSpan(check, Severity.WARN, n, n + 1.0, 190.0, 4.0)
        for n, check in enumerate(("over_arch", "over_arch", "feet_far"))
    )
    rows = compare_takes(
        seen_of(counts=Counts(full=3, partial=1), faults=faults), seen_of(counts=Counts(full=8))
    )

    assert row(rows, "Full repetitions").change_text == "+5 ± 1"
    assert row(rows, "Full repetitions").change.verdict is Verdict.MORE
    assert row(rows, "Partial repetitions").change.verdict is Verdict.SAME
    assert row(rows, "Noticed: Hips beyond the line").second_text == "0 ± 1"
    assert row(rows, "Noticed: Hips beyond the line").change.verdict is Verdict.LESS
    assert row(rows, "Noticed: Feet too far away").verdict == "within the error"
    assert not [one for one in rows if one.title in {"Attempts", "Noticed: Feet too close"}]


def test_the_tempo_is_compared_part_by_part() -> None:
    rows = compare_takes(
        seen_of(reps=reps_of(170.0, 170.0, 170.0)),
        seen_of(reps=reps_of(170.0, 170.0, 170.0, there_s=4.0)),
    )

    assert row(rows, "Time there").change_text == "+2.0 s ± 0.4"
    assert row(rows, "Time there").change.verdict is Verdict.MORE
    assert row(rows, "Time back").change.verdict is Verdict.SAME
    # A value around zero has no percents.
    assert row(rows, "Time at the turn").percent_text == ""


def test_guided_repetitions_have_no_tempo() -> None:
    guided = tuple(replace(rep, kind=RepKind.GUIDED) for rep in reps_of(math.nan))

    rows = compare_takes(seen_of(reps=guided, counts=Counts(guided=1)), seen_of())

    assert [one.title for one in rows] == ["Guided repetitions, not scored"]


def test_holds_are_compared_by_their_good_seconds() -> None:
    def held(good_s: float) -> tuple[Hold, ...]:
        return tuple(Hold(None, 20.0 * n, 20.0 * n + 15.0, good_s) for n in range(3))

    rows = compare_takes(seen_of("plank", holds=held(8.0)), seen_of("plank", holds=held(12.0)))

    assert row(rows, "Held in good form").change_text == "+4.0 s ± 1.4"
    assert row(rows, "Good form").first_text == "53 % ± 7"


def test_two_holds_differ_beyond_their_error() -> None:
    rows = compare_holds(Hold(None, 0.0, 10.0, 9.0), Hold(None, 20.0, 31.0, 11.0))

    assert [one.change_text for one in rows] == ["+2.0 s ± 1.4", "+1.0 s ± 1.4"]
    assert [one.sign for one in rows] == ["▲", "≈"]


def test_another_exercise_shares_only_what_both_have() -> None:
    faults = (FaultSpan("over_arch", Severity.WARN, 0.0, 1.0, 190.0, 4.0),)
    bridge = seen_of(reps=reps_of(170.0), counts=Counts(full=1), faults=faults)
    squat = seen_of("squat", reps=reps_of(90.0), counts=Counts(full=1), error_model="2")
    squat = replace(squat, record=replace(squat.record, view=ViewEstimate("front", 90.0)))

    titles = [one.title for one in compare_takes(bridge, squat)]

    assert not [one for one in titles if one.startswith(("Range", "Noticed"))]
    assert len(doubts(bridge, squat)) == 3
    assert doubts(bridge, bridge) == ()


def test_two_repetitions_of_one_recording_differ_beyond_their_error() -> None:
    one = seen_of(reps=reps_of(150.0, 170.0, 155.0))
    first, second, third = one.record.reps

    assert row(compare_reps(one, first, one, second), RANGE).sign == "▲"
    assert row(compare_reps(one, first, one, third), RANGE).sign == "≈"
    assert row(compare_reps(one, first, one, third), "The whole repetition").sign == "≈"


def test_between_recordings_a_repetition_has_to_differ_by_the_detectable() -> None:
    sure = replace(reps_of(150.0)[0], sd=1.0)
    later = replace(sure, extreme=158.0)
    one, other = seen_of(reps=(sure, later)), seen_of(reps=(later,))

    assert row(compare_reps(one, sure, other, later), RANGE).sign == "≈"
    assert row(compare_reps(one, sure, one, later), RANGE).sign == "▲"


def test_repetitions_of_two_exercises_have_only_their_time() -> None:
    bridge, squat = seen_of(reps=reps_of(170.0)), seen_of("squat", reps=reps_of(90.0))

    rows = compare_reps(bridge, bridge.record.reps[0], squat, squat.record.reps[0])

    assert "Time there" in [one.title for one in rows]
    assert not [one for one in rows if one.title.startswith("Range")]


def test_a_guided_repetition_has_no_range() -> None:
    one = seen_of(reps=reps_of(math.nan))
    guided = replace(one.record.reps[0], kind=RepKind.GUIDED)

    titles = [each.title for each in compare_reps(one, guided, one, guided)]

    assert titles == ["The whole repetition"]


def bird_dog(left: float, right: float) -> Seen:
    """Return both sides three times: of the arms, and the opposite leg is measured."""
    reps = (
        *reps_of(left, left, left, side=Side.RIGHT, there_s=4.0),
        *reps_of(right, right, right, side=Side.LEFT),
    )
    return seen_of("bird-dog", reps=reps)


def test_left_and_right_are_those_of_the_limb_that_was_measured() -> None:
    rows = compare_sides(bird_dog(150.0, 180.0))

    found = row(rows, "Range: Leg")
    assert (found.first_text, found.second_text) == ("150° ± 8", "180° ± 8")
    assert found.change.verdict is Verdict.MORE
    assert found.percent_text == "+17 % ± 6"
    assert row(rows, "Time there").change.verdict is Verdict.LESS
    assert row(rows, "Full repetitions").change.verdict is Verdict.SAME


def test_to_the_right_a_signal_swings_below_zero() -> None:
    reps = (*reps_of(*[40.0] * 3, side=Side.LEFT), *reps_of(*[-40.0] * 3, side=Side.RIGHT))
    one = seen_of("marching", reps=reps)
    left, *_more, right = one.record.reps

    rows = (*compare_sides(one), *compare_reps(one, left, one, right))

    ranges = [each for each in rows if each.title.startswith("Range")]
    assert [each.change_text for each in ranges] == ["+0° ± 11"] * 2


def test_sides_have_to_differ_by_fifteen_degrees() -> None:
    found = row(compare_sides(bird_dog(166.0, 180.0)), "Range: Leg")

    assert found.verdict == "no change: that takes 15°"


def test_a_repetition_of_each_side() -> None:
    one = bird_dog(150.0, 180.0)

    found = row(compare_reps(one, one.record.reps[0], one, one.record.reps[3]), "Range: Leg")

    assert found.change.verdict is Verdict.MORE
    low, high = (
        replace(rep, sd=1.0, extreme=reach, side=side)
        for rep, reach, side in zip(one.record.reps, (160.0, 172.0), Side, strict=False)
    )
    near = row(compare_reps(one, low, one, high), "Range: Leg")
    assert near.verdict == "no change: that takes 15°"


@pytest.mark.parametrize("slug", ["bridge", "plank"])
def test_without_sides_there_is_nothing_to_compare(slug: str) -> None:
    holds = (Hold(None, 0.0, 10.0, 10.0),)

    assert compare_sides(seen_of(slug, reps=reps_of(170.0), holds=holds)) == ()


def test_sides_that_were_held() -> None:
    holds = tuple(
        Hold(side, 40.0 * n, 40.0 * n + 30.0, good_s)
        for n in range(3)
        for side, good_s in zip(Side, (20.0, 28.0), strict=True)
    )

    rows = compare_sides(seen_of("hamstring-supine", holds=holds))

    assert [one.title for one in rows] == ["Held in good form"]
    assert rows[0].change.verdict is Verdict.MORE
    sided = compare_takes(*(seen_of("hamstring-supine", holds=holds),) * 2)
    assert row(sided, "Held in good form, left").first_text == "20.0 s ± 1.0"


def test_the_side_is_named_where_the_measurement_does_not() -> None:
    one = seen_of("single-leg-bridge", reps=reps_of(170.0, side=Side.RIGHT))

    titles = [each.title for each in compare_takes(one, one)]

    assert titles[0] == f"{RANGE}, right, median"
