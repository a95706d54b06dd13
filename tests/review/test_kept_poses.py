import os
from pathlib import Path

import numpy as np
import pytest

from formcheck.paths import user_data_dir
from formcheck.pose.recorded import RecordedPoses
from formcheck.review import kept_poses
from formcheck.review.kept_poses import KeptPoses
from tests.review.test_take import poses_of


@pytest.fixture
def poses() -> RecordedPoses:
    return poses_of("bridge_good", slice(0, 5))


@pytest.fixture
def video(tmp_path: Path) -> Path:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"pictures")
    return path


def test_what_was_kept_is_found_again(tmp_path: Path, video: Path, poses: RecordedPoses) -> None:
    kept = KeptPoses(tmp_path / "kept")
    assert kept.find(video, poses.model.sha256, outline=False) is None

    kept.keep(video, poses)

    found = kept.find(video, poses.model.sha256, outline=False)
    assert found is not None
    assert np.array_equal(found.image_px, poses.image_px)
    assert kept.find(video, "another model", outline=False) is None
    assert kept.find(video, poses.model.sha256, outline=True) is None
    assert KeptPoses(tmp_path / "other").find(video, poses.model.sha256, outline=False) is None


def test_another_file_of_the_same_name_is_another_file(
    tmp_path: Path, video: Path, poses: RecordedPoses
) -> None:
    kept = KeptPoses(tmp_path / "kept")
    kept.keep(video, poses)

    video.write_bytes(b"other pictures")

    assert kept.find(video, poses.model.sha256, outline=False) is None
    video.unlink()
    assert kept.find(video, poses.model.sha256, outline=False) is None


def test_the_oldest_go_when_there_are_too_many(
    tmp_path: Path, poses: RecordedPoses, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = KeptPoses(tmp_path / "kept")
    videos = []
    for number in range(3):
        videos.append(tmp_path / f"{number}.mp4")
        videos[-1].write_bytes(bytes(number + 1))
        kept.keep(videos[-1], poses)
        for path in (tmp_path / "kept").iterdir():
            os.utime(path, (path.stat().st_mtime - 100,) * 2)
    size = max(path.stat().st_size for path in (tmp_path / "kept").iterdir())
    monkeypatch.setattr(kept_poses, "MOST_BYTES", round(2.5 * size))

    assert kept.find(videos[0], poses.model.sha256, outline=False) is not None
    kept.keep(videos[2], poses)

    there = [kept.find(one, poses.model.sha256, outline=False) is not None for one in videos]
    assert there == [True, False, True]


def test_a_very_long_recording_and_a_full_disk_are_no_trouble(
    tmp_path: Path, video: Path, poses: RecordedPoses, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    KeptPoses(tmp_path / "file").keep(video, poses)
    assert (tmp_path / "file").read_text() == "in the way"

    monkeypatch.setattr(kept_poses, "MOST_FRAMES", 4)
    KeptPoses(tmp_path / "kept").keep(video, poses)
    assert not (tmp_path / "kept").exists()


def test_they_are_in_the_users_own_folder() -> None:
    assert kept_poses.kept_poses_dir().parent == user_data_dir()
