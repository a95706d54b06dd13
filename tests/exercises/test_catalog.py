"""The built-in exercises: every number has a source, every cue is short and kind."""

import re
from collections.abc import Iterator

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import (
    Against,
    Check,
    Condition,
    CycleRule,
    Direction,
    Exercise,
    GuidedRule,
    HoldRule,
    LimbRule,
    Moment,
    PostureRule,
    RepRule,
    Spec,
    StretchRule,
    View,
    Where,
)
from formcheck.features.body import FEATURES
from formcheck.features.error_model import load_error_model
from formcheck.features.reading import Unit
from formcheck.paths import catalog_dir

FILES = sorted(catalog_dir().glob("*.toml"))
EXERCISES = [load_exercise(path) for path in FILES]
CHECKS = [
    pytest.param(exercise, check, id=f"{exercise.slug}-{check.id}")
    for exercise in EXERCISES
    for check in exercise.checks
]
MOST_WORDS = 8
FRIGHTENING = re.compile(
    r"\b(danger\w*|damag\w*|harm\w*|injur\w*|hurt\w*|wrong\w*|bad\w*|risk\w*|disc|slipped|worn"
    r"|fail\w*|never|must|don't|avoid)\b",
    re.IGNORECASE,
)

each = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.slug)
each_check = pytest.mark.parametrize(("exercise", "check"), CHECKS)


def cues(exercise: Exercise) -> Iterator[str]:
    """Everything that is said during the exercise."""
    for check in exercise.checks:
        yield check.cue
        yield check.praise
    if isinstance(exercise.rule, RepRule | LimbRule):
        yield exercise.rule.partial_cue
    elif isinstance(exercise.rule, CycleRule):
        yield exercise.rule.hurry_cue
    elif isinstance(exercise.rule, GuidedRule):
        yield from exercise.rule.words


def tables(table: Spec) -> Iterator[Spec]:
    """Every table of a file, the outermost first."""
    yield table
    for name in type(table).model_fields:
        value = getattr(table, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Spec):
                yield from tables(inner)


def conditions(exercise: Exercise) -> tuple[Condition, ...]:
    return exercise.start.conditions + exercise.keeps.conditions


def test_there_are_some() -> None:
    assert {exercise.slug for exercise in EXERCISES} >= {"bird-dog", "bridge", "plank", "sitting"}


@each
def test_the_slug_is_the_name_of_the_file(exercise: Exercise) -> None:
    assert exercise.slug in {path.stem for path in FILES}
    assert load_exercise(exercise.slug) == exercise


@each
def test_every_table_with_numbers_names_its_source(exercise: Exercise) -> None:
    for table in tables(exercise):
        if isinstance(table, Exercise | Condition):
            continue  # an exercise has a list of sources, conditions that of their start or keeps
        source = getattr(table, "source", "")
        assert len(source.strip()) >= len("judgement"), f"no source in {table!r}"
    assert exercise.sources
    assert all(source.strip() for source in exercise.sources)


@each
def test_cues_are_short(exercise: Exercise) -> None:
    too_long = [cue for cue in cues(exercise) if len(cue.split()) > MOST_WORDS]
    assert too_long == []


@each
def test_cues_and_hints_are_kind(exercise: Exercise) -> None:
    texts = [*cues(exercise), *exercise.setup, *(one.text for one in conditions(exercise))]
    assert [text for text in texts if FRIGHTENING.search(text) or "!" in text] == []


@each
def test_what_is_said_is_a_sentence(exercise: Exercise) -> None:
    texts = [
        *cues(exercise),
        *exercise.setup,
        *exercise.easier,
        *exercise.harder,
        *exercise.not_visible,
        *(one.text for one in conditions(exercise)),
        exercise.camera.text,
        exercise.dose.text,
        exercise.summary,
        exercise.feel,
        exercise.stop,
    ]
    for text in texts:
        assert text[0].isupper() or text[0].isdigit(), text
        assert text.endswith("."), text
        assert text == text.strip()


@each
def test_it_says_when_to_stop_and_what_cannot_be_seen(exercise: Exercise) -> None:
    assert exercise.stop
    assert exercise.not_visible
    assert exercise.setup


@each
def test_every_view_has_a_focus_and_joints_to_be_seen(exercise: Exercise) -> None:
    views = set(exercise.camera.views)
    assert set(exercise.focus) == views
    assert set(exercise.needs) == views
    assert all(exercise.needs[view] for view in views)


@each_check
def test_a_check_is_for_views_of_its_exercise(exercise: Exercise, check: Check) -> None:
    assert check.views
    assert set(check.views) <= set(exercise.camera.views)


@each_check
def test_the_front_is_measured_on_both_sides(exercise: Exercise, check: Check) -> None:
    assert View.FRONT not in check.views or FEATURES[check.feature].paired


@each_check
def test_limits_that_go_both_ways_leave_room_between(exercise: Exercise, check: Check) -> None:
    if check.direction is Direction.AWAY:
        assert check.warn > 0


@each_check
def test_a_limit_is_farther_off_than_the_error(exercise: Exercise, check: Check) -> None:
    # Between warn and fault the value must be able to lie without both being called by noise.
    if check.fault is not None and check.against is not Against.PERCENT:
        floor = load_error_model().error(exercise.slug, check.feature).floor
        assert abs(check.fault - check.warn) >= floor


@each_check
def test_moments_and_limbs_fit_the_rule(exercise: Exercise, check: Check) -> None:
    rule = exercise.rule
    if isinstance(rule, HoldRule | PostureRule):
        assert check.moment is not Moment.TURN
    else:
        assert check.moment is not Moment.HOLD
    if check.where is not Where.NEAR:
        assert isinstance(rule, LimbRule)


@each_check
def test_percents_are_of_ratios(exercise: Exercise, check: Check) -> None:
    if check.against is Against.PERCENT:
        assert FEATURES[check.feature].unit is Unit.RATIO


@each
def test_conditions_leave_room(exercise: Exercise) -> None:
    for condition in conditions(exercise):
        assert condition.min < condition.max
        assert set(condition.views) & set(exercise.camera.views)


@each
def test_hysteresis_of_counting(exercise: Exercise) -> None:
    rule = exercise.rule
    if isinstance(rule, RepRule):
        assert 0 < rule.back_above_rest < rule.leave_above_rest
        assert rule.partial < rule.hold_from < rule.top
        assert 0 < rule.min_s < rule.max_s
        assert rule.hold_s < rule.max_s
    elif isinstance(rule, LimbRule):
        assert rule.arm_down < rule.arm_up < rule.arm_max
        assert rule.leg_down < rule.leg_up
        assert rule.hold_s <= rule.dose_hold_s < rule.max_s
        assert 0 < rule.min_s < rule.max_s
    elif isinstance(rule, HoldRule | PostureRule | StretchRule):
        assert rule.target_s > 0
