"""Every problem of a file is told at once: line, key, what was expected, what was found."""

import tomllib
from pathlib import Path

import pytest

from formcheck.exercises.loader import check_file
from formcheck.exercises.problems import examine
from formcheck.exercises.template import kinds, template
from formcheck.toml.problems import Problem

REPS = template("own", "reps")
LIMBS = template("own", "limbs")


def problems(text: str) -> tuple[Problem, ...]:
    return examine(text, tomllib.loads(text)).problems


def changed(old: str, new: str, text: str = REPS) -> str:
    """A file with one piece of text replaced."""
    assert old in text, old
    return text.replace(old, new, 1)


def only(text: str) -> Problem:
    (problem,) = problems(text)
    return problem


def line_of(text: str, start: str) -> int:
    """The last line that begins so."""
    return max(n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start))


def test_a_right_file_has_none() -> None:
    examined = examine(REPS, tomllib.loads(REPS))
    assert examined.problems == ()
    assert examined.value is not None
    assert examined.value.slug == "own"


TEN = [
    ('title = "Own"', 'titel = "Own"', "titel: expected a known key, perhaps 'title', found"),
    ("version = 1", 'version = "one"', "version: expected a whole number, found 'one'"),
    ('slug = "own"', 'slug = "My Own"', "slug: expected small letters a-z, digits and hyphens"),
    ("sets = 3", "sets = 3.5", "dose.sets: expected a whole number, found 3.5"),
    (
        'signal = "hip_extension"',
        'signal = "hip_extention"',
        "rule.signal: expected a known name, perhaps 'hip_extension', found 'hip_extention'",
    ),
    (
        'cue = "Say what to do, not what is wrong."',
        'cue = "Say what to do and what is wrong, in very many words."',
        "checks[0].cue: expected 1 to 8 words, found 12: 'Say what",
    ),
    (
        "warn = 105.0  # example\nfault = 120.0",
        "warn = 120.0\nfault = 105.0",
        "checks[1].fault: fault (105.0) must lie beyond warn (120.0) in direction 'above'",
    ),
    (
        'side = ["shoulder"',
        'side = ["sholder"',
        "camera.needs.side[0]: expected a known name, perhaps 'shoulder', found 'sholder'",
    ),
    (
        'id = "check_2"',
        'id = "check_1"',
        "checks[1].id: check ids must be unique, found twice: check_1",
    ),
    (
        "progressions = []",
        'progressions = ["bridge", "brigde"]',
        "progressions[1]: expected a known name, perhaps 'bridge', found 'brigde'",
    ),
    ("partial = 145.0", "", "rule.partial: expected a value (Value from which a repetition is"),
    ("top = 160.0", "top = inf", "rule.top: expected a number within ±1,000,000, found inf"),
]


def test_a_file_with_many_mistakes_gets_as_many_messages(tmp_path: Path) -> None:
    text = REPS
    for old, new, _ in TEN:
        text = changed(old, new, text)
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    found = check_file(path)
    for _, new, message in TEN:
        (told,) = (one for one in found if one.text.startswith(message))
        if new:
            assert told.line == line_of(text, told_line(new, told))
    assert len(found) == len(TEN)
    assert [one.line for one in found] == sorted(one.line for one in found)


def told_line(new: str, problem: Problem) -> str:
    """The line of a replacement that the problem is about."""
    last = problem.key.rpartition(".")[2].partition("[")[0]
    return next((line for line in new.split("\n") if line.startswith(last)), new)


@pytest.mark.parametrize(("old", "new", "message"), TEN[:9] + TEN[10:])
def test_each_mistake_alone_gets_the_same_message(old: str, new: str, message: str) -> None:
    assert only(changed(old, new)).text.startswith(message)


