"""The body of the drawn figure: directions of its segments in, places of its joints out.

Everything is measured in body heights: x along the floor, y to the person's left, z up. Lengths
are those of Winter, Biomechanics and Motor Control of Human Movement (4th ed. 2009, figure 4.1,
after Drillis and Contini 1966), the usual table for adults; thicknesses are judgement.
"""

import math
from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.exercises.figure import KeyPose
from formcheck.features.geometry import turn_deg

Angles = dict[str, float]
"""What a key pose says, with ``near_`` and ``far_`` before what the limbs do."""
Vector = npt.NDArray[np.float64]
Joints = dict[str, Vector]
"""Name to ``(3,)``."""

SIDES: Final = {"near": -1.0, "far": 1.0}
"""Which way each side lies along y."""
LIMB_PARTS: Final = ("arm", "forearm", "thigh", "shank", "foot")
WHOLE: Final = (
    *("trunk", "neck", "face", "lumbar", "thoracic"),
    *("turn", "side", "look", "spread", "roll", "lay", "fold"),
)
DIRECTIONS: Final = frozenset(
    {"trunk", "neck", "face", *(f"{side}_{part}" for side in SIDES for part in LIMB_PARTS)}
)
"""What is turned the short way round."""

TRUNK: Final = 0.288
EAR: Final = 0.118
"""Shoulder line to ears."""
UPPER_ARM: Final = 0.186
FOREARM: Final = 0.146
HAND: Final = 0.07
"""Wrist to the middle joints of slightly bent fingers."""
THIGH: Final = 0.245
SHANK: Final = 0.246
HALF_SHOULDERS: Final = 0.105
HALF_HIPS: Final = 0.056
HEAD_R: Final = 0.068
NOSE: Final = 0.066
"""Middle of the head to the tip of the nose."""
HEEL_BACK, BALL_AHEAD, TOES, ANKLE_HIGH = 0.030, 0.078, 0.034, 0.022
"""Of the foot: the sole lies this much under the ankle, less what it is thick."""
HIP_R, CHEST_R, SHOULDER_R, KNEE_R, ELBOW_R, WRIST_R, ANKLE_R = (
    *(0.058, 0.062, 0.050, 0.036, 0.025, 0.019, 0.022),
)
HEEL_R, BALL_R, TOE_R = 0.018, 0.015, 0.011

SPINE: Final = tuple(f"spine_{number}" for number in range(9))
_BENDS: Final = {"lumbar": 0.27, "thoracic": 0.68}
"""Where the back bends, as shares of the way from hips to shoulders."""
_NEUTRAL_DEG: Final = {"lumbar": -14.0, "thoracic": 8.0}
"""A back at rest is hollow below and round above."""
_LARGER: Final = 1.8
_MOST_BEND_DEG: Final = 40.0
_BESIDE_DEG: Final = 13.0
"""Arms that lie along the trunk are beside it."""
_BEHIND_DEG: Final = 60.0


def angles_of(pose: KeyPose) -> Angles:
    """Return what a key pose says, limb by limb.

    Somebody whose face is at the back of the trunk looks the other way: such a pose is mirrored, so
    that knees and elbows always bend to the same side.
    """
    angles = {name: float(getattr(pose, name)) for name in WHOLE}
    for side, limbs in (("near", pose.near), ("far", pose.far)):
        for part in LIMB_PARTS:
            own = getattr(limbs, part)
            angles[f"{side}_{part}"] = float(getattr(pose, part) if own is None else own)
    if turn_deg(angles["trunk"], angles["face"]) > _BEHIND_DEG:
        angles |= {name: 180.0 - angles[name] for name in DIRECTIONS}
    return angles


def between(here: Angles, there: Angles, share: float) -> Angles:
    """Return the angles on the way, directions on the short way round."""
    return {
        name: value
        + share * (turn_deg(value, there[name]) if name in DIRECTIONS else there[name] - value)
        for name, value in here.items()
    }


def heading(angle_deg: float, out_deg: float = 0.0) -> Vector:
    """Return the unit vector of a direction, ``out_deg`` of it to the person's left."""
    a, b = math.radians(angle_deg), math.radians(out_deg)
    return np.array([math.cos(a) * math.cos(b), math.sin(b), math.sin(a) * math.cos(b)])


def cosine(deg: float) -> float:
    """Return the cosine of degrees."""
    return math.cos(math.radians(deg))


def sine(deg: float) -> float:
    """Return the sine of degrees."""
    return math.sin(math.radians(deg))


