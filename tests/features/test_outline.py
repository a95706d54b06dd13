"""Contours from a formula: the sagitta is exact, whichever way the body lies."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from formcheck.features.outline import (
    LEAST_SEEN,
    OUTLINE,
    back_heights,
    bow,
    heights,
    largest,
    middling,
    sagitta,
)
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.outline import PLACES
from formcheck.pose.pose import Floats, Pose
from tests import bodies
from tests.bodies import backed

CHORD = 1 - 4 * 0.1 * 0.9
"""What a bend of 1 has in its middle over its own chord from 10 to 90 %."""
ARMS = [joint.on(side) for joint in (Joint.ELBOW, Joint.WRIST) for side in Side]
POSES = [
    bodies.hidden(pose, *ARMS)
    for pose in (
        bodies.plank(),
        bodies.mirrored(bodies.plank()),
        bodies.hands_and_knees(trunk_slope=-20.0),
        bodies.sitting(trunk_lean=0.0),
        bodies.mirrored(bodies.sitting(trunk_lean=70.0)),
    )
]


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("bend", [-0.15, -0.02, 0.05, 0.2])
def test_rounded_is_plus_and_hollow_minus_whichever_way_the_body_lies(
    pose: Pose, sign: float, bend: float
) -> None:
    assert sagitta(backed(pose, bend, sign=sign)) == pytest.approx(CHORD * bend)
    assert sagitta(backed(pose, bend, sign=sign, thick=0.35)) == pytest.approx(CHORD * bend)


def test_it_begins_and_ends_at_its_own_chord() -> None:
    found = back_heights(backed(bodies.plank(), 0.1))
    assert found.shape == (len(PLACES),)
    assert found[[0, -1]] == pytest.approx((0.0, 0.0))
    assert int(np.argmax(found)) == len(PLACES) // 2


def test_a_straight_back_is_nothing() -> None:
    assert sagitta(backed(bodies.plank(), 0.0)) == pytest.approx(0.0, abs=1e-12)


def test_of_two_bends_the_larger_counts_with_its_sign() -> None:
    assert largest(np.array([0.0, 0.03, -0.05, 0.0])) == -0.05
    assert largest(np.array([0.0, 0.06, -0.05, 0.0])) == 0.06


@pytest.mark.parametrize("summary", [largest, middling])
def test_too_little_of_the_contour_is_not_a_number(summary: Callable[[Floats], float]) -> None:
    found = np.full(20, 0.05)
    lost = round(20 * (1 - LEAST_SEEN))
    found[1 : 1 + lost] = math.nan
    assert summary(found) == pytest.approx(0.05)
    found[1 + lost] = math.nan
    assert math.isnan(summary(found))
    assert math.isnan(summary(np.zeros(0)))


@pytest.mark.parametrize("pose", POSES)
def test_changes_of_the_mean_height_add_up(pose: Pose) -> None:
    found = [bow(backed(pose, bend)) for bend in (-0.1, 0.0, 0.2)]
    assert found[0] < found[1] < found[2]
    assert found[2] - found[1] == pytest.approx(2 * (found[1] - found[0]))
    assert found[2] == pytest.approx(CHORD * 0.2 * 2 / 3, rel=0.1)


@pytest.mark.parametrize("end", [0, -1])
def test_without_its_ends_there_is_no_chord(end: int) -> None:
    pose = backed(bodies.plank(), 0.1)
    assert pose.outline_px is not None
    pose.outline_px[end] = math.nan
    assert math.isnan(sagitta(pose))


def test_no_contour_and_no_trunk_are_not_a_number() -> None:
    pose = backed(bodies.plank(), 0.1)
    assert math.isnan(sagitta(bodies.plank()))
    assert math.isnan(sagitta(replace(pose, outline_px=np.full((15, 2), math.nan))))
    assert math.isnan(sagitta(bodies.hidden(pose, Landmark.LEFT_HIP)))
    nowhere = pose.image_px.copy()
    nowhere[:] = 100.0
    assert math.isnan(sagitta(replace(pose, image_px=nowhere)))


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("joint", [Joint.ELBOW, Joint.WRIST])
@pytest.mark.parametrize(("across", "seen"), [(0.0, True), (0.12, False), (0.3, False)])
def test_an_arm_at_the_back_is_not_taken_for_the_back(
    mirror: object, joint: Joint, across: float, seen: object
) -> None:
    """0 hangs beside the trunk, 0.2 is where the back is."""
    pose = bodies.sitting(trunk_lean=0.0)
    place = pose.image_px[Landmark.LEFT_HIP] + bodies.TRUNK_PX * np.array([-across, -0.5])
    pose.image_px[joint.on(Side.LEFT)] = place
    pose, sign = (bodies.mirrored(pose), -1.0) if mirror else (pose, 1.0)
    found = sagitta(backed(pose, 0.0, sign=sign))
    assert math.isfinite(found) is seen


def test_a_hidden_arm_is_in_nobodys_way() -> None:
    pose = bodies.sitting(trunk_lean=0.0)
    pose.image_px[ARMS] = pose.image_px[Landmark.LEFT_HIP] + bodies.TRUNK_PX * np.array(
        [-0.2, -0.5]
    )
    assert math.isnan(sagitta(backed(pose, 0.0)))
    assert math.isfinite(sagitta(backed(bodies.hidden(pose, *ARMS), 0.0)))


def test_ends_in_the_same_place_are_no_chord() -> None:
    points = np.array([(1.0, 1.0), (2.0, 3.0), (1.0, 1.0)])
    assert np.isnan(heights(points, np.array([0.0, 1.0]))).all()


@pytest.mark.parametrize("side", Side)
def test_the_measurements_are_the_same_from_either_side(side: Side) -> None:
    pose = backed(bodies.hands_and_knees(), 0.1)
    by_name = {feature.name: feature.measure(SidedPose(pose, side)) for feature in OUTLINE}
    assert by_name == {"back_sagitta": sagitta(pose), "back_bow": bow(pose)}
