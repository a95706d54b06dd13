"""The real model: on an empty picture, on a rendered person, and with a wrong file."""

import itertools
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.errors import ModelError
from formcheck.landmarks import Landmark
from formcheck.pose.mediapipe_pose import MediapipePose, _rgb
from formcheck.pose.model_file import default_model, sha256_of

pytestmark = pytest.mark.model
FPS = 25


def blank(index: int, time_s: float) -> Frame:
    return Frame(index, time_s, np.zeros((180, 320, 3), np.uint8))


@pytest.fixture(scope="module")
def person(samples_dir: Path) -> list[Frame]:
    """Eight frames of a rendered person sitting in front of a laptop."""
    with av.open(str(samples_dir / "sitting_good.mp4")) as container:
        frames = itertools.islice(container.decode(video=0), 8)
        images = [frame.to_ndarray(format="bgr24") for frame in frames]
    return [Frame(index, index / FPS, image) for index, image in enumerate(images)]


def test_nobody_is_none() -> None:
    with MediapipePose() as estimator:
        assert estimator.estimate(blank(0, 0.0)) is None
        assert estimator.model.name == "pose_landmarker_full.task"
        assert estimator.model.sha256 == default_model().sha256


def test_a_person_is_found_in_pixels_of_the_picture(person: list[Frame]) -> None:
    with MediapipePose() as estimator:
        poses = [estimator.estimate(frame) for frame in person]
    assert all(pose is not None for pose in poses)
    pose = poses[-1]
    assert pose is not None
    width, height = person[0].size_px
    nose = pose.point(Landmark.NOSE)
    shoulders = pose.image_px[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]]
    assert pose.image_size == (width, height)
    assert pose.time_s == person[-1].time_s
    assert 0.2 * width < nose[0] < 0.8 * width
    assert 0 < nose[1] < shoulders[:, 1].min() < height
    assert not pose.doubt.any()
    assert (pose.visibility <= 1).all()
    hips_m = pose.world_m[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    np.testing.assert_allclose(hips_m, 0, atol=0.05)


def test_the_same_frames_give_the_same_landmarks(person: list[Frame]) -> None:
    runs = []
    for _ in range(2):
        with MediapipePose() as estimator:
            runs.append([estimator.estimate(frame) for frame in person])
    for first, second in zip(*runs, strict=True):
        assert first is not None
        assert second is not None
        np.testing.assert_array_equal(first.image_px, second.image_px)
        np.testing.assert_array_equal(first.world_m, second.world_m)


def test_frames_less_than_a_millisecond_apart_are_taken() -> None:
    with MediapipePose() as estimator:
        for index, time_s in enumerate((1.0, 1.0001, 1.0002, 1.0012)):
            assert estimator.estimate(blank(index, time_s)) is None


def test_time_must_increase() -> None:
    with MediapipePose() as estimator:
        estimator.estimate(blank(0, 1.0))
        for time_s in (1.0, 0.5):
            with pytest.raises(ValueError, match="later than"):
                estimator.estimate(blank(1, time_s))


def test_the_library_gets_red_first_and_the_frame_stays_as_it_was() -> None:
    frame = Frame(0, 0.0, np.arange(12, dtype=np.uint8).reshape(2, 2, 3))
    assert _rgb(frame.image).tolist() == [[[2, 1, 0], [5, 4, 3]], [[8, 7, 6], [11, 10, 9]]]
    upside_down = Frame(0, 0.0, frame.image[::-1])
    assert _rgb(upside_down.image).flags.c_contiguous
    assert frame.image.ravel().tolist() == list(range(12))


def test_it_works_only_inside_its_with_block() -> None:
    estimator = MediapipePose()
    with pytest.raises(RuntimeError, match="with block"):
        estimator.estimate(blank(0, 0.0))
    with estimator:
        pass
    with pytest.raises(RuntimeError, match="with block"):
        _ = estimator.model


def test_a_missing_model_gets_a_plain_message(tmp_path: Path) -> None:
    gone = replace(default_model(), path=tmp_path / "gone.task")
    with pytest.raises(ModelError, match="missing"), MediapipePose(gone):
        pass


def test_a_bundle_of_something_else_gets_a_plain_message(tmp_path: Path) -> None:
    bundle = tmp_path / "other.task"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("pose_detector.tflite", b"not a network")
        archive.writestr("pose_landmarks_detector.tflite", b"not a network")
    wrong = replace(default_model(), path=bundle, sha256=sha256_of(bundle))
    with pytest.raises(ModelError, match=r"cannot be loaded .*To mend it"), MediapipePose(wrong):
        pass


def test_the_terminal_stays_quiet_and_the_import_quick(tmp_path: Path, person: list[Frame]) -> None:
    """A program of its own, because the library speaks once a process."""
    program = """
import json, sys
import numpy as np
from formcheck.capture.frame import Frame
from formcheck.pose.mediapipe_pose import MediapipePose, _rgb
early = "mediapipe" in sys.modules
images = np.load(sys.argv[1])
with MediapipePose() as estimator:
    poses = [estimator.estimate(Frame(i, i / 25, image)) for i, image in enumerate(images)]
print(json.dumps([early, [pose is not None for pose in poses], "cv2" in sys.modules]))
"""
    np.save(tmp_path / "images.npy", np.stack([frame.image for frame in person[:2]]))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(tmp_path / "images.npy")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert json.loads(done.stdout) == [False, [True, True], False]
