from dataclasses import replace

import numpy as np
import pytest

from formcheck.checking.results import (
    FaultSpan,
    Hold,
    NotJudgedSpan,
    Rep,
    RepKind,
    Severity,
)
from formcheck.exercises.rules import CycleRule
from formcheck.exercises.spec import Direction, Exercise
from formcheck.landmarks import Side
from formcheck.report.moments import Moment, best_and_worst, noticed
from formcheck.session.record import Series, SessionRecord


def rep(
    number: int,
    extreme: float = 170.0,
    *,
    kind: RepKind = RepKind.FULL,
    faults: tuple[str, ...] = (),
    side: Side | None = None,
) -> Rep:
    start_s = 5.0 * number
    return Rep(number, side, start_s, start_s + 2.0, start_s + 4.0, extreme, 2.5, kind, faults)


def span(number: int, check: str = "feet_far", severity: Severity = Severity.FAULT) -> FaultSpan:
    start_s = 5.0 * number
    return FaultSpan(check, severity, start_s + 1.0, start_s + 3.0, 124.0, 3.0)


def with_reps(
    record: SessionRecord, *reps: Rep, faults: tuple[FaultSpan, ...] = ()
) -> SessionRecord:
    return replace(record, reps=reps, faults=faults)


def told(moments: tuple[Moment, ...]) -> list[tuple[str, str]]:
    return [(one.title, one.why) for one in moments]


def test_the_best_went_farthest_with_nothing_noticed(
    record: SessionRecord, exercise: Exercise
) -> None:
    some = with_reps(
        record,
        rep(1, 176.0, faults=("feet_far",)),
        rep(2, 171.0),
        rep(3, 174.0),
        rep(4, 180.0, kind=RepKind.PARTIAL),
        faults=(span(1),),
    )
    best, worst = best_and_worst(some, exercise)
    assert told((best, worst)) == [
        ("Best: repetition 3", "full range, nothing noticed, 174° ± 5"),
        ("To work on: repetition 1", "Feet far from the hips"),
    ]
    assert best.time_s == 17.0
    assert best.check == ""
    assert worst.check == "feet_far"


def test_the_worst_is_where_it_was_clearest(record: SessionRecord, exercise: Exercise) -> None:
    both = ("feet_far", "over_arch")
    some = with_reps(
        record,
        rep(1, faults=both),
        rep(2, faults=("over_arch",)),
        rep(3, faults=("feet_far",)),
        faults=(
            span(1, severity=Severity.WARN),
            span(1, "over_arch", Severity.WARN),
            span(2, "over_arch"),
            span(3, severity=Severity.WARN),
        ),
    )
    assert told(best_and_worst(some, exercise)) == [
        ("Best: repetition 3", "full range, least noticed, 170° ± 5"),
        ("To work on: repetition 2", "Back arched at the top"),
    ]


def test_without_faults_a_short_one_is_shown_with_its_reason(
    record: SessionRecord, exercise: Exercise
) -> None:
    short = replace(rep(2, 172.0, kind=RepKind.PARTIAL), note="hold 0.4 s of 1.0 s")
    some = with_reps(record, rep(1, 165.0), short)
    assert told(best_and_worst(some, exercise))[1] == (
        "To work on: repetition 2",
        "hold 0.4 s of 1.0 s, 172° ± 5",
    )


@pytest.mark.parametrize(("extreme", "shown"), [(167.0, False), (162.0, True)])
def test_the_least_range_is_shown_only_beyond_the_error(
    record: SessionRecord, exercise: Exercise, extreme: float, *, shown: bool
) -> None:
    found = told(best_and_worst(with_reps(record, rep(1), rep(2, extreme)), exercise))
    assert found[0][0] == "Best: repetition 1"
    assert found[1:] == ([("Least far: repetition 2", "162° ± 5")] if shown else [])


def test_the_best_of_partial_ones_is_not_called_full(
    record: SessionRecord, exercise: Exercise
) -> None:
    partial = RepKind.PARTIAL
    some = with_reps(record, rep(1, 150.0, kind=partial), rep(2, 155.0, kind=partial))
    assert told(best_and_worst(some, exercise)) == [
        ("Best: repetition 2", "the one with the most range, 155° ± 5"),
        ("To work on: repetition 1", "150° ± 5"),
    ]
    unseen = with_reps(record, rep(1, float("nan"), kind=partial))
    assert best_and_worst(unseen, exercise) == ()


