"""Puts the drawn figure on its side, propped on the lower arm."""

import numpy as np

from formcheck.overlay import figure_body as body
from formcheck.overlay.figure_body import Angles, Joints, Vector, cosine, joints_of, sine

_THICK = {
    "hip": body.HIP_R, "shoulder": 0.034, "elbow": body.ELBOW_R, "wrist": body.WRIST_R,
    "knee": body.KNEE_R, "ankle": body.ANKLE_R, "heel": body.HEEL_R, "ball": body.BALL_R,
}  # fmt: skip
_LOWER, _UPPER = "far", "near"
"""The person's left: to that side the body is tipped."""


def on_the_side(angles: Angles) -> Joints:
    """Return the joints of a body that is tipped over; the lower elbow stays where it is."""
    lay = angles["lay"]
    joints = {name: _tipped(at, lay) for name, at in joints_of(angles).items()}
    joints |= _propped(joints[f"{_LOWER}_shoulder"])
    joints |= _resting(joints)
    lowest = min(
        float(joints[f"{side}_{name}"][2]) - radius
        for side in body.SIDES
        for name, radius in _THICK.items()
    )
    moved = np.array([0.0, float(joints[f"{_LOWER}_elbow"][1]), lowest])
    return {name: at - moved for name, at in joints.items()}


def _tipped(at: Vector, lay_deg: float) -> Vector:
    x, y, z = at
    c, s = cosine(lay_deg), sine(lay_deg)
    return np.array([x, y * c + z * s, z * c - y * s])


def _propped(shoulder: Vector) -> Joints:
    """Return the lower arm: the elbow under the shoulder, the forearm on the floor to the front."""
    elbow = shoulder - (0.0, 0.0, body.UPPER_ARM)
    ahead = np.array([1.0, 0.0, (body.WRIST_R - body.ELBOW_R) / body.FOREARM])
    wrist = elbow + body.FOREARM * ahead
    hand = wrist + body.HAND * np.array([1.0, 0.0, 0.0])
    return {f"{_LOWER}_elbow": elbow, f"{_LOWER}_wrist": wrist, f"{_LOWER}_hand": hand}


def _resting(joints: Joints) -> Joints:
    """Return the upper arm, along the trunk."""
    along = (joints["hips"] - joints["shoulders"]) / body.TRUNK
    elbow = joints[f"{_UPPER}_shoulder"] + body.UPPER_ARM * along
    wrist = elbow + body.FOREARM * along
    return {
        f"{_UPPER}_elbow": elbow,
        f"{_UPPER}_wrist": wrist,
        f"{_UPPER}_hand": wrist + body.HAND * along,
    }
