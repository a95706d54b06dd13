"""Forward kinematics: segment directions give the joints, the joints give the true angles."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.planar import Point

Vector = NDArray[np.float64]
Joints = dict[str, Vector]
"""Name (``left_hip``, ``right_ear``, ...) to ``(3,)`` metres."""

SIDES = ("left", "right")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb:
    """Directions of an arm's or a leg's segments, degrees from +x towards +z."""

    upper_deg: float
    """Upper arm or thigh."""
    lower_deg: float
    """Forearm or shank."""
    end_deg: float
    """Hand, or the sole of the foot from heel to ball."""
    tip_deg: float
    """Fingers, or toes."""
    upper_out_deg: float = 0.0
    """Upper segment away from the mid line."""
    lower_out_deg: float = 0.0
    """Lower segment away from the mid line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posture:
    """One moment of a body; directions in degrees from +x towards +z, all absolute."""

    hip_m: Point
    """``(x, z)`` of the middle of the hip line."""
    trunk_deg: float
    """Hip line to shoulder line."""
    neck_deg: float
    """Shoulder line to ears."""
    face_deg: float
    """Where the face looks."""
    left_arm: Limb
    right_arm: Limb
    left_leg: Limb
    right_leg: Limb
    head_turn_deg: float = 0.0
    """Head turned to the person's left."""
    head_tilt_deg: float = 0.0
    """Head tilted to the person's left shoulder."""
    trunk_turn_deg: float = 0.0
    """Shoulder line turned to the person's left."""
    side_lean_deg: float = 0.0
    """Trunk leaned to the person's left."""
    shoulders_deg: float = 0.0
    """Shoulder line turned up at its left end; a leaning trunk turns it down."""
    hips_deg: float = 0.0
    """Hip line turned up at its left end."""
    lumbar_deg: float = 0.0
    """Low back rounded (+) or arched (-) from neutral; hips and shoulders stay in place."""
    thoracic_deg: float = 0.0
    """Upper back rounded (+) or arched (-) from neutral."""
    heading_deg: float = 0.0
    """Whole body turned to its left about the room's z axis, after everything else."""
    place_m: Point = (0.0, 0.0)
    """Whole body moved by ``(x, y)``, after everything else."""
    lay_deg: float = 0.0
    """Whole body turned about the line through the hips that points ahead; 90 lays somebody who
    stands on the left side, the head at +y."""

    def limb(self, name: str) -> Limb:
        """Return ``left_arm``, ``right_arm``, ``left_leg`` or ``right_leg``."""
        limbs = {
            "left_arm": self.left_arm,
            "right_arm": self.right_arm,
            "left_leg": self.left_leg,
            "right_leg": self.right_leg,
        }
        return limbs[name]


Solver = Callable[[Body, Values], Posture]
"""Turns the parameters of a move into a posture that touches the floor where it should."""


def heading(angle_deg: float, out_deg: float = 0.0) -> Vector:
    """Return the unit vector of a direction, ``out_deg`` of it towards +y."""
    a, b = math.radians(angle_deg), math.radians(out_deg)
    return np.array([math.cos(a) * math.cos(b), math.sin(b), math.sin(a) * math.cos(b)])


def room_matrix(posture: Posture) -> NDArray[np.float64] | None:
    """Return ``(4, 4)`` from the body's own plane to the room; None where both are the same."""
    if not posture.heading_deg and not posture.lay_deg and posture.place_m == (0.0, 0.0):
        return None
    a, matrix = math.radians(posture.heading_deg), np.eye(4)
    matrix[:2, :2] = [[math.cos(a), -math.sin(a)], [math.sin(a), math.cos(a)]]
    matrix[:2, 3] = posture.place_m
    return matrix @ _laid(posture) if posture.lay_deg else matrix


def _laid(posture: Posture) -> NDArray[np.float64]:
    """Return ``(4, 4)``: the turn of `Posture.lay_deg`."""
    a, matrix = math.radians(posture.lay_deg), np.eye(4)
    matrix[1:3, 1:3] = [[math.cos(a), math.sin(a)], [-math.sin(a), math.cos(a)]]
    hips_z = np.array([0.0, posture.hip_m[1]])
    matrix[1:3, 3] = hips_z - matrix[1:3, 1:3] @ hips_z
    return matrix


