"""Programme files, whoever wrote them."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.care.programme import Day, Item, Programme, Side
from formcheck.care.programme_file import (
    STARTER,
    check_programme,
    load_programme,
    parse_programme,
    place_of,
    programme_files,
    programme_text,
    read_programme,
)
from formcheck.care.programme_template import programme_template
from formcheck.care.today import on_day
from formcheck.errors import ProgrammeError
from formcheck.language import use_language
from formcheck.paths import starters_dir, user_programmes_dir
from formcheck.session.moves import known_moves
from formcheck.toml.file import MOST_BYTES
from tests.care.moves import MOVES, item, programme
from tests.properties import PROPERTY

HEAD = 'name = "mine"\ntitle = "Mine"\nwritten_on = 2026-11-22\n'
STARTERS = sorted(path.stem for path in starters_dir().glob("*.toml"))
ORDER = [
    "pelvic-tilt",
    "chin-tuck",
    "knee-to-chest",
    "knee-plank",
    "bridge",
    "bird-dog",
    "knee-rolls",
    "cat-cow",
    "seated-twist",
    "sit-to-stand",
    "marching",
]
"""From still to moving to everyday (clinical notes, section 7)."""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    folder = user_programmes_dir()
    if tmp_path not in folder.parents:
        pytest.skip(f"this system keeps the user's files in {folder}")
    folder.mkdir(parents=True)
    return folder


def told(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "sent.toml"
    path.write_text(text, encoding="utf-8")
    return [f"{one.line}: {one.text}" for one in check_programme(path, MOVES)]


@pytest.mark.parametrize("name", STARTERS)
def test_starters_are_right_short_and_from_still_to_moving(name: str) -> None:
    moves = known_moves()
    assert check_programme(starters_dir() / f"{name}.toml", moves) == ()
    plan = load_programme(name)
    source = "clinical notes, section 7: 3 to 5 exercises, at most 15 minutes, static to dynamic"
    assert 3 <= len(plan.exercises) <= 5, source
    assert max(on_day(plan, day, moves).minutes for day in Day) < 15, source
    places = [ORDER.index(one.exercise) for one in plan.exercises]
    assert places == sorted(places), source
    assert plan.name == name


def test_a_starter_is_told_in_the_language_in_use() -> None:
    english = load_programme(STARTER)
    use_language("de")
    german = load_programme(STARTER)
    assert german.title != english.title
    assert german.exercises[0].note != english.exercises[0].note
    assert german.exercises[2] == english.exercises[2]


def test_every_problem_at_once(tmp_path: Path) -> None:
    text = HEAD + (
        "colour = 3\n"
        '[[exercises]]\nexercise = "brigde"\nreps = 5\n'
        '[[exercises]]\nexercise = "bridge"\nreps = "many"\n'
        '[[exercises]]\nexercise = "hold"\nreps = 5\n'
        '[[exercises]]\nexercise = "march"\nseconds = 5\nlimits = [{ text = "x", feature = "y" }]\n'
        '[[exercises]]\nexercise = "bridge"\nreps = 5\nseconds = 5\n'
        "[[exercises]]\nreps = 5\n"
    )
    found = told(tmp_path, text)
    assert len(found) == 9
    assert found[0].startswith("4: colour: expected")
    assert any(one.startswith("6: exercises[0].exercise: expected") for one in found)
    assert "perhaps 'bridge'" in next(one for one in found if one.startswith("6:"))
    assert "10: exercises[1].reps: expected a whole number, found 'many'" in found
    assert (
        "13: exercises[2].reps: expected seconds, as hold is held for a time, found repetitions"
        in found
    )
    assert "16: exercises[3].seconds: expected reps, as march is counted, found seconds" in found
    assert any("17: exercises[3].limits[0].feature: expected the na" in one for one in found)
    assert any("exercises[4].reps: expected either reps or seconds" in one for one in found)
    assert any("exercises[5].exercise: expected a value (Which exercise" in one for one in found)


def test_an_exercise_that_is_named_twice_is_told_where(tmp_path: Path) -> None:
    one = '[[exercises]]\nexercise = "bridge"\nreps = 5\n'
    assert told(tmp_path, HEAD + one + one) == [
        "8: exercises[1].exercise: expected each exercise once, found twice: bridge"
    ]


def test_too_many_exercises_are_one_problem(tmp_path: Path) -> None:
    text = HEAD + "".join(
        f'[[exercises]]\nexercise = "{slug}"\nreps = 5\n' for slug in "abcdefghijklm"
    )
    path = tmp_path / "sent.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProgrammeError, match="expected 1 to 12 exercises, found 13"):
        read_programme(path)


@pytest.mark.parametrize("text", ["", "exercises = 3", "exercises = [3]", 'name = "x"'])
def test_what_is_hardly_a_programme(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text)


HOSTILE = {
    "huge": b"#" * (MOST_BYTES + 1),
    "binary": bytes(range(256)),
    "deep": b"a = " + b"[" * 5_000,
    "deep tables": HEAD.encode() + b"[a.b.c.d.e.f.g.h.i.j.k]\n",
    "wide": HEAD.encode() + b"a = [" + b"1," * 200 + b"]",
    "path in name": HEAD.replace('"mine"', '"../../mine"').encode(),
    "path in exercise": HEAD.encode() + b'[[exercises]]\nexercise = "../x"\nreps = 5',
    "turned text": HEAD.replace("Mine", "Mi\u202ene").encode(),
    "control": HEAD.replace("Mine", "Mi\\u0007ne").encode(),
    "nan": HEAD.encode() + b'[[exercises]]\nexercise = "bridge"\nreps = 5\nhold_s = nan',
    "types": b'name = 1\ntitle = []\nwritten_on = "soon"\nexercises = {}\nlocked = 7',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / "sent.toml"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(ProgrammeError) as caught:
        read_programme(path)
    assert str(path) in str(caught.value)
    assert len(str(caught.value)) < 700


def test_what_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(ProgrammeError):
            read_programme(path)


def test_one_problem_is_told_without_a_count(tmp_path: Path) -> None:
    path = tmp_path / "sent.toml"
    path.write_text(HEAD + '[[exercises]]\nexercise = "bridge"\nreps = 0\n', encoding="utf-8")
    with pytest.raises(ProgrammeError, match=r"line 6: exercises\[0\]\.reps: .*, found 0\. `f"):
        read_programme(path)


def test_a_text_that_was_kept_is_read_again() -> None:
    plan = load_programme(STARTER)
    assert parse_programme(programme_text(plan), "kept") == plan
    with pytest.raises(ProgrammeError, match="The programme kept cannot be read"):
        parse_programme("name = ", "kept")
    with pytest.raises(ProgrammeError, match="kept, line 1"):
        parse_programme("title = 'x'", "kept")


def test_names(own: Path) -> None:
    (own / "mine.toml").write_text(programme_text(programme()), encoding="utf-8")
    assert set(programme_files()) == {*STARTERS, "mine"}
    assert load_programme("mine") == programme()
    assert load_programme(str(own / "mine.toml")) == programme()
    with pytest.raises(ProgrammeError, match="There is no programme 'mien': expected one of mine"):
        load_programme("mien")
    assert place_of("other") == own / "other.toml"
    for taken in (STARTER, "con", "lpt1"):
        with pytest.raises(ProgrammeError, match="it is taken"):
            place_of(taken)


def test_a_template_explains_every_key_and_is_right(tmp_path: Path) -> None:
    plan = load_programme(STARTER)
    path = tmp_path / "sent.toml"
    path.write_text(programme_template(plan), encoding="utf-8")
    assert read_programme(path) == plan
    text = path.read_text(encoding="utf-8")
    for name in (*Programme.model_fields, *Item.model_fields):
        assert f"#   {name} " in text
    assert all(len(line) <= 120 for line in text.splitlines() if line.startswith("#"))


items = st.builds(
    lambda exercise, amount, timed, rest: item(
        exercise, **{"seconds" if timed else "reps": amount}, **rest
    ),
    st.sampled_from(sorted(MOVES)),
    st.integers(1, 50),
    st.booleans(),
    st.fixed_dictionaries(
        {},
        optional={
            "sets": st.integers(1, 10),
            "hold_s": st.floats(0, 600),
            "tempo": st.tuples(*[st.floats(0, 9)] * 3),
            "side": st.sampled_from(Side),
            "days": st.lists(st.sampled_from(Day), max_size=7, unique=True),
            "note": st.text(st.characters(codec="utf-8", categories=["L", "P", "S", "Zs"])),
            "locked": st.booleans(),
            "targets": st.just({"sets": 10, "harder": False}),
            "limits": st.just(
                [
                    {"text": "a"},
                    {"text": 'pain-free "to" 120°', "feature": "knee_angle", "max": 120},
                ]
            ),
        },
    ),
)


@PROPERTY
@given(
    parts=st.lists(items, min_size=1, max_size=7, unique_by=lambda one: one.exercise),
    title=st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=120),
    on=st.dates(),
    locked=st.booleans(),
)
def test_what_is_written_is_read_again(
    *, parts: list[Item], title: str, on: date, locked: bool
) -> None:
    plan = programme(*parts, title=title, written_on=on, locked=locked)
    assert Programme.model_validate(tomllib.loads(programme_text(plan))) == plan
