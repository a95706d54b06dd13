"""What a perfect camera, far away and square to the body, would measure."""

import math
from typing import Final

import numpy as np

from formcheck.exercises.spec import View
from formcheck.features.feature import Feature
from formcheck.features.sided import SidedPose
from formcheck.landmarks import COUNT, Joint, Landmark, Side
from formcheck.pose.pose import Doubt, Floats, Pose
from samples.mannequin.body import Body
from samples.mannequin.camera import Camera
from samples.mannequin.skeleton import Posture, head_axes, solve_joints

_EYE_CORNER_M: Final = (0.080, 0.046, 0.010)
"""Outer corner of an eye from the middle of the ears: forward, aside, up, for the 1.72 m body."""


def true_pose(body: Body, posture: Posture, camera: Camera, view: View) -> Pose:
    """Return the true joints on the sagittal (side) or the frontal plane (front).

    Parallel projection, x along the body in the side view and to the person's left in the front
    view, in pixels of ``camera`` at the distance of the ears; joints the figure has not are
    doubted.
    """
    px = np.full((COUNT, 2), np.nan)
    joints = solve_joints(body, posture) | _eyes(body, posture)
    scale = _focal_px(camera) / _depth_m(camera, joints["ears"])
    across = 0 if view is View.SIDE else 1
    for landmark in Landmark:
        place = joints.get(landmark.name.lower())
        if place is not None:
            px[landmark] = scale * place[across], -scale * place[2]
    missing = np.isnan(px[:, 0])
    return Pose(
        time_s=0.0,
        image_px=px,
        world_m=np.full((COUNT, 3), np.nan),
        visibility=np.where(missing, 0.0, 1.0),
        image_size=camera.size,
        doubt=np.where(missing, Doubt.HIDDEN, Doubt.NONE).astype(np.uint8),
    )


def true_value(feature: Feature, pose: Pose, side: Side) -> float:
    """Return a feature of a true pose; NaN when the figure has not what it needs."""
    return feature.measure(SidedPose(pose, side))


def _eyes(body: Body, posture: Posture) -> dict[str, Floats]:
    ears = solve_joints(body, posture)["ears"]
    axes = head_axes(posture) * body.scale
    ahead, aside, up = _EYE_CORNER_M
    return {
        Joint.EYE_OUTER.on(side).name.lower(): ears + axes @ np.array([ahead, sign * aside, up])
        for side, sign in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0))
    }


def _focal_px(camera: Camera) -> float:
    return camera.size[0] / 2 / math.tan(math.radians(camera.fov_deg) / 2)


def _depth_m(camera: Camera, place: Floats) -> float:
    eye = np.array(camera.position_m)
    ahead = np.array(camera.target_m) - eye
    return float((place - eye) @ ahead / np.linalg.norm(ahead))
