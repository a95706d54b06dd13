"""Side plank: one elbow and the feet stay where they are. The front of the body looks to +x.

Parameters: ``lift`` 0 with the hip on the floor to 1 in the plank, ``dev`` true side deviation in
the plank (+ hips high, - sag), ``left`` 1 with the left side down and -1 with the right one,
``neck`` degrees that the head hangs to the floor.
"""

import math

from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.planar import Point, root_of, step
from samples.mannequin.skeleton import Limb, Posture

DRIFT = {"dev": 0.5, "neck": 0.8}
"""Size of the unrest of each parameter."""

START: Values = {"lift": 0.0, "dev": 0.0, "left": 1.0, "neck": 4.0}

_HALF_GAP_M = 0.045
"""Half the distance of the ankles: the feet lie on each other."""


def _leg_m(body: Body) -> float:
    return body.thigh_m + body.shank_m


def _line(body: Body, trunk_deg: float, dev_deg: float) -> tuple[Point, Point, Point]:
    """Return the middles of shoulders, hips and ankles; x is along the floor to the head."""
    lower = (0.0, 0.045 * body.scale + body.upper_arm_m)
    shoulders = step(lower, body.half_shoulders_m, trunk_deg + 90.0)
    hips = step(shoulders, body.trunk_m, trunk_deg + 180.0)
    return shoulders, hips, step(hips, _leg_m(body), trunk_deg + dev_deg + 180.0)


def _trunk_deg(body: Body, dev_deg: float) -> float:
    """Return the slope of the trunk at which the feet are on the floor."""
    ankles_m = (0.045 + _HALF_GAP_M) * body.scale
    return root_of(lambda deg: _line(body, deg, dev_deg)[2][1] - ankles_m, -20.0, 75.0)


def rest_deg(body: Body) -> float:
    """Return the side deviation with the hip on the floor."""

    def gap(dev_deg: float) -> float:
        trunk_deg = _trunk_deg(body, dev_deg)
        hip_m = _line(body, trunk_deg, dev_deg)[1][1]
        low_m = body.half_hips_m * math.cos(math.radians(trunk_deg))
        return hip_m - low_m - 0.085 * body.girth * body.scale

    return root_of(gap, -55.0, 0.0)


def solve(body: Body, values: Values) -> Posture:
    """Return the posture for the parameters of this module."""
    rest = rest_deg(body)
    dev = rest + values["lift"] * (values["dev"] - rest)
    trunk = _trunk_deg(body, dev)
    _, hips, _ = _line(body, trunk, dev)
    shoulders, _, ankles = _line(body, _trunk_deg(body, 0.0), 0.0)
    left = values["left"] > 0.0
    sign = 1.0 if left else -1.0
    closed = math.degrees(math.asin((body.half_hips_m - _HALF_GAP_M * body.scale) / _leg_m(body)))
    legs = [_leg(out - closed) for out in (dev, -dev)]
    under = Limb(
        upper_deg=270.0, lower_deg=0.0, end_deg=0.0, tip_deg=0.0, upper_out_deg=90.0 - trunk
    )
    over = Limb(
        upper_deg=274.0, lower_deg=285.0, end_deg=285.0, tip_deg=290.0, upper_out_deg=13.0,
        lower_out_deg=-4.0,
    )  # fmt: skip
    first, second = (0, 1) if left else (1, 0)
    arms = (under, over)
    return Posture(
        hip_m=(0.0, hips[1]), trunk_deg=90.0, neck_deg=84.0, face_deg=0.0,
        left_arm=arms[first], right_arm=arms[second], left_leg=legs[first],
        right_leg=legs[second], head_tilt_deg=sign * values["neck"],
        place_m=(0.0, sign * (hips[0] - (shoulders[0] + ankles[0]) / 2)),
        lay_deg=sign * (90.0 - trunk),
    )  # fmt: skip


def _leg(out_deg: float) -> Limb:
    return Limb(
        upper_deg=270.0, lower_deg=270.0, end_deg=-8.0, tip_deg=-8.0,
        upper_out_deg=out_deg, lower_out_deg=out_deg,
    )  # fmt: skip
