"""Any movement that is given by key poses: directions in, a body that lies, kneels or stands out.

Parameters, degrees: ``trunk``, ``neck``, ``face``, ``lumbar``, ``thoracic``, ``turn``, ``side``,
``look``, ``spread``, ``roll``, ``hips``, ``shoulders``, and ``left_``/``right_`` with ``arm``,
``forearm``, ``thigh``, ``shank``, ``foot``. What keeps a body of any proportions on the floor is
found by `fitted`: ``core`` 1 where trunk, knees, elbows or seat carry the body and 0 where hands
and feet do, ``anchor_x`` the place of the anchor along the floor, ``left_hand_on``, ``left_hand_x``
and so on: the limb's end rests there.
"""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from formcheck.exercises.figure import Anchor
from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.moves.contact import (
    ENDS,
    Reach,
    core_m,
    elbow_m,
    end_m,
    ends_m,
    knee_m,
    kneels,
    laid,
    seat_m,
)
from samples.mannequin.planar import Point
from samples.mannequin.skeleton import SIDES, Joints, Limb, Posture, local_joints

LIMBS: Final = ("arm", "forearm", "thigh", "shank", "foot")
DIRECTIONS: Final = frozenset(
    {"trunk", "neck", "face", *(f"{side}_{name}" for side in SIDES for name in LIMBS)}
)
"""Parameters that are blended on the short way round."""

_ANCHORS: Final = {
    Anchor.FOOT: "ankle", Anchor.KNEE: "knee", Anchor.HAND: "wrist", Anchor.ELBOW: "elbow",
}  # fmt: skip
_LIFTED_M: Final = 0.03
"""A foot this much higher than the other holds the body a third as firmly."""
_OUT_DEG: Final = 13.0
"""Arms that lie along the trunk are beside it."""
_RELEASED: Final = 0.3
"""Hands and feet leave the floor in the first part of the way."""
_KNEES, _ELBOWS = 1.0, -1.0


@dataclass(frozen=True, slots=True)
class Keyed:
    """The solver of a movement."""

    anchor: Anchor
    prop: str
    """``mat`` or ``chair``."""

    def __call__(self, body: Body, values: Values) -> Posture:
        """Return the posture for the parameters of this module."""
        posture = directed(values)
        joints = local_joints(body, posture)
        x = values["anchor_x"] - anchor_x(self.anchor, joints)
        posture = replace(posture, hip_m=(x, self._hip_m(body, posture, joints, values["core"])))
        joints = local_joints(body, posture)
        for side in SIDES:
            posture = _placed(body, posture, joints, values, side)
        return _tips(body, posture)

    def _hip_m(self, body: Body, posture: Posture, joints: Joints, core: float) -> float:
        """Return how high the hips are so that what carries the body is on the floor."""
        carried = self.core(body, posture, joints)
        lowest = min(carried, ends_m(body, posture, joints))
        return -(core * carried + (1.0 - core) * lowest)

    def core(self, body: Body, posture: Posture, joints: Joints) -> float:
        """Return how high what carries trunk or knees is: the floor or the seat."""
        if self.prop == "chair":
            return float(joints["hips"][2]) - seat_m(body)
        return core_m(body, posture, joints)


def directed(values: Values) -> Posture:
    """Return the posture with the hips in the origin, nothing else done."""
    out = {
        side: _OUT_DEG * max(0.0, -_cos(values[f"{side}_arm"] - values["trunk"])) ** 2
        for side in SIDES
    }
    arms = {
        side: _limb(values[f"{side}_arm"], values[f"{side}_forearm"], values[f"{side}_forearm"])
        for side in SIDES
    }
    arms = {
        side: replace(arm, upper_out_deg=out[side], lower_out_deg=0.4 * out[side])
        for side, arm in arms.items()
    }
    legs = {
        side: replace(
            _limb(*(values[f"{side}_{name}"] for name in ("thigh", "shank", "foot"))),
            upper_out_deg=values["spread"] + sign * fallen,
            lower_out_deg=values["spread"] - sign * fallen,
        )
        for side, sign in zip(SIDES, (1.0, -1.0), strict=True)
        for fallen in (_fallen_deg(values[f"{side}_thigh"], values["roll"]),)
    }  # fmt: skip
    return Posture(
        hip_m=(0.0, 0.0), trunk_deg=values["trunk"], neck_deg=values["neck"],
        face_deg=values["face"], left_arm=arms["left"], right_arm=arms["right"],
        left_leg=legs["left"], right_leg=legs["right"], head_turn_deg=values["look"],
        head_tilt_deg=0.7 * values["side"], trunk_turn_deg=values["turn"],
        side_lean_deg=values["side"], lumbar_deg=values["lumbar"],
        thoracic_deg=values["thoracic"], hips_deg=values["hips"],
        shoulders_deg=values["shoulders"],
    )  # fmt: skip


def _fallen_deg(thigh_deg: float, roll_deg: float) -> float:
    """Return how far a thigh of this slope points aside when the knees have fallen aside.

    The knee turns about the line from hip to foot; thigh and shank are about equally long, so that
    the shank comes back by as much.
    """
    sine = math.sin(math.radians(thigh_deg)) * math.sin(math.radians(roll_deg))
    return math.degrees(math.asin(sine))


