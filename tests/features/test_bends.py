"""Bends by hand, and what stands, kneels or is seen from the front."""

import math
from dataclasses import replace

import numpy as np
import pytest

from formcheck.features.body import FEATURES
from formcheck.features.sided import SidedPose
from formcheck.landmarks import COUNT, Joint, Landmark, Side
from formcheck.pose.pose import Pose
from tests import bodies
from tests.bodies import front, moved

Places = dict[Joint, tuple[float, float]]


def from_side(places: Places, toes_ahead: float = 30.0) -> Pose:
    """Both sides alike, looking to the right."""
    places = {
        Joint.HEEL: (500.0, 800.0), Joint.FOOT_INDEX: (500.0 + toes_ahead, 800.0), **places
    }  # fmt: skip
    at = {joint.on(side): place for joint, place in places.items() for side in Side}
    return moved(bodies.sitting(), {Landmark.NOSE: (700.0, 200.0), **at})


def value(name: str, pose: Pose, side: Side = Side.LEFT) -> float:
    return FEATURES[name].measure(SidedPose(pose, side))


SQUAT: Places = {
    Joint.EAR: (600.0, 300.0),
    Joint.SHOULDER: (580.0, 400.0),
    Joint.HIP: (480.0, 573.2),
    Joint.KNEE: (600.0, 573.2),
    Joint.ANKLE: (500.0, 746.4),
    Joint.ELBOW: (640.0, 400.0),
    Joint.WRIST: (640.0, 460.0),
}
"""Trunk and shin lean 30 degrees ahead, the thigh is level."""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("knee_flexion", 120.0),
        ("hip_angle", 60.0),
        ("hip_flexion", 120.0),
        ("elbow_angle", 90.0),
        ("shin_lean", 30.0),
        ("trunk_over_shin", 0.0),
        ("thigh_raise", 90.0),
        ("hip_opening", 60.0),
        ("load_reach", 140.0 / 200.0),
        ("seat_gap", math.hypot(20.0, 173.2) / 200.0),
    ],
)
def test_a_squat(name: str, expected: float) -> None:
    pose = from_side(SQUAT)
    assert value(name, pose) == pytest.approx(expected, abs=0.01)
    assert value(name, bodies.mirrored(pose), Side.RIGHT) == pytest.approx(expected, abs=0.01)


def test_a_thigh_behind_opens_the_hip_beyond_a_line() -> None:
    kneeling = from_side({**SQUAT, Joint.SHOULDER: (480.0, 373.0), Joint.KNEE: (450.0, 740.0)})
    assert value("thigh_raise", kneeling) == pytest.approx(-10.2, abs=0.1)
    assert value("hip_opening", kneeling) == pytest.approx(190.2, abs=0.1)


def test_head_and_hips_ahead_of_the_feet_by_the_length_from_ear_to_ankle() -> None:
    tall = from_side(
        {
            Joint.EAR: (550.0, 200.0), Joint.SHOULDER: (520.0, 300.0), Joint.HIP: (530.0, 500.0),
            Joint.KNEE: (505.0, 640.0), Joint.ANKLE: (500.0, 780.0),
        }
    )  # fmt: skip
    length = math.hypot(50.0, 580.0)
    assert value("ear_ahead", tall) == pytest.approx(30.0 / length)
    assert value("hip_ahead", tall) == pytest.approx(30.0 / length)


LYING: Places = {
    Joint.EAR: (800.0, 590.0),
    Joint.SHOULDER: (700.0, 600.0),
    Joint.HIP: (500.0, 600.0),
    Joint.KNEE: (400.0, 500.0),
    Joint.ANKLE: (300.0, 400.0),
    Joint.ELBOW: (700.0, 500.0),
    Joint.WRIST: (700.0, 400.0),
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("leg_elevation", 45.0),
        ("hip_angle", 135.0),
        ("hip_to_foot", 135.0),
        ("shoulder_angle", 90.0),
        ("reach_angle", 90.0),
        ("knee_deviation", 180.0 - 225.0),
    ],
)
def test_lying(name: str, expected: float) -> None:
    assert value(name, from_side(LYING)) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(("ear_y", "sign"), [(550.0, 1.0), (650.0, -1.0)])
def test_a_raised_head_is_positive_and_a_hanging_one_negative(ear_y: float, sign: float) -> None:
    pose = from_side({**LYING, Joint.EAR: (750.0, ear_y)})
    assert value("head_flex", pose) == pytest.approx(sign * 45.0)


