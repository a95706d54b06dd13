"""Bodies from a formula: joint angles in, 33 landmarks out, so that every measurement is exact.

A side view has its head to the right of the picture and is drawn from the hip outwards, with
directions in degrees (0 to the right, 90 up) and lengths in trunks. `mirrored` makes it look left.
"""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.landmarks import COUNT, MIRROR, Joint, Landmark, Side
from formcheck.pose.outline import PLACES
from formcheck.pose.pose import Doubt, Floats, Pose, no_doubt

SIZE: Final = (1280, 720)
HIP_PX: Final = (600.0, 400.0)
TRUNK_PX: Final = 160.0
NECK, UPPER_ARM, FOREARM, THIGH, SHANK, FOOT = 0.4, 0.6, 0.5, 0.85, 0.8, 0.3
"""Lengths in trunks."""
FAR_PX: Final = np.array([6.0, -4.0])
"""The far side lies a little higher and to the right of the near one."""
_TRUNK_M: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Limbs:
    """Directions of one arm and one leg in degrees."""

    arm: float
    forearm: float
    thigh: float
    shank: float
    foot: float


def _towards(direction_deg: float, trunks: float) -> Floats:
    angle = math.radians(direction_deg)
    return TRUNK_PX * trunks * np.array([math.cos(angle), -math.sin(angle)])


def pose_of(
    image_px: Floats,
    *,
    time_s: float = 0.0,
    depth_m: Floats | None = None,
    visibility: Floats | None = None,
) -> Pose:
    """Return a trusted pose with these points; by default all of them are clearly seen."""
    depth = np.zeros(COUNT) if depth_m is None else depth_m
    flat = (image_px - image_px[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)) / TRUNK_PX
    return Pose(
        time_s=time_s,
        image_px=image_px,
        world_m=np.column_stack([flat * _TRUNK_M, depth]),
        visibility=np.full(COUNT, 0.99) if visibility is None else visibility,
        image_size=SIZE,
        doubt=no_doubt(),
    )


def from_side(
    *,
    trunk: float,
    neck: float,
    face: float,
    near: Limbs,
    far: Limbs | None = None,
    near_side: Side = Side.LEFT,
) -> Pose:
    """Return a side view; ``face`` is the direction in which the nose points."""
    px = np.zeros((COUNT, 2))
    depth = np.zeros(COUNT)
    seen = np.full(COUNT, 0.99)
    for side, limbs in ((near_side, near), (near_side.other, far or near)):
        is_near = side is near_side
        hip = np.array(HIP_PX) + (0.0 if is_near else FAR_PX)
        points = _side_points(hip, side, limbs, trunk=trunk, neck=neck, face=face)
        for landmark, point in points.items():
            px[landmark] = point
            depth[landmark] = -0.15 if is_near else 0.15
            seen[landmark] = 0.99 if is_near else 0.8
    px[Landmark.NOSE] = px[Joint.EAR.on(near_side)] + _towards(face, 0.2)
    return pose_of(px, depth_m=depth, visibility=seen)


def _side_points(
    hip: Floats, side: Side, limbs: Limbs, *, trunk: float, neck: float, face: float
) -> dict[Landmark, Floats]:
    shoulder = hip + _towards(trunk, 1.0)
    ear = shoulder + _towards(neck, NECK)
    elbow = shoulder + _towards(limbs.arm, UPPER_ARM)
    wrist = elbow + _towards(limbs.forearm, FOREARM)
    knee = hip + _towards(limbs.thigh, THIGH)
    ankle = knee + _towards(limbs.shank, SHANK)
    at = side.name
    hand = {Landmark[f"{at}_{tip}"]: wrist for tip in ("PINKY", "INDEX", "THUMB")}
    eyes = {
        Landmark[f"{at}_{eye}"]: ear + _towards(face, reach)
        for eye, reach in (("EYE_INNER", 0.17), ("EYE", 0.15), ("EYE_OUTER", 0.13))
    }
    return (
        hand
        | eyes
        | {
            Landmark[f"MOUTH_{at}"]: ear + _towards(face - 25.0, 0.15),
            Joint.EAR.on(side): ear,
            Joint.SHOULDER.on(side): shoulder,
            Joint.ELBOW.on(side): elbow,
            Joint.WRIST.on(side): wrist,
            Joint.HIP.on(side): hip,
            Joint.KNEE.on(side): knee,
            Joint.ANKLE.on(side): ankle,
            Joint.HEEL.on(side): ankle,
            Joint.FOOT_INDEX.on(side): ankle + _towards(limbs.foot, FOOT),
        }
    )


