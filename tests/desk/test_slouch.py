import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.desk.slouch import HOLD_S, Slouch, SlouchWatch
from tests.desk.sats import BEYOND, FAULT, GOOD, UNJUDGED, State, sat, script
from tests.properties import PROPERTY

RATES_HZ = (0.2, 0.5, 1.0, 2.0, 4.0, 10.0)


def run(parts: list[tuple[float, State]], rate_hz: float = 2.0) -> SlouchWatch:
    watch = SlouchWatch()
    for time_s, state in script(parts, rate_hz):
        watch.update(sat(time_s, state))
    watch.close()
    return watch


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_one_slouch_is_one_event_by_the_clock(rate_hz: float) -> None:
    (found,) = run([(100.0, GOOD), (200.0, BEYOND), (60.0, GOOD)], rate_hz).events
    assert found.start_s == pytest.approx(100.0, abs=1 / rate_hz + 0.01)
    assert found.end_s == pytest.approx(300.0, abs=1 / rate_hz + 0.01)
    assert found.beyond_s == pytest.approx(200.0, abs=2 / rate_hz + 0.01)
    assert (found.check, found.cue) == ("slump", "Grow tall.")


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_less_than_a_window_is_none(rate_hz: float) -> None:
    assert not run([(100.0, GOOD), (40.0, BEYOND), (100.0, GOOD)], rate_hz).events


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_beyond_half_of_the_time_is_none(rate_hz: float) -> None:
    assert not run([(30.0, BEYOND), (30.0, GOOD)] * 4, rate_hz).events


def test_who_has_sat_up_again_is_not_told_afterwards() -> None:
    assert not run([(45.0, BEYOND), (75.0, GOOD)] * 10).events


def test_it_goes_on_through_short_breaks() -> None:
    (found,) = run([(70.0, BEYOND), *[(3.0, GOOD), (20.0, BEYOND)] * 5, (60.0, GOOD)]).events
    assert found.end_s - found.start_s == pytest.approx(70.0 + 5 * 23.0, abs=0.6)
    assert found.beyond_s == pytest.approx(70.0 + 5 * 20.0, abs=0.6)


def test_upright_for_five_seconds_ends_it() -> None:
    first, second = run([(70.0, BEYOND), (6.0, GOOD), (70.0, BEYOND), (6.0, GOOD)]).events
    assert (first.start_s, second.start_s) == (0.0, 76.0)


def test_time_that_is_not_judged_is_no_time_upright() -> None:
    parts = [(90.0, BEYOND), (1.0, GOOD), (20.0, UNJUDGED), (2.0, GOOD), (70.0, BEYOND)]
    (found,) = run(parts).events
    assert found.beyond_s == pytest.approx(160.0, abs=0.6)
    assert len(run([*parts[:3], (6.0, GOOD), *parts[4:]]).events) == 2


def test_one_good_look_at_a_slow_pace_does_not_end_it() -> None:
    assert len(run([(100.0, BEYOND), (5.0, GOOD), (100.0, BEYOND)], rate_hz=0.2).events) == 1


def test_out_of_sight_it_does_not_go_on_and_ends_after_a_window() -> None:
    (found,) = run([(90.0, BEYOND), (200.0, UNJUDGED), (30.0, GOOD)]).events
    assert found.end_s == pytest.approx(90.0, abs=0.6)


def test_a_phone_call_in_between_is_no_end() -> None:
    (found,) = run([(90.0, BEYOND), (40.0, UNJUDGED), (30.0, BEYOND), (9.0, GOOD)]).events
    assert found.beyond_s == pytest.approx(120.0, abs=0.6)
    assert found.end_s == pytest.approx(160.0, abs=0.6)


def test_time_without_looks_is_not_judged() -> None:
    watch = SlouchWatch()
    for time_s in (0.0, 100.0, 200.0, 300.0):
        watch.update(sat(time_s, BEYOND))
    assert watch.now is None


def test_what_was_seen_only_for_a_moment_says_nothing() -> None:
    assert not run([(5.0, BEYOND), (60.0, UNJUDGED), (5.0, BEYOND), (60.0, UNJUDGED)]).events


def test_most_beyond_a_fault_is_told_from_a_warning() -> None:
    (warned,) = run([(80.0, BEYOND), (20.0, FAULT), (9.0, GOOD)]).events
    (fault,) = run([(20.0, BEYOND), (80.0, FAULT), (9.0, GOOD)]).events
    assert (warned.mostly_fault, fault.mostly_fault) == (False, True)
    assert (fault.check, fault.fault_s) == ("lean_in", pytest.approx(80.0, abs=0.6))


def test_the_present_one_can_be_seen_and_is_closed_at_the_end() -> None:
    watch = SlouchWatch()
    for time_s, state in script([(80.0, BEYOND)], 2.0):
        now = watch.update(sat(time_s, state))
    assert now == watch.now == Slouch(0.0, 79.5, 79.5, 0.0, "slump", "Grow tall.")
    watch.close()
    assert (watch.now, len(watch.events)) == (None, 1)
    watch.close()
    assert len(watch.events) == 1


def test_an_hour_keeps_no_more_than_a_minute() -> None:
    watch = SlouchWatch()
    for time_s, state in script([(300.0, GOOD), (300.0, BEYOND)], 2.0):
        watch.update(sat(time_s, state))
    assert len(watch._window) <= 122


@PROPERTY
@given(
    st.lists(
        st.tuples(st.floats(0.05, 20.0), st.sampled_from([GOOD, BEYOND, FAULT, UNJUDGED])),
        min_size=1,
        max_size=120,
    )
)
def test_events_lie_apart_and_never_last_longer_than_the_clock(
    steps: list[tuple[float, State]],
) -> None:
    watch, now_s, judged_s = SlouchWatch(window_s=20.0), 0.0, 0.0
    last: State | None = None
    for step_s, state in steps:
        now_s += step_s
        judged_s += step_s * (last in {BEYOND, FAULT} and step_s <= HOLD_S)
        last = state
        watch.update(sat(now_s, state))
    watch.close()
    for one in watch.events:
        assert 0.0 <= one.fault_s <= one.beyond_s <= one.end_s - one.start_s + 1e-6
    for one, after in pairwise(watch.events):
        assert one.end_s <= after.start_s
    total = math.fsum(one.beyond_s for one in watch.events)
    assert total <= judged_s + 1e-6
