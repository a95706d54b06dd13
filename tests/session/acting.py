"""Bodies that act an exercise's own figure, seen from the side."""

from formcheck.exercises.figure import KeyPose
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.pose.pose import Pose
from tests import bodies

PARTS = ("arm", "forearm", "thigh", "shank", "foot")


def body_of(pose: KeyPose, then: KeyPose | None = None, share: float = 0.0) -> Pose:
    """Return the body in a key pose, or a share of the way to another one."""
    other = then or pose

    def between(name: str, side: str = "") -> float:
        here, there = (
            getattr(one, name)
            if not side or getattr(getattr(one, side), name) is None
            else getattr(getattr(one, side), name)
            for one in (pose, other)
        )
        return here + share * (there - here)

    near, far = (
        bodies.Limbs(**{part: between(part, side) for part in PARTS}) for side in ("near", "far")
    )
    return bodies.from_side(
        trunk=between("trunk"), neck=between("neck"), face=between("face"), near=near, far=far
    )


def act(exercise: Exercise | str, t: float) -> Pose:
    """Return the body at a time: through all key poses, and round again; a position is kept."""
    exercise = load_exercise(exercise) if isinstance(exercise, str) else exercise
    assert exercise.figure is not None
    poses = exercise.figure.poses
    if exercise.rule.kind in {"hold", "stretch", "posture", "snapshot"}:
        return body_of(max(poses, key=lambda one: one.stay_s))
    while True:
        for here, there in zip(poses, (*poses[1:], poses[0]), strict=True):
            if t < here.stay_s:
                return body_of(here)
            t -= here.stay_s
            move_s = there.move_s or 1.0
            if t < move_s:
                return body_of(here, there, t / move_s)
            t -= move_s
