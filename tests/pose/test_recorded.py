"""Recorded poses: the file is exact, and a wrong file gets a plain sentence."""

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.errors import OutputError, PosesError
from formcheck.landmarks import COUNT, Landmark
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Doubt, Pose, no_doubt
from formcheck.pose.recorded import (
    PoseRecorder,
    RecordedEstimator,
    RecordedPoses,
    load_poses,
    save_poses,
)

MODEL = ModelInfo("some.task", "ab" * 32)
SIZE = (640, 360)
STEP_S = 0.04


def make_pose(time_s: float, shift_px: float = 0.0) -> Pose:
    numbers = np.arange(COUNT, dtype=np.float64)
    return Pose(
        time_s=time_s,
        image_px=np.stack([numbers / 3 + shift_px, numbers * 7], axis=1),
        world_m=np.stack([numbers, numbers / 9, -numbers], axis=1),
        visibility=numbers / COUNT,
        image_size=SIZE,
        doubt=no_doubt(),
    )


def recorder() -> PoseRecorder:
    """Return three frames, nobody in the second, uneven times."""
    poses = PoseRecorder(SIZE, MODEL)
    poses.add(0.0, make_pose(0.0))
    poses.add(STEP_S, None)
    poses.add(0.0800000001, make_pose(0.0800000001, shift_px=1 / 7))
    return poses


def arrays() -> dict[str, Any]:
    poses = recorder().poses()
    return {
        "time_s": poses.time_s.copy(),
        "image_px": poses.image_px.copy(),
        "world_m": poses.world_m.copy(),
        "visibility": poses.visibility.copy(),
        "image_size": np.array(SIZE),
    }


def frame(time_s: float) -> Frame:
    return Frame(0, time_s, np.zeros((360, 640, 3), np.uint8))


def test_the_file_gives_back_exactly_what_was_recorded(tmp_path: Path) -> None:
    file = tmp_path / "session.npz"
    recorder().save(file)
    loaded = load_poses(file)
    for name in ("time_s", "image_px", "world_m", "visibility"):
        np.testing.assert_array_equal(getattr(loaded, name), arrays()[name])
        assert getattr(loaded, name).dtype == np.float64
    assert (loaded.image_size, loaded.model) == (SIZE, MODEL)
    assert len(loaded) == 3


def test_other_people_are_kept_and_a_file_without_them_has_none(tmp_path: Path) -> None:
    counted = PoseRecorder(SIZE, MODEL)
    for time_s, others in ((0.0, 2), (1.0, None), (2.0, 0)):
        pose = None if others is None else replace(make_pose(time_s), others=others)
        counted.add(time_s, pose)
    counted.save(tmp_path / "new.npz")
    loaded = load_poses(tmp_path / "new.npz")
    assert [None if pose is None else pose.others for _, pose in loaded] == [2, None, 0]
    np.savez(tmp_path / "old.npz", allow_pickle=False, **arrays())
    old = load_poses(tmp_path / "old.npz")
    assert [None if pose is None else pose.others for _, pose in old] == [0, None, 0]
    save_poses(tmp_path / "again.npz", old)
    assert load_poses(tmp_path / "again.npz").others is None


def outlined(time_s: float, shift_px: float) -> Pose:
    outline_px = np.arange(30.0).reshape(15, 2) / 7 + shift_px
    outline_px[3] = np.nan
    return replace(make_pose(time_s), outline_px=outline_px)


def test_the_contour_of_the_back_is_kept_where_it_was_seen(tmp_path: Path) -> None:
    seen = PoseRecorder(SIZE, MODEL)
    poses = [make_pose(0.0), outlined(1.0, 0.0), None, outlined(3.0, 5.0)]
    for number, pose in enumerate(poses):
        seen.add(float(number), pose)
    seen.save(tmp_path / "new.npz")
    for pose, (_, again) in zip(poses, load_poses(tmp_path / "new.npz"), strict=True):
        assert (pose is None) == (again is None)
        if pose is None or again is None:
            continue
        if pose.outline_px is None:
            assert again.outline_px is None
        else:
            np.testing.assert_array_equal(again.outline_px, pose.outline_px)


def test_without_a_contour_nothing_is_kept_of_it(tmp_path: Path) -> None:
    recorder().save(tmp_path / "plain.npz")
    with np.load(tmp_path / "plain.npz") as kept:
        assert "outline_px" not in kept.files
    assert load_poses(tmp_path / "plain.npz").outline_px is None


@pytest.mark.parametrize("shape", [(3,), (3, 15), (3, 15, 3), (2, 15, 2), (3, 15, 2, 1)])
def test_a_contour_of_another_shape_is_refused(tmp_path: Path, shape: tuple[int, ...]) -> None:
    np.savez(tmp_path / "odd.npz", allow_pickle=False, outline_px=np.zeros(shape), **arrays())
    with pytest.raises(PosesError, match="outline_px: expected shape"):
        load_poses(tmp_path / "odd.npz")


def test_a_contour_that_is_no_numbers_is_refused(tmp_path: Path) -> None:
    text = np.full((3, 15, 2), "x")
    np.savez(tmp_path / "odd.npz", allow_pickle=False, outline_px=text, **arrays())
    with pytest.raises(PosesError, match="outline_px: expected numbers"):
        load_poses(tmp_path / "odd.npz")


