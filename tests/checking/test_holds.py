"""The clock of a hold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.checking.counter import Phase, Tick
from formcheck.checking.holds import HoldTimer
from formcheck.exercises.spec import HoldRule, PostureRule

RULE = HoldRule(kind="hold", target_s=10.0, min_s=2.0, source="test")


def run(timer: HoldTimer, until_s: float, fps: float, bad: tuple[float, float] = (0, 0)) -> None:
    for i in range(int(until_s * fps) + 1):
        t = i / fps
        timer.update(Tick(t, {}, at_fault=bad[0] <= t < bad[1]))


@given(fps=st.floats(10, 60))
def test_seconds_do_not_depend_on_the_frame_rate(fps: float) -> None:
    timer = HoldTimer(RULE)
    timer.arm({}, 0.0)
    run(timer, 12.0, fps, bad=(4.0, 7.0))
    assert timer.clock is not None
    assert timer.clock.total_s == pytest.approx(12.0, abs=0.15)
    assert timer.clock.good_s == pytest.approx(9.0, abs=0.25)
    assert timer.clock.longest_s == pytest.approx(5.0, abs=0.25)


def test_the_clock_stops_while_the_form_is_at_fault() -> None:
    timer = HoldTimer(RULE)
    timer.arm({}, 0.0)
    run(timer, 3.0, 30)
    assert timer.clock is not None
    assert timer.clock.running
    good_s = timer.clock.good_s
    timer.update(Tick(3.1, {}, at_fault=True))
    assert not timer.clock.running
    assert timer.clock.good_s == good_s


def test_a_short_break_does_not_end_the_longest_stretch() -> None:
    timer = HoldTimer(RULE)
    timer.arm({}, 0.0)
    run(timer, 9.0, 30, bad=(4.0, 4.5))
    assert timer.clock is not None
    assert timer.clock.longest_s == pytest.approx(8.5, abs=0.1)


def test_time_that_cannot_be_seen_does_not_count() -> None:
    timer = HoldTimer(RULE)
    timer.arm({}, 0.0)
    run(timer, 3.0, 30)
    for i in range(60):
        timer.pause(3.0 + (i + 1) / 30)
    assert timer.clock is not None
    assert not timer.clock.running
    timer.update(Tick(5.05, {}, at_fault=False))
    assert timer.clock.total_s == pytest.approx(3.05, abs=0.02)


def test_the_end_of_a_hold_is_kept_and_a_short_one_is_not() -> None:
    timer = HoldTimer(RULE)
    timer.arm({}, 0.0)
    assert timer.phase is Phase.HOLDING
    run(timer, 1.5, 30)
    timer.disarm()
    assert timer.holds == []
    timer.arm({}, 0.0)
    run(timer, 6.0, 30)
    timer.disarm()
    (hold,) = timer.holds
    assert (hold.start_s, hold.end_s) == (0.0, 6.0)
    assert hold.good_s == pytest.approx(6.0)
    assert timer.phase is Phase.READY
    timer.disarm()
    assert len(timer.holds) == 1


def test_a_new_hold_starts_from_zero() -> None:
    timer = HoldTimer(RULE)
    timer.arm({}, 0.0)
    run(timer, 6.0, 30)
    timer.disarm()
    timer.arm({}, 19.0)
    timer.update(Tick(20.0, {}, at_fault=False))
    assert timer.clock is not None
    assert timer.clock.good_s == 1.0
    assert timer.clock.longest_s == pytest.approx(6.0)


def test_progress_fills_at_the_target() -> None:
    timer = HoldTimer(PostureRule(kind="posture", baseline_s=1.0, target_s=4.0, source="test"))
    timer.arm({}, 0.0)
    run(timer, 2.0, 30)
    assert timer.progress == pytest.approx(0.5)
    run(timer, 9.0, 30)
    assert timer.progress == 1.0
    timer.disarm()
    assert len(timer.holds) == 1


def test_what_is_noticed_late_is_put_right() -> None:
    """A fault is known 0.7 s after it began, its end 0.5 s after: the good seconds are exact."""
    timer = HoldTimer(RULE)
    timer.arm({}, 0.0)
    for i in range(301):
        t = i / 30
        at_fault = 3.7 <= t < 6.5
        since_s = 3.0 if at_fault else 6.0 if t >= 6.5 else math.nan
        timer.update(Tick(t, {}, at_fault, since_s))
    assert timer.clock is not None
    assert timer.clock.good_s == pytest.approx(7.0, abs=0.05)


def test_the_way_out_is_not_part_of_the_hold() -> None:
    timer = HoldTimer(RULE)
    timer.arm({}, 0.0)
    run(timer, 8.0, 30)
    timer.disarm(left_s=7.0)
    (hold,) = timer.holds
    assert (hold.end_s, hold.good_s) == (pytest.approx(7.0), pytest.approx(7.0))
    timer.arm({}, 10.0)
    for i in range(150):
        timer.update(Tick(10.0 + i / 30, {}, at_fault=i > 90))
    timer.disarm(left_s=14.5)
    assert timer.holds[1].good_s == pytest.approx(3.0, abs=0.1)
