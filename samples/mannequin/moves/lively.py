"""What people do besides an exercise: gesture, look about, get up, walk through the picture.

`Lively` wraps the solver of an exercise. Its parameters come on top of the exercise's own:
``x_look`` head to the left and ``x_nod`` face down (degrees), ``x_left``, ``x_right`` arms raised
to the front (degrees), ``x_side`` whole body moved along the floor (metres), ``x_floor`` 0 to 1
sitting on the floor, ``x_knees`` kneeling upright, ``x_stand`` standing, ``x_walk`` metres walked,
``x_turn`` heading, ``x_lumbar`` and ``x_thoracic`` bends of the spine (+ rounded, degrees).
"""

import math
from dataclasses import dataclass, replace
from typing import Final

from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.moves.contact import laid
from samples.mannequin.planar import step
from samples.mannequin.skeleton import SIDES, Limb, Posture, Solver, solve_joints

EXTRAS: Final[Values] = {
    "x_look": 0.0, "x_nod": 0.0, "x_left": 0.0, "x_right": 0.0, "x_side": 0.0,
    "x_floor": 0.0, "x_knees": 0.0, "x_stand": 0.0, "x_walk": 0.0, "x_turn": 0.0,
    "x_lumbar": 0.0, "x_thoracic": 0.0,
}  # fmt: skip
"""Parameters of a body that does nothing else."""

_STRIDE_M = 1.3
_CLEAR_M = 0.02
_ARM_M = 0.04
"""Least height of elbow and wrist of somebody who gets up or down."""


@dataclass(frozen=True, slots=True)
class Lively:
    """Solver of an exercise with the extras of this module."""

    solver: Solver

    def __call__(self, body: Body, values: Values) -> Posture:
        """Return the posture, lifted so that nothing is under the floor."""
        posture = self.solver(body, values)
        poses = (
            (values["x_floor"], _on_floor(posture)),
            (values["x_knees"], _on_knees(body, posture)),
            (values["x_stand"], _standing(body, posture, values)),
        )
        blended = [(share, pose) for share, pose in poses if share]
        for share, pose in blended:
            posture = _mixed(posture, pose, share)
        posture = _lively(posture, values)
        return _lifted(body, posture) if blended else posture


def _lively(posture: Posture, values: Values) -> Posture:
    return replace(
        posture,
        head_turn_deg=posture.head_turn_deg + values["x_look"],
        face_deg=posture.face_deg - values["x_nod"],
        left_arm=_raised(posture.left_arm, values["x_left"]),
        right_arm=_raised(posture.right_arm, values["x_right"]),
        place_m=(posture.place_m[0] + values["x_side"] + _walked_m(values), posture.place_m[1]),
        lumbar_deg=posture.lumbar_deg + values["x_lumbar"],
        thoracic_deg=posture.thoracic_deg + values["x_thoracic"],
        heading_deg=posture.heading_deg + values["x_turn"],
    )


def _walked_m(values: Values) -> float:
    return math.cos(math.radians(values["x_turn"])) * values["x_walk"]


def _raised(arm: Limb, deg: float) -> Limb:
    """Return the arm turned at the shoulder, and as much again at the elbow."""
    if not deg:
        return arm
    lower = 1.7 * deg
    return replace(
        arm, upper_deg=arm.upper_deg + deg, lower_deg=arm.lower_deg + lower,
        end_deg=arm.end_deg + lower, tip_deg=arm.tip_deg + lower,
    )  # fmt: skip


def _limb(upper_deg: float, lower_deg: float, end_deg: float, *, out_deg: float = 0.0) -> Limb:
    return Limb(
        upper_deg=upper_deg, lower_deg=lower_deg, end_deg=end_deg, tip_deg=end_deg,
        upper_out_deg=out_deg,
    )  # fmt: skip


def _on_floor(base: Posture) -> Posture:
    """Return sitting on the floor, hands behind, feet where they are."""
    arm = _limb(250.0, 262.0, 352.0, out_deg=12.0)
    return replace(
        base, trunk_deg=104.0, neck_deg=92.0, face_deg=-4.0, left_arm=arm, right_arm=arm
    )  # fmt: skip


def _on_knees(body: Body, base: Posture) -> Posture:
    """Return kneeling upright over the knees."""
    knee_x = base.hip_m[0] + body.thigh_m * math.cos(math.radians(base.left_leg.upper_deg))
    leg, arm = _limb(270.0, 180.0, 180.0), _limb(268.0, 280.0, 280.0, out_deg=8.0)
    return replace(
        base, hip_m=(knee_x, 0.06 * body.scale + body.thigh_m), trunk_deg=88.0, neck_deg=80.0,
        lay_deg=0.0, face_deg=-5.0, left_arm=arm, right_arm=arm, left_leg=leg, right_leg=leg,
    )  # fmt: skip


