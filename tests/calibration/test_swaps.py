"""A limb that was taken for the other one is told from a limb that was seen badly."""

import numpy as np
import pytest

from calibration.swaps import is_swapped, seen_px
from formcheck.features.body import FEATURES
from formcheck.landmarks import COUNT, MIRROR, Landmark
from formcheck.pose.pose import Floats, Pose, no_doubt
from samples.mannequin.body import Body
from samples.mannequin.camera import Camera
from samples.mannequin.moves import bird_dog

BODY = Body()
CAMERA = Camera(
    yaw_deg=0.0, distance_m=2.6, height_m=0.5, fov_deg=60.0, target_m=(0.2, 0.0, 0.4)
)  # fmt: skip


@pytest.fixture(scope="module")
def places() -> dict[str, Floats]:
    reach = bird_dog.START | {"left_arm": 1.0, "right_leg": 1.0}
    return seen_px(BODY, bird_dog.solve(BODY, reach), CAMERA)


def seen(places: dict[str, Floats]) -> Pose:
    px = np.full((COUNT, 2), np.nan)
    for landmark in Landmark:
        if landmark.name.lower() in places:
            px[landmark] = places[landmark.name.lower()]
    return Pose(
        time_s=0.0, image_px=px, world_m=np.zeros((COUNT, 3)), visibility=np.ones(COUNT),
        image_size=CAMERA.size, doubt=no_doubt(),
    )  # fmt: skip


def mirrored(pose: Pose) -> Pose:
    return Pose(
        time_s=0.0, image_px=pose.image_px[list(MIRROR)], world_m=pose.world_m,
        visibility=pose.visibility, image_size=pose.image_size, doubt=pose.doubt,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["knee_angle", "leg_lift", "arm_line"])
def test_left_taken_for_right_is_a_swap(places: dict[str, Floats], name: str) -> None:
    assert not is_swapped(FEATURES[name], seen(places), places)
    assert is_swapped(FEATURES[name], mirrored(seen(places)), places)


def test_a_limb_a_little_off_is_not_swapped(places: dict[str, Floats]) -> None:
    pose = seen(places)
    pose.image_px[Landmark.RIGHT_ANKLE] += (-30.0, 25.0)
    assert not is_swapped(FEATURES["knee_angle"], pose, places)


def test_what_needs_no_limb_cannot_be_swapped(places: dict[str, Floats]) -> None:
    assert not is_swapped(FEATURES["trunk_slope"], mirrored(seen(places)), places)


def test_limbs_side_by_side_cannot_be_swapped() -> None:
    still = seen_px(BODY, bird_dog.solve(BODY, bird_dog.START), CAMERA)
    assert not is_swapped(FEATURES["knee_angle"], mirrored(seen(still)), still)