def test_the_slug_is_not_told_twice(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(changed('slug = "own"', 'slug = "My Own"'), encoding="utf-8")
    (problem,) = check_file(path)
    assert problem.key == "slug"


# Single fields.

FLOOR = 'floor = ["heel", "shoulder"]'
NEEDS = 'side = ["shoulder", "hip", "knee"]'
FIELDS = [
    ('views = ["side"]', 'views = "side"', "camera.views", "a list, [like, this]", "'side'"),
    ('views = ["side"]', "views = [3]", "camera.views[0]", "one of side, front", "3"),
    ("reps = 10", "reps = 2026-01-01", "dose.reps", "a whole number", "2026-01-01"),
    ("reps = 10", "reps = { a = 1 }", "dose.reps", "a whole number", "a table"),
    ("reps = 10", "reps = [1, 2]", "dose.reps", "a whole number", "a list of 2"),
    ('feel = "', "feel = 1 #", "feel", 'text in quotes, "like this"', "1"),
    ("sided = false", 'sided = "no way"', "rule.sided", "true or false", "'no way'"),
    ('kind = "reps"', 'kind = "rep"', "rule.kind", "a known name, perhaps 'reps'", "'rep'"),
    ('kind = "reps"', "", "rule", "a key 'kind' in this table", "a table"),
    ("lasts_s = 0.7", "lasts_s = 0", "checks[0].lasts_s", "a value greater than 0", "0"),
    (
        'id = "check_1"',
        'id = "A-b"',
        "checks[0].id",
        "small letters a-z, digits and _, a letter first",
        "'A-b'",
    ),
    (
        'direction = "above"',
        'direction = "up"',
        "checks[0].direction",
        "one of above, below, away",
        "'up'",
    ),
    (
        'side = "hip_extension"',
        'left = "hip_extension"',
        "focus.left",
        "one of side, front",
        "'left'",
    ),
    (FLOOR, 'floor = ["heel"]', "camera.floor[1]", "one more entry", "none"),
    (NEEDS, "side = 3", "camera.needs.side", "a list, [like, this]", "3"),
]


@pytest.mark.parametrize(("old", "new", "key", "expected", "found"), FIELDS)
def test_a_field(old: str, new: str, *, key: str, expected: str, found: str) -> None:
    told = problems(changed(old, new))
    assert (key, expected, found) in {(one.key, one.expected, one.found) for one in told}


def test_of_a_few_names_all_are_told_and_the_nearest_one() -> None:
    told = only(changed('direction = "above"', 'direction = "abov"'))
    assert told.expected == "one of above, below, away (perhaps 'above')"


def test_a_name_like_no_other_is_told_with_all_known_ones() -> None:
    told = only(changed('feature = "knee_rise"', 'feature = "xyz"'))
    assert told.expected.startswith("one of arm_lift, ")


def test_a_long_value_is_shortened() -> None:
    found = only(changed("reps = 10", f'reps = "{"x" * 500}"')).found
    assert found == "'" + "x" * 59 + "…"


def test_a_key_that_slipped_into_a_table_is_told_where_it_belongs() -> None:
    text = changed("rest_s = 60.0", 'rest_s = 60.0\nzero = "later"')
    assert only(text).text == (
        "dose.zero: expected no key of this name here; move it above the first [table], "
        "found 'zero'"
    )


def test_an_unknown_key_like_no_other_is_told_with_all_known_ones() -> None:
    told = only(changed("reps = 10", "reps = 10\nqqq = 1")).text
    assert told.startswith("dose.qqq: expected only known keys (text, reps, sets, ")


def test_a_file_that_calls_itself_a_kind() -> None:
    assert {one.key for one in problems('kind = "slug"')} > {"kind", "slug", "rule"}


def test_a_key_that_looks_like_a_mark() -> None:
    told = only(changed("reps = 10", 'reps = 10\n"[key]" = 1'))
    assert told.key == "dose.'[key]'"


def test_keys_of_a_table_in_a_list() -> None:
    told = only(changed('where = "near"', 'wher = "near"'))
    assert told.text == "checks[0].wher: expected a known key, perhaps 'where', found 'wher'"
    told = only(changed('moment = "turn"', ""))
    assert told.text == "checks[0].moment: expected a value (When it is looked at), found none"


def test_unknown_keys_of_a_rule_are_named_without_its_kind() -> None:
    told = only(changed('kind = "reps"', 'kind = "reps"\nreps = 3'))
    assert told.key == "rule.reps"
    text = changed('kind = "reps"', 'kind = "rep"\nqqq = 3')
    assert [one.key for one in problems(text)] == ["rule.kind"]


def test_a_single_table_in_place_of_a_list_of_tables() -> None:
    text = changed("[[keeps.conditions]]", "[keeps.conditions]")
    text = text.replace("[[keeps.conditions]]", "[keeps.other]", 1)
    told = {one.key: one for one in problems(text)}["keeps.conditions"]
    assert told.expected == "a list of tables, [[keeps.conditions]]"
    assert told.found == "a single table"


@pytest.mark.parametrize("text", ["", "camera = 3\nchecks = [1, 2]\nstart = [1]\nrule = 7\n"])
def test_a_file_that_is_something_else(text: str) -> None:
    found = problems(text)
    assert {one.key for one in found} >= {"slug", "rule", "checks", "camera"} - {"checks"}
    assert all(one.line >= 1 for one in found)


def test_a_strange_key_is_quoted() -> None:
    assert (
        problems(REPS.replace("version = 1", 'version = 1\n"a b\\n" = 1', 1))[0].key == "'a b\\n'"
    )


# What holds between fields, also where other fields are wrong.


def test_a_wrong_field_does_not_hide_what_holds_between_others() -> None:
    text = changed("hold_at = 157.0", "hold_at = 170.0", changed("min_s = 1.5", 'min_s = "x"'))
    assert {one.key: one.found for one in problems(text)} == {
        "rule.min_s": "'x'",
        "rule.partial": "partial 145.0, hold_at 170.0, top 160.0",
    }


def test_nothing_is_said_of_what_depends_on_a_wrong_field() -> None:
    text = changed("warn = 188.0", 'warn = "low"', changed("fault = 194.0", "fault = 1.0"))
    assert only(text).key == "checks[0].warn"


def test_a_wrong_optional_field_is_not_taken_as_missing() -> None:
    text = changed("hold_at = 157.0", 'hold_at = "x"')
    assert only(text).key == "rule.hold_at"


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ('side = "hip_extension"', "", "focus.side", "a value for each view of the camera"),
        (
            'side = "hip_extension"',
            'side = "hip_extension"\nfront = "hip_extension"',
            "focus.front",
            "only views of the camera (side)",
        ),
        (
            'side = ["shoulder", "hip", "knee"]',
            "side = []",
            "camera.needs.side",
            "a value for each view of the camera",
        ),
        (
            'text = "Keep your knees bent."',
            'views = ["front"]\ntext = "x"',
            "keeps.conditions[1].views",
            "only views of the camera (side)",
        ),
        (
            'text = "Lie on your back."',
            'views = []\ntext = "x"',
            "start.conditions[0].views",
            "only views of the camera (side)",
        ),
        (
            'against = "zero"',
            'against = "percent"',
            "checks[0].against",
            "'difference' for a feature in degrees ('percent' is for ratios)",
        ),
    ],
)
def test_what_tables_promise_each_other(old: str, new: str, *, key: str, expected: str) -> None:
    # The template's conditions name their views already.
    text = REPS.replace('views = ["side", "front"]\n', "")
    told = only(changed(old, new, text))
    assert (told.key, told.expected) == (key, expected)