def solve_joints(body: Body, posture: Posture) -> Joints:
    """Return all joints of a posture in the room, metres."""
    joints, matrix = local_joints(body, posture), room_matrix(posture)
    if matrix is None:
        return joints
    return {name: matrix[:3, :3] @ point + matrix[:3, 3] for name, point in joints.items()}


def local_joints(body: Body, posture: Posture) -> Joints:
    """Return all joints with the sagittal plane at ``y = 0``."""
    hip = np.array([posture.hip_m[0], 0.0, posture.hip_m[1]])
    shoulders = hip + body.trunk_m * heading(posture.trunk_deg, posture.side_lean_deg)
    joints: Joints = {"hips": hip, "shoulders": shoulders}
    across = heading(posture.trunk_deg - 90.0)
    turn = math.radians(posture.trunk_turn_deg)
    lean = math.radians(posture.side_lean_deg - posture.shoulders_deg)
    left = np.array([0.0, math.cos(turn), 0.0]) - math.sin(turn) * across
    left = left - math.sin(lean) * heading(posture.trunk_deg)
    left /= np.linalg.norm(left)
    tilt = math.radians(posture.hips_deg)
    hip_left = np.array([0.0, math.cos(tilt), 0.0]) + math.sin(tilt) * heading(posture.trunk_deg)
    for side, sign in zip(SIDES, (1.0, -1.0), strict=True):
        joints[f"{side}_shoulder"] = shoulders + sign * body.half_shoulders_m * left
        joints[f"{side}_hip"] = hip + sign * body.half_hips_m * hip_left
        _add_arm(joints, body, posture.limb(f"{side}_arm"), side, sign)
        _add_leg(joints, body, posture.limb(f"{side}_leg"), side, sign)
    _add_head(joints, body, posture)
    return joints


def _add_arm(joints: Joints, body: Body, arm: Limb, side: str, sign: float) -> None:
    upper = heading(arm.upper_deg, sign * arm.upper_out_deg)
    lower = heading(arm.lower_deg, sign * arm.lower_out_deg)
    elbow = joints[f"{side}_shoulder"] + body.upper_arm_m * upper
    wrist = elbow + body.forearm_m * lower
    knuckle = wrist + 0.5 * body.hand_m * heading(arm.end_deg, sign * arm.lower_out_deg)
    joints[f"{side}_elbow"] = elbow
    joints[f"{side}_wrist"] = wrist
    joints[f"{side}_knuckle"] = knuckle
    tip = heading(arm.tip_deg, sign * arm.lower_out_deg)
    joints[f"{side}_index"] = knuckle + 0.5 * body.hand_m * tip


def _add_leg(joints: Joints, body: Body, leg: Limb, side: str, sign: float) -> None:
    upper = heading(leg.upper_deg, sign * leg.upper_out_deg)
    lower = heading(leg.lower_deg, sign * leg.lower_out_deg)
    knee = joints[f"{side}_hip"] + body.thigh_m * upper
    ankle = knee + body.shank_m * lower
    along, above = heading(leg.end_deg), heading(leg.end_deg + 90.0)
    drop = 0.7 * body.ankle_height_m
    ball = ankle + 0.125 * body.scale * along - drop * above
    joints[f"{side}_knee"] = knee
    joints[f"{side}_ankle"] = ankle
    joints[f"{side}_heel"] = ankle - 0.045 * body.scale * along - drop * above
    joints[f"{side}_ball"] = ball
    joints[f"{side}_foot_index"] = ball + 0.07 * body.scale * heading(leg.tip_deg)


def head_axes(posture: Posture) -> NDArray[np.float64]:
    """Return ``(3, 3)``: columns forward, left and up of the head."""
    forward, up = heading(posture.face_deg), heading(posture.face_deg + 90.0)
    left = np.array([0.0, 1.0, 0.0])
    turn, tilt = math.radians(posture.head_turn_deg), math.radians(posture.head_tilt_deg)
    turned = math.cos(turn) * forward + math.sin(turn) * left
    left = math.cos(turn) * left - math.sin(turn) * forward
    leaned = math.cos(tilt) * up + math.sin(tilt) * left
    left = math.cos(tilt) * left - math.sin(tilt) * up
    return np.stack([turned, left, leaned], axis=1)


