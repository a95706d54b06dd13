"""Fewer points hide nothing: peaks stay, gaps stay gaps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.review.thin import thinned

TIME_S = np.arange(10_000) / 30
VALUE = 150.0 + 20.0 * np.sin(TIME_S)
ERROR = np.full_like(VALUE, 5.0)
END_S = float(TIME_S[-1])


def test_few_points_are_left_alone() -> None:
    found = thinned(TIME_S, VALUE, ERROR, (10.0, 20.0), 1000)
    assert found.time_s[0] < 10.0
    assert found.time_s[-1] > 20.0
    assert len(found.time_s) == len(found.value) == len(found.low) == 303
    assert found.high - found.value == pytest.approx(ERROR[:303])


@given(st.integers(0, 9_999), st.floats(-500.0, 500.0), st.integers(10, 3000))
def test_the_wildest_frame_is_always_seen(frame: int, wild: float, most: int) -> None:
    value = VALUE.copy()
    value[frame] = wild
    found = thinned(TIME_S, value, ERROR, (0.0, END_S), most)
    assert len(found.value) <= most + 4
    assert np.nanmin(found.value) == value.min()
    assert np.nanmax(found.value) == value.max()
    assert np.nanmin(found.low) == value.min() - 5.0
    assert np.all(np.diff(found.time_s) >= 0)


def test_where_nothing_was_measured_there_is_a_gap() -> None:
    value, error = VALUE.copy(), ERROR.copy()
    value[3000:6000] = np.nan
    error[7000:8000] = np.nan
    found = thinned(TIME_S, value, error, (0.0, END_S), 500)
    gap = (found.time_s > 101.0) & (found.time_s < 199.0)
    assert np.isnan(found.value[gap]).all()
    assert np.isfinite(found.value[~gap & (found.time_s < 99.0)]).all()
    bare = (found.time_s > 234.0) & (found.time_s < 266.0)
    assert np.isfinite(found.value[bare]).all()
    assert np.isnan(found.low[bare]).all()


def test_a_lonely_reading_in_a_gap_is_not_lost() -> None:
    value = np.full_like(VALUE, np.nan)
    value[5000] = 160.0
    found = thinned(TIME_S, value, ERROR, (0.0, END_S), 300)
    assert set(found.value[np.isfinite(found.value)]) == {160.0}


def test_points_stay_where_they_are_while_somebody_scrolls() -> None:
    one = thinned(TIME_S, VALUE, ERROR, (100.0, 200.0), 300)
    other = thinned(TIME_S, VALUE, ERROR, (100.1, 200.1), 300)
    assert len(set(one.time_s) & set(other.time_s)) > 250


def test_nothing_gives_nothing() -> None:
    nothing = np.zeros(0)
    assert thinned(nothing, nothing, nothing, (0.0, 1.0), 100).value.size == 0