def _limb(upper_deg: float, lower_deg: float, end_deg: float) -> Limb:
    return Limb(upper_deg=upper_deg, lower_deg=lower_deg, end_deg=end_deg, tip_deg=end_deg)


def _cos(deg: float) -> float:
    return math.cos(math.radians(deg))


def anchor_x(anchor: Anchor, joints: Joints) -> float:
    """Return where the anchor is along the floor: of two sides, the one on the floor counts."""
    joint = _ANCHORS.get(anchor)
    if joint is None:
        return float(joints["hips"][0])
    both = np.array([joints[f"{side}_{joint}"] for side in SIDES])
    weights = np.exp((both[:, 2].min() - both[:, 2]) / _LIFTED_M)
    return float(both[:, 0] @ weights / weights.sum())


def _placed(body: Body, posture: Posture, joints: Joints, values: Values, side: str) -> Posture:
    """Return the posture with this side's hand and foot on the floor where they rest on it."""
    arm = _reaching(body, posture, joints, values, side)
    leg = _stepping(body, posture, joints, values, side)
    if side == "left":
        return replace(posture, left_arm=arm, left_leg=leg)
    return replace(posture, right_arm=arm, right_leg=leg)


def _reaching(body: Body, posture: Posture, joints: Joints, values: Values, side: str) -> Limb:
    arm, shoulder = posture.limb(f"{side}_arm"), joints[f"{side}_shoulder"]
    aim = _aim(body, posture, joints, values, (f"{side}_hand", f"{side}_shoulder"))
    if aim is None:
        return arm
    reach = Reach(
        start=(float(shoulder[0]), float(shoulder[2])), end=aim, bend=_ELBOWS,
        lengths_m=(
            body.upper_arm_m * _cos(arm.upper_out_deg), body.forearm_m * _cos(arm.lower_out_deg),
        ),
        middle_m=elbow_m(body), end_m=end_m(body, posture, "hand", side),
    )  # fmt: skip
    upper, lower = reach.solve()
    return replace(arm, upper_deg=upper, lower_deg=lower, end_deg=lower, tip_deg=lower)


def _stepping(body: Body, posture: Posture, joints: Joints, values: Values, side: str) -> Limb:
    leg, hip = posture.limb(f"{side}_leg"), joints[f"{side}_hip"]
    low = end_m(body, posture, "foot", side)
    if kneels(body, joints, side):
        drop = float(joints[f"{side}_knee"][2]) - low
        return replace(leg, lower_deg=laid(leg.lower_deg, drop, body.shank_m))
    aim = _aim(body, posture, joints, values, (f"{side}_foot", f"{side}_hip"))
    if aim is None:
        return leg
    out = _cos(leg.upper_out_deg)
    reach = Reach(
        start=(float(hip[0]), float(hip[2])), end=aim, bend=_KNEES,
        lengths_m=(body.thigh_m * out, body.shank_m * out),
        middle_m=knee_m(body), end_m=low,
    )  # fmt: skip
    upper, lower = reach.solve()
    return replace(leg, upper_deg=upper, lower_deg=lower)


def _aim(
    body: Body, posture: Posture, joints: Joints, values: Values, ends: tuple[str, str]
) -> Point | None:
    """Return where the limb's end goes; None leaves it where its directions take it.

    ``ends`` are the name of the contact and the joint at which the limb begins. A limb that is
    lifted keeps its length: a straight leg stays straight.
    """
    name, origin = ends
    side, end = name.split("_")
    at, start = joints[f"{side}_{ENDS[end]}"], joints[origin]
    x, z, least = float(at[0]), float(at[2]), end_m(body, posture, end, side)
    on = max(0.0, 1.0 - (1.0 - values[f"{name}_on"]) / _RELEASED)
    if not on:
        return None if z >= least else (x, least)
    aim = x + on * (values[f"{name}_x"] - x), max(least, z + on * (least - z))
    ox, oz = float(start[0]), float(start[2])
    near_m, far_m = math.hypot(aim[0] - ox, aim[1] - oz), math.hypot(x - ox, z - oz)
    scale = on + (1.0 - on) * far_m / near_m
    return ox + scale * (aim[0] - ox), oz + scale * (aim[1] - oz)


def _tips(body: Body, posture: Posture) -> Posture:
    """Return the posture with hands, toes and head bent where the floor is in their way."""
    joints = local_joints(body, posture)
    limbs = {}
    for side in SIDES:
        arm, leg = posture.limb(f"{side}_arm"), posture.limb(f"{side}_leg")
        over = float(joints[f"{side}_wrist"][2]) - 0.03 * body.scale
        hand = laid(arm.end_deg, over, body.hand_m)
        limbs[f"{side}_arm"] = replace(arm, end_deg=hand, tip_deg=hand - 3.0)
        over = float(joints[f"{side}_ball"][2]) - 0.3 * body.ankle_height_m
        limbs[f"{side}_leg"] = replace(leg, tip_deg=laid(leg.end_deg, over, 0.07 * body.scale))
    over = float(joints["shoulders"][2]) - 0.085 * body.scale
    neck = laid(posture.neck_deg, over, body.ear_m)
    ear_z = float(joints["shoulders"][2]) + body.ear_m * math.sin(math.radians(neck))
    face = laid(posture.face_deg, ear_z - 0.02 * body.scale, 0.125 * body.scale)
    return replace(posture, **limbs, neck_deg=neck, face_deg=face)
