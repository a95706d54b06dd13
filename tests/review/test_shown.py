"""What is looked at stays inside the recording, whatever somebody does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.review.shown import LEAST_S, Shown

WHOLE = Shown.all_of(100.0)
TIMES = st.floats(0.0, 100.0)


@given(TIMES, st.floats(0.01, 100.0), st.floats(-200.0, 200.0), TIMES)
def test_it_never_leaves_the_recording(
    about_s: float, factor: float, by_s: float, time_s: float
) -> None:
    closer = WHOLE.zoomed(about_s, factor)
    for one in (closer, closer.moved(by_s), closer.following(time_s), closer.of_length(120.0)):
        assert 0.0 <= one.start_s < one.end_s <= one.length_s + 1e-9
        assert one.wide_s >= LEAST_S - 1e-9
    assert closer.following(time_s).has(time_s)


def test_what_is_under_the_pointer_stays_there() -> None:
    closer = WHOLE.zoomed(40.0, 0.5)
    assert (closer.start_s, closer.end_s) == (20.0, 70.0)
    assert closer.share(40.0) == WHOLE.share(40.0)
    assert not closer.whole
    assert closer.time_at(0.5) == 45.0
    assert closer.time_at(9.0) == 100.0


def test_the_page_is_turned_when_the_moment_leaves_it() -> None:
    page = WHOLE.showing(20.0, 40.0)
    assert page.following(40.0) is page
    assert page.following(41.0).start_s == pytest.approx(39.0)
    assert page.following(5.0).start_s == pytest.approx(3.0)
    assert page.following(99.0).end_s == 100.0


def test_a_recording_that_grows_is_shown_whole_or_as_it_was() -> None:
    assert WHOLE.of_length(200.0) == Shown(0.0, 200.0, 200.0)
    assert WHOLE.showing(20.0, 40.0).of_length(200.0) == Shown(20.0, 40.0, 200.0)
    assert WHOLE.showing(20.0, 40.0).of_length(30.0) == Shown(10.0, 30.0, 30.0)
    assert Shown.all_of(0.0).wide_s == LEAST_S
