"""Bodies without size."""

import math

from formcheck.features.body import FEATURES
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Landmark, Side
from tests.bodies import front, moved, sitting


def test_points_that_coincide_have_no_measure() -> None:
    """Nothing is divided by a trunk, an arm or shoulders without length."""
    everywhere = dict.fromkeys(Landmark, (300.0, 200.0))
    in_the_picture = [one for one in FEATURES.values() if one.name != "trunk_turn"]
    for feature in in_the_picture:
        build = front if feature.paired else sitting
        assert math.isnan(feature.measure(SidedPose(moved(build(), everywhere), Side.LEFT)))
