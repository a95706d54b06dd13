"""Measurements of bodies whose angles are known by formula."""

import math
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.features.body import FEATURES, MAX_HEAD_YAW
from formcheck.features.feature import Feature
from formcheck.features.reading import Unit
from formcheck.features.sided import SidedPose
from formcheck.features.upright import UPRIGHT
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Pose
from tests.bodies import (
    THIGH,
    UPPER_ARM,
    backed,
    bridge,
    front,
    hands_and_knees,
    hidden,
    mirrored,
    moved,
    plank,
    rotated,
    scaled,
    shifted,
    sitting,
)
from tests.properties import PROPERTY

TILTS = ("shoulder_tilt", "head_tilt")
SIDED = (
    *TILTS,
    "hip_tilt",
    "side_lean",
    "side_shift",
    "trunk_turn",
    "knee_difference",
    "knee_sway",
)
"""Their sign says to which side."""
JOINT_ANGLES = (
    "hip_deviation",
    "hip_extension",
    "knee_angle",
    "leg_lift",
    "arm_lift",
    "arm_line",
    "neck_angle",
)


def value(name: str, pose: Pose, side: Side = Side.LEFT) -> float:
    return FEATURES[name].measure(SidedPose(pose, side))


def values(pose: Pose, side: Side = Side.LEFT) -> dict[str, float]:
    return {name: value(name, pose, side) for name in FEATURES}


def on_the_circle(found: dict[str, float]) -> dict[str, float]:
    """Leans of people on their feet, where 180 and -180 are one: lying bodies may show either."""
    leans = {one.name for one in UPRIGHT if one.unit is Unit.DEG}
    return {
        name: math.cos(math.radians(one)) if name in leans else one for name, one in found.items()
    }


def close(expected: dict[str, float]) -> object:
    return pytest.approx(expected, abs=1e-6, nan_ok=True)


PLANKS = st.builds(
    plank,
    hip_deviation=st.floats(-60.0, 80.0),
    trunk_slope=st.floats(-20.0, 35.0),
    knee_angle=st.floats(90.0, 180.0),
    neck_angle=st.floats(120.0, 180.0),
    arm_lift=st.floats(20.0, 130.0),
)
BRIDGES = st.builds(
    bridge,
    hip_extension=st.floats(110.0, 210.0),
    trunk_slope=st.floats(-45.0, 10.0),
    knee_angle=st.floats(60.0, 150.0),
)
KNEELING = st.builds(
    hands_and_knees,
    trunk_slope=st.floats(-20.0, 30.0),
    arm_lift=st.floats(30.0, 230.0),
    leg_lift=st.floats(60.0, 220.0),
    knee_angle=st.floats(80.0, 180.0),
    forearm_bend=st.floats(0.0, 40.0),
)
LEANS = st.floats(-40.0, -1.0) | st.floats(1.0, 60.0)  # an upright trunk has no floor side
SITTING = st.builds(
    sitting,
    trunk_lean=LEANS,
    neck_lean=st.floats(-20.0, 60.0),
    thigh_slope=st.floats(-15.0, 15.0),
    knee_angle=st.floats(70.0, 120.0),
)
FRONTS = st.builds(
    front,
    shoulder_tilt=st.floats(-15.0, 15.0),
    head_tilt=st.floats(-20.0, 20.0),
    neck_height=st.floats(0.2, 0.9),
    eye_width=st.floats(0.02, 0.2),
    nose_aside=st.floats(-0.3, 0.3),
)
LYING = PLANKS | BRIDGES | KNEELING
BODIES = LYING | SITTING | FRONTS
SIDES = st.sampled_from(list(Side))


# Exact values.


@PROPERTY
@given(
    st.floats(-60.0, 80.0), st.floats(-20.0, 35.0), st.floats(60.0, 180.0), st.floats(10.0, 140.0)
)
def test_plank(deviation: float, slope: float, neck: float, arm: float) -> None:
    body = plank(hip_deviation=deviation, trunk_slope=slope, neck_angle=neck, arm_lift=arm)
    found = values(body)
    assert found["hip_deviation"] == pytest.approx(deviation, abs=1e-6)
    assert found["trunk_slope"] == pytest.approx(slope, abs=1e-6)
    assert found["neck_angle"] == pytest.approx(neck, abs=1e-6)
    assert found["arm_lift"] == pytest.approx(arm, abs=1e-6)
    assert found["knee_angle"] == pytest.approx(180.0, abs=1e-5)
    upper_arm = math.radians(slope + 180.0 + arm)
    assert found["elbow_offset"] == pytest.approx(abs(math.cos(upper_arm)), abs=1e-6)
    assert found["elbow_drop"] == pytest.approx(-UPPER_ARM * math.sin(upper_arm), abs=1e-6)


