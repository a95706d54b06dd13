"""Angles and distances have exact values, whichever way the points look."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.features.geometry import (
    Point,
    angle_deg,
    direction_deg,
    distance,
    ground_angle_deg,
    height_above_line,
    lean_deg,
    slope_deg,
    turn_deg,
)
from tests.properties import PROPERTY

HERE = np.array([3.0, 7.0])
NOWHERE = np.array([math.nan, math.nan])
DIRECTIONS = st.floats(-179.0, 179.0)
LENGTHS = st.floats(1.0, 1000.0)


def point(direction: float, length: float = 10.0, start: Point = HERE) -> Point:
    """The point at this direction (0 right, 90 up) from ``start``, y down."""
    angle = math.radians(direction)
    return start + length * np.array([math.cos(angle), -math.sin(angle)])


def test_distance() -> None:
    assert distance(np.array([1.0, 2.0]), np.array([4.0, 6.0])) == 5.0
    assert distance(HERE, HERE) == 0.0


@pytest.mark.parametrize(
    ("x", "y", "direction"), [(1, 0, 0), (0, -1, 90), (-1, 0, 180), (0, 1, -90), (1, -1, 45)]
)
def test_up_is_towards_the_top_of_the_picture(x: float, y: float, direction: float) -> None:
    assert direction_deg(HERE, HERE + np.array([x, y])) == pytest.approx(direction)


@PROPERTY
@given(DIRECTIONS, LENGTHS)
def test_a_direction_does_not_depend_on_the_length(direction: float, length: float) -> None:
    assert direction_deg(HERE, point(direction, length)) == pytest.approx(direction, abs=1e-9)


@pytest.mark.parametrize(
    ("start", "end", "turn"),
    [(0, 30, 30), (30, 0, -30), (170, -170, 20), (-170, 170, -20), (0, 180, -180)],
)
def test_the_shorter_turn_is_taken(start: float, end: float, turn: float) -> None:
    assert turn_deg(start, end) == turn


@PROPERTY
@given(DIRECTIONS, st.floats(0.0, 180.0))
def test_interior_angle_is_the_same_from_both_ends(direction: float, angle: float) -> None:
    a, c = point(direction), point(direction + angle, 25.0)
    assert angle_deg(a, HERE, c) == pytest.approx(angle, abs=1e-6)
    assert angle_deg(c, HERE, a) == pytest.approx(angle, abs=1e-6)


@PROPERTY
@given(st.floats(-85.0, 85.0), st.floats(-59.9, 299.9))
def test_ground_angle_goes_through_the_floor_in_both_mirror_images(
    slope: float, angle: float
) -> None:
    ref, end = point(slope), point(slope - angle)
    assert ground_angle_deg(ref, HERE, end) == pytest.approx(angle, abs=1e-6)
    mirrored_ref, mirrored_end = point(180.0 - slope), point(180.0 - slope + angle)
    assert ground_angle_deg(mirrored_ref, HERE, mirrored_end) == pytest.approx(angle, abs=1e-6)


def test_ground_angle_of_a_chain_bent_up_and_down() -> None:
    left, right = np.array([-10.0, 0.0]), np.array([10.0, 0.0])
    assert ground_angle_deg(right, np.array([0.0, -10.0]), left) == pytest.approx(90.0)
    assert ground_angle_deg(right, np.array([0.0, 0.0]), left) == pytest.approx(180.0)
    assert ground_angle_deg(right, np.array([0.0, 10.0]), left) == pytest.approx(270.0)


def test_height_is_positive_above_the_line_whichever_way_it_runs() -> None:
    a, c = np.array([0.0, 0.0]), np.array([30.0, -40.0])
    above, below = np.array([0.0, -50.0]), np.array([30.0, 10.0])
    for one, other in ((a, c), (c, a)):
        assert height_above_line(above, one, other) == pytest.approx(30.0)
        assert height_above_line(below, one, other) == pytest.approx(-30.0)
        assert height_above_line((a + c) / 2, one, other) == pytest.approx(0.0)


@PROPERTY
@given(st.floats(-89.0, 89.0))
def test_slope_is_the_same_to_the_left_and_to_the_right(slope: float) -> None:
    assert slope_deg(HERE, point(slope)) == pytest.approx(slope, abs=1e-6)
    assert slope_deg(HERE, point(180.0 - slope)) == pytest.approx(slope, abs=1e-6)


@PROPERTY
@given(st.floats(-179.0, 179.0))
def test_lean_is_positive_towards_the_front(lean: float) -> None:
    assert lean_deg(HERE, point(90.0 - lean), 1.0) == pytest.approx(lean, abs=1e-6)
    assert lean_deg(HERE, point(90.0 + lean), -1.0) == pytest.approx(lean, abs=1e-6)


def test_lean_without_a_front_is_unknown() -> None:
    assert math.isnan(lean_deg(HERE, point(80.0), math.nan))


TWO = (distance, direction_deg, slope_deg)
THREE = (angle_deg, ground_angle_deg, height_above_line)


@pytest.mark.parametrize("measure", TWO)
def test_two_points_need_both(measure: Callable[[Point, Point], float]) -> None:
    assert math.isnan(measure(NOWHERE, HERE))
    assert math.isnan(measure(HERE, NOWHERE))


@pytest.mark.parametrize("measure", THREE)
@pytest.mark.parametrize("missing", [0, 1, 2])
def test_three_points_need_all(
    measure: Callable[[Point, Point, Point], float], missing: int
) -> None:
    points = [point(20.0), HERE, point(170.0)]
    assert math.isfinite(measure(*points))
    points[missing] = NOWHERE
    assert math.isnan(measure(*points))


def test_no_direction_between_two_points_that_coincide() -> None:
    assert math.isnan(direction_deg(HERE, HERE))
    assert math.isnan(slope_deg(HERE, HERE))
    assert math.isnan(lean_deg(HERE, HERE, 1.0))
    assert math.isnan(angle_deg(HERE, HERE, point(10.0)))
    assert math.isnan(ground_angle_deg(point(10.0), HERE, HERE))
    assert math.isnan(height_above_line(point(10.0), HERE, HERE))
