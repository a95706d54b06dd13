"""Demonstrations from a formula or a recording, and the exercises that are learnt from them."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Pose
from formcheck.session.learn import Demonstration, learn
from formcheck.session.learn_file import exercise_text
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from tests import bodies
from tests.session.motion import MODEL, Motion, at
from tests.signals import hump, times

Poses = Iterable[tuple[float, Pose | None]]


def shown(motion: Motion, until_s: float, fps: float = 15.0) -> Iterator[tuple[float, Pose | None]]:
    """A motion as a camera would have recorded it."""
    for t in times(until_s, fps):
        yield t, at(motion, t)


def often(t: float, reps: int, every_s: float = 5.0) -> float:
    """Go from 0 to 1 and back for ``reps`` times, from 2 s on."""
    return sum(
        hump(t, start=2.0 + every_s * k, up=1.0, hold=1.0, down=1.0, height=1.0)
        for k in range(reps)
    )


def raising(t: float, *, reps: int = 4, high: float = 60.0) -> Pose:
    """Sitting, and straightening one knee for a while, every 5 s."""
    return bodies.sitting(trunk_lean=3.0, knee_angle=95.0 + high * often(t, reps))


def leaning(t: float, *, reps: int = 3, tilt: float = 25.0) -> Pose:
    """Seen from the front, leaning to one side."""
    return bodies.front(shoulder_tilt=tilt * often(t, reps))


@cache
def lesson(motion: Motion, until_s: float = 23.0) -> Demonstration:
    """Return what a motion teaches: learnt once for all tests that ask for it."""
    return learn(shown(motion, until_s))


def without(pose: Pose, *joints: Joint) -> Pose:
    """Return the body with joints on both sides that the pose model does not see."""
    visibility = pose.visibility.copy()
    visibility[[joint.on(side) for joint in joints for side in Side]] = 0.05
    return replace(pose, visibility=visibility)


def curling(t: float) -> Pose:
    """Only one arm is seen, bending the elbow."""
    bent = 275.0 + 120.0 * (1.0 - often(t, 4))
    limbs = bodies.Limbs(arm=275.0, forearm=bent, thigh=270.0, shank=270.0, foot=0.0)
    pose = bodies.from_side(trunk=90.0, neck=80.0, face=0.0, near=limbs)
    return without(pose, Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.HEEL, Joint.FOOT_INDEX)


def written(demonstration: Demonstration) -> Exercise:
    """Return the exercise that is proposed."""
    text = exercise_text(demonstration, slug="mine", title='A "new" one', source="clip.mp4")
    return Exercise.model_validate(tomllib.loads(text))


def judged(exercise: Exercise, poses: Poses) -> SessionRecord:
    """Return what a session says of poses."""
    session = Session(exercise)
    time_s = 0.0
    for time_s, pose in poses:
        session.update(time_s, pose)
    return session.finish(SourceSummary("formula", time_s, 1), MODEL)
