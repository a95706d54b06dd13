"""The models of the manifest, and what is said about a missing, damaged or foreign file."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from formcheck import paths
from formcheck.errors import ModelError
from formcheck.pose import model_file
from formcheck.pose.model_file import (
    ModelState,
    check,
    default_model,
    find_model,
    is_bundle,
    known_models,
    sha256_of,
    state_of,
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a user's models folder of its own."""
    monkeypatch.setattr(paths, "user_models_dir", lambda: tmp_path / "models")
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


def write_bundle(path: Path) -> str:
    """Write a file that looks like a bundle and return its hash."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pose_detector.tflite", b"one")
        archive.writestr("pose_landmarks_detector.tflite", b"two")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_built_in_model_is_there_and_right() -> None:
    model = default_model()
    assert model.name == "built-in"
    assert model.path == paths.models_dir() / "pose_landmarker_full.task"
    assert model.licence == "Apache-2.0"
    assert model.path.stat().st_size == model.size_bytes
    assert state_of(model) is ModelState.READY
    assert is_bundle(model.path)
    check(model.path, model.sha256)


def test_the_published_models_go_into_the_users_folder(home: Path) -> None:
    assert [model.name for model in known_models()] == ["built-in", "lite", "full", "heavy"]
    for model in known_models()[1:]:
        assert model.path.parent == home
        assert model.url.startswith("https://")
        assert state_of(model) is ModelState.ABSENT
        assert f"formcheck models fetch {model.name}" in model.mend
    assert len(find_model("lite").sha256) == 64
    assert find_model("heavy").sha256 == ""


def test_an_unknown_name_gets_the_names_there_are() -> None:
    with pytest.raises(ModelError, match="choose one of built-in, lite, full, heavy"):
        find_model("huge")


def test_a_missing_file_is_named_with_the_way_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"missing: expected it at .*gone\.task.*build_bundle\.py"):
        check(tmp_path / "gone.task", "00" * 32)


def test_a_file_that_is_no_model_is_called_that(tmp_path: Path) -> None:
    page = tmp_path / "page.task"
    page.write_text("<html>Not found</html>", "utf-8")
    with pytest.raises(ModelError, match="not a pose model at all"):
        check(page, "00" * 32)


def test_another_bundle_is_refused_with_both_hashes(tmp_path: Path) -> None:
    found = write_bundle(tmp_path / "other.task")
    with pytest.raises(ModelError, match=f"expected sha256 {'00' * 32}, found {found}.*do this"):
        check(tmp_path / "other.task", "00" * 32, mend="do this")
    check(tmp_path / "other.task", found)


def test_one_changed_byte_is_noticed(tmp_path: Path) -> None:
    model = default_model()
    contents = bytearray(model.path.read_bytes())
    contents[len(contents) // 2] ^= 1
    copy = tmp_path / model.path.name
    copy.write_bytes(contents)
    with pytest.raises(ModelError, match="damaged or another one"):
        check(copy, model.sha256)


def test_an_accepted_hash_is_remembered_beside_the_file(home: Path) -> None:
    heavy = find_model("heavy")
    found = write_bundle(heavy.path)
    assert state_of(heavy) is ModelState.DAMAGED
    with pytest.raises(ModelError, match=f"No hash .* was accepted yet; found sha256 {found}"):
        check(heavy.path, heavy.sha256)
    heavy.accepted_path.write_text(f"{found}  {heavy.path.name}\n", "utf-8")
    assert find_model("heavy").sha256 == found
    assert state_of(find_model("heavy")) is ModelState.READY
    heavy.accepted_path.write_text("", "utf-8")
    assert find_model("heavy").sha256 == ""


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        sha256_of(tmp_path)


def test_a_damaged_manifest_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file.paths, "models_dir", lambda: tmp_path)
    with pytest.raises(ModelError, match="install formcheck again"):
        default_model()
    (tmp_path / "manifest.toml").write_text("default = ", "utf-8")
    with pytest.raises(ModelError, match=r"manifest\.toml"):
        default_model()
