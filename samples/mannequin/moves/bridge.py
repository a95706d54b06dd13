"""Glute bridge: shoulders and feet stay where they are, the hips go up and down.

The head lies at -x, the feet point to +x.

Parameters: ``trunk`` degrees of the trunk above the floor, ``foot`` metres from the shoulders to
the ankles along the floor, ``toes`` degrees of the sole above the floor.
"""

import math
from dataclasses import dataclass

from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.planar import Point, root_of, step, two_links
from samples.mannequin.skeleton import Limb, Posture

DRIFT = {"trunk": 0.25}
"""Size of the unrest of each parameter."""

_BEYOND_DEG = 2.0


def _shoulder(body: Body) -> Point:
    return 0.0, 0.105 * body.girth * body.scale


@dataclass(frozen=True, slots=True)
class Top:
    """The highest point of a repetition."""

    trunk_deg: float
    foot_m: float


def top_of(body: Body, knee_deg: float, *, beyond_deg: float = _BEYOND_DEG) -> Top:
    """Return the pose with this knee angle and the hips this far beyond the straight line."""
    floor_to_shoulder = _shoulder(body)[1]

    def tilt(trunk: float) -> float:
        return math.radians(knee_deg - 90.0 + trunk - beyond_deg)

    def gap(trunk: float) -> float:
        thigh = math.radians(trunk - beyond_deg)
        knee = body.trunk_m * math.sin(math.radians(trunk)) + body.thigh_m * math.sin(thigh)
        return floor_to_shoulder + knee - body.ankle_height_m - body.shank_m * math.cos(tilt(trunk))

    trunk = root_of(gap, 0.0, 60.0)
    thigh = math.radians(trunk - beyond_deg)
    along = body.trunk_m * math.cos(math.radians(trunk)) + body.thigh_m * math.cos(thigh)
    return Top(trunk, along + body.shank_m * math.sin(tilt(trunk)))


def legs_long(body: Body) -> Values:
    """Return the values of lying with long legs."""
    foot = body.trunk_m + 0.985 * (body.thigh_m + body.shank_m)
    return {"trunk": 0.0, "foot": foot, "toes": 70.0}


def solve(body: Body, values: Values) -> Posture:
    """Return the posture for the parameters of this module."""
    shoulder = _shoulder(body)
    hip = step(shoulder, body.trunk_m, values["trunk"])
    ankle = (values["foot"], body.ankle_height_m)
    thigh, shank = two_links(hip, ankle, body.thigh_m, body.shank_m, bend=1.0)
    leg = Limb(
        upper_deg=thigh, lower_deg=shank, end_deg=values["toes"], tip_deg=values["toes"],
    )  # fmt: skip
    fall = math.degrees(math.asin((shoulder[1] - 0.05 * body.scale) / body.upper_arm_m))
    arm = Limb(
        upper_deg=-fall, lower_deg=-2.0, end_deg=-4.0, tip_deg=0.0,
        upper_out_deg=17.0, lower_out_deg=6.0,
    )  # fmt: skip
    return Posture(
        hip_m=hip, trunk_deg=180.0 + values["trunk"], neck_deg=178.0, face_deg=84.0,
        left_arm=arm, right_arm=arm, left_leg=leg, right_leg=leg,
    )  # fmt: skip
