"""Small recordings: poses of a bridge from a formula, which need no model."""

from functools import cache
from pathlib import Path

import numpy as np

from formcheck.batch.task import Task, Wanted
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import PoseRecorder, RecordedPoses, save_poses
from tests.session.motion import at, bridge
from tests.signals import times

FPS = 10
REP_S = 9.0
"""Enough for the first repetition of the formula."""


@cache
def bridging() -> RecordedPoses:
    recorder = PoseRecorder((1280, 720), ModelInfo("formula", ""))
    for t in times(REP_S, FPS):
        recorder.add(t, at(bridge, t))
    return recorder.poses()


@cache
def bridge_exercise() -> Exercise:
    return load_exercise("bridge")


def record(path: Path, seconds: float = REP_S) -> Path:
    """Write a recording of so many seconds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = bridging()
    there = whole.time_s <= seconds
    save_poses(
        path,
        RecordedPoses(
            time_s=whole.time_s[there],
            image_px=whole.image_px[there],
            world_m=whole.world_m[there],
            visibility=whole.visibility[there],
            image_size=whole.image_size,
            model=whole.model,
        ),
    )
    return path


def record_long(path: Path, minutes: float) -> Path:
    """Write a recording that takes a while."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = bridging()
    many = round(minutes * 60 / REP_S)
    count = len(whole)
    save_poses(
        path,
        RecordedPoses(
            time_s=np.arange(count * many) / FPS,
            image_px=np.tile(whole.image_px, (many, 1, 1)),
            world_m=np.tile(whole.world_m, (many, 1, 1)),
            visibility=np.tile(whole.visibility, (many, 1)),
            image_size=whole.image_size,
            model=whole.model,
        ),
    )
    return path


def wanted(folder: Path, out: Path, **changes: object) -> Wanted:
    """What is asked: a bridge in each."""
    values = {"folder": folder, "out": out, "exercise": bridge_exercise(), **changes}
    return Wanted(**values)


def task(folder: Path, out: Path, name: str, **changes: object) -> Task:
    return Task(wanted(folder, out, **changes), name)


def results(out: Path) -> dict[str, bytes]:
    """Return every result by its path below the folder; what is hidden is the batch's own."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {
        name: path.read_bytes()
        for path in files
        if not (name := path.relative_to(out).as_posix()).startswith(".")
    }
