"""Turned and cut pictures, and the way back to the upright one."""

import numpy as np
import pytest

from formcheck.landmarks import COUNT, Landmark
from formcheck.pose.looks import PLAIN, VISIBLE, Body, Box, Look
from tests.pose.persons import SIZE, body_at

HEIGHT, WIDTH = 40, 60
REGION = Box(10, 5, 45, 30)
LOOKS = [Look(turns, region) for turns in range(4) for region in (None, REGION)]


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_seen_somewhere_is_mapped_back_to_where_it_is(look: Look) -> None:
    rng = np.random.default_rng(1)
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    columns, rows = rng.permutation(np.arange(10, 45))[:33], rng.integers(5, 30, 33)
    picture[rows, columns, 0] = np.arange(1, COUNT + 1)
    seen = look.see(picture)
    assert seen.flags.c_contiguous
    places = [np.argwhere(seen[..., 0] == number)[0] for number in range(1, COUNT + 1)]
    points = np.array([(column + 0.5, row + 0.5) for row, column in places])
    flat = points - points.mean(axis=0)
    body = Body(points, np.column_stack([flat, rows]), np.linspace(0, 1, COUNT))
    found = look.to_picture(body, (seen.shape[1], seen.shape[0]))
    upright = np.column_stack([columns, rows]) + 0.5
    np.testing.assert_allclose(found.image_px, upright)
    np.testing.assert_allclose(found.world_m[:, :2], upright - upright.mean(axis=0), atol=1e-9)
    np.testing.assert_array_equal(found.world_m[:, 2], rows)
    np.testing.assert_array_equal(found.visibility, body.visibility)


def test_a_plain_look_changes_nothing() -> None:
    body = body_at(300)
    assert PLAIN.to_picture(body, SIZE) is body


def test_a_box_grows_about_its_centre_and_stays_inside_the_picture() -> None:
    assert Box(100, 100, 200, 200).grown(1.5, (1000, 1000)) == Box(75, 75, 225, 225)
    assert Box(100, 100, 200, 120).grown(1.0, (1000, 1000)) == Box(100, 85, 200, 135)
    assert Box(0, 0, 100, 100).grown(2.0, (120, 1000)) == Box(0, 0, 120, 150)


def test_areas_of_boxes() -> None:
    assert Box(0, 0, 4, 2).area == 8
    assert Box(0, 0, 4, 2).common(Box(3, 1, 9, 9)).area == 1
    assert Box(0, 0, 4, 2).common(Box(5, 5, 9, 9)).area == 0
    assert Box(0, 0, 4, 2).holds(Box(1, 0, 4, 2))
    assert not Box(0, 0, 4, 2).holds(Box(1, 0, 5, 2))


def test_a_body_with_a_hidden_hip_is_not_plausible() -> None:
    body = body_at(300)
    assert body.plausible
    body.visibility[Landmark.LEFT_HIP] = VISIBLE - 0.01
    assert not body.plausible


def test_a_body_whose_trunk_is_outside_is_outside() -> None:
    assert body_at(300).is_inside(SIZE)
    assert not body_at(300, SIZE[1] + 60.0).is_inside(SIZE)


def test_distance_of_bodies_is_in_trunks() -> None:
    one, moved = body_at(300), body_at(380)
    assert one.apart(one) == 0
    assert one.apart(moved) == pytest.approx(0.5, abs=0.01)
