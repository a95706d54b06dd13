"""Sessions with each further kind of rule: cycles, stretches, guided movements, snapshots."""

import math

import pytest

from formcheck.checking.counter import Phase
from formcheck.checking.guided import GET_READY, TOLD
from formcheck.checking.results import Counts, Rep, RepKind, Severity
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.rules import (
    CycleRule,
    GuidedRule,
    Rule,
    SnapshotRule,
    StretchRule,
)
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.pose.pose import Pose
from formcheck.session.counters import cue_after
from formcheck.session.record import SourceSummary
from formcheck.session.session import Session
from tests import bodies
from tests.session.motion import MODEL, at, bridge, play
from tests.signals import times

CYCLE = CycleRule(
    kind="cycle",
    signal="hip_extension",
    least=20.0,
    half_s=0.8,
    max_s=12.0,
    hurry_cue="Slowly, with your breath.",
    source="test",
)
STRETCH = StretchRule(
    kind="stretch",
    signal="knee_angle",
    tolerance=8.0,
    target_s=20.0,
    partial_s=10.0,
    min_s=3.0,
    grace_s=2.0,
    sided=True,
    source="test",
)
GUIDED = GuidedRule(
    kind="guided",
    reps=3,
    out_s=1.0,
    hold_s=1.0,
    back_s=1.0,
    rest_s=1.0,
    words=("Press", "Hold", "Let go", "Rest"),
    source="test",
)
SNAPSHOT = SnapshotRule(kind="snapshot", seconds=6.0, source="test")
SAG = -22.0


def with_rule(slug: str, rule: Rule) -> Exercise:
    return load_exercise(slug).model_copy(update={"rule": rule})


def steady_plank(_t: float, deviation: float = 5.5) -> Pose:
    return bodies.plank(hip_deviation=deviation, knee_angle=178.0)


def test_a_cycle_is_counted() -> None:
    record, updates = play(with_rule("bridge", CYCLE), bridge, 21.0)
    assert record.counts == Counts(full=3)
    assert {update.cue for update in updates} == {None}
    assert {Phase.MOVING, Phase.HOLDING, Phase.RETURNING} < {update.phase for update in updates}


def test_a_rushed_cycle_is_told_so() -> None:
    rule = CYCLE.model_copy(update={"half_s": 4.0})
    record, updates = play(with_rule("bridge", rule), bridge, 21.0)
    assert record.counts == Counts(full=3)
    assert {rep.note for rep in record.reps} == {"quick"}
    assert CYCLE.hurry_cue in {update.cue.text for update in updates if update.cue}


def test_a_fault_at_the_turn_of_a_cycle_is_found() -> None:
    record, _ = play(with_rule("bridge", CYCLE), lambda t: bridge(t, knee=138.0), 21.0)
    assert {span.check for span in record.faults} == {"feet_far"}
    assert [rep.faults for rep in record.reps] == [("feet_far",)] * 3


@pytest.mark.parametrize(("signal", "side"), [(30.0, Side.LEFT), (-30.0, Side.RIGHT)])
def test_a_swing_to_one_side_is_counted_for_it(signal: float, side: Side) -> None:
    rule = CYCLE.model_copy(update={"sides": True})
    exercise = with_rule("bridge", rule)

    def roll(t: float) -> Pose:
        away = math.sin(math.pi * (t - 2.0) / 3.0) if 2.0 <= t <= 5.0 else 0.0
        return bodies.bridge(hip_extension=140.0 + signal * away, trunk_slope=-2.0)

    record, _ = play(exercise, roll, 8.0)
    assert [rep.side for rep in record.reps] == [side]
    assert record.counts == Counts(full=1, **{side.value: 1})


def test_a_stretch_is_a_hold_with_its_side() -> None:
    record, updates = play(with_rule("plank", STRETCH), steady_plank, 12.0)
    (hold,) = record.holds
    assert hold.side is updates[-1].side
    assert hold.good_s == pytest.approx(11.0, abs=1.0)
    assert record.counts == Counts()
    clock = updates[-1].hold
    assert clock is not None
    assert (clock.running, clock.target_s) == (True, 20.0)


def test_a_fault_in_a_stretch_stops_the_good_seconds() -> None:
    record, updates = play(
        with_rule("plank", STRETCH), lambda t: steady_plank(t, SAG if 4.0 < t < 8.0 else 5.5), 12.0
    )
    (hold,) = record.holds
    assert [span.check for span in record.faults] == ["sag"]
    assert hold.end_s - hold.start_s == pytest.approx(11.5, abs=1.0)
    assert hold.good_s == pytest.approx(7.5, abs=1.2)
    assert any(update.active for update in updates)


