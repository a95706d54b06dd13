"""The measurements that exercises refer to by name.

A new kind of measurement is one function and one line, here or in `bends` (limbs and trunk),
`upright` (standing and kneeling), `frontal` (seen from the front) or `outline` (the back's shape).
Definitions follow the project's clinical notes: pixel space, y down, "up" towards the top of the
picture.
"""

import math

from formcheck.features.bends import BENDS
from formcheck.features.feature import Feature, Stance
from formcheck.features.frontal import FRONTAL
from formcheck.features.geometry import (
    angle_deg,
    distance,
    ground_angle_deg,
    height_above_line,
    lean_deg,
    share,
    slope_deg,
)
from formcheck.features.outline import OUTLINE
from formcheck.features.reading import Unit
from formcheck.features.sided import SidedPose
from formcheck.features.upright import UPRIGHT
from formcheck.landmarks import Joint
from formcheck.language import N_

S, E, W, H, K, A, EAR = (
    Joint.SHOULDER,
    Joint.ELBOW,
    Joint.WRIST,
    Joint.HIP,
    Joint.KNEE,
    Joint.ANKLE,
    Joint.EAR,
)

MAX_HEAD_YAW = 0.35
"""Nose off the middle of the ears, by their distance: more is a head turned by over 25 degrees."""


def _hip_deviation(body: SidedPose) -> float:
    return 180.0 - ground_angle_deg(body.at(S), body.at(H), body.at(A))


def _hip_extension(body: SidedPose) -> float:
    return 360.0 - ground_angle_deg(body.at(S), body.at(H), body.at(K))


def _leg_lift(body: SidedPose) -> float:
    return ground_angle_deg(body.at(S), body.at(H), body.at(K))


def _thigh_slope(body: SidedPose) -> float:
    return slope_deg(body.at(H), body.at(K))


def _knee_angle(body: SidedPose) -> float:
    return angle_deg(body.at(H), body.at(K), body.at(A))


def _arm_lift(body: SidedPose) -> float:
    """Upper arm from the trunk: the hand often leaves the picture in a reach, the elbow seldom."""
    return ground_angle_deg(body.at(H), body.at(S), body.at(E))


def _arm_line(body: SidedPose) -> float:
    return ground_angle_deg(body.at(H), body.at(S), body.at(W))


def _trunk_slope(body: SidedPose) -> float:
    return slope_deg(body.at(H), body.at(S))


def _trunk_level(body: SidedPose) -> float:
    """Slope of the middle of the trunk.

    Raising an arm tips the line of its own side by 8 degrees while the trunk is still (measured on
    a rendered figure).
    """
    return slope_deg(body.middle(H), body.middle(S))


def _body_slope(body: SidedPose) -> float:
    return slope_deg(body.at(A), body.at(S))


def _neck_angle(body: SidedPose) -> float:
    """Angle of the middles of ears, shoulders and hips.

    One ear and one shoulder lie differently far from the middle of the body, so that their line
    turns with the camera: half the error of one side alone (measured on rendered planks).
    """
    return angle_deg(body.middle(EAR), body.middle(S), body.middle(H))


def _elbow_offset(body: SidedPose) -> float:
    arm = distance(body.at(S), body.at(E))
    return share(abs(body.at(E)[0] - body.at(S)[0]), arm)


def _elbow_drop(body: SidedPose) -> float:
    return share(body.at(E)[1] - body.at(S)[1], body.trunk_px)


def _hip_clearance(body: SidedPose) -> float:
    return share(height_above_line(body.at(H), body.at(E), body.at(A)), body.trunk_px)


def _knee_rise(body: SidedPose) -> float:
    return share(body.at(H)[1] - body.at(K)[1], body.trunk_px)


def _trunk_lean(body: SidedPose) -> float:
    return lean_deg(body.at(H), body.at(S), body.facing)


def _neck_lean(body: SidedPose) -> float:
    return lean_deg(body.at(S), body.at(EAR), body.facing)


def _shoulder_width(body: SidedPose) -> float:
    return distance(*body.both(S))


def _faces_camera(body: SidedPose) -> bool:
    """Whether nose and both ears are seen and the head is hardly turned."""
    aside = abs(body.nose[0] - body.middle(EAR)[0])
    return share(aside, distance(*body.both(EAR))) <= MAX_HEAD_YAW


def _neck_height(body: SidedPose) -> float:
    """Ears above shoulders, by the shoulder width; a head turned aside is not measured."""
    if not _faces_camera(body):
        return math.nan
    height = body.middle(S)[1] - body.middle(EAR)[1]
    return share(height, _shoulder_width(body))


