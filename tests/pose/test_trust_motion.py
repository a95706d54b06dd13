"""A body that moves as bodies do is believed, at any frame rate a camera has."""

import math
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Doubt, Pose
from formcheck.pose.trust import TrustFilter
from tests.bodies import (
    TRUNK_PX,
    at_time,
    bridge,
    hands_and_knees,
    moved,
    rotated,
    scaled,
    shifted,
    sitting,
)
from tests.properties import PROPERTY

TRUNK_M = 0.5


def reasons(poses: Iterable[Pose]) -> set[Doubt]:
    """Every reason for which a landmark of a frame was doubted."""
    trust = TrustFilter()
    return {Doubt(one) for pose in poses for one in trust.assess(pose).doubt} - {Doubt.NONE}


@PROPERTY
@given(
    fps=st.floats(10.0, 60.0),
    speed_m_s=st.floats(0.1, 3.0),
    middle=st.floats(60.0, 200.0),
    swing=st.floats(10.0, 60.0),
    scale=st.floats(0.3, 1.0),
)
def test_an_arm_that_swings_is_never_doubted(
    fps: float, speed_m_s: float, middle: float, swing: float, scale: float
) -> None:
    # The wrist is fastest in the middle of the swing, on the circle of the straight arm.
    arm_m = 1.1 * TRUNK_M
    rate = speed_m_s / (arm_m * math.radians(swing))
    frames = (
        at_time(
            scaled(hands_and_knees(arm_lift=middle + swing * math.sin(rate * n / fps)), scale),
            n / fps,
        )
        for n in range(round(2 * fps))
    )
    assert reasons(frames) == set()


@PROPERTY
@given(
    fps=st.floats(10.0, 60.0),
    seconds=st.floats(1.0, 5.0),
    rest=st.floats(110.0, 140.0),
    top=st.floats(160.0, 200.0),
    tilt=st.floats(-10.0, 10.0),
)
def test_a_bridge_that_rises_is_never_doubted(
    fps: float, seconds: float, rest: float, top: float, tilt: float
) -> None:
    def hips(time_s: float) -> float:
        return rest + (top - rest) * (1 - math.cos(2 * math.pi * time_s / seconds)) / 2

    frames = (
        at_time(rotated(bridge(hip_extension=hips(n / fps)), tilt), n / fps)
        for n in range(round(seconds * fps))
    )
    assert reasons(frames) == set()


@PROPERTY
@given(fps=st.floats(10.0, 60.0), speed_m_s=st.floats(0.0, 3.0), direction=st.sampled_from([-1, 1]))
def test_a_body_that_walks_through_the_picture_is_never_doubted(
    fps: float, speed_m_s: float, direction: int
) -> None:
    trunk_px = 0.5 * TRUNK_PX
    pose = scaled(sitting(), 0.5)
    step_px = direction * speed_m_s / TRUNK_M * trunk_px / fps
    count = min(round(2 * fps), int(400 / max(abs(step_px), 1.0)))
    frames = (at_time(shifted(pose, n * step_px, 0.0), n / fps) for n in range(count))
    assert reasons(frames) == set()


@pytest.mark.parametrize("fps", [10, 15, 30, 60])
def test_arms_that_pass_each_other_are_not_taken_for_each_other(fps: int) -> None:
    # Both arms change places in a second and a half: about 1.5 m/s at the wrist, unhurried.
    def change(time_s: float) -> Pose:
        share = (1 - math.cos(math.pi * min(1.0, time_s / 1.5))) / 2
        one = hands_and_knees(arm_lift=82.0 + 88.0 * share)
        other = hands_and_knees(arm_lift=170.0 - 88.0 * share)
        places = {
            joint.on(Side.RIGHT): tuple(other.image_px[joint.on(Side.LEFT)])
            for joint in (Joint.ELBOW, Joint.WRIST)
        }
        return at_time(moved(one, places), time_s)

    frames = (change(n / fps) for n in range(2 * fps))
    assert Doubt.SWAPPED not in reasons(frames)
