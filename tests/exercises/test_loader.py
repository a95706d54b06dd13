"""Exercise files are found, and what is wrong with one is told in one line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.errors import ExerciseError
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.paths import catalog_dir, user_exercises_dir

SLUGS = ["bird-dog", "bridge", "plank", "sitting"]
PLANK = (catalog_dir() / "plank.toml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for what the user makes; the folder itself does not exist yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    folder = user_exercises_dir()
    if tmp_path not in folder.parents:
        pytest.skip(f"this system keeps the user's files in {folder}")
    return folder


@pytest.fixture
def own(user_folder: Path) -> Callable[..., Path]:
    """Write an exercise into the user's folder: the plank with one piece of text replaced."""

    def write(old: str = "", new: str = "", name: str = "plank") -> Path:
        assert old in PLANK
        user_folder.mkdir(parents=True, exist_ok=True)
        path = user_folder / f"{name}.toml"
        path.write_text(PLANK.replace(old, new, 1) if old else PLANK, encoding="utf-8")
        return path

    return write


def message(name: str | Path) -> str:
    with pytest.raises(ExerciseError) as caught:
        load_exercise(name)
    text = str(caught.value)
    assert "\n" not in text
    return text


# Finding them.


@pytest.mark.parametrize("slug", SLUGS)
def test_a_built_in_exercise_is_found_by_its_slug(slug: str) -> None:
    assert load_exercise(slug).slug == slug


def test_all_are_listed_by_slug() -> None:
    assert [one.slug for one in list_exercises()] == SLUGS


def test_a_file_is_loaded_by_its_path(tmp_path: Path) -> None:
    path = shutil.copy(catalog_dir() / "bridge.toml", tmp_path / "mine.toml")
    assert load_exercise(path) == load_exercise("bridge")
    assert load_exercise(str(path)) == load_exercise("bridge")


def test_a_physios_own_file_takes_the_place_of_the_built_in_one(
    own: Callable[..., Path],
) -> None:
    assert load_exercise("plank").title == "Forearm plank"
    own('title = "Forearm plank"', 'title = "Plank of Dr. Moss"')
    assert load_exercise("plank").title == "Plank of Dr. Moss"
    titles = [one.title for one in list_exercises()]
    assert len(titles) == len(SLUGS)
    assert "Plank of Dr. Moss" in titles


def test_a_new_file_is_an_exercise_more(own: Callable[..., Path]) -> None:
    own('slug = "plank"', 'slug = "knee-plank"', name="knee-plank")
    assert load_exercise("knee-plank").slug == "knee-plank"
    assert [one.slug for one in list_exercises()] == sorted([*SLUGS, "knee-plank"])


def test_other_files_in_the_folder_are_left_alone(
    own: Callable[..., Path], user_folder: Path
) -> None:
    own()
    (user_folder / "notes.txt").write_text("no exercise", encoding="utf-8")
    assert [one.slug for one in list_exercises()] == SLUGS


# What is wrong.


def test_an_unknown_name_is_told_with_all_known_ones(own: Callable[..., Path]) -> None:
    own('slug = "plank"', 'slug = "knee-plank"', name="knee-plank")
    assert message("plnk") == (
        "There is no exercise 'plnk'. Choose one of: bird-dog, bridge, knee-plank, plank, sitting."
    )


@pytest.mark.parametrize("as_text", [False, True])
def test_a_missing_file(tmp_path: Path, *, as_text: bool) -> None:
    path = tmp_path / "none.toml"
    assert message(str(path) if as_text else path) == (
        f"The exercise file {path} cannot be read (No such file or directory). Check its name."
    )


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert f"{tmp_path} cannot be read" in message(tmp_path)


def test_no_toml(own: Callable[..., Path]) -> None:
    path = own("version = 1", "version = ")
    text = message("plank")
    assert text.startswith(f"The exercise file {path} is not valid TOML: ")
    assert "line 3" in text


def test_no_text(own: Callable[..., Path]) -> None:
    path = own()
    path.write_bytes(b"\xff\xfe")
    assert f"{path} is not valid TOML" in message(path)


@pytest.mark.parametrize(
    ("old", "new", "key", "expected", "found"),
    [
        ("version = 1", 'version = "one"', "version", "valid integer", "'one'"),
        ("version = 1", "version = 1\ncolour = 3", "colour", "not permitted", "3"),
        ("warn = -10.0", 'warn = "-10 deg"', "checks.0.warn", "valid number", "'-10 deg'"),
        ("warn = -10.0", "warn = -20.0", "checks.0", "must lie beyond warn (-20.0)", "{'id'"),
        (
            'feature = "hip_deviation"\ndirection',
            'feature = "hip"\ndirection',
            "checks.0.feature",
            "expected one of arm_lift",
            "'hip'",
        ),
        ('kind = "hold"', 'kind = "hold"\nreps = 3', "rule.hold.reps", "not permitted", "3"),
        ('kind = "hold"', 'kind = "dance"', "rule", "'hold', 'posture'", "{'kind': 'dance'"),
        ('id = "pike"', 'id = "sag"', "the file", "found twice: sag", "{'slug'"),
        ('slug = "plank"', "", "slug", "Field required", "{"),
    ],
)
def test_file_key_what_was_expected_and_what_was_found(
    own: Callable[..., Path], old: str, new: str, *, key: str, expected: str, found: str
) -> None:
    path = own(old, new)
    text = message("plank")
    start, _, rest = text.partition(f": {key}: ")
    assert start == f"The exercise file {path}"
    told, _, shown = rest.partition("; found ")
    assert expected in told
    assert shown.startswith(found)
    assert text.endswith(".")


def test_a_long_value_is_shortened(own: Callable[..., Path]) -> None:
    own("warn = -10.0", f'warn = "{"x" * 500}"')
    found = message("plank").partition("; found ")[2]
    assert found == "'" + "x" * 59 + "…."


def test_a_short_value_is_shown_whole(own: Callable[..., Path]) -> None:
    own("warn = -10.0", f'warn = "{"x" * 58}"')
    assert message("plank").endswith(f"; found '{'x' * 58}'.")


def test_further_mistakes_are_counted(own: Callable[..., Path]) -> None:
    path = own("version = 1", 'version = "one"')
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("warn = -10.0", 'warn = "low"'), encoding="utf-8")
    assert message("plank").endswith("; found 'one' (1 more).")


def test_one_wrong_file_of_the_user_is_left_out_and_logged(
    own: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    path = own("version = 1", "version = 0")
    slugs = [one.slug for one in list_exercises()]
    assert path.stem not in slugs
    assert "bridge" in slugs
    assert str(path) in caplog.text


def test_a_built_in_file_that_is_wrong_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.toml").write_text("slug = 1", encoding="utf-8")
    monkeypatch.setattr("formcheck.exercises.loader.catalog_dir", lambda: tmp_path)
    with pytest.raises(ExerciseError, match=r"bad\.toml"):
        list_exercises()


def test_the_name_of_a_users_file_is_its_slug(own: Callable[..., Path]) -> None:
    path = own("version = 1", "version = 2")
    other = path.rename(path.with_name("my-plank.toml"))
    with pytest.raises(ExerciseError, match="expected the slug to be the file's name, 'my-plank'"):
        load_exercise("my-plank")
    assert load_exercise(other).version == 2
