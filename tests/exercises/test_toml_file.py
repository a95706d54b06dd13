"""Whatever somebody calls an exercise file, reading it ends soon and with one sentence."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import ExerciseError
from formcheck.exercises.loader import check_file, load_exercise
from formcheck.exercises.problems import examine
from formcheck.exercises.template import template
from formcheck.toml.file import MOST_BYTES, find_line, lines_of, read_toml
from tests.properties import PROPERTY


def refused(path: Path) -> str:
    with pytest.raises(ExerciseError) as caught:
        load_exercise(path)
    text = str(caught.value)
    with pytest.raises(ExerciseError):
        check_file(path)
    assert "\n" not in text
    assert len(text) < 500
    return text


TEMPLATES = [template("own", kind) for kind in ("reps", "limbs", "hold")]
LONG_KEY = ".".join("a" * 700)

HOSTILE = {
    "huge": (b"#" * (MOST_BYTES + 1), "expected at most 256 kB, found more"),
    "latin 1": ('title = "Brücke"'.encode("latin-1"), "expected text in UTF-8, found byte 0xfc"),
    "utf 16": ('title = "x"'.encode("utf-16"), "expected text in UTF-8"),
    "nul": (b'title = "a\0b"', "not valid TOML"),
    "binary": (bytes(range(256)), "not valid TOML"),
    "deep lists": (b"a = " + b"[\n" * 30_000, "found too many"),
    "deep tables": (b"a = " + b"{a=" * 490, "found too many"),
    "endless digits": (b"a = 1" + b"_0" * 900 + b"\nb = " + b"9" * 5_000, "lines of at most 1500"),
    "one endless key": (b"a" + b".a" * 100_000 + b" = 1", "lines of at most 1500"),
    "not closed": (b'a = """', "not valid TOML"),
    "a key twice": (b"a = 1\na = 2", "not valid TOML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_content(tmp_path: Path, name: str) -> None:
    content, expected = HOSTILE[name]
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    text = refused(path)
    assert str(path) in text
    assert expected in text


def test_long_keys_in_every_line_are_read_in_time(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("\n".join(f"k{n}.{LONG_KEY} = 1" for n in range(70)), encoding="utf-8")
    with pytest.raises(ExerciseError, match="at most 64 entries"):
        load_exercise(path)


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    assert refused(path) == (
        f"The file {path} cannot be read (No such file or directory). Check its name."
    )
    with pytest.raises(ExerciseError, match="No such file"):
        load_exercise(str(path))


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path} cannot be read: expected a file, found something else."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_never_says_anything(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    os.mkfifo(path)
    assert "expected a file, found something else" in refused(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_device_that_never_ends() -> None:
    assert "expected a file, found something else" in refused(Path("/dev/zero"))


def test_links_that_go_round_in_a_circle(tmp_path: Path) -> None:
    path, other = tmp_path / "own.toml", tmp_path / "other.toml"
    try:
        path.symlink_to(other)
        other.symlink_to(path)
    except OSError:
        pytest.skip("this system makes no symbolic links here")
    assert "cannot be read" in refused(path)


@pytest.mark.parametrize("name", ["a\0b.toml", "x" * 5_000 + ".toml"])
def test_a_name_that_no_file_can_have(name: str) -> None:
    with pytest.raises(ExerciseError, match="cannot be read"):
        load_exercise(name)


@PROPERTY
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_cleanly(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    refuse_or_report(path)


@PROPERTY
@given(st.data())
def test_a_right_file_with_any_piece_of_it_replaced(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    right = data.draw(st.sampled_from(TEMPLATES)).encode()
    start = data.draw(st.integers(0, len(right)))
    end = min(len(right), start + data.draw(st.integers(0, 40)))
    path = tmp_path_factory.getbasetemp() / "own.toml"
    path.write_bytes(right[:start] + data.draw(st.binary(max_size=20)) + right[end:])
    refuse_or_report(path)


def refuse_or_report(path: Path) -> None:
    """Neither loading nor checking may raise anything but an ExerciseError, and both agree."""
    try:
        wrong = bool(check_file(path))
    except ExerciseError:
        wrong = True
    try:
        load_exercise(path)
    except ExerciseError:
        assert wrong


# Anything that TOML can say.

RIGHT = tomllib.loads(TEMPLATES[0])
NAMES = st.sampled_from([*RIGHT, "kind", "id", "figure", "zero", "poses", "reps", "[key]", ""])
VALUES = st.recursive(
    st.one_of(
        st.text(max_size=8),
        NAMES,
        st.booleans(),
        st.integers(),
        st.floats(),
        st.dates(),
        st.sampled_from(["reps", "hold", "side", "above", 10**400, "x" * 2_000]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(NAMES | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=20,
)


@PROPERTY
@given(st.dictionaries(NAMES, VALUES, max_size=12))
def test_any_table_is_an_exercise_or_has_problems(table: dict[str, object]) -> None:
    examined = examine("", table)
    assert (examined.value is None) == bool(examined.problems)


@PROPERTY
@given(st.data())
def test_any_value_in_the_place_of_a_right_one(data: st.DataObject) -> None:
    table: dict[str, object] = tomllib.loads(data.draw(st.sampled_from(TEMPLATES)))
    inner = table
    for _ in range(data.draw(st.integers(1, 3))):
        key = data.draw(st.sampled_from(sorted(inner)))
        value = inner[key]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = data.draw(st.sampled_from(value))
        if not isinstance(value, dict):
            inner[key] = data.draw(VALUES)
            break
        inner = value
    examined = examine("", table)
    assert (examined.value is None) == bool(examined.problems)
    for problem in examined.problems:
        assert "\n" not in problem.text


# Lines.

TEXT = """\
a = 1

# no = "line"
b.c = 2
d = [
  1, # one
  [2, 3],
]
e = \"\"\"
f = 5
\"\"\"
g = { h = 1, i = [ { j = 2 } ] }
[k]
l = 1
"m.n" = 2
[[k.o]]
p = 1
[[k.o]]
p = 2
[k.o.q]
r = 3
[s.t]
"""


def test_keys_are_found_in_their_lines() -> None:
    lines = lines_of(TEXT)
    assert lines == lines_of(TEXT.replace("\n", "\r\n"))
    expected = {
        ("a",): 1,
        ("b", "c"): 4,
        ("d", 1, 0): 5,
        ("e",): 9,
        ("g", "i", 0, "j"): 12,
        ("k",): 13,
        ("k", "m.n"): 15,
        ("k", "o", 0): 16,
        ("k", "o", 1, "p"): 19,
        ("k", "o", 1, "q", "r"): 21,
        ("s", "t"): 22,
    }
    assert {key: lines[key] for key in expected} == expected
    assert ("f",) not in lines


def test_a_missing_key_is_looked_for_in_its_table() -> None:
    lines = lines_of(TEXT)
    assert find_line(lines, ("k", "o", 1, "x", "y")) == 18
    assert find_line(lines, ("x",)) == 1


def test_a_value_of_very_many_lines_has_no_line(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("a = [" + "\n1," * 200 + "\n]\nb = 1\n", encoding="utf-8")
    file = read_toml(path)
    assert len(file.table["a"]) == 200
    assert lines_of(file.text) == {}
