"""Where things are, in the checkout and in the user's home."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck import paths
from formcheck.cli.printing import write_new
from formcheck.report.files import write_text
from formcheck.settings import CAMERA, set_for_computer


def test_the_data_of_the_checkout(repo_root: Path) -> None:
    assert paths.models_dir() == repo_root / "models"
    assert paths.calibration_dir() == repo_root / "calibration"
    assert paths.samples_dir() == repo_root / "samples"
    assert paths.catalog_dir() == repo_root / "formcheck" / "exercises" / "catalog"


def test_what_is_shipped_is_there() -> None:
    assert (paths.models_dir() / "manifest.toml").is_file()
    assert (paths.calibration_dir() / "error_model.toml").is_file()
    assert (paths.catalog_dir() / "plank.toml").is_file()
    assert paths.samples_dir().is_dir()


def test_the_users_own_files_are_in_one_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    home = paths.user_data_dir()
    if tmp_path not in home.parents:
        pytest.skip(f"this system keeps the user's files in {home}")
    assert home == tmp_path / "formcheck"
    assert paths.user_exercises_dir() == home / "exercises"
    assert paths.user_models_dir() == home / "models"
    assert not home.exists()  # asking makes nothing


def test_the_program_starts_itself_once_more(
    repo_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = subprocess.run(
        [*paths.program(), "--version"], cwd=repo_root, capture_output=True, check=True
    )
    assert said.stdout.startswith(b"formcheck ")
    # GIVEN the program for people without Python THEN it is one file, and not a Python
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.program() == (sys.executable,)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's data folder, not there yet, where new files are open to everybody."""
    if sys.platform == "win32":
        pytest.skip("there the profile's folder is what others cannot read")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    mask = os.umask(0)
    yield paths.user_data_dir()
    os.umask(mask)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_the_user_makes_is_for_its_owner_alone(data: Path) -> None:
    # WHEN a file of the user is made, in folders that are not there
    file = data / "store" / "deep" / "formcheck.sqlite"
    paths.own_file(file)
    # THEN nobody else can read it, nor look into any of the folders
    assert mode(file) == paths.OWN_FILE
    folders = (data, data / "store", data / "store" / "deep")
    assert {mode(one) for one in folders} == {paths.OWN_FOLDER}
    # AND those above are as the system makes them
    assert mode(data.parent) == 0o777


def test_what_an_older_version_left_open_is_closed(data: Path) -> None:
    file = data / "settings.toml"
    data.mkdir(parents=True)
    file.write_text('camera = "0"')
    paths.own_file(file)
    assert (mode(data), mode(file)) == (paths.OWN_FOLDER, paths.OWN_FILE)
    # AND what is in it stays
    assert file.read_text() == 'camera = "0"'


def test_a_folder_elsewhere_that_is_there_stays_as_it_is(data: Path, tmp_path: Path) -> None:
    shared = tmp_path / "clinic"
    shared.mkdir()
    paths.own_file(shared / "formcheck.sqlite")
    assert (mode(shared), mode(shared / "formcheck.sqlite")) == (0o777, paths.OWN_FILE)
    assert not paths.is_own(shared)
    # AND one that is made for it is closed
    paths.own_folder(shared / "new")
    assert mode(shared / "new") == paths.OWN_FOLDER


def test_a_data_folder_of_somebody_else_is_used_as_it_is(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.mkdir(parents=True)
    called: list[int] = []

    def refuse(_path: Path, mode: int) -> None:
        called.append(mode)
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    paths.own_folder(data / "store")
    assert called == [paths.OWN_FOLDER]
    assert (data / "store").is_dir()


def test_new_texts_are_closed_in_the_data_folder_and_as_usual_elsewhere(
    data: Path, tmp_path: Path
) -> None:
    """Exercises, programmes, settings; elsewhere it is as the umask says."""
    for folder, expected in ((data / "exercises", paths.OWN_FILE), (tmp_path / "mine", 0o666)):
        write_new(folder / "new.toml", "a")
        write_text(folder / "changed.toml", "b")
        assert {mode(one) for one in folder.iterdir()} == {expected}
    set_for_computer(CAMERA, "2")
    assert mode(paths.user_settings_file()) == paths.OWN_FILE