def test_a_check_from_a_view_that_the_camera_does_not_take() -> None:
    head, tail = REPS.split("[[checks]]", 1)
    text = head + "[[checks]]" + changed('views = ["side"]', 'views = ["front"]', tail)
    assert {one.key for one in problems(text)} == {"checks[0].views", "checks[0].feature"}


def test_promises_are_looked_at_as_far_as_they_can_be() -> None:
    text = changed('views = ["side"]', "views = [3]", changed('id = "check_1"', "id = 3"))
    text = changed('against = "zero"', 'against = "percent"', text)
    assert {one.key for one in problems(text)} == {
        "camera.views[0]",
        "checks[0].id",
        "checks[0].against",
    }


# Bounds.


BEYOND = [
    ("1e400", "a number within ±1,000,000"),
    ("nan", "a number within ±1,000,000"),
    ("-inf", "a number within ±1,000,000"),
    ("9" * 400, "a number within ±1,000,000"),
    (f'"{"x" * 1001}"', "at most 1000 characters"),
    (r'"a\u001b[31mb\u202e"', "characters that can be printed"),
]


@pytest.mark.parametrize(("value", "expected"), BEYOND)
def test_values_beyond_all_bounds_are_told_once(value: str, expected: str) -> None:
    told = only(changed("reps = 10", f"reps = {value}"))
    assert (told.key, told.expected) == ("dose.reps", expected)


def test_signs_that_cannot_be_printed_are_named() -> None:
    assert only(changed("reps = 10", r'reps = "a\u001bb\u202e"')).found == "U+001B, U+202E"


def test_lines_and_other_scripts_are_welcome() -> None:
    assert problems(changed('title = "Own"', 'title = """Brücke\n橋 👍"""')) == ()


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("[[checks]]\n" * 5_000, "checks", "at most 64 entries"),
        ("a.b.c.d.e.f.g.h.i = 1\n", "a.b.c.d.e.f.g.h", "at most 8 levels of tables and lists"),
        ("".join(f"k{n} = 1\n" for n in range(65)), "the file", "at most 64 entries"),
    ],
)
def test_what_is_too_large_is_not_looked_at_any_further(text: str, key: str, expected: str) -> None:
    assert only(text).text.startswith(f"{key}: expected {expected}, found ")


def test_every_kind_of_rule_is_looked_into() -> None:
    for kind in kinds():
        text = changed(f'kind = "{kind}"', f'kind = "{kind}"\nqqq = 1', template("own", kind))
        assert only(text).key == "rule.qqq"
