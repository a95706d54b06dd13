"""People at desks: by a formula, or as the pose model saw rendered ones."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from formcheck.desk.baseline import Calibrating, Calibration, Profile
from formcheck.desk.seen import Seer
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import load_poses
from tests import bodies

CLIPS: Final = Path(__file__).parents[1] / "clips" / "poses"
MORNING: Final = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
RATE_HZ: Final = 2.0


@cache
def exercise() -> Exercise:
    return load_exercise("sitting")


def trembling(pose: Pose, time_s: float, px: float = 0.4) -> Pose:
    """The same body a little elsewhere: nobody, and no camera, is quite still."""
    off = (px * math.sin(9.0 * time_s), px * math.cos(7.0 * time_s))
    return bodies.at_time(bodies.shifted(pose, *off), time_s)


def times(seconds: float, start_s: float = 0.0, rate_hz: float = RATE_HZ) -> Iterator[float]:
    for index in range(round(seconds * rate_hz)):
        yield start_s + index / rate_hz


def calibrated(pose: Pose, camera: str = "", displays: str = "", at: datetime = MORNING) -> Profile:
    """The profile of a body that holds still."""
    seer, calibration = Seer(exercise()), Calibration(exercise(), camera, displays)
    told = Calibrating(0.0)
    for time_s in times(6.0):
        told = calibration.update(seer.see(time_s, trembling(pose, time_s)), at)
    assert told.profile is not None, told
    return told.profile


@cache
def clip(name: str, rate_hz: float = RATE_HZ) -> tuple[tuple[float, Pose | None], ...]:
    """The poses of a rendered clip, as few a second as the reminder looks."""
    found: list[tuple[float, Pose | None]] = []
    for time_s, pose in load_poses(CLIPS / f"{name}.npz"):
        if not found or time_s - found[-1][0] >= 1.0 / rate_hz - 0.01:
            found.append((time_s, pose))
    return tuple(found)


@cache
def truth(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((CLIPS / f"{name}.json").read_text("utf-8"))
    return told


@cache
def clip_profile(name: str) -> Profile:
    """The baseline of somebody in a clip: its first upright seconds after settling down."""
    seer, calibration = Seer(exercise()), Calibration(exercise(), seconds=4.0)
    told = Calibrating(0.0)
    for time_s, pose in clip(name):
        told = calibration.update(seer.see(time_s, pose), MORNING)
        if told.profile is not None:
            return told.profile
    raise AssertionError(f"{name}: no baseline: {told}")


def later(time_s: float) -> datetime:
    return MORNING + timedelta(seconds=time_s)


def with_others(pose: Pose, others: int = 1) -> Pose:
    return replace(pose, others=others)
