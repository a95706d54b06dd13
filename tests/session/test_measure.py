"""All readings of an exercise, with short gaps bridged."""

import math

import pytest

from formcheck.checking.results import ViewEstimate
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.features.error_model import load_error_model
from formcheck.landmarks import Landmark, Side
from formcheck.session.measure import GAP_S, Measurer
from formcheck.session.sight import Sight
from tests import bodies

SIDE = ViewEstimate("side", 3.0)


def test_limbs_are_measured_on_both_sides() -> None:
    keys = set(Measurer(load_exercise("bird-dog"), load_error_model()).features)
    assert {"arm_lift_left", "arm_lift_right", "leg_lift_left", "leg_lift_right"} <= keys
    assert {"trunk_slope", "leg_lift"} <= keys


@pytest.mark.parametrize("slug", [exercise.slug for exercise in list_exercises()])
def test_every_feature_an_exercise_refers_to_is_measured(slug: str) -> None:
    exercise = load_exercise(slug)
    keys = set(Measurer(exercise, load_error_model()).features)
    named = {one.feature for one in (*exercise.start.conditions, *exercise.keeps.conditions)}
    assert named | set(exercise.focus.values()) <= keys
    assert exercise.telltale is None or exercise.telltale.feature in keys
    for check in exercise.checks:
        assert check.feature in keys or f"{check.feature}_left" in keys


def test_a_gap_is_bridged_with_the_last_value_and_no_longer() -> None:
    measurer = Measurer(load_exercise("plank"), load_error_model())
    seen = measurer.measure(0.0, Sight(bodies.plank(), Side.LEFT), SIDE)["hip_deviation"]
    lost = bodies.hidden(bodies.plank(hip_deviation=30.0), Landmark.LEFT_HIP)
    assert measurer.measure(GAP_S, Sight(lost, Side.LEFT), SIDE)["hip_deviation"] == seen
    assert measurer.measure(GAP_S, Sight(None, None), SIDE)["hip_deviation"] == seen
    late = measurer.measure(GAP_S + 0.1, Sight(lost, Side.LEFT), SIDE)["hip_deviation"]
    assert not late.judged
    assert math.isnan(late.value)


def test_nobody_seen_yet() -> None:
    measurer = Measurer(load_exercise("plank"), load_error_model())
    readings = measurer.measure(0.0, Sight(None, None), SIDE)
    assert readings
    assert not any(reading.judged for reading in readings.values())


def test_trembling_widens_the_stated_error() -> None:
    still, shaky = (Measurer(load_exercise("plank"), load_error_model()) for _ in range(2))
    for k in range(30):
        calm = still.measure(k / 30, Sight(bodies.plank(), Side.LEFT), SIDE)["hip_deviation"]
        body = bodies.plank(hip_deviation=8.0 * (-1) ** k)
        shaking = shaky.measure(k / 30, Sight(body, Side.LEFT), SIDE)["hip_deviation"]
    assert shaking.sd > calm.sd + 4.0


def test_a_telltale_is_measured_though_nothing_else_asks_for_it() -> None:
    hinge, lifting = load_exercise("hip-hinge"), load_exercise("lifting")
    errors = load_error_model()
    assert "load_reach" not in Measurer(hinge, errors).features
    told = hinge.model_copy(update={"telltale": lifting.telltale})
    assert "load_reach" in Measurer(told, errors).features
