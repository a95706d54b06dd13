"""Real people, where recordings of them lie beside the repository."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image

from calibration.bench_planks import PlankScore, plank_scores
from formcheck.capture.frame import Frame
from formcheck.capture.video import VideoFile
from formcheck.exercises.loader import load_exercise
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.recorded import PoseRecorder, RecordedPoses, load_poses, save_poses
from formcheck.session.offline import analyse_poses
from formcheck.session.session import Session
from formcheck.session.update import Update

LOOKS: Final = 5
"""Times that a photo is shown to the estimator; the last pose is kept."""
PHOTO_S: Final = 20.0
PHOTO_FPS: Final = 10
COUNTED: Final = (
    ("bird_dog.mp4", "bird-dog", "reps"),
    ("cat_cow.mp4", "cat-cow", "reps"),
    ("cat_cow.mp4", "bird-dog", ""),
    ("childs_pose.mp4", "childs-pose", ""),
    ("childs_pose.mp4", "bird-dog", ""),
    ("thread_the_needle.mp4", "bird-dog", "bird_dog_reps"),
    ("pelvic_tilt.mp4", "bridge", "bridge_reps"),
    ("standing_turn.mp4", "bridge", ""),
    ("standing_turn.mp4", "squat", ""),
)
"""Clips, the exercises as which they are analysed, the keys of their true counts (0 without)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipScore:
    """What was counted in one clip."""

    name: str
    exercise: str
    true: int
    full: int
    partial: int
    others: str

    def cells(self) -> list[str]:
        """Return the row of the report."""
        counts = (str(n) for n in (self.true, self.full, self.partial))
        return [self.name, self.exercise, *counts, self.others or "-"]


@dataclass(frozen=True, slots=True)
class Real:
    """Everything about real people; empty where there are no recordings."""

    planks: tuple[PlankScore, ...] = ()
    clips: tuple[ClipScore, ...] = ()
    photos: tuple[tuple[str, str], ...] = ()


def measure_real(data: Path, work: Path) -> Real:
    """Measure all recordings in a folder; the poses of clips and photos are kept in ``work``."""
    if not data.is_dir():
        return Real()
    work.mkdir(parents=True, exist_ok=True)
    truth = tomllib.loads((data / "truth.toml").read_text("utf-8"))
    clips = (score for one in truth["clip"] for score in _clips(data / one["file"], one, work))
    photos = sorted((data / "photos").glob("sitting_*.jpg"))
    return Real(
        planks=tuple(plank_scores(data / "planks")),
        clips=tuple(clips),
        photos=tuple((path.stem, _photo(path, work)) for path in photos),
    )


def _clips(path: Path, truth: dict[str, Any], work: Path) -> Iterator[ClipScore]:
    for name, slug, key in COUNTED:
        if name == path.name and path.exists():
            yield _clip(path, slug, int(truth.get(key, 0)), work)


def _clip(path: Path, slug: str, true: int, work: Path) -> ClipScore:
    record = analyse_poses(_seen(path, work), Session(load_exercise(slug)), name=path.name)
    held = [f"held from {one.start_s:.1f} to {one.end_s:.1f} s" for one in record.holds]
    faults = [f"{one.check} ({one.severity.word})" for one in record.faults]
    return ClipScore(
        name=path.stem,
        exercise=slug,
        true=true,
        full=record.counts.full,
        partial=record.counts.partial,
        others=", ".join([*held, *faults]),
    )


def _seen(path: Path, work: Path) -> RecordedPoses:
    """Return the poses of a clip or photo, from an earlier run where there was one."""
    kept = work / f"{path.stem}.npz"
    if not kept.exists():
        with MediapipePose() as estimator:
            recorder = None
            for frame in _frames(path):
                recorder = recorder or PoseRecorder(frame.size_px, estimator.model)
                recorder.add(frame.time_s, estimator.estimate(frame))
            if recorder is not None:
                save_poses(kept, recorder.poses())
    return load_poses(kept)


def _frames(path: Path) -> Iterator[Frame]:
    if path.suffix == ".jpg":
        with Image.open(path) as picture:
            bgr = np.ascontiguousarray(np.asarray(picture.convert("RGB"))[..., ::-1])
        for number in range(LOOKS):
            yield Frame(number, number / PHOTO_FPS, bgr)
        return
    with VideoFile(path) as video:
        while (frame := video.read()) is not None:
            yield frame


def _photo(path: Path, work: Path) -> str:
    """Return what the program says about somebody who sits still like this."""
    seen = _seen(path, work)
    pose = seen.pose(len(seen) - 1)
    session = Session(load_exercise("sitting"))
    last: Update | None = None
    for number in range(round(PHOTO_S * PHOTO_FPS)):
        time_s = number / PHOTO_FPS
        last = session.update(time_s, None if pose is None else replace(pose, time_s=time_s))
    return _said(last, armed=session.armed) if last is not None else ""


def _said(last: Update, *, armed: bool) -> str:
    if not armed:
        todo = " ".join(step.text for step in last.setup if not step.done)
        return f"does not start: {todo}"
    active = ", ".join(f"{check} ({severity.word})" for check, severity in last.active.items())
    return active or "passes"
