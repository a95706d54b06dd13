"""What an exercise file may say, and what it may not."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import (
    Against,
    Check,
    Condition,
    Exercise,
    HoldRule,
    LimbRule,
    Moment,
    PostureRule,
    RepRule,
    View,
    Where,
)
from formcheck.landmarks import Joint
from formcheck.paths import catalog_dir

Table = dict[str, Any]
CHECK: Table = {
    "id": "sag",
    "title": "Hips low",
    "feature": "hip_deviation",
    "direction": "below",
    "warn": -10.0,
    "fault": -17.0,
    "moment": "hold",
    "views": ["side"],
    "cue": "One long line.",
    "praise": "Good.",
    "source": "judgement",
}


def table_of(slug: str) -> Table:
    """An exercise's file as a table, to be changed."""
    return tomllib.loads((catalog_dir() / f"{slug}.toml").read_text(encoding="utf-8"))


@pytest.fixture
def plank() -> Table:
    return table_of("plank")


def errors_of(table: Table) -> list[tuple[str, str]]:
    """Key and message of each thing that is wrong."""
    with pytest.raises(ValidationError) as caught:
        Exercise.model_validate(table)
    return [
        (".".join(str(part) for part in one["loc"]), one["msg"])
        for one in caught.value.errors(include_url=False)
    ]


def test_a_check_has_sensible_defaults() -> None:
    check = Check.model_validate(CHECK)
    assert check.where is Where.NEAR
    assert check.against is Against.ZERO
    assert check.lasts_s == 0.7
    assert check.priority == 1
    assert check.moment is Moment.HOLD
    assert check.views == (View.SIDE,)


@pytest.mark.parametrize(
    ("direction", "warn", "fault"),
    [
        ("above", 10.0, 20.0),
        ("above", 10.0, 10.0),
        ("above", -20.0, -10.0),
        ("below", -10.0, -20.0),
        ("below", 140.0, 125.0),
        ("below", -10.0, -10.0),
        ("away", 8.0, 14.0),
        ("above", 10.0, None),
        ("below", -10.0, None),
    ],
)
def test_the_fault_limit_lies_beyond_the_limit_to_warn(
    direction: str, warn: float, fault: float | None
) -> None:
    limits = {"direction": direction, "warn": warn, "fault": fault}
    assert Check.model_validate(CHECK | limits).fault == fault


@pytest.mark.parametrize(
    ("direction", "warn", "fault"),
    [("above", 20.0, 10.0), ("below", -20.0, -10.0), ("away", 14.0, 8.0)],
)
def test_a_fault_limit_on_the_wrong_side_is_refused(
    direction: str, warn: float, fault: float
) -> None:
    with pytest.raises(ValidationError) as caught:
        Check.model_validate(CHECK | {"direction": direction, "warn": warn, "fault": fault})
    text = str(caught.value)
    assert f"fault ({fault}) must lie beyond warn ({warn}) in direction '{direction}'" in text


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("id", "Sag"),
        ("id", "1sag"),
        ("feature", "hip_deviaton"),
        ("direction", "under"),
        ("moment", "sometimes"),
        ("against", "one"),
        ("where", "tail"),
        ("views", ["top"]),
        ("views", "side"),
        ("lasts_s", 0.0),
        ("lasts_s", -1.0),
        ("warn", "ten"),
        ("priority", 1.5),
    ],
)
def test_a_wrong_value_in_a_check_is_named(key: str, wrong: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Check.model_validate(CHECK | {key: wrong})
    assert {one["loc"][0] for one in caught.value.errors()} == {key}


@pytest.mark.parametrize("key", [key for key in CHECK if key != "fault"])
def test_each_key_of_a_check_is_needed(key: str) -> None:
    table = {name: value for name, value in CHECK.items() if name != key}
    with pytest.raises(ValidationError) as caught:
        Check.model_validate(table)
    assert [(one["loc"], one["type"]) for one in caught.value.errors()] == [((key,), "missing")]


def test_an_unknown_feature_is_told_with_all_known_ones(plank: Table) -> None:
    plank["checks"][0]["feature"] = "hip"
    ((key, message),) = errors_of(plank)
    assert key == "checks.0.feature"
    assert "expected one of arm_lift, arm_line" in message
    assert "trunk_slope" in message


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), "reps"),
        (("camera",), "height"),
        (("start",), "hold_s"),
        (("keeps",), "hold_s"),
        (("rule",), "seconds"),
        (("dose",), "weeks"),
        (("checks", 0), "level"),
        (("start", "conditions", 0), "minimum"),
    ],
)
def test_unknown_keys_are_refused_in_every_table(
    plank: Table, path: tuple[str | int, ...], key: str
) -> None:
    table: Any = plank
    for part in path:
        table = table[part]
    table[key] = 1
    found = errors_of(plank)
    assert [message for _, message in found] == ["Extra inputs are not permitted"]
    assert found[0][0].startswith(".".join(str(part) for part in path))
    assert found[0][0].endswith(key)


