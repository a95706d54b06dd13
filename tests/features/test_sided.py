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
FACE = (Landmark.NOSE, Landmark.LEFT_EAR)
LEGS = (Landmark.LEFT_KNEE, Landmark.LEFT_HIP)
FEET = (Landmark.LEFT_HEEL, Landmark.LEFT_FOOT_INDEX)


@pytest.mark.parametrize(
    ("side", "landmark"), [(Side.LEFT, Landmark.LEFT_KNEE), (Side.RIGHT, Landmark.RIGHT_KNEE)]
)
def test_a_joint_is_that_of_the_side(side: Side, landmark: Landmark) -> None:
    at = SidedPose(NUMBERED, side).at(Joint.KNEE)
    assert at.tolist() == [2.0 * landmark, 2.0 * landmark + 1.0]


@pytest.mark.parametrize("side", list(Side))
def test_both_and_middle_do_not_depend_on_the_side(side: Side) -> None:
    body = SidedPose(NUMBERED, side)
    left, right = body.both(Joint.HIP)
    assert left.tolist() == [46.0, 47.0]
    assert right.tolist() == [48.0, 49.0]
    assert body.middle(Joint.HIP).tolist() == [47.0, 48.0]
    assert body.nose.tolist() == [0.0, 1.0]


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


def test_supine_and_front_bodies_have_a_facing_too() -> None:
    # It decides nothing there, but it must not be made up from NaN.
    for pose in (bridge(), front()):
        assert SidedPose(pose, Side.LEFT).facing in (-1.0, 1.0)
