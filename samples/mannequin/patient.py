"""The virtual patient: a variation in, the plan of one clip out.

>>> plan = plan_for(Variation(seed=7, exercise="bridge", fault="feet_far"))
>>> plan.exercise, {fault.check for fault in plan.faults}
('bridge', {'feet_far'})
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from samples.mannequin.camera import Camera
from samples.mannequin.conditions import chosen, harder
from samples.mannequin.faults import FaultKind
from samples.mannequin.framing import framed
from samples.mannequin.motion import Unrest
from samples.mannequin.movements import movements, stands
from samples.mannequin.people import draw_body, wished
from samples.mannequin.plan import Plan
from samples.mannequin.room import Room
from samples.mannequin.routines import (
    bird_dog,
    bridge,
    keyed,
    nothing,
    plank,
    side_plank,
    sitting,
)
from samples.mannequin.routines.routine import Asked, Routine
from samples.mannequin.skeleton import solve_joints
from samples.mannequin.variation import CONDITIONS, FAULTS, Variation

__all__ = ["CONDITIONS", "FAULTS", "FaultKind", "Variation", "plan_for"]

_ROUTINES: Final[dict[str, Callable[[Asked], Routine]]] = {
    "plank": plank.routine,
    "bridge": bridge.routine,
    "bird-dog": bird_dog.routine,
    "sitting-side": sitting.routine,
    "sitting-front": sitting.routine,
    "side-plank": side_plank.routine,
}
_WALL_M = 1.2
"""A camera farther to the person's left would be inside the wall: the room is turned for it."""
_PERSON, _CAMERA, _MOTION, _CONDITIONS = 1, 2, 3, 4


def plan_for(variation: Variation) -> Plan:
    """Return the plan of a variation; the same seed is the same person in every exercise."""
    place = variation.place
    body = wished(draw_body(np.random.default_rng([variation.seed, _PERSON])), variation.body)
    rng = np.random.default_rng([variation.seed, _MOTION, _number(place)])
    asked = Asked(
        variation=variation, body=body, rng=rng,
        tempo=_or(variation.tempo, float(rng.uniform(0.7, 1.6))),
        near="left" if _placed(variation).left else "right",
    )  # fmt: skip
    show = nothing.routine if variation.nothing else _ROUTINES.get(place, keyed.routine)
    routine = show(asked)
    camera = _camera(variation)
    scale = float(rng.uniform(0.5, 2.0))
    drift = {key: scale * size for key, size in routine.drift.items()}
    plan = Plan(
        name=_name(variation), exercise=variation.slug, seed=variation.seed, body=body,
        camera=camera, timeline=routine.line, solver=routine.solver,
        unrest=Unrest(
            variation.seed, drift,
            tremor_share=_or(variation.tremor, float(rng.uniform(0.06, 0.25))),
        ),
        prop=_prop(variation),
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


def _or(asked: float | None, drawn: float) -> float:
    """Return what is asked for, or else what was drawn: all else stays as it is with that seed."""
    return drawn if asked is None else asked


def _name(variation: Variation) -> str:
    fault = variation.fault.replace(":", "-") or "good"
    return f"{variation.exercise}_{variation.seed}_{fault}_yaw{variation.yaw_deg:g}"


def _number(place: str) -> int:
    """Return the number of an exercise; it must not change when others are added."""
    own = list(_ROUTINES)
    return own.index(place) if place in own else zlib.crc32(place.encode())


def _prop(variation: Variation) -> str:
    if variation.keyed:
        return movements()[variation.exercise].prop
    if variation.slug == "side-plank":
        return "mat_across"
    return "chair" if variation.slug == "sitting" else "mat"


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where the camera stands, as it is drawn."""

    near: float
    low: float
    """Share of the way from the nearest to the farthest, from the lowest to the highest place."""
    left: bool
    """At the person's left."""
    wide_deg: float
    """More or less of the usual angle of view."""


def _placed(variation: Variation) -> _Placed:
    rng = np.random.default_rng([variation.seed, _CAMERA])
    near, low = float(rng.uniform(0.0, 1.0)), float(rng.uniform(0.0, 1.0))
    left = bool(rng.integers(2)) if variation.mirrored_side is None else variation.mirrored_side
    return _Placed(near, low, left, float(rng.uniform(-3.0, 3.0)))


def _reach(variation: Variation) -> tuple[float, float, float, float]:
    """Return nearest and farthest, lowest and highest place of the camera, metres."""
    if variation.keyed and stands(movements()[variation.exercise].figure):
        return _STANDING
    return _REACH.get(variation.place, (1.8, 3.2, 0.3, 0.9))


def _camera(variation: Variation) -> Camera:
    """Return the camera before it is aimed."""
    placed = _placed(variation)
    nearest, farthest, lowest, highest = _reach(variation)
    distance_m = variation.distance_m or nearest + placed.near * (farthest - nearest)
    height_m = variation.height_m or lowest + placed.low * (highest - lowest)
    yaw_deg = 180.0 - variation.yaw_deg if placed.left else variation.yaw_deg
    if variation.front:
        yaw_deg = 90.0 + variation.yaw_deg
    fov_deg = 74.0 - 8.0 * (distance_m - 1.5) + placed.wide_deg
    return Camera(
        yaw_deg=yaw_deg, distance_m=distance_m, height_m=height_m,
        fov_deg=_or(variation.fov_deg, float(np.clip(fov_deg, 55.0, 76.0))),
        target_m=(0.0, 0.0, 0.4),
        size=variation.size, roll_deg=variation.roll_deg, pitch_deg=variation.pitch_deg,
    )  # fmt: skip


_STANDING: Final = (2.2, 3.2, 0.7, 1.1)
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
