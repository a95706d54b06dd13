"""The table of features itself."""

import pytest

from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Landmark, Side
from formcheck.pose.pose import Pose
from tests.bodies import (
    TRUNK_PX,
    moved,
    plank,
)


def value(name: str, pose: Pose) -> float:
    return FEATURES[name].measure(SidedPose(pose, Side.LEFT))


def test_every_feature_is_found_by_its_name() -> None:
    assert all(name == feature.name for name, feature in FEATURES.items())
    assert all(feature.title for feature in FEATURES.values())


def test_arcs_are_drawn_at_angles_that_are_needed() -> None:
    for feature in FEATURES.values():
        if feature.arc is not None:
            assert feature.unit is Unit.DEG
            assert set(feature.arc) == set(feature.needs)


def test_measured_lengths_are_by_the_trunk() -> None:
    shoulder = plank(trunk_slope=0.0).image_px[Landmark.LEFT_SHOULDER]
    below = moved(
        plank(trunk_slope=0.0), {Landmark.LEFT_ELBOW: (shoulder[0], shoulder[1] + TRUNK_PX / 2)}
    )
    assert value("elbow_drop", below) == pytest.approx(0.5)
