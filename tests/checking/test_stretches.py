"""Timed stretches: stillness about the person's own plateau."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.checking.counter import Phase, Tick
from formcheck.checking.stretches import StretchTimer
from formcheck.exercises.rules import StretchRule
from formcheck.landmarks import Side
from tests.signals import Signal, deg, drive, times

PLATEAU = 75.0
RULE = StretchRule(
    kind="stretch",
    signal="hip_extension",
    tolerance=8.0,
    target_s=30.0,
    partial_s=15.0,
    min_s=5.0,
    grace_s=2.0,
    sided=False,
    source="test",
)


def timer(rule: StretchRule = RULE) -> StretchTimer:
    made = StretchTimer(rule)
    made.arm({"hip_extension": PLATEAU}, 0.0)
    return made


def run(signal: Signal, duration_s: float, fps: float = 30.0) -> StretchTimer:
    made = timer()
    drive(made, {"hip_extension": signal}, duration_s, fps)
    return made


def off(size: float, start_s: float, length_s: float) -> Signal:
    """On the plateau, but for one move away from it."""
    return lambda t: PLATEAU + (size if start_s <= t < start_s + length_s else 0.0)


@settings(max_examples=40, deadline=None)
@given(fps=st.floats(10, 60), swing=st.floats(0.0, 3.9))
def test_any_frame_rate_gives_the_same_seconds(fps: float, swing: float) -> None:
    """Breathing within the tolerance is stillness; the still second counts as well."""
    made = run(lambda t: PLATEAU + swing * math.sin(t), 20.0, fps)
    made.disarm()
    (hold,) = made.holds
    assert hold.good_s == pytest.approx(20.0, abs=0.2)
    assert hold.end_s - hold.start_s == pytest.approx(20.0, abs=0.2)


def test_getting_into_it_does_not_count() -> None:
    made = run(lambda t: 140.0 - min(t, 5.0) * 13.0, 15.0)
    assert made.phase is Phase.HOLDING
    made.disarm()
    (hold,) = made.holds
    assert hold.start_s == pytest.approx(4.5, abs=0.6)
    assert hold.good_s == pytest.approx(15.0 - hold.start_s, abs=0.1)


def test_nothing_counts_before_a_still_second() -> None:
    made = run(lambda t: PLATEAU + 12.0 * math.sin(6.0 * t), 20.0)
    assert made.phase is Phase.MOVING
    assert made.clock is not None
    assert made.clock.total_s == 0.0
    made.disarm()
    assert made.holds == []


def test_a_short_move_stops_the_clock_and_does_not_end_it() -> None:
    made = run(off(20.0, 8.0, 1.5), 16.0)
    made.disarm()
    (hold,) = made.holds
    assert hold.good_s == pytest.approx(14.5, abs=0.1)
    assert hold.end_s - hold.start_s == pytest.approx(16.0, abs=0.1)


def test_a_long_move_ends_it_where_it_began() -> None:
    made = run(off(20.0, 8.0, 3.5), 10.5)
    (hold,) = made.holds
    assert (hold.start_s, hold.end_s) == pytest.approx((0.0, 8.0), abs=0.1)
    assert hold.good_s == pytest.approx(8.0, abs=0.1)
    assert made.phase is Phase.MOVING


def test_after_a_long_move_a_new_one_begins() -> None:
    made = run(lambda t: off(20.0 + 9.0 * math.sin(6.0 * t), 8.0, 3.5)(t), 20.0)
    made.disarm()
    assert len(made.holds) == 2
    assert made.holds[1].start_s == pytest.approx(11.5, abs=0.1)


def test_two_moves_are_forgiven_each_on_its_own() -> None:
    made = run(lambda t: off(20.0, 6.0, 1.5)(t) + off(20.0, 8.0, 1.5)(t) - PLATEAU, 14.0)
    made.disarm()
    (hold,) = made.holds
    assert hold.good_s == pytest.approx(11.0, abs=0.2)


def test_too_short_is_not_recorded() -> None:
    made = run(lambda _t: PLATEAU, 4.5)
    made.disarm()
    assert made.holds == []
    assert made.phase is Phase.READY


@pytest.mark.parametrize(("drift", "holds"), [(0.7, 1), (-0.7, 1), (3.0, 2)])
def test_sinking_in_slowly_is_followed(drift: float, holds: int) -> None:
    made = run(lambda t: PLATEAU + drift * max(0.0, min(t, 25.0) - 8.0), 40.0)
    made.disarm()
    assert len(made.holds) == holds


def test_the_limit_itself_is_no_flicker() -> None:
    """Once beyond the tolerance, the body is back only clearly within it."""
    made, changes = timer(), 0
    for t in times(10.0, 30):
        trembling = 0.5 if int(t * 30) % 2 else -0.5
        value = PLATEAU + (8.2 + trembling if t > 6.0 else 0.0)
        before = made.phase
        made.update(Tick(t, {"hip_extension": deg(value)}, at_fault=False))
        changes += made.phase is not before and t > 6.0
    assert changes <= 2


def test_form_at_fault_is_held_but_not_good() -> None:
    made = timer()
    for t in times(12.0, 30):
        bad = 5.0 <= t < 8.0
        made.update(Tick(t, {"hip_extension": deg(PLATEAU)}, at_fault=bad, since_s=math.nan))
    made.disarm()
    (hold,) = made.holds
    assert hold.good_s == pytest.approx(9.0, abs=0.1)
    assert hold.end_s == pytest.approx(12.0, abs=0.1)


def test_unseen_time_pauses() -> None:
    made = run(lambda t: math.nan if 6.0 <= t < 9.0 else PLATEAU, 15.0)
    for t in times(3.0, 10):
        made.pause(15.0 + t)
    assert made.clock is not None
    assert not made.clock.running
    made.disarm()
    (hold,) = made.holds
    assert hold.good_s == pytest.approx(12.0, abs=0.7)


def test_unseen_stillness_is_none() -> None:
    made = timer()
    for t in times(3.0, 30):
        if int(t * 30) % 20 == 19:
            made.pause(t)
        else:
            made.update(Tick(t, {"hip_extension": deg(PLATEAU)}, at_fault=False))
    assert made.phase is Phase.MOVING


def test_leaving_takes_off_the_way_out() -> None:
    made = run(lambda _t: PLATEAU, 12.0)
    made.disarm(left_s=10.0)
    (hold,) = made.holds
    assert hold.end_s == 10.0
    assert hold.good_s == pytest.approx(10.0, abs=0.1)


@pytest.mark.parametrize("sided", [True, False])
def test_one_leg_at_a_time_is_counted_for_the_near_side(*, sided: bool) -> None:
    made = timer(RULE.model_copy(update={"sided": sided}))
    drive(made, {"hip_extension": lambda _t: PLATEAU}, 8.0, near=Side.RIGHT)
    made.disarm()
    assert [hold.side for hold in made.holds] == [Side.RIGHT if sided else None]


def test_the_clock_shows_seconds_and_target() -> None:
    made = run(lambda _t: PLATEAU, 15.1)
    clock = made.clock
    assert clock is not None
    assert (clock.target_s, clock.running) == (30.0, True)
    assert clock.good_s == pytest.approx(15.0, abs=0.2)
    assert made.progress == pytest.approx(0.5, abs=0.02)
    assert made.reps == []
