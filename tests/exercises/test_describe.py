"""An exercise in plain text says all that the file says, in lines that fit a terminal."""

import re
import tomllib
from itertools import pairwise

import pytest

from formcheck.exercises.describe import describe
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.exercises.problems import examine
from formcheck.exercises.spec import Exercise
from formcheck.exercises.template import template

EXERCISES = list_exercises()
each = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.slug)


def joined(exercise: Exercise) -> str:
    """The description with line ends and indents as single spaces."""
    return " ".join(describe(exercise).split())


@each
@pytest.mark.parametrize("width", [40, 80])
def test_lines_fit(exercise: Exercise, width: int) -> None:
    lines = describe(exercise, width).splitlines()
    assert [line for line in lines if len(line) > width and " " in line.strip(" -")] == []
    assert lines[0]


@each
def test_everything_a_person_should_know_is_there(exercise: Exercise) -> None:
    text = joined(exercise)
    camera, rule = exercise.camera, exercise.rule
    said = [exercise.title, exercise.slug, exercise.summary, *exercise.setup, camera.text]
    said += [one.text for one in (*exercise.start.conditions, *exercise.keeps.conditions)]
    said += [exercise.dose.text, exercise.dose.source, *exercise.easier, *exercise.harder]
    said += [exercise.feel, exercise.stop, *exercise.not_visible, *exercise.sources]
    said += [camera.source, exercise.start.source, exercise.keeps.source, rule.source]
    said += [*exercise.regressions, *exercise.progressions]
    said += [one.source for one in (exercise.zero, exercise.telltale) if one is not None]
    for check in exercise.checks:
        said += [check.title, check.cue, check.praise, check.source]
    for one in said:
        assert " ".join(one.rstrip(". ").split()) in text


@each
def test_headings_have_something_below_them(exercise: Exercise) -> None:
    lines = describe(exercise).splitlines()
    for line, after in pairwise(lines):
        if line and not line.startswith(" ") and lines[lines.index(line) - 1] == "":
            assert after.startswith("  ")


@each
def test_every_number_of_the_rule_is_told(exercise: Exercise) -> None:
    text = joined(exercise)
    for name in type(exercise.rule).model_fields:
        value = getattr(exercise.rule, name)
        if isinstance(value, float | int) and not isinstance(value, bool):
            told = text.partition(f"({name}): ")[2]
            assert told.startswith(f"{value:g}"), name


def section(exercise: Exercise, heading: str) -> str:
    body = describe(exercise).partition(f"\n{heading}\n")[2]
    return body.partition("\n\n")[0]


def test_limits_have_units_and_moments() -> None:
    checks = " ".join(section(load_exercise("bridge"), "Checks").split())
    assert (
        "Hips beyond the line (hip, from the side, at the turn): warns above 188°, a fault above "
        "194°, for 0.7 s."
    ) in checks
    sitting = " ".join(section(load_exercise("sitting"), "Checks").split())
    assert "warns below -8 %, a fault below -15 % from your own baseline, for 3 s." in sitting
    assert "warns farther from zero than 6°" in sitting
    assert "warns below -27°, for 2 s." in sitting  # no fault limit


def test_conditions_say_their_range() -> None:
    bridge = section(load_exercise("bridge"), "Start position")
    assert "Held for 1 s:" in bridge
    assert "(Trunk slope -25° to 25°)" in bridge
    assert "(Knee above hip at least 0.2)" in bridge
    sitting = " ".join(section(load_exercise("sitting"), "Start position").split())
    assert "(Neck 0.1 to 2, from the front)" in sitting


def test_counting_is_told_in_the_units_of_its_signals() -> None:
    assert "(top): 160°" in section(load_exercise("bridge"), "How it is counted or timed")
    limbs = section(load_exercise("bird-dog"), "How it is counted or timed")
    assert "(arm_up): 100°" in limbs
    assert "(max_s): 25 s" in limbs


def test_the_dose_is_told_as_it_is_counted() -> None:
    dose = section(load_exercise("bridge"), "Dose")
    assert "As the app counts it: 10 repetitions, 3 sets, 2 s hold, 60 s rest." in dose
    assert "As the app counts it: 1 set." in section(load_exercise("sitting"), "Dose")


def test_a_straight_line_of_ones_own_only_where_there_is_one() -> None:
    assert "at most 5° of shift" in joined(load_exercise("plank"))
    assert "straight line" not in joined(load_exercise("bridge"))


def changed(*pieces: tuple[str, str]) -> Exercise:
    text = template("own", "reps")
    for old, new in pieces:
        assert old in text
        text = text.replace(old, new, 1)
    exercise = examine(text, tomllib.loads(text)).value
    assert exercise is not None
    return exercise


def test_other_files_say_other_things() -> None:
    exercise = changed(
        ("progressions = []", 'progressions = ["bridge"]'),
        ("sided = false", "sided = true"),
        ("min = 0.2", "max = 0.2"),
        ("hold_at = 157.0", "#"),
        ("hold_s = 1.0", "hold_s = 0"),
    )
    text = joined(exercise)
    assert "Exercises: bridge." in text
    assert "(sided): yes" in text
    assert "(Knee above hip at most 0.2)" in text
    assert "hold_at" not in text


def test_an_exercise_may_go_on_whatever_happens() -> None:
    text = re.sub(r"\n\[\[keeps.conditions\]\](\n.+)+", "", template("own", "reps"))
    text = text.replace("[keeps]", "[keeps]\nconditions = []", 1)
    exercise = examine(text, tomllib.loads(text)).value
    assert exercise is not None
    assert "It ends when" not in describe(exercise)


def test_nothing_is_said_of_what_is_empty() -> None:
    text = describe(changed(('easier = ["Say how to make it easier."]', "easier = []")))
    assert "\nEasier\n" not in text
    assert "\nHarder\n" in text
