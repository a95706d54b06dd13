"""The exercises command, as it is typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.exercises.loader import built_in_slugs
from formcheck.exercises.template import template
from formcheck.paths import catalog_dir, user_exercises_dir
from tests.cli.conftest import Command
from tests.conftest import ROOT

SLUGS = built_in_slugs()


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's exercise folder, which does not exist yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    folder = user_exercises_dir()
    if tmp_path not in folder.parents:
        pytest.skip(f"this system keeps the user's files in {folder}")
    return folder


def wrong_file(folder: Path) -> Path:
    """A file with two mistakes."""
    path = folder / "my-bad.toml"
    folder.mkdir(parents=True, exist_ok=True)
    text = template("my-bad", "reps")
    text = text.replace("version = 1", 'version = "one"').replace("sets = 3", "sets = 3.5")
    path.write_text(text, encoding="utf-8")
    return path


# list


@pytest.mark.parametrize("arguments", [("exercises",), ("exercises", "list")])
def test_list_names_every_exercise(formcheck: Command, own: Path, arguments: list[str]) -> None:
    result = formcheck(*arguments)
    assert (result.status, result.stderr) == (0, "")
    header, *rows = result.stdout.partition("\n\n")[0].splitlines()
    assert header.split() == ["exercise", "title", "kind", "views", "from"]
    # A long title goes on in a second row.
    assert [row.split()[0] for row in rows if row[0] != " "] == list(SLUGS)
    (bridge,) = (row for row in rows if row.startswith("bridge "))
    assert bridge.split() == ["bridge", "Glute", "bridge", "reps", "side", "built", "in"]
    assert str(own) in result.stdout


def test_list_fits_a_terminal(formcheck: Command) -> None:
    rows = formcheck("exercises", "list").stdout.partition("\n\n")[0].splitlines()
    assert all(len(row) <= 80 for row in rows)


def test_list_names_files_that_are_not_right(formcheck: Command, own: Path) -> None:
    path = wrong_file(own)
    shadow = own / "plank.toml"
    shadow.write_bytes((catalog_dir() / "plank.toml").read_bytes())
    formcheck("exercises", "new", "my-good")
    result = formcheck("exercises", "list")
    assert result.status == 0
    (good,) = (row for row in result.stdout.splitlines() if row.startswith("my-good"))
    assert good.split() == ["my-good", "My", "good", "reps", "side", "your", "file"]
    told = [line for line in result.stdout.splitlines() if line.startswith("Not usable: ")]
    assert len(told) == 2
    assert f"{path}, line" in told[0]
    assert "expected a whole number, found 'one' (1 more)" in told[0]
    assert f"{shadow} is not used" in told[1]
    assert "'my-plank' for example" in told[1]


# new


def test_new_writes_a_file_that_check_accepts(formcheck: Command, own: Path) -> None:
    made = formcheck("exercises", "new", "my-lift")
    path = own / "my-lift.toml"
    assert (made.status, made.stderr) == (0, "")
    assert made.stdout.startswith(f"{path}\n")
    checked = formcheck("exercises", "check", path)
    assert (checked.status, checked.stdout) == (0, f"{path}: right.\n")
    assert "my-lift" in formcheck("exercises", "show", "my-lift").stdout


def test_new_takes_the_kind_and_the_place(formcheck: Command, tmp_path: Path, own: Path) -> None:
    path = tmp_path / "a" / "b" / "my-hold.toml"
    assert formcheck("exercises", "new", "my-hold", "--kind", "hold", "--out", path).status == 0
    assert 'kind = "hold"' in path.read_text(encoding="utf-8")
    assert formcheck("exercises", "new", "my-other", "--out", tmp_path).status == 0
    assert (tmp_path / "my-other.toml").is_file()
    assert not own.exists()


def test_new_never_writes_over_a_file(formcheck: Command, tmp_path: Path) -> None:
    path = tmp_path / "my-lift.toml"
    path.write_text("mine", encoding="utf-8")
    result = formcheck("exercises", "new", "my-lift", "--out", path)
    assert result.status == 2
    assert "it is left as it is" in result.stderr
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("../x",), "found '../x'"),
        (("bridge",), "'my-bridge' for example"),
        (("my-x", "--kind", "dance"), "found 'dance'"),
        (("my-x", "--out", "other.toml"), "my-x.toml, found other.toml"),
    ],
)
def test_new_refuses_in_one_line(
    formcheck: Command, tmp_path: Path, own: Path, arguments: tuple[str, ...], *, told: str
) -> None:
    result = formcheck("exercises", "new", *arguments)
    assert (result.status, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert told in result.stderr
    assert not own.exists()


def test_new_says_when_a_folder_cannot_be_made(formcheck: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    inside = tmp_path / "file" / "folder" / "my-x.toml"
    result = formcheck("exercises", "new", "my-x", "--out", inside)
    assert result.status == 2
    assert "cannot be written" in result.stderr


# check


def test_check_tells_every_problem_of_every_file(formcheck: Command, tmp_path: Path) -> None:
    first = wrong_file(tmp_path)
    formcheck("exercises", "new", "my-good", "--out", tmp_path)
    missing = tmp_path / "none.toml"
    result = formcheck("exercises", "check", first, tmp_path / "my-good.toml", missing)
    assert result.status == 2
    lines = result.stdout.splitlines()
    numbers = [line.partition(": ")[0].rpartition(":")[2] for line in lines[:2]]
    text = first.read_text(encoding="utf-8").splitlines()
    assert text[int(numbers[0]) - 1] == 'version = "one"'
    assert text[int(numbers[1]) - 1].startswith("sets = 3.5")
    assert lines == [
        f"{first}:{numbers[0]}: version: expected a whole number, found 'one'",
        f"{first}:{numbers[1]}: dose.sets: expected a whole number, found 3.5",
        f"{tmp_path / 'my-good.toml'}: right.",
        f"The file {missing} cannot be read (No such file or directory). Check its name.",
    ]


def test_check_takes_files_as_easier_and_harder_ones_of_each_other(
    formcheck: Command, tmp_path: Path
) -> None:
    for name, other in (("my-a", "my-b"), ("my-b", "my-a")):
        text = template(name, "reps").replace("progressions = []", f'progressions = ["{other}"]')
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    a, b = tmp_path / "my-a.toml", tmp_path / "my-b.toml"
    assert formcheck("exercises", "check", a).status == 2
    assert formcheck("exercises", "check", a, b).status == 0


def test_check_does_not_flood_the_terminal(formcheck: Command, tmp_path: Path) -> None:
    path = tmp_path / "my-x.toml"
    path.write_text("[[checks]]\n" * 60, encoding="utf-8")
    lines = formcheck("exercises", "check", path).stdout.splitlines()
    assert len(lines) == 101
    assert lines[-1].startswith(f"{path}: and ")


@pytest.mark.parametrize("slug", SLUGS)
def test_built_in_files_are_right(formcheck: Command, slug: str) -> None:
    path = catalog_dir() / f"{slug}.toml"
    result = formcheck("exercises", "check", path)
    assert (result.status, result.stdout) == (0, f"{path}: right.\n")


# show


@pytest.mark.parametrize("columns", ["30", "60", "200"])
def test_show_fits_the_terminal(
    formcheck: Command, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    result = formcheck("exercises", "show", "bridge")
    assert (result.status, result.stderr) == (0, "")
    longest = max(map(len, result.stdout.splitlines()))
    assert longest <= min(80, max(40, int(columns)))
    assert result.stdout.startswith("Glute bridge (bridge, version ")


def test_show_takes_a_file(formcheck: Command, tmp_path: Path) -> None:
    formcheck("exercises", "new", "my-x", "--out", tmp_path)
    result = formcheck("exercises", "show", tmp_path / "my-x.toml")
    assert result.stdout.startswith("My x (my-x, version 1)")


def test_show_of_an_unknown_name_lists_the_known_ones(formcheck: Command) -> None:
    result = formcheck("exercises", "show", "bridg")
    assert (result.status, result.stdout) == (2, "")
    assert "Did you mean 'bridge'?" in result.stderr


# A process of its own.


def test_a_terminal_without_the_signs_shows_the_rest(tmp_path: Path, own: Path) -> None:
    own.mkdir(parents=True)
    text = template("my-x", "reps").replace('title = "My x"', 'title = "Brücke 橋"')
    (own / "my-x.toml").write_text(text, encoding="utf-8")
    for arguments in (["show", "my-x"], ["list"]):
        done = subprocess.run(
            [sys.executable, "-m", "formcheck", "exercises", *arguments],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252"},
            timeout=100,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Brücke ?" in done.stdout.decode("cp1252")
