"""A number is shown with its error, or not at all."""

import math

import pytest

from formcheck.features.reading import Reading, Unit


@pytest.mark.parametrize(
    ("unit", "value", "error", "text"),
    [
        (Unit.DEG, 167.6, 4.6, "168° ± 5"),
        (Unit.DEG, -10.2, 4.0, "-10° ± 4"),
        (Unit.PERCENT, -8.4, 3.2, "-8 % ± 3"),
        (Unit.RATIO, 0.456, 0.049, "0.46 ± 0.05"),
        (Unit.DEG, -0.4, 4.0, "0° ± 4"),
        (Unit.PERCENT, -0.4, 3.0, "0 % ± 3"),
        (Unit.RATIO, -0.004, 0.05, "0.00 ± 0.05"),
    ],
)
def test_value_and_error_in_words(unit: Unit, value: float, error: float, text: str) -> None:
    reading = Reading(value, error / 2.0, unit)
    assert reading.judged
    assert reading.text == text


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_number_is_not_judged(value: float) -> None:
    reading = Reading(value, 4.0, Unit.DEG)
    assert not reading.judged
    assert reading.text == "not judged"


def test_a_reason_stands_above_the_number() -> None:
    reading = Reading(168.0, 4.0, Unit.DEG, "I can't see your feet.")
    assert not reading.judged
    assert reading.text == "not judged"