def _add_head(joints: Joints, body: Body, posture: Posture) -> None:
    neck = heading(posture.neck_deg, posture.side_lean_deg + 0.5 * posture.head_tilt_deg)
    ears = joints["shoulders"] + body.ear_m * neck
    axes = head_axes(posture) * body.scale
    joints["ears"] = ears
    joints["left_ear"] = ears + axes @ np.array([0.0, 0.08, 0.0])
    joints["right_ear"] = ears + axes @ np.array([0.0, -0.08, 0.0])
    joints["nose"] = ears + axes @ np.array([0.125, 0.0, -0.015])


def interior_deg(a: Vector, b: Vector, c: Vector) -> float:
    """Return the angle at ``b`` between ``a`` and ``c`` in the sagittal plane, 0 to 180."""
    return abs(180.0 - abs(_turn_deg(a, b, c)))


def flexion_deg(a: Vector, b: Vector, c: Vector) -> float:
    """Return how far ``a-b-c`` is bent from straight; + is a bend to the front of the body.

    ``a`` is nearer to the head, so the front lies on the right of the way from ``c`` to ``a``.
    """
    return -_turn_deg(a, b, c)


def _turn_deg(a: Vector, b: Vector, c: Vector) -> float:
    u, v = a - b, b - c
    cross = v[0] * u[2] - v[2] * u[0]
    return math.degrees(math.atan2(cross, v[0] * u[0] + v[2] * u[2]))


def true_extension_deg(joints: Joints) -> float:
    """Return shoulder-hip-knee on the front of the body: below 180 is bent, more is beyond."""
    at = [joints[f"right_{joint}"] for joint in ("shoulder", "hip", "knee")]
    return 180.0 - flexion_deg(*at)


def true_angles(joints: Joints) -> dict[str, float]:
    """Return the true angles of one frame in degrees, from the joints in the sagittal plane.

    Interior angles: ``hip`` (shoulder-hip-knee), ``knee`` (hip-knee-ankle), ``elbow`` (shoulder-
    elbow-wrist), ``arm_line`` (wrist-shoulder-hip). Signed: ``hip_deviation`` (180 less shoulder-
    hip-ankle; + hips high, - sag), ``leg_lift`` (shoulder-hip-knee past 180 when the thigh goes
    behind the line of the trunk). ``trunk_incl`` is hip to shoulder against the horizontal,
    ``trunk_lean`` against the vertical, ``neck_incl`` shoulder to ear against the vertical;
    + is towards +x, where the person looks who sits or kneels.
    """
    angles: dict[str, float] = {}
    for side in SIDES:
        at = {
            joint: joints[f"{side}_{joint}"]
            for joint in ("wrist", "elbow", "shoulder", "hip", "knee", "ankle")
        }
        angles[f"{side}_hip"] = interior_deg(at["shoulder"], at["hip"], at["knee"])
        angles[f"{side}_knee"] = interior_deg(at["hip"], at["knee"], at["ankle"])
        angles[f"{side}_elbow"] = interior_deg(at["shoulder"], at["elbow"], at["wrist"])
        angles[f"{side}_arm_line"] = interior_deg(at["wrist"], at["shoulder"], at["hip"])
        angles[f"{side}_hip_deviation"] = flexion_deg(at["shoulder"], at["hip"], at["ankle"])
        angles[f"{side}_leg_lift"] = 180.0 - flexion_deg(at["shoulder"], at["hip"], at["knee"])
    trunk = joints["shoulders"] - joints["hips"]
    neck = joints["ears"] - joints["shoulders"]
    angles["trunk_incl"] = math.degrees(math.atan2(trunk[2], abs(trunk[0])))
    angles["trunk_lean"] = math.degrees(math.atan2(trunk[0], trunk[2]))
    angles["neck_incl"] = math.degrees(math.atan2(neck[0], neck[2]))
    return angles