def changed(key: str, value: object) -> Callable[[Table], None]:
    return lambda table: table.__setitem__(key, value)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (changed("slug", "Plank"), "slug"),
        (changed("slug", "fore_arm"), "slug"),
        (changed("version", 0), "version"),
        (changed("title", 3), "title"),
        (lambda table: table["start"].__setitem__("seconds", 0), "start.seconds"),
        (lambda table: table["keeps"].__setitem__("seconds", -1), "keeps.seconds"),
        (lambda table: table["rule"].__setitem__("kind", "dance"), "rule"),
        (lambda table: table["rule"].__setitem__("target_s", "long"), "rule.hold.target_s"),
        (lambda table: table["focus"].__setitem__("side", "hip"), "focus.side"),
        (lambda table: table["camera"]["needs"].__setitem__("side", ["nose"]), "camera.needs"),
        (lambda table: table.pop("stop"), "stop"),
        (lambda table: table.pop("not_visible"), "not_visible"),
        (lambda table: table.pop("sources"), "sources"),
    ],
)
def test_a_wrong_or_missing_value_is_named(
    plank: Table, change: Callable[[Table], object], key: str
) -> None:
    change(plank)
    ((found, _),) = errors_of(plank)
    assert found.startswith(key)


def test_check_ids_are_unique(plank: Table) -> None:
    plank["checks"] = [plank["checks"][n] for n in (0, 1, 0, 1, 2)]
    ((_, message),) = errors_of(plank)
    assert message.endswith("check ids must be unique, found twice: pike, sag")


@pytest.mark.parametrize(
    ("slug", "rule"),
    [("plank", HoldRule), ("bridge", RepRule), ("bird-dog", LimbRule), ("sitting", PostureRule)],
)
def test_the_kind_chooses_the_rule(slug: str, rule: type) -> None:
    assert type(Exercise.model_validate(table_of(slug)).rule) is rule


REPS = {"back_above_rest": 5, "leave_above_rest": 8, "min_range": 8} | {
    "partial": 160,
    "hold_at": 165,
    "top": 170,
}
LIMBS = {"arm_down": 100, "arm_up": 115, "arm_max": 225, "leg_down": 128, "leg_up": 145}


@pytest.mark.parametrize(("slug", "limits"), [("bridge", REPS), ("bird-dog", LIMBS)])
def test_limits_in_their_order_are_taken(slug: str, limits: Table) -> None:
    table = table_of(slug)
    table["rule"] |= limits
    assert Exercise.model_validate(table).rule.model_dump().items() >= limits.items()


