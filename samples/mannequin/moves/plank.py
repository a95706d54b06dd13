"""Forearm plank: elbows and toes stay where they are. The head lies at +x.

Parameters: ``back`` degrees that the upper arm leans back while kneeling (hips back over the
knees), ``lift`` 0 on the knees to 1 in the plank, ``dev`` true hip deviation in the plank (+ hips
high, - sag), ``neck`` degrees of the neck to the front of the trunk's line; where they are given,
``knee`` true knee angle in the plank, ``ahead`` metres that the elbows are ahead of their place.
"""

import math

from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.planar import Point, direction_deg, step, two_links
from samples.mannequin.skeleton import Limb, Posture

DRIFT = {"dev": 0.5, "neck": 0.8}
"""Size of the unrest of each parameter."""

SITTING_BACK: Values = {"back": 46.0, "lift": 0.0, "dev": 0.0, "neck": 10.0}
KNEELING: Values = {"back": 26.0, "lift": 0.0, "dev": 0.0, "neck": 12.0}

KNEE_DEG = 176.0
"""Knees of a straight plank."""
_FOOT_DEG = -75.0
_NODS_DEG = 30.0
"""From here on a dropping head also nods."""


def _elbow(body: Body, ahead_m: float = 0.0) -> Point:
    return ahead_m, 0.045 * body.scale


def _leg_m(body: Body, knee_deg: float = KNEE_DEG) -> float:
    a, b = body.thigh_m, body.shank_m
    return math.sqrt(a * a + b * b - 2 * a * b * math.cos(math.radians(knee_deg)))


def _ankle(body: Body) -> Point:
    height = 0.165 * body.scale
    drop = _elbow(body)[1] + body.upper_arm_m - height
    return -math.sqrt((body.trunk_m + _leg_m(body)) ** 2 - drop**2), height


def _hip_in_plank(body: Body, elbow: Point, values: Values) -> Point:
    ankle, leg = _ankle(body), _leg_m(body, values.get("knee", KNEE_DEG))
    dev = math.radians(values["dev"])
    ahead, aside = body.trunk_m + leg * math.cos(dev), leg * math.sin(dev)
    arm, _ = two_links(elbow, ankle, body.upper_arm_m, math.hypot(ahead, aside), bend=-1.0)
    shoulder = step(elbow, body.upper_arm_m, arm)
    inner = math.degrees(math.atan2(aside, ahead))
    return step(shoulder, body.trunk_m, direction_deg(shoulder, ankle) - inner)


def _hip_on_knees(body: Body, back_deg: float) -> Point:
    ankle, knee_z = _ankle(body), 0.06 * body.scale
    knee = (ankle[0] + math.sqrt(body.shank_m**2 - (ankle[1] - knee_z) ** 2), knee_z)
    shoulder = step(_elbow(body), body.upper_arm_m, 90.0 + back_deg)
    trunk, _ = two_links(shoulder, knee, body.trunk_m, body.thigh_m, bend=-1.0)
    return step(shoulder, body.trunk_m, trunk)


def solve(body: Body, values: Values) -> Posture:
    """Return the posture for the parameters of this module."""
    elbow = _elbow(body, values.get("ahead", 0.0))
    low, high = _hip_on_knees(body, values["back"]), _hip_in_plank(body, elbow, values)
    lift = values["lift"]
    hip = (low[0] + lift * (high[0] - low[0]), low[1] + lift * (high[1] - low[1]))
    upper_arm, down = two_links(elbow, hip, body.upper_arm_m, body.trunk_m, bend=-1.0)
    thigh, shank = two_links(hip, _ankle(body), body.thigh_m, body.shank_m, bend=1.0)
    trunk = down + 180.0
    leg = Limb(upper_deg=thigh, lower_deg=shank, end_deg=_FOOT_DEG, tip_deg=-4.0)
    arm = Limb(
        upper_deg=upper_arm + 180.0, lower_deg=-1.0, end_deg=0.0, tip_deg=0.0, lower_out_deg=-8.0
    )
    return Posture(
        hip_m=hip, trunk_deg=trunk, neck_deg=trunk - values["neck"],
        face_deg=trunk - 82.0 - 0.5 * max(0.0, values["neck"] - _NODS_DEG),
        left_arm=arm, right_arm=arm, left_leg=leg, right_leg=leg,
    )  # fmt: skip
