"""The camera puts points of the room where a pinhole would."""

from dataclasses import replace

import numpy as np
import pytest

from samples.mannequin.camera import Camera

SIDE = Camera(yaw_deg=0, distance_m=2, height_m=0.5, fov_deg=90, target_m=(0.3, 0, 0.5))


def test_the_target_is_the_middle() -> None:
    assert SIDE.project(np.array([[0.3, 0.0, 0.5]])) == pytest.approx(np.array([[480.0, 270.0]]))


def test_right_is_along_x_and_up_is_up() -> None:
    # Two metres away and 90 degrees wide: 480 px are 2 m.
    assert SIDE.project(np.array([[1.3, 0.0, 0.75]])) == pytest.approx(np.array([[720.0, 210.0]]))


def test_yaw_90_looks_at_the_face() -> None:
    front = Camera(yaw_deg=90, distance_m=2, height_m=0.5, fov_deg=90, target_m=(0.3, 0, 0.5))
    assert front.position_m == pytest.approx((2.3, 0.0, 0.5))
    ((x, _),) = front.project(np.array([[0.3, 1.0, 0.5]]))
    assert x == pytest.approx(720.0)  # the person's left is on the right of the picture


def test_vertical_angle_follows_the_shape_of_the_picture() -> None:
    assert SIDE.vertical_fov_deg == pytest.approx(2 * np.degrees(np.arctan(9 / 16)))


def test_a_camera_that_is_turned_up_has_the_target_lower() -> None:
    up = replace(SIDE, height_m=0.5, pitch_deg=10.0)
    ((x, y),) = up.project(np.array([[0.3, 0.0, 0.5]]))
    assert x == pytest.approx(480.0)
    assert y == pytest.approx(270.0 + 480.0 * np.tan(np.radians(10.0)))
    # Two metres away, 10 degrees up: there the picture has its middle.
    at = np.array([[0.3, 0.0, 0.5 + 2.0 * np.tan(np.radians(10.0))]])
    assert up.project(at) == pytest.approx(np.array([[480.0, 270.0]]))
    ((_, low),) = replace(up, pitch_deg=-10.0).project(np.array([[0.3, 0.0, 0.5]]))
    assert low == pytest.approx(540.0 - y)


def test_pitch_turns_about_the_line_across_the_picture_and_then_roll_about_the_line_of_sight() -> (
    None
):
    ahead, right, down = replace(SIDE, pitch_deg=8.0, roll_deg=5.0).axes()
    assert np.stack([ahead, right, down]) @ np.stack([ahead, right, down]).T == pytest.approx(
        np.eye(3)
    )
    assert np.cross(ahead, right) == pytest.approx(down)
    assert ahead[2] == pytest.approx(np.sin(np.radians(8.0)))
    assert right[2] == pytest.approx(-np.sin(np.radians(5.0)) * np.cos(np.radians(8.0)))
