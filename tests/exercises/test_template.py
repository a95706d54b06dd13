"""A new exercise file is right as it is written, and explains itself."""

import re
import tomllib
from itertools import pairwise

import pytest

from formcheck.errors import ExerciseError
from formcheck.exercises.loader import built_in_slugs, list_exercises
from formcheck.exercises.problems import examine
from formcheck.exercises.template import check_name, kinds, template
from formcheck.features.body import FEATURES

KINDS = sorted({exercise.rule.kind for exercise in list_exercises()})
each = pytest.mark.parametrize("kind", KINDS)


@each
def test_it_is_an_exercise_as_it_is(kind: str) -> None:
    text = template("my-move", kind)
    exercise = examine(text, tomllib.loads(text)).value
    assert exercise is not None
    assert exercise.slug == "my-move"
    assert exercise.title == "My move"
    assert exercise.rule.kind == kind
    assert exercise.version == 1


@each
def test_every_key_is_explained_in_the_line_before(kind: str) -> None:
    before = ""
    explained: set[str] = set()
    table = ""
    for line in template("my-move", kind).splitlines():
        if line.startswith("["):
            table = line.strip("[]")
        if key := re.match(r"(?:# )?(\w+) = ", line):
            name = f"{table}.{key[1]}"
            fixed = table in ("focus", "camera.needs")  # their keys are views
            assert fixed or before.startswith("# ") or name in explained, name
            explained.add(name)
        before = line
    assert len(explained) > 20


@each
def test_every_table_is_explained_too(kind: str) -> None:
    lines = template("my-move", kind).splitlines()
    seen = set()
    for before, line in pairwise(lines):
        if line.startswith("["):
            assert before.startswith("# ") or line in seen, line
            seen.add(line)


@each
def test_numbers_are_called_examples(kind: str) -> None:
    for line in template("my-move", kind).splitlines():
        if re.match(r"\w+ = -?[0-9]", line) and not line.startswith("version"):
            assert line.endswith("  # example"), line


@each
def test_no_source_and_no_cue_is_taken_over(kind: str) -> None:
    example = kinds()[kind]
    text = template("my-move", kind)
    for source in (*example.sources, example.rule.source, example.start.source):
        assert source not in text
    for check in example.checks:
        assert f'cue = "{check.cue}"' not in text
        assert f'id = "{check.id}"' not in text


def test_it_names_everything_that_can_be_measured() -> None:
    text = template("my-move", "reps")
    assert set(FEATURES) <= set(re.findall(r"^#   (\w+) ", text, re.MULTILINE))


def test_it_names_units_and_allowed_values() -> None:
    text = template("my-move", "reps")
    for comment in (
        "# Longer ones do not count, in seconds.\nmax_s = ",
        "# Value from which the range of motion is complete, in the signal's unit.\ntop = ",
        "# Limit between good and warn, in the feature's unit.\nwarn = ",
        "One of: above, below, away.\ndirection = ",
        "One of: always, turn, hold.\nmoment = ",
    ):
        assert comment in text
    assert "One of: eye," not in text  # joints stand at the top


def test_what_may_be_left_out_says_so() -> None:
    text = template("my-move", "posture")
    assert "# reps = (may be left out)" in text
    assert "inf" not in re.sub("#.*", "", text)


def test_there_is_an_example_for_every_kind_of_the_catalogue() -> None:
    assert sorted(kinds()) == KINDS


def test_an_unknown_kind_is_told_with_the_known_ones() -> None:
    with pytest.raises(ExerciseError, match=rf"\({', '.join(KINDS)}\), found 'dance'"):
        template("my-move", "dance")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A",
        "1a",
        "my move",
        "my_move",
        "../x",
        "a/b",
        "c:x",
        "a\n",
        "ä",
        "a" * 61,
        "nul",
        "com1",
    ],
)
def test_a_name_that_cannot_be_a_slug_everywhere(name: str) -> None:
    with pytest.raises(ExerciseError, match="small letters a-z, digits and hyphens") as caught:
        check_name(name)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("slug", built_in_slugs())
def test_a_built_in_name_is_taken(slug: str) -> None:
    with pytest.raises(ExerciseError, match=f"'my-{slug}' for example"):
        template(slug, "reps")
