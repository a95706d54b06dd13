"""Whole sessions from a formula: a body, moving as a function of time, seen by a session."""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.update import Update
from tests import bodies
from tests.signals import hump, times

Motion = Callable[[float], Pose | None]
MODEL = ModelInfo("formula", "")


def play(
    exercise: str | Exercise, motion: Motion, until_s: float, fps: float = 30
) -> tuple[SessionRecord, list[Update]]:
    """Run a session over a motion and return its record and all updates."""
    session = Session(load_exercise(exercise) if isinstance(exercise, str) else exercise)
    updates = [session.update(t, at(motion, t)) for t in times(until_s, fps)]
    return session.finish(SourceSummary("formula", until_s, len(updates)), MODEL), updates


def at(motion: Motion, t: float) -> Pose | None:
    """The body at one time."""
    pose = motion(t)
    return None if pose is None else replace(pose, time_s=t)


def bridge(t: float, *, reps: int = 3, top: float = 178.0, knee: float = 92.0) -> Pose:
    """Lying still for 2 s, then a repetition every 6 s."""
    share = sum(
        hump(t, start=2.0 + 6.0 * k, up=1.3, hold=2.0, down=1.5, height=1.0) for k in range(reps)
    )
    return bodies.bridge(
        hip_extension=128.0 + (top - 128.0) * share,
        trunk_slope=-2.0 - 20.0 * share,
        knee_angle=knee,
    )


def plank(t: float, *, sag: float = -28.0, start: float = 5.0, end: float = 9.0) -> Pose:
    """A straight plank, on the knees from 14 s on, that sags for a while."""
    down = hump(t, start=start, up=0.8, hold=end - start - 1.6, down=0.8, height=1.0)
    knee = 178.0 if t < 14.0 else 95.0
    return bodies.plank(hip_deviation=5.5 + sag * down, knee_angle=knee)


def bird_dog(t: float, *, reach: float = 1.0, slope: float = 0.0, near_leg: bool = False) -> Pose:
    """On hands and knees; from 2 s on the near arm and the far leg rise, hold and come back.

    ``slope`` is that of the raised thigh above the horizontal; with ``near_leg`` the far arm and
    the near leg rise.
    """
    up = hump(t, start=2.0, up=1.2, hold=3.0, down=1.2, height=1.0)
    arm = 270.0 + 90.0 * up * reach
    thigh, shank = 270.0 - (90.0 + slope) * up, 180.0 - slope * up
    down = bodies.Limbs(arm=270.0, forearm=270.0, thigh=270.0, shank=180.0, foot=180.0)
    with_arm = replace(down, arm=arm, forearm=arm)
    with_leg = replace(down, thigh=thigh, shank=shank)
    near, far = (with_leg, with_arm) if near_leg else (with_arm, with_leg)
    return bodies.from_side(
        trunk=8.0, neck=8.0, face=300.0, near=near, far=far, near_side=Side.LEFT
    )


def cues(updates: Iterable[Update]) -> list[tuple[float, str, str]]:
    """When each cue was first given, its kind and its check."""
    found: list[tuple[float, str, str]] = []
    for update in updates:
        cue = update.cue
        one = None if cue is None else (cue.since_s, cue.kind.value, cue.check)
        if one is not None and one not in found:
            found.append(one)
    return found


def reasons(updates: Iterable[Update], start: float = 0.0, end: float = math.inf) -> set[str]:
    """What could not be judged in a stretch of time."""
    return {
        one.reason
        for update in updates
        if start <= update.time_s < end
        for one in update.not_judged
    }
