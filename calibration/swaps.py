"""Whether the estimator took the limbs of one side for those of the other."""

from typing import Final

import numpy as np

from formcheck.features.feature import Feature
from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Floats, Pose
from formcheck.pose.trust import body_scale_px
from samples.mannequin.body import Body
from samples.mannequin.camera import Camera
from samples.mannequin.skeleton import Posture, solve_joints

LIMBS: Final = (Joint.ELBOW, Joint.WRIST, Joint.KNEE, Joint.ANKLE)
APART: Final = 0.3
"""Joints of both sides that lie closer together, in trunks, cannot be taken for each other."""


def seen_px(body: Body, posture: Posture, camera: Camera) -> dict[str, Floats]:
    """Return ``(2,)`` pixels by joint: where the joints truly are in the picture."""
    joints = solve_joints(body, posture)
    pixels = camera.project(np.stack(list(joints.values())))
    return dict(zip(joints, pixels, strict=True))


def is_swapped(feature: Feature, pose: Pose, true_px: dict[str, Floats]) -> bool:
    """Whether the limbs of a feature lie nearer to those of the other side than to their own."""
    limbs = [joint for joint in feature.needs if joint in LIMBS]
    own = other = 0.0
    for joint in limbs:
        left, right = (true_px[f"{side.value}_{joint.value}"] for side in Side)
        if float(np.linalg.norm(left - right)) < APART * body_scale_px(pose.image_px):
            continue
        own += _gap(pose, joint, left, right)
        other += _gap(pose, joint, right, left)
    return own > other


def _gap(pose: Pose, joint: Joint, left: Floats, right: Floats) -> float:
    """Return how far both landmarks of a joint lie from two places, in pixels."""
    return float(
        np.linalg.norm(pose.image_px[joint.on(Side.LEFT)] - left)
        + np.linalg.norm(pose.image_px[joint.on(Side.RIGHT)] - right)
    )