@pytest.mark.parametrize(("hip_up_px", "sign"), [(30.0, 1.0), (-30.0, -1.0)])
def test_hips_above_the_line_are_a_pike_and_below_it_a_sag(hip_up_px: float, sign: float) -> None:
    places = {
        Landmark.LEFT_SHOULDER: (700.0, 400.0),
        Landmark.LEFT_HIP: (600.0, 400.0 - hip_up_px),
        Landmark.LEFT_ANKLE: (500.0, 400.0),
    }
    expected = sign * 2 * math.degrees(math.atan2(abs(hip_up_px), 100.0))
    assert value("hip_deviation", moved(plank(), places)) == pytest.approx(expected)


@PROPERTY
@given(st.floats(110.0, 210.0), st.floats(-45.0, 10.0), st.floats(60.0, 150.0))
def test_bridge(extension: float, slope: float, knee: float) -> None:
    found = values(bridge(hip_extension=extension, trunk_slope=slope, knee_angle=knee))
    assert found["hip_extension"] == pytest.approx(extension, abs=1e-6)
    assert found["trunk_slope"] == pytest.approx(slope, abs=1e-6)
    assert found["knee_angle"] == pytest.approx(knee, abs=1e-6)
    rise = THIGH * math.sin(math.radians(slope + extension))
    assert found["knee_rise"] == pytest.approx(rise, abs=1e-6)


def test_hips_above_the_line_of_shoulders_and_knees_are_over_180() -> None:
    assert value("hip_extension", bridge(hip_extension=195.0)) == pytest.approx(195.0)
    assert value("hip_extension", bridge(hip_extension=130.0)) == pytest.approx(130.0)


@PROPERTY
@given(
    st.floats(-20.0, 30.0), st.floats(30.0, 230.0), st.floats(60.0, 220.0), st.floats(80.0, 180.0)
)
def test_hands_and_knees(slope: float, arm: float, leg: float, knee: float) -> None:
    body = hands_and_knees(trunk_slope=slope, arm_lift=arm, leg_lift=leg, knee_angle=knee)
    found = values(body)
    assert found["trunk_slope"] == pytest.approx(slope, abs=1e-6)
    assert found["arm_lift"] == pytest.approx(arm, abs=1e-6)
    assert found["arm_line"] == pytest.approx(arm, abs=1e-6)
    assert found["leg_lift"] == pytest.approx(leg, abs=1e-6)
    assert found["knee_angle"] == pytest.approx(knee, abs=1e-5)
    thigh = math.degrees(math.asin(math.sin(math.radians(slope - leg))))
    assert found["thigh_slope"] == pytest.approx(thigh, abs=1e-5)


@pytest.mark.parametrize("side", list(Side))
def test_a_shoulder_that_rises_with_its_arm_tips_the_middle_of_the_trunk_by_half(
    side: Side,
) -> None:
    flat = {
        Landmark.LEFT_HIP: (500.0, 400.0),
        Landmark.RIGHT_HIP: (500.0, 400.0),
        Landmark.LEFT_SHOULDER: (600.0, 360.0),
        Landmark.RIGHT_SHOULDER: (600.0, 400.0),
    }
    pose = moved(hands_and_knees(), flat)
    assert value("trunk_level", pose, side) == pytest.approx(math.degrees(math.atan(0.2)))


def test_the_other_side_is_measured_on_its_own_limbs() -> None:
    reach = hands_and_knees(arm_lift=170.0, leg_lift=175.0, trunk_slope=8.0)
    assert value("arm_lift", reach, Side.RIGHT) == pytest.approx(82.0)
    assert value("leg_lift", reach, Side.RIGHT) == pytest.approx(98.0)


def test_a_leg_above_the_line_of_the_trunk_is_over_180() -> None:
    assert value("leg_lift", hands_and_knees(leg_lift=181.0)) > 180.0
    assert value("leg_lift", hands_and_knees(leg_lift=179.0)) < 180.0


def test_an_arm_to_the_ceiling_is_far_above_a_reach() -> None:
    # Straight up from a trunk that slopes by 8 degrees: a reach along it would be 180.
    ceiling = hands_and_knees(trunk_slope=8.0, arm_lift=262.0)
    elbow, shoulder = (ceiling.image_px[at] for at in (Landmark.LEFT_ELBOW, Landmark.LEFT_SHOULDER))
    assert elbow[0] == pytest.approx(shoulder[0])
    assert elbow[1] < shoulder[1]
    assert value("arm_lift", ceiling) == pytest.approx(262.0)
    assert value("arm_line", ceiling) == pytest.approx(262.0)