def plank(
    *,
    hip_deviation: float = 0.0,
    trunk_slope: float = 12.0,
    knee_angle: float = 180.0,
    neck_angle: float = 170.0,
    arm_lift: float = 80.0,
) -> Pose:
    """Prone on the forearms. With straight knees the hip deviation is exact, + is a pike."""
    thigh = trunk_slope - 180.0 + hip_deviation
    limbs = Limbs(
        arm=trunk_slope + 180.0 + arm_lift,
        forearm=0.0,
        thigh=thigh,
        shank=thigh + 180.0 + knee_angle,
        foot=270.0,
    )
    neck = trunk_slope - 180.0 + neck_angle
    return from_side(trunk=trunk_slope, neck=neck, face=neck - 80.0, near=limbs)


def bridge(
    *, hip_extension: float = 180.0, trunk_slope: float = -25.0, knee_angle: float = 90.0
) -> Pose:
    """Supine, feet on the floor: hip extension 180 is one line from shoulders to knees."""
    thigh = trunk_slope + hip_extension
    limbs = Limbs(
        arm=180.0, forearm=180.0, thigh=thigh, shank=thigh + 180.0 - knee_angle, foot=180.0
    )
    return from_side(trunk=trunk_slope, neck=0.0, face=90.0, near=limbs)


def hands_and_knees(
    *,
    trunk_slope: float = 8.0,
    arm_lift: float = 82.0,
    leg_lift: float = 98.0,
    knee_angle: float = 90.0,
    forearm_bend: float = 0.0,
) -> Pose:
    """On hands and knees; the near arm and leg may be raised, the far ones stay on the floor."""
    arm = trunk_slope + 180.0 + arm_lift
    thigh = trunk_slope - leg_lift
    raised = Limbs(
        arm=arm,
        forearm=arm + forearm_bend,
        thigh=thigh,
        shank=thigh + 180.0 + knee_angle,
        foot=180.0,
    )
    resting = Limbs(arm=270.0, forearm=270.0, thigh=270.0, shank=180.0, foot=180.0)
    return from_side(trunk=trunk_slope, neck=trunk_slope, face=300.0, near=raised, far=resting)


def sitting(
    *,
    trunk_lean: float = 5.0,
    neck_lean: float = 20.0,
    thigh_slope: float = 0.0,
    knee_angle: float = 90.0,
) -> Pose:
    """On a chair from the side; leans are + towards the front."""
    limbs = Limbs(
        arm=280.0,
        forearm=0.0,
        thigh=thigh_slope,
        shank=thigh_slope + 180.0 + knee_angle,
        foot=0.0,
    )
    return from_side(trunk=90.0 - trunk_lean, neck=90.0 - neck_lean, face=0.0, near=limbs)


_CHEST_PX: Final = np.array([640.0, 420.0])
_WIDE_PX: Final = 260.0
"""Middle and width of the shoulders in a front view."""
_BELOW: Final = {
    Joint.SHOULDER: (0.0, 1.0),
    Joint.ELBOW: (150.0, 1.3),
    Joint.WRIST: (230.0, 0.8),
    Joint.HIP: (270.0, 0.7),
    Joint.KNEE: (275.0, 0.9),
    Joint.ANKLE: (280.0, 0.9),
    Joint.HEEL: (282.0, 0.9),
    Joint.FOOT_INDEX: (290.0, 0.9),
}
"""Pixels below the shoulders, and distance of left from right in shoulder widths."""
_TILTED: Final = (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST)


