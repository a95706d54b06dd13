"""Real people, where recordings of them lie beside the repository: recognised, and counted."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from formcheck.capture.photo import PhotoFile, is_photo
from formcheck.capture.video import VideoFile
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.recorded import PoseRecorder, RecordedPoses
from formcheck.session.offline import analyse_poses
from formcheck.session.recognise import recognise
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session
from tests.conftest import ROOT

DATA = ROOT.parent / "shared" / "data"
KNOWN = list_exercises()
EVERY = 3
"""Ten pictures a second are looked at anyway."""
COUNTED = {"bird_dog.mp4", "pelvic_tilt.mp4", "thread_the_needle.mp4"}
"""What is counted in these is looked at too: every picture, once for all tests."""
SHOWN = {
    "plank_1": "plank",
    "side_bridge_1": "side-plank",
    "butt_lift_bridge": "bridge",
    "cat_stretch": "cat-cow",
    "childs_pose": "childs-pose",
    "dead_bug": "dead-bug",
    "kneeling_hip_flexor": "hip-flexor",
    "bodyweight_squat_0": "standing",
    "bodyweight_squat_1": "squat",
    "good_morning_0": "standing",
    "good_morning_1": "hip-hinge",
    "sitting": "sitting",
}
"""What a photo may be said to show, by how its name begins."""

pytestmark = [
    pytest.mark.model,
    pytest.mark.slow,
    # What these reach is reached by others: watching it would make them take three times as long.
    pytest.mark.no_cover,
    pytest.mark.skipif(not DATA.is_dir(), reason="no recordings of real people in ../shared/data"),
]


@cache
def poses_of(path: Path) -> RecordedPoses:
    """Return the poses of a clip or photo."""
    source = PhotoFile(path) if is_photo(path) else VideoFile(path)
    every = 1 if is_photo(path) or path.name in COUNTED else EVERY
    with MediapipePose() as estimator, source as frames:
        recorder = PoseRecorder(frames.info.size_px, estimator.model)
        for frame in iter(frames.read, None):
            if frame.index % every == 0:
                recorder.add(frame.time_s, estimator.estimate(frame))
    return recorder.poses()


def said_of(path: Path) -> str:
    """Return the slug that a clip or photo is said to show; empty for none of them."""
    best = recognise(poses_of(path), KNOWN).best
    return "" if best is None else best.slug


def counted(clip: str, slug: str) -> SessionRecord:
    """Return what an exercise finds in a clip."""
    assert clip in COUNTED
    poses = poses_of(DATA / "clips" / clip)
    return analyse_poses(poses, Session(load_exercise(slug)), name=clip)


def truths() -> list[tuple[str, str]]:
    """Return every clip with what it may be said to show."""
    if not DATA.is_dir():
        return []
    rows = tomllib.loads((DATA / "truth.toml").read_text("utf-8"))["clip"]
    return [(row["file"], row["exercise"]) for row in rows]


@pytest.mark.parametrize(("file", "truth"), truths())
def test_a_clip_is_what_it_shows_or_cannot_be_told(file: str, truth: str) -> None:
    said = said_of(DATA / file)
    assert said in {"", truth}
    if truth in {"bird-dog", "cat-cow", "childs-pose"}:
        assert said == truth


@pytest.mark.parametrize(
    "path", sorted((DATA / "photos").glob("*.jpg")), ids=lambda path: path.stem
)
def test_a_photo_is_what_it_shows_or_cannot_be_told(path: Path) -> None:
    truth = next((slug for name, slug in SHOWN.items() if path.stem.startswith(name)), "")
    assert said_of(path) in {"", truth}


def test_a_bird_dog_with_cut_off_limbs_is_counted_or_explained() -> None:
    record = counted("bird_dog.mp4", "bird-dog")
    counts = record.counts
    assert counts.partial == counts.attempt == 0
    explained = "A repetition was not counted: your right arm could not be seen."
    unjudged = " ".join(span.reason for span in record.not_judged)
    assert counts.full == 2 or (counts.full == 1 and explained in unjudged)
    assert record.faults == ()


@pytest.mark.parametrize(
    ("clip", "slug"), [("pelvic_tilt.mp4", "bridge"), ("thread_the_needle.mp4", "bird-dog")]
)
def test_other_movements_are_no_repetitions(clip: str, slug: str) -> None:
    counts = counted(clip, slug).counts
    assert counts.full == counts.partial == counts.attempt == 0
