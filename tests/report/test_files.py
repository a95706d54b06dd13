import os
import stat
from pathlib import Path

import pytest

from formcheck.errors import OutputError
from formcheck.report.files import check_output, replacing, write_text


def test_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "168° ± 5")
    assert path.read_text("utf-8") == "168° ± 5"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_new_files_have_the_usual_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "x")
    other = tmp_path / "b.txt"
    other.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_error_keeps_what_was_there_before(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")

    def fail() -> None:
        with replacing(path) as written:
            written.write_text("half")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert path.read_text() == "before"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be replaced there")
def test_readers_see_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    with path.open() as old:
        write_text(path, "after")
        assert old.read() == "before"
    assert path.read_text() == "after"


def test_temporary_file_ends_like_the_real_one(tmp_path: Path) -> None:
    with replacing(tmp_path / "a.mp4") as written:
        assert written.suffix == ".mp4"
        assert written.parent == tmp_path


def test_full_disk_is_an_output_error(tmp_path: Path) -> None:
    def fail() -> None:
        with replacing(tmp_path / "a.txt"):
            raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left on device"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_check_leaves_nothing(tmp_path: Path) -> None:
    check_output(tmp_path / "a.json")
    assert list(tmp_path.iterdir()) == []


def test_check_names_the_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"There is no folder .*nowhere"):
        check_output(tmp_path / "nowhere" / "a.json")


def test_check_refuses_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        check_output(tmp_path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write anywhere"
)
def test_check_refuses_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        check_output(tmp_path / "a.json")
    tmp_path.chmod(0o700)
