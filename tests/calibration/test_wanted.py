"""The range of a feature follows from the exercise's own limits."""

import math

import pytest

from calibration.wanted import MARGIN, features_in, window
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.exercises.spec import View
from formcheck.features.reading import Unit

DEG = MARGIN[Unit.DEG]


def limits(slug: str, feature: str) -> tuple[float, float]:
    checks = [one for one in load_exercise(slug).checks if one.feature == feature]
    values = [x for one in checks for x in (one.warn, one.fault) if x is not None]
    return min(values), max(values)


@pytest.mark.parametrize(
    ("slug", "feature"), [("plank", "hip_deviation"), ("bridge", "knee_angle")]
)
def test_checks_set_the_range(slug: str, feature: str) -> None:
    low, high = limits(slug, feature)
    assert window(load_exercise(slug), feature) == (low - DEG, high + DEG)


def test_a_check_away_from_zero_counts_both_ways() -> None:
    _, high = limits("sitting", "shoulder_tilt")
    assert window(load_exercise("sitting"), "shoulder_tilt") == (-high - DEG, high + DEG)


def test_what_is_counted_counts_everywhere() -> None:
    """Its extreme is shown, however far it went."""
    for slug, feature in (("bird-dog", "leg_lift"), ("bridge", "hip_extension")):
        assert window(load_exercise(slug), feature) == (-math.inf, math.inf)


def test_the_start_sets_the_range_of_what_is_only_looked_at_there() -> None:
    exercise = load_exercise("plank")
    own = (*exercise.start.conditions, *exercise.keeps.conditions)
    mins = [one.min for one in own if one.feature == "body_slope"]
    assert window(exercise, "body_slope")[0] == min(mins) - DEG


def test_what_is_compared_with_the_own_baseline_counts_everywhere() -> None:
    assert window(load_exercise("sitting"), "neck_lean") == (-math.inf, math.inf)


def test_a_view_has_its_own_features() -> None:
    sitting = load_exercise("sitting")
    assert "neck_height" in features_in(sitting, View.FRONT)
    assert "neck_height" not in features_in(sitting, View.SIDE)
    assert "trunk_lean" in features_in(sitting, View.SIDE)


def test_every_check_is_looked_at_in_its_views() -> None:
    for exercise in list_exercises():
        for check in exercise.checks:
            for view in check.views:
                assert check.feature in features_in(exercise, view)
