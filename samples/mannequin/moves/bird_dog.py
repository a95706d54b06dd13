"""Bird-dog: on hands and knees, one arm and the opposite leg reach out. The head lies at +x.

Parameters: ``rock`` degrees that the hips are behind the knees, ``left_arm``, ``right_arm``,
``left_leg``, ``right_leg`` 0 on the floor to 1 reached out, ``arm_line`` true wrist-shoulder-hip of
the reach, ``leg_lift`` true shoulder-hip-knee of the reach (180 in line, more is above the trunk),
``neck`` degrees of the neck to the front of the trunk's line; where they are given, ``knee`` true
knee of the raised leg, ``foot`` degrees of its sole from the shank and ``dip``, the share of the
arms' length by which bent elbows let the chest sink.
"""

import math

from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.planar import Point, step, two_links
from samples.mannequin.skeleton import Limb, Posture

DRIFT = {"rock": 0.25, "neck": 0.8, "arm_line": 0.8, "leg_lift": 0.8}
"""Size of the unrest of each parameter."""

START: Values = {
    "rock": 0.0, "left_arm": 0.0, "right_arm": 0.0, "left_leg": 0.0, "right_leg": 0.0,
    "arm_line": 174.0, "leg_lift": 178.0, "neck": 12.0,
}  # fmt: skip

_ELBOW_DEG = 172.0
_KNEE_DEG = 175.0


def _arm_m(body: Body) -> float:
    a, b = body.upper_arm_m, body.forearm_m
    return math.sqrt(a * a + b * b - 2 * a * b * math.cos(math.radians(_ELBOW_DEG)))


def _hand(body: Body) -> Point:
    """Return the wrist, straight under the shoulder of the still start pose."""
    wrist_z, hip_z = 0.055 * body.scale, 0.06 * body.scale + body.thigh_m
    rise = wrist_z + _arm_m(body) - hip_z
    return math.sqrt(body.trunk_m**2 - rise**2), wrist_z


def solve(body: Body, values: Values) -> Posture:
    """Return the posture for the parameters of this module."""
    knee = (0.0, 0.06 * body.scale)
    hip = step(knee, body.thigh_m, 90.0 + values["rock"])
    arm_m = _arm_m(body) * (1.0 - values.get("dip", 0.0))
    trunk, _ = two_links(hip, _hand(body), body.trunk_m, arm_m, bend=1.0)
    shoulder = step(hip, body.trunk_m, trunk)
    upper, lower = two_links(shoulder, _hand(body), body.upper_arm_m, body.forearm_m, bend=-1.0)
    stand = Limb(upper_deg=upper, lower_deg=lower, end_deg=0.0, tip_deg=-6.0)
    kneel = Limb(upper_deg=270.0 + values["rock"], lower_deg=179.5, end_deg=180.0, tip_deg=184.0)
    arm, leg = _reach(body, trunk, values), _kick(trunk, values)
    return Posture(
        hip_m=hip, trunk_deg=trunk, neck_deg=trunk - values["neck"], face_deg=trunk - 80.0,
        left_arm=_between(stand, arm, values["left_arm"], lag=1),
        right_arm=_between(stand, arm, values["right_arm"], lag=1),
        left_leg=_between(kneel, leg, values["left_leg"], lag=3),
        right_leg=_between(kneel, leg, values["right_leg"], lag=3),
    )  # fmt: skip


def _reach(body: Body, trunk_deg: float, values: Values) -> Limb:
    """Return the arm held out: the wrist, not the elbow, gives the angle of the reach."""
    share = body.forearm_m / _arm_m(body)
    bend = 180.0 - _ELBOW_DEG
    whole = trunk_deg - (180.0 - values["arm_line"])
    upper = whole - share * bend
    lower = upper + bend
    return Limb(upper_deg=upper, lower_deg=lower, end_deg=lower, tip_deg=lower - 4.0)


def _kick(trunk_deg: float, values: Values) -> Limb:
    thigh = trunk_deg + 360.0 - values["leg_lift"]
    shank = thigh - (180.0 - values.get("knee", _KNEE_DEG))
    foot = shank + values.get("foot", 75.0)
    return Limb(upper_deg=thigh, lower_deg=shank, end_deg=foot, tip_deg=foot)


def _between(a: Limb, b: Limb, share: float, *, lag: int) -> Limb:
    """Return the limb on its way; ``lag`` over 1 turns hand or foot late, clear of the floor."""

    def mix(x: float, y: float, power: int = 1) -> float:
        return x + share**power * (y - x)

    return Limb(
        upper_deg=mix(a.upper_deg, b.upper_deg), lower_deg=mix(a.lower_deg, b.lower_deg),
        end_deg=mix(a.end_deg, b.end_deg, lag), tip_deg=mix(a.tip_deg, b.tip_deg, lag),
    )  # fmt: skip
