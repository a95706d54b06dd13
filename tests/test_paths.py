"""Where things are, in the checkout and in the user's home."""

import subprocess
import sys
from pathlib import Path

import pytest

from formcheck import paths


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