def test_iterating_gives_times_and_poses_and_none_for_nobody(tmp_path: Path) -> None:
    save_poses(tmp_path / "session.npz", recorder().poses())
    times_s, poses = zip(*load_poses(tmp_path / "session.npz"), strict=True)
    assert times_s == (0.0, STEP_S, 0.0800000001)
    assert [pose is None for pose in poses] == [False, True, False]
    assert poses[2].time_s == 0.0800000001
    assert poses[2].image_size == SIZE
    assert not poses[2].doubt.any()
    np.testing.assert_array_equal(poses[2].image_px, make_pose(0.0, 1 / 7).image_px)


@pytest.mark.parametrize("name", ["image_px", "world_m", "visibility"])
def test_a_landmark_that_is_nan_is_hidden(name: str) -> None:
    found = arrays()
    found[name][0, Landmark.LEFT_KNEE] = np.nan
    pose = RecordedPoses(**found | {"image_size": SIZE, "model": MODEL}).pose(0)
    assert pose is not None
    assert pose.doubt[Landmark.LEFT_KNEE] == Doubt.HIDDEN
    assert pose.doubt.sum() == Doubt.HIDDEN
    assert np.isnan(pose.point(Landmark.LEFT_KNEE)).all()


def test_the_model_may_be_left_out(tmp_path: Path) -> None:
    np.savez(tmp_path / "poses.npz", allow_pickle=False, **arrays())
    assert load_poses(tmp_path / "poses.npz").model == ModelInfo("", "")


def test_the_estimator_answers_with_the_nearest_pose_within_half_a_frame() -> None:
    with RecordedEstimator(recorder().poses()) as estimator:
        assert estimator.model == MODEL
        first, again = estimator.estimate(frame(0.0)), estimator.estimate(frame(STEP_S * 0.49))
        assert first is not None
        assert again is not None
        np.testing.assert_array_equal(first.image_px, again.image_px)
        assert estimator.estimate(frame(STEP_S * 0.51)) is None, "nobody in the second frame"
        assert estimator.estimate(frame(2 * STEP_S)) is not None
        assert estimator.estimate(frame(2.6 * STEP_S)) is None, "after the end"


def test_a_single_frame_answers_at_any_time() -> None:
    one = PoseRecorder(SIZE, MODEL)
    one.add(1.0, make_pose(1.0))
    assert RecordedEstimator(one.poses()).estimate(frame(5.0)) is not None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"time_s": None, "world_m": None},
            "expected arrays time_s, world_m too, found only: image_px, image_size",
        ),
        ({"image_size": None}, "expected arrays image_size too"),
        (
            {"visibility": np.zeros((3, 32))},
            r"visibility: expected shape \(3, 33\), found \(3, 32\)",
        ),
        (
            {"image_px": np.zeros((2, COUNT, 2))},
            r"image_px: expected shape \(3, 33, 2\), found \(2, 33, 2\)",
        ),
        ({"time_s": np.zeros((3, 1))}, r"time_s: expected shape \(3,\), found \(3, 1\)"),
        ({"time_s": np.array([0.0, 0.1, 0.1])}, "times that increase"),
        ({"time_s": np.array([0.0, np.nan, 0.1])}, "times that increase"),
        ({"image_size": np.array([640.0, np.nan])}, "image_size of two numbers, found NaN"),
        ({"image_size": np.array([640, 0])}, "image_size above 0"),
        ({"image_size": np.array([640, 360, 3])}, r"image_size: expected shape \(2,\)"),
        ({"time_s": np.array(["a", "b", "c"])}, "time_s: expected numbers"),
        ({"others": np.zeros(2)}, r"others: expected shape \(3,\), found \(2,\)"),
        ({"others": np.array(["a", "b", "c"])}, "others: expected numbers"),
    ],
)
def test_wrong_contents_get_a_sentence(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    contents = {name: value for name, value in (arrays() | change).items() if value is not None}
    file = tmp_path / "wrong.npz"
    np.savez(file, allow_pickle=False, **contents)
    with pytest.raises(PosesError, match=message) as caught:
        load_poses(file)
    assert str(caught.value).startswith(str(file))


def test_no_frames_at_all_is_an_error() -> None:
    with pytest.raises(PosesError, match="at least one frame"):
        PoseRecorder(SIZE, MODEL).poses()


def write_truncated(file: Path) -> None:
    recorder().save(file)
    file.write_bytes(file.read_bytes()[:-100])


def write_broken_inside(file: Path) -> None:
    recorder().save(file)
    contents = bytearray(file.read_bytes())
    contents[200:260] = bytes(60)
    file.write_bytes(bytes(contents))


def write_strange_member(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("time_s.npy", "not an array")


def write_array(file: Path) -> None:
    with file.open("wb") as stream:
        np.save(stream, np.zeros(3))


def write_pickle(file: Path) -> None:
    with file.open("wb") as stream:
        np.savez(stream, time_s=np.array([{"a": 1}], dtype=object))


@pytest.mark.parametrize(
    "write",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_text("these are not poses", "utf-8"),
        write_truncated,
        write_broken_inside,
        write_strange_member,
        write_array,
        write_pickle,
    ],
    ids=["empty", "text", "truncated", "broken", "strange member", "npy", "pickle"],
)
def test_a_file_that_is_no_npz_of_poses_gets_a_sentence(tmp_path: Path, write: Any) -> None:
    file = tmp_path / "wrong.npz"
    write(file)
    with pytest.raises(PosesError, match=r"wrong\.npz: expected .+, found .+"):
        load_poses(file)


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path: Path) -> None:
    for place in (tmp_path / "none.npz", tmp_path):
        with pytest.raises(PosesError, match="expected a file that can be read"):
            load_poses(place)


def test_writing_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="choose another place"):
        recorder().save(tmp_path / "no such folder" / "poses.npz")
