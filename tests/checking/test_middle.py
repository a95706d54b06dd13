"""The middle of a window is the median of what is in it, whatever came in and went before."""

import math
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from formcheck.checking.middle import Middle
from tests.properties import PROPERTY

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40)


@PROPERTY
@given(NUMBERS, st.integers(1, 10))
def test_it_is_the_median_of_the_window(numbers: list[float], window: int) -> None:
    middle = Middle()
    for end, number in enumerate(numbers, start=1):
        middle.add(number)
        if end > window:
            middle.remove(numbers[end - window - 1])
        assert middle.median == median(numbers[max(0, end - window) : end])


def test_it_is_never_minus_nothing() -> None:
    middle = Middle()
    for _ in range(2):
        middle.add(-0.0)
        assert math.copysign(1.0, middle.median) == 1.0