def joints_of(angles: Angles) -> Joints:
    """Return where every joint is when the hips are in the origin."""
    hips = np.zeros(3)
    up = heading(angles["trunk"], angles["side"])
    shoulders = TRUNK * up
    left = _turned(np.array([0.0, cosine(angles["side"]), 0.0]), up, angles["turn"])
    left = left - sine(angles["side"]) * heading(angles["trunk"])
    joints: Joints = {"hips": hips, "shoulders": shoulders} | dict(_spine(angles, up))
    for side, sign in SIDES.items():
        joints[f"{side}_shoulder"] = shoulders + sign * HALF_SHOULDERS * left
        joints[f"{side}_hip"] = hips + sign * HALF_HIPS * np.array([0.0, 1.0, 0.0])
        joints |= _arm(angles, joints[f"{side}_shoulder"], side, up)
        joints |= _leg(angles, joints[f"{side}_hip"], side)
    lean = 1.3 * angles["side"]
    joints["head"] = shoulders + EAR * heading(angles["neck"], lean)
    face = _turned(heading(angles["face"]), heading(angles["face"] + 90.0), angles["look"])
    joints["nose"] = joints["head"] + NOSE * face
    return joints


def _turned(vector: Vector, axis: Vector, deg: float) -> Vector:
    """Return a vector turned to the left about an axis that points up."""
    along = axis * float(vector @ axis)
    turned: Vector = along + cosine(deg) * (vector - along) + sine(deg) * np.cross(axis, vector)
    return turned


def arm_out_deg(angles: Angles, side: str) -> float:
    """Return how far an arm is away from the trunk it lies along."""
    return _BESIDE_DEG * max(0.0, -cosine(angles[f"{side}_arm"] - angles["trunk"])) ** 2


def _arm(angles: Angles, shoulder: Vector, side: str, up: Vector) -> Iterator[tuple[str, Vector]]:
    out, sign = arm_out_deg(angles, side), SIDES[side]
    lower = heading(angles[f"{side}_forearm"], sign * (0.4 * out - angles["fold"]))
    ways = {
        "elbow": UPPER_ARM * heading(angles[f"{side}_arm"], sign * out),
        "wrist": FOREARM * lower,
        "hand": HAND * lower,
    }
    at = shoulder
    for name, way in ways.items():
        at = at + _turned(way, up, angles["turn"])
        yield f"{side}_{name}", at


def leg_out_deg(angles: Angles, side: str) -> tuple[float, float]:
    """Return how far thigh and shank point to the person's left.

    Bent knees that fall aside turn about the line from hip to foot; thigh and shank are about
    equally long, so that the shank comes back by as much.
    """
    fallen = math.degrees(math.asin(sine(angles[f"{side}_thigh"]) * sine(angles["roll"])))
    spread = SIDES[side] * angles["spread"]
    return spread + fallen, spread - fallen


def _leg(angles: Angles, hip: Vector, side: str) -> Iterator[tuple[str, Vector]]:
    thigh, shank = leg_out_deg(angles, side)
    knee = hip + THIGH * heading(angles[f"{side}_thigh"], thigh)
    ankle = knee + SHANK * heading(angles[f"{side}_shank"], shank)
    yield f"{side}_knee", knee
    yield f"{side}_ankle", ankle
    foot = angles[f"{side}_foot"]
    along, above = heading(foot), heading(foot + 90.0)
    ball = ankle + BALL_AHEAD * along - ANKLE_HIGH * above
    yield f"{side}_heel", ankle - HEEL_BACK * along - ANKLE_HIGH * above
    yield f"{side}_ball", ball
    yield f"{side}_toe", ball + TOES * along


def _spine(angles: Angles, up: Vector) -> Iterator[tuple[str, Vector]]:
    """Give points of the back's mid line from the hips to the shoulders."""
    front = heading(angles["trunk"] - 90.0)
    for name, share in zip(SPINE, np.linspace(0.0, 1.0, len(SPINE)), strict=True):
        back = sum(
            math.radians(angles[name] + _NEUTRAL_DEG[name])
            * min(share * (1 - at), at * (1 - share))
            for name, at in _BENDS.items()
        )
        yield name, TRUNK * (share * up - back * front)


def drawn_deg(bend_deg: float) -> float:
    """Return a bend of the back as it is drawn: small ones larger, or nobody would see them."""
    return _MOST_BEND_DEG * math.tanh(_LARGER * bend_deg / _MOST_BEND_DEG)
