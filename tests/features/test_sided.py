"""The near side's joints, and where the person looks."""

import math

import numpy as np
import pytest

from formcheck.features.sided import SidedPose
from formcheck.landmarks import COUNT, Joint, Landmark, Side
from formcheck.pose.pose import Pose
from tests.bodies import (
    TRUNK_PX,
    bridge,
    front,
    hidden,
    mirrored,
    moved,
    plank,
    pose_of,
    sitting,
)

NUMBERED = pose_of(np.arange(2.0 * COUNT).reshape(COUNT, 2))


def of_both(*joints: Joint) -> tuple[Landmark, ...]:
    return tuple(joint.on(side) for joint in joints for side in Side)


FACE = (Landmark.NOSE, *of_both(Joint.EAR))
LEGS = of_both(Joint.KNEE, Joint.HIP)
FEET = of_both(Joint.HEEL, Joint.FOOT_INDEX)


@pytest.mark.parametrize(
    ("side", "landmark"), [(Side.LEFT, Landmark.LEFT_KNEE), (Side.RIGHT, Landmark.RIGHT_KNEE)]
)
def test_a_joint_is_that_of_the_side(side: Side, landmark: Landmark) -> None:
    at = SidedPose(NUMBERED, side).at(Joint.KNEE)
    assert at == (2.0 * landmark, 2.0 * landmark + 1.0)


@pytest.mark.parametrize("side", list(Side))
def test_both_and_middle_do_not_depend_on_the_side(side: Side) -> None:
    body = SidedPose(NUMBERED, side)
    left, right = body.both(Joint.HIP)
    assert left == (46.0, 47.0)
    assert right == (48.0, 49.0)
    assert body.middle(Joint.HIP) == (47.0, 48.0)
    assert body.nose == (0.0, 1.0)


def test_a_doubted_joint_is_nowhere() -> None:
    body = SidedPose(hidden(NUMBERED, Landmark.LEFT_HIP), Side.LEFT)
    assert np.isnan(body.at(Joint.HIP)).all()
    assert np.isnan(body.middle(Joint.HIP)).all()
    assert math.isnan(body.trunk_px)


def test_trunk_length() -> None:
    assert SidedPose(plank(), Side.LEFT).trunk_px == pytest.approx(TRUNK_PX)


@pytest.mark.parametrize("pose", [sitting(), sitting(trunk_lean=-40), sitting(trunk_lean=40)])
def test_facing_turns_round_with_the_picture(pose: Pose) -> None:
    assert SidedPose(pose, Side.LEFT).facing == 1.0
    assert SidedPose(mirrored(pose), Side.RIGHT).facing == -1.0


@pytest.mark.parametrize("unseen", [FACE + LEGS, FACE + FEET, LEGS + FEET])
def test_face_legs_or_feet_alone_tell_the_facing(unseen: tuple[Landmark, ...]) -> None:
    pose = hidden(sitting(), *unseen)
    assert SidedPose(pose, Side.LEFT).facing == 1.0
    assert SidedPose(mirrored(pose), Side.RIGHT).facing == -1.0


def test_the_knees_of_a_sitting_person_outvote_a_hanging_head() -> None:
    pose = sitting()
    ear_x, ear_y = pose.image_px[Landmark.LEFT_EAR]
    hanging = moved(pose, {Landmark.NOSE: (ear_x - 15.0, ear_y + 30.0)})
    assert SidedPose(hanging, Side.LEFT).facing == 1.0
    assert SidedPose(hidden(hanging, *FEET), Side.LEFT).facing == 1.0
    # Without legs only the face is left, and it says otherwise.
    assert SidedPose(hidden(hanging, *LEGS, *FEET), Side.LEFT).facing == -1.0


def test_facing_is_unknown_without_a_vote() -> None:
    assert math.isnan(SidedPose(hidden(sitting(), *FACE, *LEGS, *FEET), Side.LEFT).facing)
    nowhere = pose_of(np.zeros((COUNT, 2)))
    assert math.isnan(SidedPose(nowhere, Side.LEFT).facing)


def test_a_supine_body_has_a_facing_too_and_sides_that_cancel_have_none() -> None:
    # It decides nothing there, but it must not be made up from NaN or rounding.
    assert SidedPose(bridge(), Side.LEFT).facing in (-1.0, 1.0)
    assert math.isnan(SidedPose(front(), Side.LEFT).facing)


def test_the_leg_that_stands_outvotes_the_one_that_is_stretched_back() -> None:
    pose = sitting()
    hip = pose.image_px[Landmark.LEFT_HIP]
    back = {
        Landmark.LEFT_KNEE: (hip[0] - 90.0, hip[1] + 150.0),
        Landmark.LEFT_HEEL: (hip[0] - 180.0, hip[1] + 200.0),
        Landmark.LEFT_FOOT_INDEX: (hip[0] - 200.0, hip[1] + 250.0),
    }
    assert SidedPose(moved(pose, back), Side.LEFT).facing == 1.0
