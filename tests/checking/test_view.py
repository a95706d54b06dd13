"""From which side the camera sees the person."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.checking.near_side import NearSide, side_scores
from formcheck.checking.results import ViewEstimate
from formcheck.checking.view import (
    UNKNOWN,
    ViewWatcher,
    ahead_sign,
    allows,
    name_view,
    nearest,
    yaw_deg,
)
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


def body(yaw: float, *, left_near: bool = False, upright: bool = False) -> Pose:
    """Somebody seen from afar, the camera turned by ``yaw`` towards the head end or the face."""
    along = np.array([1.0, 0.0, 0.0])
    across = np.array([0.0, 0.0, 1.0 if left_near else -1.0])
    up = np.array([0.0, -1.0, 0.0])
    trunk = up if upright else along
    places = np.zeros((COUNT, 3))
    for joint, length, half in ((Joint.SHOULDER, 0.5, 0.18), (Joint.HIP, 0.0, 0.12)):
        for side, sign in ((Side.LEFT, -1.0), (Side.RIGHT, 1.0)):
            places[joint.on(side)] = length * trunk + sign * half * across
    for side in Side:
        places[Joint.KNEE.on(side)] = 0.4 * along
    # The camera goes round to the head end: what is far moves ahead in the picture.
    angle = math.radians(yaw)
    turn = np.array(
        [[math.cos(angle), 0, math.sin(angle)], [0, 1, 0], [-math.sin(angle), 0, math.cos(angle)]]
    )
    seen = places @ turn.T
    return replace(
        turned(0.0), image_px=500.0 + 300.0 * seen[:, :2], world_m=seen, time_s=yaw / 1000.0 + 1.0
    )


@pytest.mark.parametrize("left_near", [True, False])
@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("yaw", [-30.0, -12.0, 12.0, 30.0])
def test_from_ahead_or_from_behind(yaw: float, *, upright: bool, left_near: bool) -> None:
    pose = body(yaw, left_near=left_near, upright=upright)
    assert ahead_sign(pose) == math.copysign(1.0, yaw)
    mirrored = replace(
        pose, image_px=pose.image_px * [-1.0, 1.0], world_m=pose.world_m * [-1.0, 1.0, 1.0]
    )
    assert ahead_sign(mirrored) == math.copysign(1.0, yaw)


def test_without_depth_it_counts_as_from_ahead() -> None:
    assert ahead_sign(turned(20.0, depth=False)) == 1.0


def test_the_watcher_keeps_the_sign() -> None:
    watcher = ViewWatcher()
    for yaw in (-20.0, -19.0, -21.0, 2.0):
        view = watcher.update(body(yaw))
    assert view.ahead == -1.0
    assert view.turn_deg == -view.yaw_deg < -15.0


def test_a_locked_view_stays_until_the_body_turns_well_away() -> None:
    watcher = ViewWatcher()
    first = watcher.update(replace(body(12.0), time_s=0.0))
    watcher.lock()
    for n in range(1, 60):  # a raised leg changes the depth that is seen
        assert watcher.update(replace(body(26.0), time_s=n / 30)) == first
    assert watcher.update(replace(body(60.0), time_s=20.0)).yaw_deg > 45.0
    assert watcher.update(replace(body(14.0), time_s=30.0)) == first
    watcher.unlock()
    assert watcher.update(replace(body(26.0), time_s=40.0)).yaw_deg > 20.0
