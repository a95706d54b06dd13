"""The camera puts points of the room where a pinhole would."""

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
