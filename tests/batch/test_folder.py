from pathlib import Path

import pytest

from formcheck.batch.folder import patient_of, recordings_below
from formcheck.errors import SourceError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_recordings_are_found_wherever_they_lie_by_name(tmp_path: Path) -> None:
    touch(tmp_path, "b.mp4", "Zoe/late/x.MOV", "Ann/2.npz", "Ann/1.npz", "Ann/notes.txt", "a.json")
    found = recordings_below(tmp_path, tmp_path / "out")
    assert found == ["Ann/1.npz", "Ann/2.npz", "Zoe/late/x.MOV", "b.mp4"]


def test_what_is_hidden_and_the_results_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "a.mp4", ".b.mp4", ".cache/c.mp4", "out/d.mp4", "Ann/out/e.mp4")
    assert recordings_below(tmp_path, tmp_path / "out") == ["Ann/out/e.mp4", "a.mp4"]


def test_a_folder_without_recordings_is_told(tmp_path: Path) -> None:
    touch(tmp_path, "notes.txt")
    with pytest.raises(SourceError, match="found no video and no file of poses"):
        recordings_below(tmp_path, tmp_path / "out")


@pytest.mark.parametrize("name", ["missing", "file.mp4"])
def test_what_is_no_folder_is_told(tmp_path: Path, name: str) -> None:
    touch(tmp_path, "file.mp4")
    with pytest.raises(SourceError, match="Expected a folder of recordings"):
        recordings_below(tmp_path / name, tmp_path / "out")


def test_the_patient_is_the_first_folder() -> None:
    assert patient_of("Ann/2026/a.mp4") == "Ann"
    assert patient_of("a.mp4") == ""