def _standing(body: Body, base: Posture, values: Values) -> Posture:
    """Return standing where the feet are, or walking when ``x_walk`` changes."""
    swing = math.sin(2 * math.pi * values["x_walk"] / _STRIDE_M)
    left, right = (_leg(sign * swing) for sign in (1.0, -1.0))
    arms = [_limb(268.0 + 22.0 * s, 276.0 + 26.0 * s, 278.0, out_deg=6.0) for s in (-swing, swing)]
    tall_m = body.thigh_m + body.shank_m + body.ankle_height_m
    knee = step(base.hip_m, body.thigh_m, base.left_leg.upper_deg)
    feet_x, _ = step(knee, body.shank_m, base.left_leg.lower_deg)
    return replace(
        base, lay_deg=0.0, hip_m=(feet_x, tall_m), trunk_deg=88.0, neck_deg=80.0, face_deg=-4.0,
        left_leg=left, right_leg=right, left_arm=arms[0], right_arm=arms[1],
    )  # fmt: skip


def _leg(swing: float) -> Limb:
    thigh = 270.0 + 22.0 * swing
    shank = thigh - 6.0 - 16.0 * abs(swing) * (swing < 0)
    return _limb(thigh, shank, shank - 264.0)


def _toward(a: float, b: float, share: float) -> float:
    """Return the direction on the short way from ``a`` to ``b``."""
    return a + share * ((b - a + 180.0) % 360.0 - 180.0)


def _mixed(a: Posture, b: Posture, share: float) -> Posture:
    x, z = (p + share * (q - p) for p, q in zip(a.hip_m, b.hip_m, strict=True))
    return replace(
        a, lay_deg=a.lay_deg + share * (b.lay_deg - a.lay_deg), hip_m=(x, z),
        trunk_deg=_toward(a.trunk_deg, b.trunk_deg, share),
        neck_deg=_toward(a.neck_deg, b.neck_deg, share),
        face_deg=_toward(a.face_deg, b.face_deg, share),
        left_arm=_mixed_limb(a.left_arm, b.left_arm, share),
        right_arm=_mixed_limb(a.right_arm, b.right_arm, share),
        left_leg=_mixed_limb(a.left_leg, b.left_leg, share),
        right_leg=_mixed_limb(a.right_leg, b.right_leg, share),
    )  # fmt: skip


def _mixed_limb(a: Limb, b: Limb, share: float) -> Limb:
    end_deg = _toward(a.end_deg, b.end_deg, share)
    bent = (a.tip_deg - a.end_deg, b.tip_deg - b.end_deg)
    return Limb(
        upper_deg=_toward(a.upper_deg, b.upper_deg, share),
        lower_deg=_toward(a.lower_deg, b.lower_deg, share),
        end_deg=end_deg,
        tip_deg=end_deg + _toward(*bent, share),
        upper_out_deg=a.upper_out_deg + share * (b.upper_out_deg - a.upper_out_deg),
        lower_out_deg=a.lower_out_deg + share * (b.lower_out_deg - a.lower_out_deg),
    )


def _lifted(body: Body, posture: Posture) -> Posture:
    """Return the posture on the floor; arms that would be in the way are bent, not stood on."""
    joints = solve_joints(body, posture)
    lowest = min(float(p[2]) for name, p in joints.items() if name not in _ARMS)
    x, z = posture.hip_m
    lift_m = max(0.0, _CLEAR_M - lowest)
    left, right = (
        _clear(body, posture.limb(f"{side}_arm"), float(joints[f"{side}_shoulder"][2]) + lift_m)
        for side in SIDES
    )
    return replace(posture, hip_m=(x, z + lift_m), left_arm=left, right_arm=right)


_ARMS: Final = frozenset(
    f"{side}_{joint}" for side in SIDES for joint in ("elbow", "wrist", "knuckle", "index")
)


def _clear(body: Body, arm: Limb, shoulder_m: float) -> Limb:
    """Return an arm that begins at a height and stays above the floor."""
    upper = laid(arm.upper_deg, shoulder_m - _ARM_M, body.upper_arm_m)
    elbow_m = shoulder_m + body.upper_arm_m * math.sin(math.radians(upper))
    lower = laid(arm.lower_deg, elbow_m - _ARM_M, body.forearm_m)
    wrist_m = elbow_m + body.forearm_m * math.sin(math.radians(lower))
    end = laid(arm.end_deg, wrist_m - _CLEAR_M, body.hand_m)
    tip = end + arm.tip_deg - arm.end_deg
    return replace(arm, upper_deg=upper, lower_deg=lower, end_deg=end, tip_deg=tip)
