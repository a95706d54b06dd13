"""Averages of a posture over some seconds."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.checking.counter import Phase, Tick
from formcheck.checking.snapshots import SnapshotTaker
from formcheck.exercises.rules import SnapshotRule
from tests.signals import deg, times

RULE = SnapshotRule(kind="snapshot", seconds=10.0, source="test")


def taker() -> SnapshotTaker:
    made = SnapshotTaker(RULE)
    made.arm({}, 0.0)
    return made


@settings(max_examples=40, deadline=None)
@given(fps=st.floats(10, 60), value=st.floats(-50.0, 50.0), sway=st.floats(0.0, 5.0))
def test_any_frame_rate_gives_the_same_average(fps: float, value: float, sway: float) -> None:
    """The sd joins the error of the readings and the sway: averaging lessens neither."""
    made = taker()
    for t in times(12.0, fps):
        reading = deg(value + sway * math.sin(2 * math.pi * t / 2.5), sd=3.0)
        made.update(Tick(t, {"trunk_lean": reading}, at_fault=False))
    found = made.averages["trunk_lean"]
    assert found.value == pytest.approx(value, abs=0.3)
    assert found.sd == pytest.approx(math.hypot(3.0, sway / math.sqrt(2)), abs=0.2)
    assert found.unit == "deg"
    assert made.end_s - made.start_s == pytest.approx(10.0, abs=0.2)


def test_the_clock_runs_to_the_end_and_stays() -> None:
    made = taker()
    assert made.phase is Phase.HOLDING
    for t in times(5.05, 30):
        made.update(Tick(t, {"trunk_lean": deg(4.0)}, at_fault=False))
    assert made.averages == {}
    assert made.clock is not None
    assert made.clock.total_s == pytest.approx(5.0, abs=0.1)
    assert (made.clock.running, made.clock.target_s) == (True, 10.0)
    assert made.progress == pytest.approx(0.5, abs=0.01)
    for t in times(8.0, 30):
        made.update(Tick(5.1 + t, {"trunk_lean": deg(4.0)}, at_fault=False))
    assert (made.phase, made.progress, made.clock.running) == (Phase.READY, 1.0, False)
    assert made.averages["trunk_lean"].value == pytest.approx(4.0)


def test_what_was_hardly_seen_has_no_average() -> None:
    made = taker()
    for t in times(11.0, 30):
        readings = {
            "trunk_lean": deg(4.0 if t < 6.0 else math.nan),
            "neck_lean": deg(7.0 if t < 4.0 else math.nan),
        }
        made.update(Tick(t, readings, at_fault=False))
    assert made.averages["trunk_lean"].value == pytest.approx(4.0)
    assert not made.averages["neck_lean"].judged
    assert made.averages["neck_lean"].why_not == "seen for less than half of the time"


def test_unseen_time_pauses() -> None:
    made = taker()
    for t in times(6.0, 30):
        made.update(Tick(t, {"trunk_lean": deg(4.0)}, at_fault=False))
    for t in times(8.0, 30):
        made.pause(6.0 + t)
    assert made.clock is not None
    assert not made.clock.running
    assert not made.done
    for t in times(4.5, 30):
        made.update(Tick(14.0 + t, {"trunk_lean": deg(8.0)}, at_fault=False))
    assert made.averages["trunk_lean"].value == pytest.approx(5.6, abs=0.1)


def test_leaving_before_the_end_begins_anew() -> None:
    made = taker()
    for t in times(9.0, 30):
        made.update(Tick(t, {"trunk_lean": deg(40.0)}, at_fault=False))
    made.disarm()
    assert (made.phase, made.progress) == (Phase.READY, 0.0)
    made.arm({}, 20.0)
    for t in times(10.5, 30):
        made.update(Tick(20.0 + t, {"trunk_lean": deg(4.0)}, at_fault=False))
    assert made.averages["trunk_lean"].value == pytest.approx(4.0)
    assert made.start_s == pytest.approx(20.0, abs=0.1)


def test_a_snapshot_that_was_taken_is_kept() -> None:
    made = taker()
    for t in times(10.5, 30):
        made.update(Tick(t, {"trunk_lean": deg(4.0)}, at_fault=False))
    made.disarm()
    made.arm({}, 20.0)
    for t in times(12.0, 30):
        made.update(Tick(20.0 + t, {"trunk_lean": deg(40.0)}, at_fault=False))
    assert made.averages["trunk_lean"].value == pytest.approx(4.0)
    assert made.phase is Phase.READY
    assert (made.reps, made.holds, made.uncounted) == ([], [], [])