@pytest.mark.parametrize(
    ("slug", "limits", "wrong", "expected"),
    [
        ("bridge", REPS, {"back_above_rest": 8}, "back_above_rest < leave_above_rest"),
        ("bridge", REPS, {"leave_above_rest": 9}, "leave_above_rest <= min_range"),
        ("bridge", REPS, {"partial": 165}, "partial < hold_at"),
        ("bridge", REPS, {"hold_at": 170}, "hold_at < top"),
        ("bird-dog", LIMBS, {"arm_down": 115}, "arm_down < arm_up"),
        ("bird-dog", LIMBS, {"arm_max": 115}, "arm_up < arm_max"),
        ("bird-dog", LIMBS, {"leg_down": 145}, "leg_down < leg_up"),
    ],
)
def test_limits_out_of_order_leave_no_hysteresis(
    slug: str, limits: Table, wrong: Table, expected: str
) -> None:
    table = table_of(slug)
    table["rule"] |= limits | wrong
    ((key, message),) = errors_of(table)
    assert key.startswith("rule")
    assert expected in message


def test_an_exercise_cannot_be_changed(plank: Table) -> None:
    exercise = Exercise.model_validate(plank)
    with pytest.raises(ValidationError):
        exercise.title = "Other"


def test_a_condition_without_limits_holds_for_every_number(plank: Table) -> None:
    condition = plank["start"]["conditions"][0]
    del condition["min"], condition["max"]
    found = Exercise.model_validate(plank).start.conditions[0]
    assert found.min == -float("inf")
    assert found.max == float("inf")
    assert found.views == (View.SIDE, View.FRONT)


def test_what_must_be_seen_is_told_by_view(plank: Table) -> None:
    exercise = Exercise.model_validate(plank)
    assert exercise.needs == {View.SIDE: (Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE)}


def test_a_check_is_found_by_its_id(plank: Table) -> None:
    exercise = Exercise.model_validate(plank)
    assert exercise.check("pike") is exercise.checks[1]
    with pytest.raises(KeyError, match="twist"):
        exercise.check("twist")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cue": ""}, "expected 1 to 8 words"),
        ({"cue": "one two three four five six seven eight nine"}, "expected 1 to 8 words"),
        ({"warn": float("nan")}, "finite number"),
        ({"views": []}, "at least 1 item"),
        ({"direction": "away", "warn": -3.0, "fault": None}, "0 or more for direction 'away'"),
    ],
)
def test_checks_that_make_no_sense_are_refused(change: dict[str, object], words: str) -> None:
    good = load_exercise("plank").checks[0].model_dump()
    with pytest.raises(ValidationError, match=words):
        Check.model_validate({**good, **change})


def test_a_condition_needs_a_range() -> None:
    with pytest.raises(ValidationError, match="expected min < max"):
        Condition.model_validate(
            {"feature": "knee_angle", "min": 90.0, "max": 80.0, "text": "Bend your knees."}
        )


def test_zero_has_an_angle_and_a_small_limit(plank: Table) -> None:
    plank["zero"]["feature"] = "elbow_offset"
    assert errors_of(plank) == [
        ("zero", "Value error, expected a feature in degrees, found elbow_offset")
    ]
    plank["zero"].update(feature="hip_deviation", limit=5.5)
    assert errors_of(plank) == [("zero.limit", "Input should be less than or equal to 5")]


def test_zero_is_no_feature_that_is_compared_with_the_own_baseline(plank: Table) -> None:
    plank["checks"][0]["against"] = "difference"
    ((where, message),) = errors_of(plank)
    assert where == ""
    assert "hip_deviation has a personal zero: expected its checks against zero" in message


def test_a_telltale_has_a_feature_a_range_and_a_source(plank: Table) -> None:
    plank["telltale"] = {"feature": "load_reach", "min": 0.2, "source": "judgement"}
    assert Exercise.model_validate(plank).telltale is not None
    assert not Exercise.model_validate(plank).outline
    on_the_outline = {"feature": "back_sagitta", "min": 0.0, "source": "judgement"}
    assert Exercise.model_validate(plank | {"telltale": on_the_outline}).outline
    plank["telltale"]["max"] = 0.1
    ((key, message),) = errors_of(plank)
    assert key == "telltale"
    assert "expected min < max, found min 0.2, max 0.1" in message
    del plank["telltale"]["max"], plank["telltale"]["source"]
    assert [key for key, _ in errors_of(plank)] == ["telltale.source"]
