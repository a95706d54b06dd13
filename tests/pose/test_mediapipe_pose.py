"""The real model: on an empty picture, on a rendered person, and with a wrong file."""

import gc
import itertools
import json
import math
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
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.mediapipe_pose import MediapipePose, _rgb
from formcheck.pose.model_file import default_model, sha256_of
from formcheck.pose.pose import Pose
from formcheck.pose.trust import body_scale_px

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


def test_begun_anew_it_sees_what_a_new_one_sees(person: list[Frame]) -> None:
    """Also in metres, which the library smooths over time."""
    with MediapipePose() as fresh:
        expected = [fresh.estimate(frame) for frame in person[4:]]
    with MediapipePose() as estimator:
        estimator.begin(None)
        for frame in person:
            estimator.estimate(frame)
        assert estimator._running is not None
        loaded = len(estimator._running.loader._loaded)
        estimator.begin(None)
        assert len(estimator._running.loader._loaded) == loaded
        found = [estimator.estimate(frame) for frame in person[4:]]
    for one, other in zip(found, expected, strict=True):
        assert one is not None
        assert other is not None
        np.testing.assert_array_equal(one.image_px, other.image_px)
        np.testing.assert_array_equal(one.world_m, other.world_m)


def test_begun_with_a_memory_it_follows_who_was_followed(person: list[Frame]) -> None:
    with MediapipePose() as estimator:
        for frame in person:
            estimator.estimate(frame)
        memory = estimator.memory
        estimator.begin(memory)
        assert estimator.memory.lock.box == memory.lock.box
        assert estimator.estimate(person[0]) is not None


def test_landmarkers_that_are_not_used_are_freed_and_loaded_anew(person: list[Frame]) -> None:
    """A day at a desk: a look every half second, and others are looked for now and then."""
    frames = [replace(person[i % 8], index=i, time_s=i / 2) for i in range(24)]
    poses, loaded = [], []
    with MediapipePose(company_every_s=6.0, free_after_s=2.0) as estimator:
        assert estimator._running is not None
        estimator._running.aside.get()
        for frame in frames:
            poses.append(estimator.estimate(frame))
            loaded.append(len(estimator._running.loader._loaded))
    assert max(loaded) == 3
    assert min(loaded) == 1
    assert sum(b > a for a, b in itertools.pairwise(loaded)) >= 1, "needed again, loaded again"
    with MediapipePose(company_every_s=6.0) as keeping:
        kept = [keeping.estimate(frame) for frame in frames]
    for one, other in zip(poses, kept, strict=True):
        assert one is not None
        assert other is not None
        np.testing.assert_array_equal(one.image_px, other.image_px)


def test_all_day_what_stays_behind_in_circles_is_collected_now_and_then() -> None:
    full: list[int] = []

    def note(phase: str, told: dict[str, int]) -> None:
        full.extend([1] * (phase == "start" and told["generation"] == 2))

    times = (0.0, 1.0, 599.0, 601.0, 602.0)
    counts = []
    for free_after_s in (math.inf, 1e6):
        with MediapipePose(free_after_s=free_after_s) as estimator:
            for index, time_s in enumerate(times):
                gc.callbacks.append(note)
                try:
                    estimator.estimate(blank(index, time_s))
                finally:
                    gc.callbacks.remove(note)
        counts.append(len(full))
        full.clear()
    assert counts[1] - counts[0] == 2


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
import json, os, sys
import numpy as np
from formcheck.capture.frame import Frame
from formcheck.pose.mediapipe_pose import MediapipePose, _rgb
early = "mediapipe" in sys.modules
images = np.load(sys.argv[1])
with MediapipePose() as estimator:
    poses = [estimator.estimate(Frame(i, i / 25, image)) for i, image in enumerate(images)]
print(json.dumps([early, [pose is not None for pose in poses], "QT_QPA_FONTDIR" in os.environ]))
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


def played(frames: list[np.ndarray], count: int) -> list[Pose | None]:
    """Estimate pictures, round and round, at 25 a second; return every pose."""
    with MediapipePose() as estimator:
        return [
            estimator.estimate(Frame(i, i / FPS, frames[i % len(frames)])) for i in range(count)
        ]


def limbs_apart(pose: Pose, wanted_px: np.ndarray) -> float:
    """Median distance of shoulders, hips and knees in trunks."""
    joints = [joint.on(side) for joint in (Joint.SHOULDER, Joint.HIP, Joint.KNEE) for side in Side]
    gaps = np.linalg.norm(pose.image_px[joints] - wanted_px[joints], axis=1)
    return float(np.median(gaps)) / body_scale_px(wanted_px)


def first_picture(clip: Path) -> np.ndarray:
    with av.open(str(clip)) as container:
        return next(container.decode(video=0)).to_ndarray(format="bgr24")


@pytest.mark.slow
def test_somebody_too_small_for_the_detector_is_found_in_a_part_of_the_picture(
    samples_dir: Path,
) -> None:
    kneeling = first_picture(samples_dir / "bird-dog_good.mp4")
    whole = played([kneeling], 1)[0]
    assert whole is not None
    small = kneeling[::4, ::4]
    picture = np.full_like(kneeling, kneeling[0, 0])
    picture[300 : 300 + small.shape[0], 500 : 500 + small.shape[1]] = small
    found = [pose for pose in played([picture], 30)[12:] if pose is not None]
    assert len(found) == 18
    assert max(limbs_apart(pose, whole.image_px / 4 + (500, 300)) for pose in found) < 0.25
    assert all(pose.image_size == (960, 540) for pose in found)
    size_m = np.ptp(found[-1].world_m, axis=0) / np.ptp(whole.world_m, axis=0)
    assert 0.7 < size_m[0] < 1.3, "metres do not shrink with the picture"


@pytest.mark.slow
def test_the_second_person_is_counted_and_the_first_kept(samples_dir: Path) -> None:
    kneeling = first_picture(samples_dir / "bird-dog_good.mp4")[180:440]
    lying = first_picture(samples_dir / "bridge_good.mp4")[250:440]
    alone = played([kneeling], 20)
    assert [pose.others for pose in alone if pose is not None] == [0] * 20
    poses = played([np.vstack([kneeling, lying])], 24)
    assert poses[-1] is not None
    assert poses[-1].others == 1
    first = alone[-1]
    assert first is not None
    assert all(pose is not None and limbs_apart(pose, first.image_px) < 0.25 for pose in poses)