def test_a_bent_elbow_leaves_the_upper_arm_but_not_the_line_to_the_hand() -> None:
    bent = hands_and_knees(arm_lift=150.0, forearm_bend=40.0)
    assert value("arm_lift", bent) == pytest.approx(150.0)
    assert 151.0 < value("arm_line", bent) < 190.0


@PROPERTY
@given(st.floats(-40.0, 60.0), st.floats(-20.0, 60.0), st.floats(-15.0, 15.0))
def test_sitting(trunk: float, neck: float, thigh: float) -> None:
    found = values(sitting(trunk_lean=trunk, neck_lean=neck, thigh_slope=thigh))
    assert found["trunk_lean"] == pytest.approx(trunk, abs=1e-6)
    assert found["neck_lean"] == pytest.approx(neck, abs=1e-6)
    assert found["thigh_slope"] == pytest.approx(thigh, abs=1e-6)
    assert found["neck_angle"] == pytest.approx(180.0 - abs(neck - trunk), abs=1e-5)


@PROPERTY
@given(st.floats(-15.0, 15.0), st.floats(-20.0, 20.0), st.floats(0.2, 0.9), st.floats(0.02, 0.2))
def test_front(shoulders: float, head: float, height: float, eyes: float) -> None:
    found = values(
        front(shoulder_tilt=shoulders, head_tilt=head, neck_height=height, eye_width=eyes)
    )
    assert found["shoulder_tilt"] == pytest.approx(shoulders, abs=1e-6)
    assert found["head_tilt"] == pytest.approx(head, abs=1e-6)
    assert found["neck_height"] == pytest.approx(height, abs=1e-6)
    assert found["eye_width"] == pytest.approx(eyes, abs=1e-6)


def test_a_lower_right_shoulder_is_a_positive_tilt() -> None:
    pose = front(shoulder_tilt=10.0)
    assert pose.image_px[Landmark.RIGHT_SHOULDER][1] > pose.image_px[Landmark.LEFT_SHOULDER][1]


@pytest.mark.parametrize("sign", [-1.0, 1.0])
@pytest.mark.parametrize("name", ["neck_height", "eye_width"])
def test_a_head_that_is_turned_aside_is_not_measured(name: str, sign: float) -> None:
    assert math.isfinite(value(name, front(nose_aside=sign * (MAX_HEAD_YAW - 0.01))))
    assert math.isnan(value(name, front(nose_aside=sign * (MAX_HEAD_YAW + 0.01))))


@pytest.mark.parametrize("name", ["neck_height", "eye_width"])
def test_a_head_seen_from_its_side_is_not_measured(name: str) -> None:
    # Both ears in one place: the face cannot be seen from the front.
    ear = (640.0, 300.0)
    aside = moved(front(), {Landmark.LEFT_EAR: ear, Landmark.RIGHT_EAR: ear})
    assert math.isnan(value(name, aside))


def test_body_slope_and_hip_clearance_by_hand() -> None:
    places = {
        Landmark.LEFT_SHOULDER: (700.0, 300.0),
        Landmark.LEFT_ELBOW: (700.0, 400.0),
        Landmark.LEFT_HIP: (580.0, 350.0),
        Landmark.LEFT_ANKLE: (600.0, 400.0),
    }
    pose = moved(plank(), places)
    assert value("body_slope", pose) == pytest.approx(45.0)
    assert value("hip_clearance", pose) == pytest.approx(50.0 / 130.0)
    below = moved(pose, {Landmark.LEFT_HIP: (580.0, 450.0)})
    assert value("hip_clearance", below) < 0.0


def test_an_arm_without_length_has_no_offset() -> None:
    shoulder = tuple(plank().image_px[Landmark.LEFT_SHOULDER])
    assert math.isnan(value("elbow_offset", moved(plank(), {Landmark.LEFT_ELBOW: shoulder})))


# The same body in another picture.


@PROPERTY
@given(BODIES, SIDES)
def test_mirrored(pose: Pose, side: Side) -> None:
    expected = values(pose, side)
    for name in SIDED:
        expected[name] = -expected[name]
    found = values(mirrored(pose), side.other)
    assert on_the_circle(found) == close(on_the_circle(expected))


