"""How a repetition's time is divided: the expected times come from the formula of the curve."""

import math
from dataclasses import replace

import numpy as np
import pytest

from formcheck.checking.results import Rep, RepKind
from formcheck.exercises.spec import Exercise
from formcheck.report.tempo import tempo
from formcheck.session.record import Series, SessionRecord


@pytest.fixture
def steps(record: SessionRecord) -> SessionRecord:
    """One repetition: up in 1 s, held for 2 s, down in 3 s; 100 readings a second."""
    time_s = np.arange(0.0, 6.005, 0.01)
    hip = np.interp(time_s, (0.0, 1.0, 3.0, 6.0), (120.0, 170.0, 170.0, 120.0))
    series = Series(time_s, ("hip_extension",), ("deg",), hip[:, None], np.full((601, 1), 2.0))
    one = Rep(1, None, 0.0, 2.0, 6.0, 170.0, 2.0, RepKind.FULL)
    return replace(record, series=series, reps=(one,))


def test_a_held_repetition_has_three_parts(steps: SessionRecord, exercise: Exercise) -> None:
    found = tempo(steps, exercise, steps.reps[0])
    # Within a tenth of the range of 50 degrees from 0.9 s to 3.3 s.
    assert found.up_s == pytest.approx(0.9, abs=0.011)
    assert found.hold_s == pytest.approx(2.4, abs=0.021)
    assert found.down_s == pytest.approx(2.7, abs=0.011)
    assert found.text == "0.9 / 2.4 / 2.7 s"


def test_a_wobble_at_the_turn_does_not_end_it(steps: SessionRecord, exercise: Exercise) -> None:
    value = steps.series.value.copy()
    value[195:205] = 150.0
    wobbly = replace(steps, series=replace(steps.series, value=value))
    assert tempo(wobbly, exercise, steps.reps[0]).text == "0.9 / 2.4 / 2.7 s"


def test_readings_that_are_missing_change_nothing(steps: SessionRecord, exercise: Exercise) -> None:
    value = steps.series.value.copy()
    value[150:160] = math.nan
    value[0] = value[-1] = math.nan
    hidden = replace(steps, series=replace(steps.series, value=value))
    assert tempo(hidden, exercise, steps.reps[0]).text == "0.9 / 2.4 / 2.7 s"


@pytest.mark.parametrize("name", ["something_else", "hip_extension"])
def test_without_readings_the_turn_is_a_moment(
    steps: SessionRecord, exercise: Exercise, name: str
) -> None:
    series = replace(steps.series, names=(name,), value=steps.series.value * math.nan)
    found = tempo(replace(steps, series=series), exercise, steps.reps[0])
    assert found.text == "2.0 / 0.0 / 4.0 s"


def test_an_extreme_that_no_reading_has_is_a_moment(
    steps: SessionRecord, exercise: Exercise
) -> None:
    far = replace(steps.reps[0], extreme=250.0)
    assert tempo(steps, exercise, far).text == "2.0 / 0.0 / 4.0 s"


def test_nobody_looked_at_a_guided_one(steps: SessionRecord, exercise: Exercise) -> None:
    guided = replace(steps.reps[0], kind=RepKind.GUIDED)
    assert tempo(steps, exercise, guided).text == "not known"
