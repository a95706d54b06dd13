"""The spine bends between hips and shoulders that stay where they are."""

from dataclasses import replace

import numpy as np
import pytest

from samples.mannequin.body import Body
from samples.mannequin.catalog import PLANS
from samples.mannequin.skeleton import solve_joints
from samples.mannequin.spine import bent, curve_of, spine_points


def test_a_neutral_back_is_the_chord_itself() -> None:
    points, normals = np.random.default_rng(1).normal(size=(2, 30, 3))
    placed, turned = bent(points, normals, curve_of(0.0, 0.0), 0.5)
    assert placed == pytest.approx(points)
    assert turned == pytest.approx(normals)


@pytest.mark.parametrize(("lumbar", "thoracic"), [(-25.0, 0.0), (20.0, 25.0), (10.0, -10.0)])
def test_the_ends_stay_and_the_bends_add_up(lumbar: float, thoracic: float) -> None:
    curve = curve_of(lumbar, thoracic)
    forward, tilt = curve.at(np.array([0.0, 1.0]))
    assert forward == pytest.approx([0.0, 0.0], abs=1e-12)
    assert np.degrees(tilt[1] - tilt[0]) == pytest.approx(lumbar + thoracic)


def test_rounding_goes_to_the_back_and_arching_to_the_front() -> None:
    middle = np.array([0.5])
    assert curve_of(20.0, 20.0).at(middle)[0][0] < -0.05
    assert curve_of(-20.0, -20.0).at(middle)[0][0] > 0.05


def test_points_lie_on_the_chord_or_beside_it() -> None:
    posture = PLANS["plank_good"]().posture_at(8.0)
    body = Body()
    joints = solve_joints(body, posture)
    straight = spine_points(body, posture)
    assert straight[0] == pytest.approx(joints["hips"])
    assert straight[-1] == pytest.approx(joints["shoulders"])
    rounded = spine_points(body, replace(posture, lumbar_deg=20.0, thoracic_deg=20.0))
    assert rounded[[0, -1]] == pytest.approx(straight[[0, -1]])
    assert (rounded[1:3, 2] > straight[1:3, 2] + 0.02).all()  # face down: the back is above


def test_the_spine_goes_where_the_body_goes() -> None:
    posture = replace(PLANS["sitting_good"]().posture_at(4.0), thoracic_deg=15.0)
    moved = replace(posture, place_m=(1.0, 2.0), heading_deg=90.0)
    here, there = spine_points(Body(), posture), spine_points(Body(), moved)
    assert there[:, 0] == pytest.approx(1.0 - here[:, 1])
    assert there[:, 1] == pytest.approx(2.0 + here[:, 0])
