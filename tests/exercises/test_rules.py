"""The rule tables of every kind: what they may say, and what they may not."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from formcheck.exercises.rules import (
    CycleRule,
    GuidedRule,
    RepRule,
    Rule,
    SnapshotRule,
    StretchRule,
    limb_signals,
    near_signals,
)

Table = dict[str, Any]
RULES: TypeAdapter[Rule] = TypeAdapter(Rule)
REPS: Table = {
    "kind": "reps",
    "signal": "leg_lift",
    "leave_above_rest": 15.0,
    "back_above_rest": 10.0,
    "top": 60.0,
    "hold_at": 55.0,
    "hold_s": 1.0,
    "partial": 40.0,
    "min_range": 15.0,
    "min_s": 1.0,
    "max_s": 12.0,
    "partial_cue": "A little higher.",
    "source": "test",
}
LIMBS: Table = {
    "kind": "limbs",
    "arm_signal": "arm_lift",
    "leg_signal": "leg_lift",
    "arm_up": 130.0,
    "leg_up": 150.0,
    "arm_max": 225.0,
    "arm_down": 110.0,
    "leg_down": 130.0,
    "hold_s": 1.0,
    "dose_hold_s": 5.0,
    "min_s": 1.0,
    "max_s": 20.0,
    "partial_cue": "Both, please.",
    "source": "test",
}
HOLD: Table = {"kind": "hold", "target_s": 20.0, "min_s": 2.0, "source": "test"}
POSTURE: Table = {"kind": "posture", "baseline_s": 5.0, "target_s": 60.0, "source": "test"}
CYCLE: Table = {
    "kind": "cycle",
    "signal": "neck_angle",
    "least": 25.0,
    "half_s": 1.0,
    "max_s": 20.0,
    "hurry_cue": "Slowly, with your breath.",
    "source": "test",
}
OUTLINE: Table = {"signal": "back_bow", "least": 0.03, "source": "test"}
STRETCH: Table = {
    "kind": "stretch",
    "signal": "hip_extension",
    "tolerance": 8.0,
    "target_s": 30.0,
    "partial_s": 15.0,
    "min_s": 5.0,
    "grace_s": 2.0,
    "sided": True,
    "source": "test",
}
GUIDED: Table = {
    "kind": "guided",
    "reps": 10,
    "out_s": 2.0,
    "hold_s": 5.0,
    "back_s": 2.0,
    "rest_s": 1.0,
    "words": ["Press", "Hold", "Let go", "Rest"],
    "source": "test",
}
SNAPSHOT: Table = {"kind": "snapshot", "source": "test"}
ALL = (REPS, LIMBS, HOLD, POSTURE, CYCLE, STRETCH, GUIDED, SNAPSHOT)


def problem(table: Table) -> str:
    with pytest.raises(ValidationError) as caught:
        RULES.validate_python(table)
    (error,) = caught.value.errors(include_url=False)
    return f"{'.'.join(map(str, error['loc']))}: {error['msg']}"


@pytest.mark.parametrize("table", ALL, ids=lambda table: str(table["kind"]))
def test_the_kind_chooses_the_class(table: Table) -> None:
    rule = RULES.validate_python(table)
    assert rule.kind == table["kind"]
    assert {key: value for key, value in rule.model_dump(mode="json").items() if key in table} == (
        table
    )


@pytest.mark.parametrize("table", ALL, ids=lambda table: str(table["kind"]))
def test_unknown_keys_are_refused(table: Table) -> None:
    assert problem({**table, "colour": 1}).endswith("colour: Extra inputs are not permitted")


@pytest.mark.parametrize("table", ALL, ids=lambda table: str(table["kind"]))
def test_every_kind_names_its_source(table: Table) -> None:
    without = {key: value for key, value in table.items() if key != "source"}
    assert problem(without) == f"{table['kind']}.source: Field required"


def test_what_may_be_left_out() -> None:
    cycle, snapshot = RULES.validate_python(CYCLE), RULES.validate_python(SNAPSHOT)
    reps = RULES.validate_python(REPS)
    assert isinstance(cycle, CycleRule)
    assert (cycle.own_share, cycle.sides) == (0.6, False)
    assert isinstance(snapshot, SnapshotRule)
    assert snapshot.seconds == 20.0
    assert isinstance(reps, RepRule)
    assert (reps.sided, reps.hold_from) == (False, 55.0)


def test_repetitions_without_a_hold_need_no_limit_for_it() -> None:
    table = {key: value for key, value in REPS.items() if key != "hold_at"} | {"hold_s": 0}
    rule = RULES.validate_python(table)
    assert isinstance(rule, RepRule)
    assert rule.hold_from == 50.0
    assert "expected hold_at" in problem({**table, "hold_s": 0.5})


@pytest.mark.parametrize(
    ("rest", "by"),
    [(20.0, 0.0), (12.0, -8.0), (30.0, 10.0), (30.5, 0.0), (9.0, 0.0), (float("nan"), 0.0)],
)
def test_limits_move_with_a_rest_value_that_is_near_the_usual_one(rest: float, by: float) -> None:
    rule = RULES.validate_python({**REPS, "rest": 20.0, "rest_within": 10.0})
    assert isinstance(rule, RepRule)
    own = rule.begun_at(rest)
    assert (own.top, own.hold_from, own.partial) == (60.0 + by, 55.0 + by, 40.0 + by)
    assert own.min_range == rule.min_range


def test_without_a_usual_rest_value_limits_stay() -> None:
    rule = RULES.validate_python(REPS)
    assert isinstance(rule, RepRule)
    assert rule.begun_at(30.0) is rule


@pytest.mark.parametrize(
    ("table", "change", "expected"),
    [
        (REPS, {"hold_s": -1.0}, "reps.hold_s: Input should be greater than or equal to 0"),
        (REPS, {"hold_at": 60.0}, "reps: Value error, expected partial < hold_at < top"),
        (REPS, {"hold_at": 40.0}, "reps: Value error, expected partial < hold_at < top"),
        (REPS, {"rest": 20.0}, "reps: Value error, expected rest and rest_within together"),
        (REPS, {"rest_within": 5.0}, "reps: Value error, expected rest and rest_within together"),
        (REPS, {"rest": 20.0, "rest_within": 0.0}, "reps.rest_within: Input should be greater"),
        (CYCLE, {"signal": "spine"}, "cycle.signal: Value error, expected one of"),
        (CYCLE, {"least": 0.0}, "cycle.least: Input should be greater than 0"),
        (CYCLE, {"own_share": 1.1}, "cycle.own_share: Input should be less than or equal to 1"),
        (CYCLE, {"own_share": 0}, "cycle.own_share: Input should be greater than 0"),
        (
            CYCLE,
            {"outline": {**OUTLINE, "least": 0}},
            "cycle.outline.least: Input should be greater",
        ),
        (CYCLE, {"outline": {**OUTLINE, "signal": "knee_angle"}}, "one of back_bow, back_sagitta"),
        (CYCLE, {"outline": OUTLINE, "sides": True}, "expected no outline with sides"),
        (CYCLE, {"half_s": 10.0}, "cycle: Value error, expected two halves of half_s"),
        (CYCLE, {"hurry_cue": "one two three four five six seven eight nine"}, "1 to 8 words"),
        (STRETCH, {"tolerance": 0}, "stretch.tolerance: Input should be greater than 0"),
        (STRETCH, {"tolerance": float("inf")}, "stretch.tolerance: Input should be a finite"),
        (STRETCH, {"partial_s": 31.0}, "expected min_s <= partial_s <= target_s"),
        (STRETCH, {"min_s": 16.0}, "expected min_s <= partial_s <= target_s"),
        (STRETCH, {"grace_s": -1.0}, "stretch.grace_s: Input should be greater than or equal to 0"),
        (GUIDED, {"reps": 0}, "guided.reps: Input should be greater than or equal to 1"),
        (GUIDED, {"out_s": 0.0}, "guided.out_s: Input should be greater than 0"),
        (GUIDED, {"words": ["Press", "Hold", "", "Rest"]}, "guided.words.2: Value error"),
        (GUIDED, {"words": ["Press", "Hold", "Back"]}, "guided.words.3: Field required"),
        (SNAPSHOT, {"seconds": 0}, "snapshot.seconds: Input should be greater than 0"),
    ],
)
def test_what_makes_no_sense_is_refused(table: Table, change: Table, expected: str) -> None:
    assert expected in problem({**table, **change})


def test_a_guided_movement_may_go_without_hold_and_rest() -> None:
    rule = RULES.validate_python({**GUIDED, "hold_s": 0, "rest_s": 0})
    assert isinstance(rule, GuidedRule)
    assert (rule.hold_s, rule.rest_s) == (0.0, 0.0)


def test_a_rule_without_an_outline_counts_as_it_says() -> None:
    cycle = RULES.validate_python(CYCLE)
    assert isinstance(cycle, CycleRule)
    assert cycle.seen_by_outline() == cycle
    better = RULES.validate_python({**CYCLE, "outline": OUTLINE}).seen_by_outline()
    assert (better.signal, better.least) == ("back_bow", 0.03)


def test_limits_of_a_stretch_may_coincide() -> None:
    rule = RULES.validate_python({**STRETCH, "min_s": 30.0, "partial_s": 30.0})
    assert isinstance(rule, StretchRule)


@pytest.mark.parametrize(
    ("table", "near", "limbs"),
    [
        (REPS, ("leg_lift",), ()),
        (LIMBS, (), ("arm_lift", "leg_lift")),
        (HOLD, (), ()),
        (CYCLE, ("neck_angle",), ()),
        ({**CYCLE, "outline": OUTLINE}, ("neck_angle", "back_bow"), ()),
        (STRETCH, ("hip_extension",), ()),
        (GUIDED, (), ()),
    ],
)
def test_the_features_that_a_rule_counts_by(
    table: Table, near: tuple[str, ...], limbs: tuple[str, ...]
) -> None:
    rule = RULES.validate_python(table)
    assert near_signals(rule) == near
    assert limb_signals(rule) == limbs
