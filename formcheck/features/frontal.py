"""Seen from the front: both sides at once."""

import math

from formcheck.features.feature import Feature, Stance
from formcheck.features.geometry import (
    direction_deg,
    distance,
    ground_angle_deg,
    share,
    slope_deg,
    turn_deg,
)
from formcheck.features.reading import Unit
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint, Side
from formcheck.language import N_

S, H, K, A = Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE


def _hip_tilt(body: SidedPose) -> float:
    """Line of the hips against the horizontal, + when the right one is lower."""
    return -slope_deg(*body.both(H))


def _side_lean(body: SidedPose) -> float:
    """Trunk out of the vertical, + towards the person's left."""
    hips, shoulders = body.middle(H), body.middle(S)
    left, right = body.both(S)
    towards = math.copysign(1.0, left[0] - right[0])
    return -towards * turn_deg(90.0, direction_deg(hips, shoulders))


def _side_shift(body: SidedPose) -> float:
    """Shoulders beside the hips, by the shoulder width, + towards the person's left."""
    left, right = body.both(S)
    across = body.middle(S)[0] - body.middle(H)[0]
    towards = math.copysign(1.0, left[0] - right[0])
    return share(towards * across, distance(left, right))


def _trunk_turn(body: SidedPose) -> float:
    """Shoulders against the hips about the body's long axis, + towards the person's left.

    From the model's own depth: the least sure of all measurements.
    """
    return turn_deg(_heading_deg(body, H), _heading_deg(body, S))


def _heading_deg(body: SidedPose, joint: Joint) -> float:
    left, right = (body.pose.world_m[joint.on(side)].tolist() for side in Side)
    across, depth = left[0] - right[0], left[2] - right[2]
    if not all(math.isfinite(one[0]) for one in body.both(joint)) or not (across or depth):
        return math.nan
    return math.degrees(math.atan2(depth, across))


def _side_line(body: SidedPose, to: Joint) -> float:
    return 180.0 - ground_angle_deg(body.middle(S), body.middle(H), body.middle(to))


def _side_deviation(body: SidedPose) -> float:
    """Hips off the line of a side plank, + above it."""
    return _side_line(body, A)


def _side_knee_deviation(body: SidedPose) -> float:
    """Hips off the line to the knees, for a side plank on them."""
    return _side_line(body, K)


def _knee_difference(body: SidedPose) -> float:
    """Left knee above the right one, by the trunk's length."""
    left, right = body.both(K)
    return share(right[1] - left[1], distance(body.middle(S), body.middle(H)))


def _thigh_drop(body: SidedPose) -> float:
    """Knees below the hips, by the trunk's length: standing people's hang, sitting people's not."""
    trunk = distance(body.middle(S), body.middle(H))
    return share(body.middle(K)[1] - body.middle(H)[1], trunk)


def _knee_sway(body: SidedPose) -> float:
    """Knees beside the hips, by the hips' width, + towards the person's left."""
    left, right = body.both(H)
    across = body.middle(K)[0] - body.middle(H)[0]
    return share(math.copysign(1.0, left[0] - right[0]) * across, distance(left, right))


FRONTAL = (
    Feature("hip_tilt", N_("Hips"), Unit.DEG, (H,), _hip_tilt, paired=True, stance=Stance.FRONT),
    Feature(
        "side_lean", N_("Side lean"), Unit.DEG, (S, H), _side_lean, paired=True, stance=Stance.FRONT
    ),
    Feature(
        "side_shift",
        N_("Side shift"),
        Unit.RATIO,
        (S, H),
        _side_shift,
        paired=True,
        stance=Stance.FRONT,
    ),
    Feature(
        "trunk_turn", N_("Turn"), Unit.DEG, (S, H), _trunk_turn, paired=True, stance=Stance.FRONT
    ),
    Feature(
        "side_deviation",
        N_("Hip line"),
        Unit.DEG,
        (S, H, A),
        _side_deviation,
        paired=True,
        stance=Stance.FRONT,
    ),
    Feature(
        "side_knee_deviation",
        N_("Hip line"),
        Unit.DEG,
        (S, H, K),
        _side_knee_deviation,
        paired=True,
        stance=Stance.FRONT,
    ),
    Feature(
        "knee_difference",
        N_("Knees"),
        Unit.RATIO,
        (S, H, K),
        _knee_difference,
        paired=True,
        stance=Stance.FRONT,
    ),
    Feature(
        "knee_sway", N_("Knees"), Unit.RATIO, (H, K), _knee_sway, paired=True, stance=Stance.FRONT
    ),
    Feature(
        "thigh_drop",
        N_("Thighs"),
        Unit.RATIO,
        (S, H, K),
        _thigh_drop,
        paired=True,
        stance=Stance.FRONT,
    ),
)
"""Measurements from the front."""
