"""From which side the camera sees the person."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.checking.near_side import NearSide, side_scores
from formcheck.checking.results import ViewEstimate
from formcheck.checking.view import UNKNOWN, ViewWatcher, allows, name_view, nearest, yaw_deg
from formcheck.exercises.spec import View
from formcheck.landmarks import COUNT, Joint, Side
from formcheck.pose.pose import Pose, no_doubt


def turned(
    yaw: float,
    time_s: float = 0.0,
    *,
    depth: bool = True,
    left_near: bool = True,
    lying: bool = False,
) -> Pose:
    """Somebody, upright or lying, whose left-right line is turned by ``yaw`` from the camera."""
    world = np.zeros((COUNT, 3)) if depth else np.full((COUNT, 3), np.nan)
    image = np.tile([500.0, 400.0], (COUNT, 1))
    near = -1.0 if left_near else 1.0
    for joint, half, y in ((Joint.SHOULDER, 0.18, 200.0), (Joint.HIP, 0.125, 450.0)):
        for side, sign in ((Side.LEFT, near), (Side.RIGHT, -near)):
            x, z = sign * half * math.sin(math.radians(yaw)), sign * half
            if depth:
                world[joint.on(side)] = (x, 0.0, z * math.cos(math.radians(yaw)))
            image[joint.on(side)] = (500.0 + 500.0 * x, y)
    return Pose(
        time_s=time_s,
        image_px=image[:, ::-1] if lying else image,
        world_m=world,
        visibility=np.ones(COUNT),
        image_size=(1000, 800),
        doubt=no_doubt(),
    )


@pytest.mark.parametrize(
    ("seen", "true"), [(0, 0), (3, 5), (6, 15), (15, 25), (22, 33), (38, 47), (46, 56), (90, 90)]
)
def test_yaw_from_depth_with_the_models_leaning_undone(seen: float, true: float) -> None:
    assert yaw_deg(turned(seen, lying=True)) == pytest.approx(true, abs=3.0)


def test_an_upright_body_is_seen_nearly_as_it_stands() -> None:
    assert yaw_deg(turned(0.0)) == 0.0
    assert yaw_deg(turned(25.0)) == pytest.approx(30.0, abs=0.2)
    assert yaw_deg(turned(89.0)) == 90.0


@given(one=st.floats(0.0, 90.0), other=st.floats(0.0, 90.0))
def test_a_larger_yaw_is_never_called_smaller(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert yaw_deg(turned(less)) <= yaw_deg(turned(more)) + 1e-9


def test_the_nearest_accepted_view() -> None:
    both = (View.FRONT, View.SIDE)
    assert nearest(ViewEstimate("oblique", 40.0), both) is View.SIDE
    assert nearest(ViewEstimate("oblique", 55.0), both) is View.FRONT
    assert nearest(ViewEstimate("front", 90.0), (View.SIDE,)) is View.SIDE
    assert nearest(UNKNOWN, both) is View.FRONT


@given(yaw=st.floats(0.0, 80.0))
def test_yaw_from_the_picture_where_there_is_no_depth(yaw: float) -> None:
    assert yaw_deg(turned(yaw, depth=False)) == pytest.approx(yaw, abs=2.0)


def test_yaw_unknown() -> None:
    nowhere = replace(turned(0.0, depth=False), image_px=np.full((COUNT, 2), np.nan))
    assert math.isnan(yaw_deg(nowhere))
    assert ViewWatcher().update(nowhere) == UNKNOWN
    one_point = replace(turned(0.0, depth=False), image_px=np.zeros((COUNT, 2)))
    assert math.isnan(yaw_deg(one_point))


@pytest.mark.parametrize(
    ("yaw", "name"),
    [(0, "side"), (35, "side"), (36, "oblique"), (59, "oblique"), (60, "front"), (90, "front")],
)
def test_names(yaw: float, name: str) -> None:
    assert name_view(yaw).name == name


def test_no_name_without_a_yaw() -> None:
    assert name_view(math.nan) == UNKNOWN


def test_allows() -> None:
    assert allows(ViewEstimate("side", 3.0), (View.FRONT, View.SIDE))
    assert not allows(ViewEstimate("oblique", 45.0), tuple(View))
    assert not allows(UNKNOWN, tuple(View))


def test_one_odd_frame_changes_nothing_and_turning_round_does() -> None:
    watcher = ViewWatcher()
    for k in range(30):
        assert watcher.update(turned(90.0 if k == 15 else 3.0, k / 30)).name == "side"
    for k in range(30, 75):
        view = watcher.update(turned(85.0, k / 30))
    assert view.name == "front"


def test_the_near_side_is_seen_better_and_nearer() -> None:
    assert NearSide().update(turned(0.0)) is Side.LEFT
    assert NearSide().update(turned(0.0, left_near=False)) is Side.RIGHT
    flat = turned(0.0, depth=False)
    flat.visibility[[joint.on(Side.LEFT) for joint in Joint]] = 0.2
    assert NearSide().update(flat) is Side.RIGHT
    assert side_scores(flat)[Side.RIGHT] == 1.0


def test_the_side_changes_only_after_a_second() -> None:
    near = NearSide()
    near.update(turned(0.0))
    for k in range(1, 29):
        assert near.update(turned(0.0, k / 30, left_near=False)) is Side.LEFT
    near.update(turned(0.0, 29 / 30))
    for k in range(30, 62):
        side = near.update(turned(0.0, k / 30, left_near=False))
    assert side is Side.RIGHT
