"""The virtual patient: a variation in, the plan of one clip out.

>>> plan = plan_for(Variation(seed=7, exercise="bridge", fault="feet_far"))
>>> plan.exercise, {fault.check for fault in plan.faults}
('bridge', {'feet_far'})
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from samples.mannequin.camera import Camera
from samples.mannequin.conditions import chosen, harder
from samples.mannequin.framing import framed
from samples.mannequin.motion import Unrest
from samples.mannequin.people import draw_body
from samples.mannequin.plan import Plan
from samples.mannequin.room import Room
from samples.mannequin.routines import bird_dog, bridge, nothing, plank, sitting
from samples.mannequin.routines.routine import Asked, Routine
from samples.mannequin.skeleton import solve_joints
from samples.mannequin.variation import CONDITIONS, FAULTS, FaultKind, Variation

__all__ = ["CONDITIONS", "FAULTS", "FaultKind", "Variation", "plan_for"]

_ROUTINES: Final[dict[str, Callable[[Asked], Routine]]] = {
    "plank": plank.routine,
    "bridge": bridge.routine,
    "bird-dog": bird_dog.routine,
    "sitting-side": sitting.routine,
    "sitting-front": sitting.routine,
}
_WALL_M = 1.2
"""A camera farther to the person's left would be inside the wall: the room is turned for it."""
_PERSON, _CAMERA, _MOTION, _CONDITIONS = 1, 2, 3, 4


def plan_for(variation: Variation) -> Plan:
    """Return the plan of a variation; the same seed is the same person in every exercise."""
    place = variation.place
    body = draw_body(np.random.default_rng([variation.seed, _PERSON]))
    rng = np.random.default_rng([variation.seed, _MOTION, list(_ROUTINES).index(place)])
    asked = Asked(variation=variation, body=body, rng=rng, tempo=float(rng.uniform(0.7, 1.6)))
    routine = nothing.routine(asked) if variation.nothing else _ROUTINES[place](asked)
    camera = _camera(variation)
    scale = float(rng.uniform(0.5, 2.0))
    drift = {key: scale * size for key, size in routine.drift.items()}
    plan = Plan(
        name=_name(variation), exercise=variation.slug, seed=variation.seed, body=body,
        camera=camera, timeline=routine.line, solver=routine.solver,
        unrest=Unrest(variation.seed, drift, tremor_share=float(rng.uniform(0.06, 0.25))),
        prop="chair" if variation.slug == "sitting" else "mat",
        reps=routine.reps, holds=routine.holds, faults=routine.faults, fps=variation.fps,
        room=Room(turned=camera.position_m[1] > _WALL_M),
    )  # fmt: skip
    # Whoever stands up or walks through meets a camera that was set up for the exercise.
    usual = (
        plan_for(replace(variation, fault="", conditions=())).camera if variation.nothing else None
    )
    plan = plan.seen_by(usual or framed(camera, _points(plan, routine.framed)))
    rng = np.random.default_rng([variation.seed, _CONDITIONS])
    names = chosen(variation.conditions, rng)
    return harder(plan, names, rng) if names else plan


def _name(variation: Variation) -> str:
    fault = variation.fault.replace(":", "-") or "good"
    return f"{variation.exercise}_{variation.seed}_{fault}_yaw{variation.yaw_deg:g}"


def _camera(variation: Variation) -> Camera:
    """Return the camera before it is aimed."""
    rng = np.random.default_rng([variation.seed, _CAMERA])
    near, low = float(rng.uniform(0.0, 1.0)), float(rng.uniform(0.0, 1.0))
    left = bool(rng.integers(2)) if variation.mirrored_side is None else variation.mirrored_side
    nearest, farthest, lowest, highest = _REACH.get(variation.place, (1.8, 3.2, 0.3, 0.9))
    distance_m = variation.distance_m or nearest + near * (farthest - nearest)
    height_m = variation.height_m or lowest + low * (highest - lowest)
    yaw_deg = 180.0 - variation.yaw_deg if left else variation.yaw_deg
    if variation.place == "sitting-front":
        yaw_deg = 90.0 + variation.yaw_deg
    fov_deg = 74.0 - 8.0 * (distance_m - 1.5) + float(rng.uniform(-3.0, 3.0))
    return Camera(
        yaw_deg=yaw_deg, distance_m=distance_m, height_m=height_m,
        fov_deg=float(np.clip(fov_deg, 55.0, 76.0)), target_m=(0.0, 0.0, 0.4), size=variation.size,
        roll_deg=variation.roll_deg,
    )  # fmt: skip


_REACH: Final = {
    "sitting-side": (1.5, 2.6, 0.5, 0.9),
    "sitting-front": (0.5, 0.9, 1.0, 1.25),
}
"""Nearest and farthest, lowest and highest place of the camera, metres."""


def _points(plan: Plan, names: frozenset[str] | None) -> NDArray[np.float64]:
    """Return ``(n, 3)`` places where the body is in the course of the clip."""
    times_s = np.arange(0.0, plan.timeline.now_s, 0.2)
    found = []
    for time_s in times_s:
        joints = solve_joints(plan.body, plan.posture_at(float(time_s)))
        found += [point for name, point in joints.items() if names is None or name in names]
        found.append(joints["ears"] + [0.0, 0.0, 0.13 * plan.body.scale])
    return np.array(found)