@PROPERTY
@given(BODIES, SIDES, st.floats(-500.0, 500.0), st.floats(-300.0, 300.0))
def test_shifted(pose: Pose, side: Side, right_px: float, down_px: float) -> None:
    assert values(shifted(pose, right_px, down_px), side) == close(values(pose, side))


@PROPERTY
@given(BODIES, SIDES, st.floats(0.3, 3.0))
def test_scaled(pose: Pose, side: Side, factor: float) -> None:
    expected = values(pose, side)
    # The one length by the picture: it is how the face's distance from the screen is told.
    expected["eye_width"] *= factor
    assert values(scaled(pose, factor), side) == close(expected)


@PROPERTY
@given(LYING, SIDES, st.floats(-25.0, 25.0))
def test_joint_angles_do_not_see_a_tilted_camera(pose: Pose, side: Side, angle: float) -> None:
    turned = rotated(pose, angle)
    assert {name: value(name, turned, side) for name in JOINT_ANGLES} == pytest.approx(
        {name: value(name, pose, side) for name in JOINT_ANGLES}, abs=1e-5
    )


@PROPERTY
@given(st.floats(-40.0, 40.0), st.floats(-25.0, 25.0))
def test_slopes_turn_with_the_camera(slope: float, angle: float) -> None:
    pose = plank(trunk_slope=slope)
    for name, expected in (
        ("trunk_slope", slope),
        ("trunk_level", slope),
        ("body_slope", slope),
        ("thigh_slope", -slope),
    ):
        # Trunk and body run to the right, the thigh runs to the left.
        change = -angle if name == "thigh_slope" else angle
        assert value(name, rotated(pose, angle)) == pytest.approx(expected + change, abs=1e-6)
        assert value(name, rotated(mirrored(pose), -angle), Side.RIGHT) == pytest.approx(
            expected + change, abs=1e-6
        )


@PROPERTY
@given(SITTING, st.floats(-25.0, 25.0), st.sampled_from(["trunk_lean", "neck_lean"]))
def test_leans_turn_with_the_camera(pose: Pose, angle: float, name: str) -> None:
    lean = value(name, pose)
    assert value(name, rotated(pose, angle)) == pytest.approx(lean - angle, abs=1e-6)
    looking_left = rotated(mirrored(pose), angle)
    assert value(name, looking_left, Side.RIGHT) == pytest.approx(lean + angle, abs=1e-6)


@PROPERTY
@given(FRONTS, st.floats(-25.0, 25.0), st.sampled_from(TILTS))
def test_tilts_turn_with_the_camera(pose: Pose, angle: float, name: str) -> None:
    assert value(name, rotated(pose, angle)) == pytest.approx(value(name, pose) + angle, abs=1e-6)


# What cannot be seen is not measured.


def needed(feature: Feature, side: Side) -> set[Landmark]:
    sides = list(Side) if feature.paired else [side]
    return {joint.on(one) for joint in feature.needs for one in sides}


def each_hidden(pose: Pose) -> Iterator[tuple[Landmark, Pose]]:
    for landmark in Landmark:
        yield landmark, hidden(pose, landmark)


def each_feature() -> Iterator[object]:
    for name, feature in FEATURES.items():
        yield pytest.param(feature, id=name)


def needs_nose(feature: Feature) -> bool:
    """Whether the feature needs the nose: of a head turned aside it measures nothing."""
    return feature.name in {"neck_height", "eye_width"}


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("feature", list(each_feature()))
def test_exactly_what_a_feature_needs_must_be_seen(feature: Feature, side: Side) -> None:
    build: Callable[[], Pose] = front if feature.paired else sitting
    build = partial(backed, plank(), 0.1) if feature.outline else build
    full = feature.measure(SidedPose(build(), side))
    assert math.isfinite(full)
    needs = needed(feature, side)
    for landmark, pose in each_hidden(build()):
        seen = feature.measure(SidedPose(pose, side))
        if landmark in needs or (landmark is Landmark.NOSE and needs_nose(feature)):
            assert math.isnan(seen), f"{feature.name} without {landmark.name}"
        else:
            assert seen == full, f"{feature.name} without {landmark.name}"


@pytest.mark.parametrize("name", ["trunk_lean", "neck_lean"])
def test_a_lean_is_unknown_when_nothing_tells_the_front(name: str) -> None:
    ahead = (Joint.KNEE, Joint.HEEL, Joint.FOOT_INDEX)
    limbs = (joint.on(side) for joint in ahead for side in Side)
    body = hidden(sitting(), Landmark.NOSE, *limbs)
    assert math.isnan(value(name, body))
