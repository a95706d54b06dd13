"""How the camera stands."""

import math

import pytest

from formcheck.checking.framing import is_far, is_tilted, roll_deg
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Pose
from tests import bodies

FLOOR = (Joint.KNEE, Joint.WRIST)


def seen(pose: Pose) -> SidedPose:
    return SidedPose(pose, Side.LEFT)


@pytest.mark.parametrize("roll", [-25.0, -8.0, 0.0, 12.0, 40.0])
def test_the_roll_from_knee_and_hand(roll: float) -> None:
    level = roll_deg(seen(bodies.hands_and_knees()), FLOOR)
    body = bodies.rotated(bodies.hands_and_knees(), roll)
    assert roll_deg(seen(body), FLOOR) == pytest.approx(level + roll)


def test_the_roll_of_a_mirrored_body_is_the_other_way() -> None:
    body = bodies.rotated(bodies.hands_and_knees(), 15.0)
    there = roll_deg(seen(body), FLOOR)
    mirrored = SidedPose(bodies.mirrored(body), Side.RIGHT)
    assert roll_deg(mirrored, FLOOR) == pytest.approx(-there)


def test_tilted_or_not() -> None:
    assert not is_tilted(seen(bodies.hands_and_knees()), FLOOR)
    assert is_tilted(seen(bodies.rotated(bodies.hands_and_knees(), 20.0)), FLOOR)
    assert is_tilted(seen(bodies.rotated(bodies.hands_and_knees(), -20.0)), FLOOR)


def test_without_a_floor_nothing_is_said() -> None:
    assert math.isnan(roll_deg(seen(bodies.sitting()), None))
    assert not is_tilted(seen(bodies.rotated(bodies.sitting(), 30.0)), None)


def test_too_far_away() -> None:
    assert not is_far(seen(bodies.plank()))
    assert is_far(seen(bodies.scaled(bodies.plank(), 0.5)))
