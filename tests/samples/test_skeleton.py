"""The skeleton's angles are exact by formula."""

import numpy as np
import pytest

from samples.mannequin.body import Body
from samples.mannequin.planar import direction_deg, root_of, step, two_links
from samples.mannequin.skeleton import Limb, Posture, solve_joints, true_angles

BODY = Body()


def limb(upper_deg: float, lower_deg: float) -> Limb:
    return Limb(upper_deg=upper_deg, lower_deg=lower_deg, end_deg=0.0, tip_deg=0.0)


def standing(
    *,
    trunk_deg: float = 90.0,
    neck_deg: float = 90.0,
    thigh_deg: float = 270.0,
    shank_deg: float = 270.0,
    arm_deg: float = 270.0,
    forearm_deg: float = 270.0,
) -> Posture:
    arm, leg = limb(arm_deg, forearm_deg), limb(thigh_deg, shank_deg)
    return Posture(
        hip_m=(0.3, 0.9),
        trunk_deg=trunk_deg,
        neck_deg=neck_deg,
        face_deg=0.0,
        left_arm=arm,
        right_arm=arm,
        left_leg=leg,
        right_leg=leg,
    )


def angles(posture: Posture) -> dict[str, float]:
    return true_angles(solve_joints(BODY, posture))


def test_upright_body_is_straight() -> None:
    found = angles(standing())
    for side in ("left", "right"):
        assert found[f"{side}_hip"] == pytest.approx(180.0)
        assert found[f"{side}_knee"] == pytest.approx(180.0)
        assert found[f"{side}_hip_deviation"] == pytest.approx(0.0, abs=1e-9)
        assert found[f"{side}_leg_lift"] == pytest.approx(180.0)
        assert found[f"{side}_arm_line"] == pytest.approx(0.0, abs=1e-5)
    assert found["trunk_incl"] == pytest.approx(90.0)
    assert found["trunk_lean"] == pytest.approx(0.0, abs=1e-9)
    assert found["neck_incl"] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("bend", [-35.0, -10.0, 12.5, 60.0, 110.0])
def test_hip_angles_follow_the_thigh(bend: float) -> None:
    found = angles(standing(thigh_deg=270.0 + bend, shank_deg=270.0 + bend))
    assert found["right_hip"] == pytest.approx(180.0 - abs(bend))
    assert found["right_hip_deviation"] == pytest.approx(bend)  # bent to the front is "hips high"
    assert found["right_leg_lift"] == pytest.approx(180.0 - bend)


@pytest.mark.parametrize(("thigh", "shank", "knee"), [(0.0, 270.0, 90.0), (300.0, 250.0, 130.0)])
def test_knee_angle_is_between_thigh_and_shank(thigh: float, shank: float, knee: float) -> None:
    assert angles(standing(thigh_deg=thigh, shank_deg=shank))["left_knee"] == pytest.approx(knee)


def test_arm_angles() -> None:
    found = angles(standing(arm_deg=0.0, forearm_deg=0.0))
    assert found["left_arm_line"] == pytest.approx(90.0)
    assert found["left_elbow"] == pytest.approx(180.0)
    assert angles(standing(arm_deg=270.0, forearm_deg=0.0))["left_elbow"] == pytest.approx(90.0)


def test_leaning_forward_is_positive() -> None:
    found = angles(standing(trunk_deg=70.0, neck_deg=50.0))
    assert found["trunk_lean"] == pytest.approx(20.0)
    assert found["trunk_incl"] == pytest.approx(70.0)
    assert found["neck_incl"] == pytest.approx(40.0)


def test_segments_keep_their_lengths() -> None:
    joints = solve_joints(BODY, standing(trunk_deg=63.0, thigh_deg=305.0, shank_deg=240.0))
    for start, end, length_m in (
        ("left_hip", "left_knee", BODY.thigh_m),
        ("right_knee", "right_ankle", BODY.shank_m),
        ("hips", "shoulders", BODY.trunk_m),
        ("left_shoulder", "left_elbow", BODY.upper_arm_m),
        ("left_elbow", "left_wrist", BODY.forearm_m),
        ("shoulders", "ears", BODY.ear_m),
    ):
        assert np.linalg.norm(joints[end] - joints[start]) == pytest.approx(length_m)


def test_left_is_left_of_who_looks_along_x() -> None:
    joints = solve_joints(BODY, standing())
    assert joints["left_shoulder"][1] > 0 > joints["right_shoulder"][1]
    assert joints["nose"][0] > joints["ears"][0]


@pytest.mark.parametrize("bend", [-1.0, 1.0])
def test_two_links_reach_the_target(bend: float) -> None:
    start, end = (0.1, 0.2), (0.6, 0.5)
    first, second = two_links(start, end, 0.4, 0.35, bend=bend)
    middle = step(start, 0.4, first)
    assert step(middle, 0.35, second) == pytest.approx(end)
    side = (direction_deg(start, middle) - direction_deg(start, end)) * bend
    assert side > 0


def test_two_links_out_of_reach_are_straight() -> None:
    first, second = two_links((0.0, 0.0), (3.0, 0.0), 0.4, 0.35, bend=1.0)
    assert first == pytest.approx(second)


def test_root_needs_a_change_of_sign() -> None:
    assert root_of(lambda x: x * x - 2, 0.0, 2.0) == pytest.approx(2**0.5)
    with pytest.raises(ValueError, match="change of sign"):
        root_of(lambda x: x * x + 1, 0.0, 2.0)


def test_root_of_a_function_that_jumps_is_where_it_jumps() -> None:
    assert root_of(lambda x: 1.0 if x > 0.3 else -2.0, 0.0, 1.0) == pytest.approx(0.3, abs=1e-12)


def test_a_body_that_no_adult_has_is_refused() -> None:
    with pytest.raises(ValueError, match=r"height_m: expected 1\.3 to 2\.2, got 3"):
        Body(height_m=3.0)
