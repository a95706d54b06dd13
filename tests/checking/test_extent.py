"""The ends of a window are the lowest and the highest of what is in it."""

import math

from hypothesis import given
from hypothesis import strategies as st

from formcheck.checking.extent import Extent
from tests.properties import PROPERTY

NUMBERS = st.lists(st.floats(-9.0, 9.0) | st.just(math.nan), min_size=1, max_size=40)


@PROPERTY
@given(NUMBERS, st.integers(1, 10))
def test_they_are_those_of_the_known_numbers_in_the_window(
    numbers: list[float], window: int
) -> None:
    extent = Extent()
    for place, number in enumerate(numbers):
        extent.add(place, number)
        first = max(0, place + 1 - window)
        extent.forget(first)
        known = [one for one in numbers[first : place + 1] if not math.isnan(one)]
        assert extent.ends == ((min(known), max(known)) if known else None)