def test_a_knee_above_the_line_from_elbow_to_foot() -> None:
    places = {Joint.ELBOW: (700.0, 700.0), Joint.ANKLE: (300.0, 700.0), Joint.KNEE: (400.0, 650.0)}
    pose = from_side({**LYING, **places})
    assert value("knee_clearance", pose) == pytest.approx(50.0 / 200.0)
    below = moved(pose, {joint.on(side): (400.0, 720.0) for joint in [Joint.KNEE] for side in Side})
    assert value("knee_clearance", below) == pytest.approx(-20.0 / 200.0)


def test_one_leg_long_and_one_foot_on_the_floor() -> None:
    pose = moved(from_side(LYING), {Landmark.LEFT_ANKLE: (300.0, 600.0)})
    assert value("other_knee", pose, Side.LEFT) == pytest.approx(90.0)
    assert value("other_knee", pose, Side.RIGHT) == pytest.approx(-90.0)


FRONT = {
    Landmark.LEFT_SHOULDER: (740.0, 300.0),
    Landmark.RIGHT_SHOULDER: (640.0, 300.0),
    Landmark.LEFT_HIP: (700.0, 500.0),
    Landmark.RIGHT_HIP: (640.0, 510.0),
    Landmark.LEFT_KNEE: (730.0, 600.0),
    Landmark.RIGHT_KNEE: (650.0, 700.0),
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hip_tilt", math.degrees(math.atan2(10.0, 60.0))),
        ("side_lean", math.degrees(math.atan2(20.0, 205.0))),
        ("side_shift", 20.0 / 100.0),
        ("knee_difference", 100.0 / math.hypot(20.0, 205.0)),
        ("knee_sway", 20.0 / math.hypot(60.0, 10.0)),
    ],
)
def test_from_the_front(name: str, expected: float) -> None:
    pose = moved(front(), FRONT)
    assert value(name, pose) == pytest.approx(expected)
    assert value(name, bodies.mirrored(pose)) == pytest.approx(-expected)


def test_thighs_hang_from_standing_people() -> None:
    assert value("thigh_drop", moved(front(), FRONT)) == pytest.approx(
        145.0 / math.hypot(20.0, 205.0)
    )


def lifted_sideways(ankle: tuple[float, float], knee: tuple[float, float]) -> Pose:
    at = {Joint.SHOULDER: (400.0, 400.0), Joint.HIP: (600.0, 450.0)}
    at |= {Joint.KNEE: knee, Joint.ANKLE: ankle}
    return moved(front(), {joint.on(side): place for joint, place in at.items() for side in Side})


@pytest.mark.parametrize(
    ("name", "where"),
    [("side_deviation", {"ankle": (800.0, 500.0)}), ("side_knee_deviation", {"ankle": (0.0, 0.0)})],
)
def test_a_side_plank_is_straight_above_or_below(
    name: str, where: dict[str, tuple[float, float]]
) -> None:
    straight = lifted_sideways(knee=(800.0, 500.0), **where)
    assert value(name, straight) == pytest.approx(0.0, abs=1e-6)
    hips = {Joint.HIP.on(side): (600.0, 500.0) for side in Side}
    assert value(name, moved(straight, hips)) < -10.0
    hips = {Joint.HIP.on(side): (600.0, 400.0) for side in Side}
    assert value(name, moved(straight, hips)) > 10.0


def twisted(deg: float) -> Pose:
    world = np.zeros((COUNT, 3))
    for joint, angle in ((Joint.HIP, 0.0), (Joint.SHOULDER, math.radians(deg))):
        for side, sign in ((Side.LEFT, 0.18), (Side.RIGHT, -0.18)):
            world[joint.on(side)] = sign * math.cos(angle), 0.0, sign * math.sin(angle)
    return replace(front(), world_m=world)


def test_shoulders_turned_to_the_left_are_positive() -> None:
    # Smaller z is nearer: to turn left, the right shoulder comes to the camera.
    assert value("trunk_turn", twisted(35.0)) == pytest.approx(35.0)
    assert value("trunk_turn", twisted(-20.0)) == pytest.approx(-20.0)
    hidden = bodies.hidden(twisted(35.0), Landmark.LEFT_HIP)
    assert math.isnan(value("trunk_turn", hidden))
    assert math.isnan(value("trunk_turn", replace(front(), world_m=np.zeros((COUNT, 3)))))