def front(
    *,
    shoulder_tilt: float = 0.0,
    head_tilt: float = 0.0,
    neck_height: float = 0.5,
    eye_width: float = 0.08,
    nose_aside: float = 0.0,
) -> Pose:
    """Sitting before the camera: the left side of the body is on the right of the picture.

    Tilts are + when the right side is lower, the neck height is in shoulder widths, the eye width
    in picture widths, and ``nose_aside`` in ear widths.
    """
    px = np.zeros((COUNT, 2))
    for joint, (below_px, widths) in _BELOW.items():
        tilt = shoulder_tilt if joint in _TILTED else 0.0
        middle = _CHEST_PX + np.array([0.0, below_px])
        _put_pair(px, joint, middle, widths * _WIDE_PX, tilt)
    head = _CHEST_PX - np.array([0.0, neck_height * _WIDE_PX])
    eyes = head - np.array([0.0, 10.0])
    _put_pair(px, Joint.EAR, head, 0.5 * _WIDE_PX, head_tilt)
    _put_pair(px, Joint.EYE_OUTER, eyes, eye_width * SIZE[0], head_tilt)
    _put_pair(px, Joint.EYE, eyes, 0.7 * eye_width * SIZE[0], head_tilt)
    for side in Side:
        px[Landmark[f"{side.name}_EYE_INNER"]] = px[Joint.EYE.on(side)]
        px[Landmark[f"MOUTH_{side.name}"]] = head + np.array([0.0, 40.0])
        for tip in ("PINKY", "INDEX", "THUMB"):
            px[Landmark[f"{side.name}_{tip}"]] = px[Joint.WRIST.on(side)]
    px[Landmark.NOSE] = head + np.array([nose_aside * 0.5 * _WIDE_PX, 12.0])
    return pose_of(px)


def _put_pair(px: Floats, joint: Joint, middle: Floats, wide_px: float, tilt_deg: float) -> None:
    angle = math.radians(tilt_deg)
    half = wide_px / 2 * np.array([math.cos(angle), -math.sin(angle)])
    px[joint.on(Side.LEFT)], px[joint.on(Side.RIGHT)] = middle + half, middle - half


def backed(pose: Pose, bend: float, *, thick: float = 0.2, sign: float = 1.0) -> Pose:
    """Return the body with a contour of the back that stands out by ``bend`` trunks in its middle.

    The contour is on the other side with a ``sign`` of -1.
    """
    hip, shoulder = (
        pose.image_px[[joint.on(side) for side in Side]].mean(axis=0)
        for joint in (Joint.HIP, Joint.SHOULDER)
    )
    way, shares = shoulder - hip, np.array(PLACES)
    outward = sign * np.array([way[1], -way[0]])
    away = thick + bend * 4 * shares * (1 - shares)
    return replace(pose, outline_px=hip + shares[:, None] * way + away[:, None] * outward)


def at_time(pose: Pose, time_s: float) -> Pose:
    """Return the same body at another time."""
    return replace(pose, time_s=time_s)


def mirrored(pose: Pose) -> Pose:
    """Return the body as a mirrored picture shows it: x runs the other way, left is right."""
    order = list(MIRROR)
    image_px = pose.image_px[order].copy()
    image_px[:, 0] = pose.image_size[0] - image_px[:, 0]
    return replace(
        pose,
        image_px=image_px,
        world_m=pose.world_m[order] * [-1.0, 1.0, 1.0],
        visibility=pose.visibility[order],
        doubt=pose.doubt[order],
    )


def shifted(pose: Pose, right_px: float, down_px: float) -> Pose:
    """Return the body elsewhere in the same picture."""
    return replace(pose, image_px=pose.image_px + np.array([right_px, down_px]))


def scaled(pose: Pose, factor: float) -> Pose:
    """Return the body larger or smaller in the same picture, about its centre."""
    centre = np.asarray(pose.image_size) / 2
    return replace(pose, image_px=centre + factor * (pose.image_px - centre))


def rotated(pose: Pose, angle_deg: float) -> Pose:
    """Return the body turned counter-clockwise about the centre of the picture."""
    angle = math.radians(angle_deg)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    centre = np.asarray(pose.image_size) / 2
    # Rows are points with y down: this order turns counter-clockwise as the eye sees it.
    return replace(pose, image_px=centre + (pose.image_px - centre) @ turn)


def moved(pose: Pose, points: dict[Landmark, tuple[float, float]]) -> Pose:
    """Return the body with some landmarks at other pixels."""
    image_px = pose.image_px.copy()
    for landmark, point in points.items():
        image_px[landmark] = point
    return replace(pose, image_px=image_px)


def hidden(pose: Pose, *landmarks: Landmark, why: Doubt = Doubt.HIDDEN) -> Pose:
    """Return the body with some landmarks doubted."""
    doubt: npt.NDArray[np.uint8] = pose.doubt.copy()
    doubt[list(landmarks)] = why
    return replace(pose, doubt=doubt)
