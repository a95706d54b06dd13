"""A pose has its shapes, and a doubted landmark has no place."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from formcheck.landmarks import COUNT, Landmark
from formcheck.pose.pose import Doubt, no_doubt
from tests.bodies import hidden, plank


def test_nothing_is_doubted_at_first() -> None:
    doubt = no_doubt()
    assert doubt.shape == (COUNT,)
    assert doubt.dtype == np.uint8
    assert not doubt.any()
    assert no_doubt() is not doubt


def test_a_trusted_landmark_is_where_it_was_seen() -> None:
    pose = plank()
    for landmark in Landmark:
        assert pose.point(landmark) == tuple(pose.image_px[landmark])


@pytest.mark.parametrize("why", [doubt for doubt in Doubt if doubt is not Doubt.NONE])
def test_a_doubted_landmark_is_nowhere_and_the_others_stay(why: Doubt) -> None:
    pose = hidden(plank(), Landmark.LEFT_HIP, why=why)
    assert np.isnan(pose.point(Landmark.LEFT_HIP)).all()
    assert np.isfinite(pose.point(Landmark.RIGHT_HIP)).all()
    assert np.isfinite(pose.image_px).all()


@pytest.mark.parametrize(
    ("name", "wrong", "expected"),
    [
        ("image_px", np.zeros((COUNT, 3)), "(33, 2), got (33, 3)"),
        ("world_m", np.zeros((COUNT, 2)), "(33, 3), got (33, 2)"),
        ("visibility", np.zeros((COUNT, 1)), "(33,), got (33, 1)"),
        ("doubt", np.zeros(32, np.uint8), "(33,), got (32,)"),
    ],
)
def test_a_wrong_shape_is_told(name: str, wrong: object, expected: str) -> None:
    with pytest.raises(ValueError, match=name) as caught:
        replace(plank(), **{name: wrong})
    assert str(caught.value) == f"{name}: expected shape {expected}"


def test_a_pose_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        plank().time_s = 1.0