def _eye_width(body: SidedPose) -> float:
    if not _faces_camera(body):
        return math.nan
    return distance(*body.both(Joint.EYE_OUTER)) / body.pose.image_size[0]


def _tilt(body: SidedPose, joint: Joint) -> float:
    """Line from the left to the right joint against the horizontal, + when the right is lower."""
    left, right = body.both(joint)
    return -slope_deg(left, right)


def _shoulder_tilt(body: SidedPose) -> float:
    return _tilt(body, S)


def _head_tilt(body: SidedPose) -> float:
    return _tilt(body, EAR)


_ALL = (
    Feature(
        "hip_deviation",
        N_("Hip line"),
        Unit.DEG,
        (S, H, A),
        _hip_deviation,
        (S, H, A),
        stance=Stance.FLOOR,
    ),
    Feature(
        "hip_extension",
        N_("Hip"),
        Unit.DEG,
        (S, H, K),
        _hip_extension,
        (S, H, K),
        stance=Stance.FLOOR,
    ),
    Feature("knee_angle", N_("Knee"), Unit.DEG, (H, K, A), _knee_angle, (H, K, A)),
    Feature("leg_lift", N_("Leg"), Unit.DEG, (S, H, K), _leg_lift, (S, H, K), stance=Stance.FLOOR),
    Feature("thigh_slope", N_("Thigh level"), Unit.DEG, (H, K), _thigh_slope),
    Feature(
        "arm_lift", N_("Upper arm"), Unit.DEG, (E, S, H), _arm_lift, (E, S, H), stance=Stance.FLOOR
    ),
    Feature("arm_line", N_("Arm"), Unit.DEG, (W, S, H), _arm_line, (W, S, H), stance=Stance.FLOOR),
    Feature("trunk_slope", N_("Trunk slope"), Unit.DEG, (S, H), _trunk_slope),
    Feature(
        "trunk_level",
        N_("Trunk level"),
        Unit.DEG,
        (S, H),
        _trunk_level,
        paired=True,
        stance=Stance.FLOOR,
    ),
    Feature("body_slope", N_("Body slope"), Unit.DEG, (S, A), _body_slope, stance=Stance.FLOOR),
    Feature(
        "neck_angle", N_("Head line"), Unit.DEG, (EAR, S, H), _neck_angle, (EAR, S, H), paired=True
    ),
    Feature(
        "elbow_offset",
        N_("Elbow under shoulder"),
        Unit.RATIO,
        (S, E),
        _elbow_offset,
        stance=Stance.FLOOR,
    ),
    Feature(
        "elbow_drop",
        N_("Elbow below shoulder"),
        Unit.RATIO,
        (S, E, H),
        _elbow_drop,
        stance=Stance.FLOOR,
    ),
    Feature(
        "hip_clearance",
        N_("Hips off the floor"),
        Unit.RATIO,
        (E, S, H, A),
        _hip_clearance,
        stance=Stance.FLOOR,
    ),
    Feature(
        "knee_rise", N_("Knee above hip"), Unit.RATIO, (S, H, K), _knee_rise, stance=Stance.FLOOR
    ),
    Feature("trunk_lean", N_("Trunk"), Unit.DEG, (S, H), _trunk_lean, stance=Stance.UPRIGHT),
    Feature("neck_lean", N_("Head"), Unit.DEG, (S, EAR), _neck_lean, stance=Stance.UPRIGHT),
    Feature(
        "neck_height",
        N_("Neck"),
        Unit.RATIO,
        (S, EAR),
        _neck_height,
        paired=True,
        stance=Stance.FRONT,
    ),
    Feature(
        "eye_width",
        N_("Face size"),
        Unit.RATIO,
        (Joint.EYE_OUTER, EAR),
        _eye_width,
        paired=True,
        stance=Stance.FRONT,
    ),
    Feature(
        "shoulder_tilt",
        N_("Shoulders"),
        Unit.DEG,
        (S,),
        _shoulder_tilt,
        paired=True,
        stance=Stance.FRONT,
    ),
    Feature(
        "head_tilt", N_("Head tilt"), Unit.DEG, (EAR,), _head_tilt, paired=True, stance=Stance.FRONT
    ),
)

FEATURES: dict[str, Feature] = {
    feature.name: feature for feature in (*_ALL, *BENDS, *UPRIGHT, *FRONTAL, *OUTLINE)
}
"""Every feature by its name."""
