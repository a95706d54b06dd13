"""The truth of a known posture is what its formula says."""

import math

import pytest

from calibration.grid import grid
from calibration.truth import true_pose, true_value
from formcheck.exercises.spec import View
from formcheck.features.body import FEATURES
from formcheck.landmarks import Joint, Side
from samples.mannequin.body import Body
from samples.mannequin.camera import Camera
from samples.mannequin.moves import bird_dog, plank, sitting
from samples.mannequin.skeleton import Posture

BODY = Body(height_m=1.8)
SIDE = Camera(
    yaw_deg=25.0, distance_m=2.2, height_m=0.8, fov_deg=60.0, target_m=(-0.5, 0.0, 0.4)
)  # fmt: skip
FRONT = Camera(
    yaw_deg=90.0, distance_m=0.7, height_m=1.2, fov_deg=60.0, target_m=(0.0, 0.0, 1.2)
)  # fmt: skip


def value(
    name: str, posture: Posture, *, view: View = View.SIDE,
    side: Side = Side.RIGHT,
) -> float:  # fmt: skip
    camera = SIDE if view is View.SIDE else FRONT
    pose = true_pose(BODY, posture, camera, view)
    return true_value(FEATURES[name], pose, side)


@pytest.mark.parametrize("dev", [-30.0, 0.0, 45.0])
def test_a_plank_reads_its_hip_deviation_whatever_the_camera(dev: float) -> None:
    posture = plank.solve(BODY, {"back": 26.0, "lift": 1.0, "dev": dev, "neck": 10.0})
    assert value("hip_deviation", posture) == pytest.approx(dev, abs=0.01)
    assert value("knee_angle", posture) == pytest.approx(176.0, abs=0.01)
    assert value("neck_angle", posture) > 160.0


def test_each_side_has_its_own_limbs() -> None:
    posture = bird_dog.solve(BODY, bird_dog.START | {"left_arm": 1.0, "right_leg": 1.0})
    assert value("leg_lift", posture) == pytest.approx(178.0, abs=0.01)
    assert value("leg_lift", posture, side=Side.LEFT) < 110.0


def test_sitting_from_the_side_reads_its_lean() -> None:
    posture = sitting.solve(BODY, sitting.START | {"lean": 18.0})
    assert value("trunk_lean", posture) == pytest.approx(18.0, abs=0.01)


def test_sitting_from_the_front_reads_its_head_tilt_and_face() -> None:
    upright = sitting.START | {"nod": 0.0, "neck": 0.0, "lean": 0.0}
    posture = sitting.solve(BODY, upright | {"tilt": 9.0})
    assert value("head_tilt", posture, view=View.FRONT) == pytest.approx(-9.0, abs=0.01)
    straight = value("eye_width", sitting.solve(BODY, upright), view=View.FRONT)
    depth_m = 0.7
    width_m = 2 * math.tan(math.radians(30.0)) * depth_m
    assert straight == pytest.approx(0.092 * BODY.scale / width_m, rel=0.02)


def test_joints_that_the_figure_lacks_are_doubted() -> None:
    posture = sitting.solve(BODY, sitting.START)
    pose = true_pose(BODY, posture, SIDE, View.SIDE)
    assert pose.doubt[Joint.EYE.on(Side.LEFT)]
    assert not pose.doubt[Joint.KNEE.on(Side.LEFT)]


def test_every_feature_that_is_looked_at_has_a_truth() -> None:
    for setting in grid(stills=2):
        series, body = setting.series, setting.person.body
        pose = true_pose(
            body, series.solver(body, setting.values[0]), setting.camera, series.view
        )  # fmt: skip
        assert not pose.doubt[Joint.HIP.on(Side.LEFT)]
