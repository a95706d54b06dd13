"""A repetition's extreme is read from the series that it was counted by."""

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Side
from formcheck.session.at_turn import rep_feature, turn_series


@pytest.mark.parametrize(
    ("slug", "focus", "expected"),
    [
        ("bridge", "knee_angle", "hip_extension"),
        ("bird-dog", "trunk_level", "leg_lift"),
        ("cat-cow", "back_height", "back_height"),
        ("plank", "hip_deviation", "hip_deviation"),
    ],
)
def test_the_feature_is_what_repetitions_are_counted_by(
    slug: str, focus: str, expected: str
) -> None:
    assert rep_feature(load_exercise(slug), focus) == expected


def test_of_an_arm_and_the_opposite_leg_the_leg_is_measured() -> None:
    found = turn_series(load_exercise("bird-dog"), "leg_lift", Side.LEFT)

    assert found == ("leg_lift_right", Side.RIGHT)


def test_elsewhere_the_side_is_that_of_the_repetition() -> None:
    assert turn_series(load_exercise("bridge"), "hip_extension", None) == ("hip_extension", None)
    marching = turn_series(load_exercise("marching"), "knee_rise", Side.LEFT)
    assert marching[1] is Side.LEFT
