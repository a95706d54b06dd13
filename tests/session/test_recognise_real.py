"""Recognition of real people, where recordings of them lie beside the repository."""

import tomllib
from pathlib import Path

import pytest

from formcheck.capture.photo import PhotoFile, is_photo
from formcheck.capture.video import VideoFile
from formcheck.exercises.loader import list_exercises
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.session.recognise import recognise
from tests.conftest import ROOT

DATA = ROOT.parent / "shared" / "data"
KNOWN = list_exercises()
EVERY = 3
"""Ten pictures a second are looked at anyway."""
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
    # What these reach is reached by others: watching it would make them take three times as long.
    pytest.mark.no_cover,
    pytest.mark.skipif(not DATA.is_dir(), reason="no recordings of real people in ../shared/data"),
]


def said_of(path: Path) -> str:
    """Return the slug that a clip or photo is said to show; empty for none of them."""
    source = PhotoFile(path) if is_photo(path) else VideoFile(path)
    with MediapipePose() as estimator, source as frames:
        poses = [
            (frame.time_s, estimator.estimate(frame))
            for frame in iter(frames.read, None)
            if is_photo(path) or frame.index % EVERY == 0
        ]
    best = recognise(poses, KNOWN).best
    return "" if best is None else best.slug


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
