"""Working at a desk: as `sitting`, with the hands on the keys or wherever they are needed.

Parameters on top of those of `sitting`: for ``left`` and ``right`` hand the shares ``_chin``,
``_ear``, ``_mouth``, ``_phone`` (held before the chest), ``_lap`` and ``_mouse``, 0 to 1; what is
left of 1 is on the keyboard.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.moves import sitting
from samples.mannequin.skeleton import (
    SIDES,
    Joints,
    Limb,
    Posture,
    Vector,
    head_axes,
    local_joints,
)

DRIFT: Final = sitting.DRIFT
DESK_M: Final = 0.72
"""Height of a desk's top: the usual one."""
_HAND: Final = 0.9
"""Share of the hand that reaches: the fingers are a little bent."""

PLACES: Final = ("chin", "ear", "mouth", "phone", "lap", "mouse")
START: Final[Values] = sitting.START | {
    f"{side}_{place}": 0.0 for side in SIDES for place in PLACES
}

_Find = Callable[[Body, Posture, Joints, float], Vector]


def solve(body: Body, values: Values) -> Posture:
    """Return the posture for the parameters of this module."""
    posture = sitting.solve(body, values)
    joints = local_joints(body, posture)
    left, right = (
        _arm(body, joints[f"{side}_shoulder"], _finger_tips(body, posture, joints, values, side), s)
        for side, s in zip(SIDES, (1.0, -1.0), strict=True)
    )
    return replace(posture, left_arm=left, right_arm=right)


def _finger_tips(body: Body, posture: Posture, joints: Joints, values: Values, side: str) -> Vector:
    """Return where a hand is: between the places by their shares."""
    sign = 1.0 if side == "left" else -1.0
    tips = np.array([0.44 * body.scale, 0.11 * sign, DESK_M + 0.03])
    for place, find in _FIND.items():
        share = values[f"{side}_{place}"]
        tips = tips + share * (find(body, posture, joints, sign) - tips)
    return tips


def _at_head(ahead_m: float, aside_m: float, up_m: float) -> _Find:
    """Return a place that moves with the head; the axes begin between the ears."""

    def find(body: Body, posture: Posture, joints: Joints, sign: float) -> Vector:
        own = np.array([ahead_m, sign * aside_m, up_m])
        return np.asarray(joints["ears"] + body.scale * head_axes(posture) @ own)

    return find


def _phone(body: Body, posture: Posture, joints: Joints, sign: float) -> Vector:
    del posture
    off = np.array([0.27, 0.03 * sign, -0.22])
    return np.asarray(joints["shoulders"] + body.scale * off)


def _lap(body: Body, posture: Posture, joints: Joints, sign: float) -> Vector:
    del posture
    return np.asarray(joints["hips"] + body.scale * np.array([0.30, 0.05 * sign, 0.12]))


def _mouse(body: Body, posture: Posture, joints: Joints, sign: float) -> Vector:
    del posture, joints
    return np.array([0.42 * body.scale, 0.33 * sign, DESK_M + 0.03])


_FIND: Final[dict[str, _Find]] = {
    "chin": _at_head(0.075, 0.025, -0.105),
    "ear": _at_head(0.015, 0.105, -0.010),
    "mouth": _at_head(0.115, 0.035, -0.060),
    "phone": _phone,
    "lap": _lap,
    "mouse": _mouse,
}


def _arm(body: Body, shoulder: Vector, tips: Vector, sign: float) -> Limb:
    """Return an arm from a shoulder to the finger tips, the elbow down and out."""
    upper_m, lower_m = body.upper_arm_m, body.forearm_m + _HAND * body.hand_m
    way = tips - shoulder
    far_m = float(np.clip(np.linalg.norm(way), abs(upper_m - lower_m) + 0.01, upper_m + lower_m))
    along = way / np.linalg.norm(way)
    cosine = (upper_m**2 + far_m**2 - lower_m**2) / (2 * upper_m * far_m)
    cosine = min(1.0, max(-1.0, cosine))
    pole = np.array([-0.15, 0.35 * sign, -1.0])
    aside = pole - (pole @ along) * along
    aside /= np.linalg.norm(aside)
    upper = cosine * along + math.sqrt(1.0 - cosine**2) * aside
    lower = shoulder + far_m * along - (shoulder + upper_m * upper)
    (upper_deg, upper_out), (lower_deg, lower_out) = _angles(upper), _angles(lower)
    return Limb(
        upper_deg=upper_deg, lower_deg=lower_deg, end_deg=lower_deg, tip_deg=lower_deg,
        upper_out_deg=sign * upper_out, lower_out_deg=sign * lower_out,
    )  # fmt: skip


def _angles(way: Vector) -> tuple[float, float]:
    """Return a direction in the sagittal plane and out of it towards +y, degrees."""
    x, y, z = way / np.linalg.norm(way)
    return math.degrees(math.atan2(z, x)), math.degrees(math.asin(y))