def test_one_signal_for_both_sides_is_below_zero_on_the_right(
    record: SessionRecord, exercise: Exercise
) -> None:
    rule = CycleRule(
        kind="cycle",
        signal="hip_extension",
        least=20.0,
        half_s=1.0,
        max_s=20.0,
        sides=True,
        hurry_cue="Slowly.",
        source="test",
    )
    marching = exercise.model_copy(update={"rule": rule})
    both = rep(1, 30.0, side=Side.LEFT), rep(2, -60.0, side=Side.RIGHT)
    some = with_reps(record, *both, rep(3, -40.0, side=Side.RIGHT))
    assert told(best_and_worst(some, marching)) == [
        ("Best: repetition 2", "full range, nothing noticed, -60° ± 5"),
        ("Least far: repetition 3", "-40° ± 5"),  # of the same side
    ]
    assert len(best_and_worst(with_reps(record, *both), marching)) == 1
    one_way = exercise.model_copy(update={"rule": rule.model_copy(update={"sides": False})})
    assert [title for title, _ in told(best_and_worst(some, one_way))] == ["Best: repetition 1"]


def test_guided_ones_are_not_compared(guided_record: SessionRecord, guided: Exercise) -> None:
    assert best_and_worst(guided_record, guided) == ()
    assert noticed(guided_record, guided, ()) == ()


def test_of_a_hold_a_calm_moment_and_what_was_clearest(
    hold_record: SessionRecord, exercise: Exercise
) -> None:
    held = replace(
        hold_record,
        holds=(Hold(None, 1.0, 11.0, 8.5),),
        faults=(FaultSpan("feet_far", Severity.FAULT, 2.0, 4.0, 124.0, 3.0),),
        not_judged=(NotJudgedSpan("no feet", 9.0, 20.0), NotJudgedSpan("before", 0.0, 0.5)),
    )
    best, worst = best_and_worst(held, exercise)
    assert best == Moment(6.5, "Best moment", "8.5 s in good form")
    assert (worst.title, worst.check) == ("Feet far from the hips", "feet_far")
    assert best_and_worst(replace(held, holds=()), exercise) == ()
    (alone,) = best_and_worst(replace(held, faults=()), exercise)
    assert alone.time_s == 5.0


def test_what_was_noticed_is_shown_once_the_clearest_first(
    record: SessionRecord, exercise: Exercise
) -> None:
    faults = (
        span(1, "over_arch", Severity.WARN),
        span(2, "feet_far"),
        replace(span(3, "feet_far"), worst=130.0),
    )
    some = with_reps(record, faults=faults)
    assert told(noticed(some, exercise, ())) == [
        ("Feet far from the hips", "130° ± 6, noticed 2 times"),
        ("Back arched at the top", "124° ± 6, noticed 1 time"),
    ]
    shown = (Moment(0.0, "", "", "feet_far"),)
    assert [one.check for one in noticed(some, exercise, shown)] == ["over_arch"]


@pytest.mark.parametrize(
    ("direction", "time_s"),
    [(Direction.ABOVE, 3.0), (Direction.BELOW, 4.0), (Direction.AWAY, 4.0)],
)
def test_the_moment_is_that_of_the_farthest_reading(
    record: SessionRecord, exercise: Exercise, direction: Direction, time_s: float
) -> None:
    times_s = np.arange(0.0, 6.0, 0.5)
    # High from the start, when it was not yet noticed; then higher at 3 s, and lowest at 4 s.
    values = {1.0: 300.0, 3.0: 20.0, 4.0: -40.0}
    value = np.array([[values.get(one, 1.0)] for one in times_s])
    series = Series(times_s, ("knee_angle",), ("deg",), value, np.ones_like(value))
    check = exercise.check("feet_far").model_copy(update={"direction": direction, "warn": 10.0})
    mine = exercise.model_copy(update={"checks": (check,)})
    some = replace(
        record, series=series, faults=(FaultSpan("feet_far", Severity.FAULT, 1, 5, 1, 1),)
    )
    (found,) = noticed(some, mine, ())
    assert found.time_s == time_s
    hidden = replace(some, series=replace(series, value=value * np.nan))
    assert noticed(hidden, mine, ())[0].time_s == 3.0
    unknown = mine.model_copy(update={"checks": ()})
    assert noticed(some, unknown, ())[0].time_s == 3.0