def test_a_guided_movement_has_a_beat_and_scores_nothing() -> None:
    exercise = with_rule("plank", GUIDED)
    record, updates = play(exercise, steady_plank, 20.0)
    assert record.counts == Counts(guided=3)
    assert {rep.kind for rep in record.reps} == {RepKind.GUIDED}
    assert updates[0].beat is None
    words = {update.beat.word for update in updates if update.beat}
    assert words == {GET_READY, *GUIDED.words}
    assert updates[-1].beat is None
    assert updates[-1].dots == ("guided",) * 3


def test_the_beat_waits_for_whoever_is_out_of_sight() -> None:
    exercise = with_rule("plank", GUIDED)
    gone = (5.0, 8.0)
    record, updates = play(
        exercise, lambda t: None if gone[0] <= t < gone[1] else steady_plank(t), 20.0
    )
    away = [update for update in updates if gone[0] + 1.0 < update.time_s < gone[1]]
    assert {update.phase for update in away} == {Phase.UNSEEN}
    assert len({update.beat for update in away}) == 1
    assert record.counts == Counts(guided=3)


def test_a_tap_is_a_repetition_that_was_told() -> None:
    session = Session(with_rule("plank", GUIDED))
    session.tap()
    for t in times(4.0, 30):
        update = session.update(t, at(steady_plank, t))
    session.tap()
    update = session.update(4.0, at(steady_plank, 4.0))
    assert update.counts == Counts(guided=1)
    record = session.finish(SourceSummary("formula", 4.0, 121), MODEL)
    assert [rep.note for rep in record.reps] == [TOLD]


def test_a_tap_counts_nothing_that_is_scored() -> None:
    session = Session(load_exercise("bridge"))
    update = session.update(0.0, at(bridge, 0.0))
    session.tap()
    update = session.update(0.1, at(bridge, 0.1))
    assert update.counts == Counts()


def test_a_snapshot_is_judged_on_its_averages_at_the_end() -> None:
    exercise = with_rule("plank", SNAPSHOT)
    record, updates = play(exercise, lambda t: steady_plank(t, SAG), 14.0)
    done = next(update for update in updates if update.averages)
    before = [update for update in updates if update.time_s < done.time_s]
    assert all(update.active == {} for update in before)
    assert all(update.hold is not None for update in before)
    assert updates[-1].active == {"sag": Severity.FAULT}
    (span,) = record.faults
    mean = record.averages["hip_deviation"]
    assert (span.check, span.worst, span.sd) == ("sag", mean.value, mean.sd)
    assert span.end_s - span.start_s == pytest.approx(6.0, abs=0.1)
    assert set(record.averages) == set(record.series.names)
    assert "sag" in {update.cue.check for update in updates if update.cue}


def test_a_moment_of_a_fault_is_no_fault_of_a_snapshot() -> None:
    exercise = with_rule("plank", SNAPSHOT)
    record, _ = play(exercise, lambda t: steady_plank(t, SAG if 5.0 < t < 6.0 else 5.5), 14.0)
    assert record.averages["hip_deviation"].value > SAG / 2.0
    assert record.faults == ()


def test_a_snapshot_that_was_not_finished_says_nothing() -> None:
    record, updates = play(with_rule("plank", SNAPSHOT), lambda t: steady_plank(t, SAG), 5.0)
    assert record.averages == {}
    assert record.faults == ()
    assert updates[-1].phase is Phase.HOLDING


def test_other_kinds_have_neither_beat_nor_averages() -> None:
    record, updates = play("bridge", bridge, 4.0)
    assert record.averages == {}
    assert updates[-1].beat is None
    assert updates[-1].averages == {}


@pytest.mark.parametrize(
    ("rule", "kind", "note", "cue"),
    [
        (load_exercise("bridge").rule, RepKind.PARTIAL, "", "partial_cue"),
        (load_exercise("bridge").rule, RepKind.FULL, "", ""),
        (load_exercise("bird-dog").rule, RepKind.PARTIAL, "", "partial_cue"),
        (CYCLE, RepKind.FULL, "quick", "hurry_cue"),
        (CYCLE, RepKind.PARTIAL, "less than your own range", ""),
        (GUIDED, RepKind.GUIDED, "", ""),
    ],
)
def test_what_is_said_after_a_repetition(rule: Rule, kind: RepKind, note: str, cue: str) -> None:
    rep = Rep(1, None, 0.0, 1.0, 2.0, 100.0, 3.0, kind, note=note)
    assert cue_after(rule, rep) == (getattr(rule, cue) if cue else "")
