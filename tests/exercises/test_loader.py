"""Exercise files are found, and what is wrong with one is told in one line."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.errors import ExerciseError
from formcheck.exercises.loader import check_file, list_exercises, list_files, load_exercise
from formcheck.paths import catalog_dir, user_exercises_dir

SLUGS = sorted(path.stem for path in catalog_dir().glob("*.toml"))
PLANK = (catalog_dir() / "plank.toml").read_text(encoding="utf-8")
OWN = re.sub(
    r"^(progressions|regressions) = .*\n",
    "",
    PLANK.replace('slug = "plank"', 'slug = "own-plank"'),
    flags=re.MULTILINE,
)


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

    def write(old: str = "", new: str = "", name: str = "own-plank") -> Path:
        assert old in OWN
        user_folder.mkdir(parents=True, exist_ok=True)
        path = user_folder / f"{name}.toml"
        path.write_text(OWN.replace(old, new, 1) if old else OWN, encoding="utf-8")
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


def test_a_new_file_is_an_exercise_more(own: Callable[..., Path]) -> None:
    own()
    assert load_exercise("own-plank").slug == "own-plank"
    assert [one.slug for one in list_exercises()] == sorted([*SLUGS, "own-plank"])


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(own: Callable[..., Path]) -> None:
    path = own()
    path.write_bytes(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    assert load_exercise(path).slug == "own-plank"


def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ("x" * 5_000)))
    assert [one.slug for one in list_exercises()] == SLUGS
    assert "cannot be read (File name too long)" in caplog.text


# A built-in exercise keeps its name.


@pytest.fixture
def shadow(own: Callable[..., Path]) -> Path:
    """A file that says it is the plank, in a file of that name."""
    path = own(name="plank")
    text = OWN.replace("own-plank", "plank").replace("Forearm plank", "Plank of Dr. Moss")
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_with_a_built_in_name_is_not_used_and_both_files_are_named(
    shadow: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert load_exercise("plank").title == "Forearm plank"
    (told,) = caplog.messages
    assert str(shadow) in told
    assert str(catalog_dir() / "plank.toml") in told
    assert "Rename the file and its slug, to 'my-plank' for example." in told


def test_it_is_not_listed_but_told(shadow: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert [one.slug for one in list_exercises()] == SLUGS
    assert "Plank of Dr. Moss" not in [one.title for one in list_exercises()]
    assert str(shadow) in caplog.text
    (own_file,) = (one for one in list_files() if not one.built_in)
    assert (own_file.path, own_file.exercise) == (shadow, None)
    assert "is not used" in own_file.problem


def test_another_exercise_is_loaded_without_a_word_about_it(
    shadow: Path, caplog: pytest.LogCaptureFixture
) -> None:
    load_exercise("bridge")
    assert caplog.messages == []


def test_check_reports_the_name(shadow: Path) -> None:
    (problem,) = check_file(shadow)
    assert (problem.line, problem.key) == (2, "slug")
    assert "a name that no built-in exercise has, 'my-plank' for example" in problem.text
    assert str(catalog_dir() / "plank.toml") in problem.text


def test_other_files_in_the_folder_are_left_alone(
    own: Callable[..., Path], user_folder: Path
) -> None:
    own()
    (user_folder / "notes.txt").write_text("no exercise", encoding="utf-8")
    assert [one.slug for one in list_exercises()] == sorted([*SLUGS, "own-plank"])


# What is wrong.


def test_an_unknown_name_is_told_with_all_known_ones(own: Callable[..., Path]) -> None:
    own()
    known = ", ".join(sorted([*SLUGS, "own-plank"]))
    assert message("xyz") == f"There is no exercise 'xyz'. Choose one of: {known}."
    assert "Did you mean 'plank'? " in message("plnk")


@pytest.mark.parametrize("name", ["../../plank", "C:\\plank", "/etc/passwd", "a" * 9_000, "", "\0"])
def test_a_name_is_never_a_way_to_another_file(name: str) -> None:
    text = message(name)
    assert text.startswith("There is no exercise ")
    assert len(text) < 2_000


@pytest.mark.parametrize("as_text", [False, True])
def test_a_missing_file(tmp_path: Path, *, as_text: bool) -> None:
    path = tmp_path / "none.toml"
    assert message(str(path) if as_text else path) == (
        f"The file {path} cannot be read (No such file or directory). Check its name."
    )


def test_no_toml(own: Callable[..., Path]) -> None:
    path = own("version = 1", "version = ")
    text = message("own-plank")
    assert text.startswith(f"The file {path} is not valid TOML: ")
    assert "line 3" in text


def test_the_first_mistake_is_told_and_the_others_are_counted(own: Callable[..., Path]) -> None:
    path = own("version = 1", 'version = "one"\ncolour = 3')
    assert message("own-plank") == (
        f"The exercise file {path}, line 3: version: expected a whole number, found 'one' (1 more)."
        " `formcheck exercises check` tells all that is wrong."
    )


def test_a_single_mistake_is_not_counted(own: Callable[..., Path]) -> None:
    own("version = 1", 'version = "one"')
    assert ", found 'one'. `formcheck" in message("own-plank")


def test_one_wrong_file_of_the_user_is_left_out_and_logged(
    own: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    path = own("version = 1", "version = 0")
    assert [one.slug for one in list_exercises()] == SLUGS
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
    (problem,) = check_file(other)
    assert (
        problem.text
        == "slug: expected the file's name without .toml, 'my-plank', found 'own-plank'"
    )


# Easier and harder exercises.


def harder(own: Callable[..., Path], *slugs: str) -> Path:
    return own("sources = [", f"progressions = {list(slugs)}\nsources = [")


def test_a_harder_exercise_must_be_known(own: Callable[..., Path], user_folder: Path) -> None:
    (problem,) = check_file(harder(own, "bridge", "nosuch"))
    assert problem.key == "progressions[1]"
    assert problem.found == "'nosuch'"
    assert load_exercise("own-plank").progressions == ("bridge", "nosuch")


@pytest.mark.parametrize(("slug", "mistakes"), [("bridge", 0), ("brigde", 1)])
def test_a_measured_exercise_must_be_known(
    own: Callable[..., Path], slug: str, mistakes: int
) -> None:
    path = own("sources = [", f'measured_as = "{slug}"\nsources = [')
    found = check_file(path)
    assert [one.key for one in found] == ["measured_as"] * mistakes


def test_a_file_that_is_checked_beside_it_is_known(
    own: Callable[..., Path], tmp_path: Path
) -> None:
    path = harder(own, "my-other")
    assert check_file(path)
    assert check_file(path, also=(tmp_path / "my-other.toml",)) == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_is_wrong_with_a_built_in_exercise(slug: str) -> None:
    problems = check_file(catalog_dir() / f"{slug}.toml")
    assert [problem.text for problem in problems] == []
