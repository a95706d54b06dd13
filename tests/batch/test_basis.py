import shutil
from pathlib import Path

import pytest

from formcheck import paths
from formcheck.batch.basis import asked, basis, differences, require_model
from formcheck.errors import ModelError
from formcheck.exercises.loader import load_exercise
from formcheck.report.shown import Shown
from tests.batch.recordings import wanted


def test_the_same_computer_has_the_same_basis() -> None:
    assert basis("") == basis("")
    assert differences(basis(""), basis("")) == []


def test_another_exercise_in_the_own_folder_is_another_basis() -> None:
    before = basis("")
    own = paths.user_exercises_dir() / "my-bridge.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(paths.catalog_dir() / "bridge.toml", own)
    try:
        after = basis("")
    finally:
        own.unlink()
    assert differences(before, after) == ["the exercises in the user's own folder"]


def test_versions_are_told_and_hashes_only_named() -> None:
    here = basis("")
    there = {**here, "version": "0.0.9", "code": "1", "model": "2"}
    first, *others = differences(here, there)
    assert first == f"the version of formcheck (0.0.9 there, {here['version']} here)"
    assert others == ["the files of formcheck", "the pose model"]
    assert len(differences(here, {})) == len(here)


def test_a_changed_exercise_is_another_question(tmp_path: Path) -> None:
    changed = load_exercise("bridge").model_copy(update={"title": "Another"})
    questions = [wanted(tmp_path, tmp_path, exercise=one) for one in (None, changed)]
    found = {asked(one)["exercise"] for one in (*questions, wanted(tmp_path, tmp_path))}
    assert len(found) == 3


def test_other_pictures_are_another_question_where_there_is_a_report(tmp_path: Path) -> None:
    def question(shown: Shown, *, report: bool) -> dict[str, str]:
        return asked(wanted(tmp_path, tmp_path, pictures=shown, report=report))

    assert question(Shown.ALL, report=True) != question(Shown.NONE, report=True)
    assert question(Shown.ALL, report=False) == question(Shown.NONE, report=False)


def test_a_missing_model_is_told_before_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_model(basis(""))
    shutil.copy(paths.models_dir() / "manifest.toml", tmp_path)
    monkeypatch.setattr(paths, "models_dir", lambda: tmp_path)
    with pytest.raises(ModelError, match="missing or damaged"):
        require_model(basis(""))
