"""Checks: beyond the limit by more than the error, for long enough."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.checking.faults import RECOVER_S, FaultWatcher
from formcheck.checking.results import Severity
from formcheck.exercises.spec import Check
from tests.signals import deg, times


def check(**changes: object) -> Check:
    table = {
        "id": "sag",
        "title": "Hips low",
        "feature": "hip_deviation",
        "direction": "below",
        "warn": -10.0,
        "fault": -17.0,
        "moment": "hold",
        "views": ["side"],
        "cue": "Lift",
        "praise": "Good",
        "source": "test",
    }
    return Check.model_validate({**table, **changes})


def watch(
    signal: Callable[[float], float],
    until_s: float = 10.0,
    fps: float = 30,
    error: float = 4.0,
    baseline: float = math.nan,
    **changes: object,
) -> FaultWatcher:
    watcher = FaultWatcher(check(**changes))
    for t in times(until_s, fps):
        watcher.update(t, deg(signal(t), error / 2.0), baseline)
    return watcher


def test_an_episode_counts_from_where_it_crossed_the_limit() -> None:
    """The error decides whether it is one; when it began is told by the limit itself."""
    watcher = watch(lambda t: -4.0 * t, until_s=8.0)
    assert watcher.changed_s == pytest.approx(17.0 / 4.0, abs=0.05)


def step(value: float, start: float = 2.0, end: float = 6.0) -> Callable[[float], float]:
    return lambda t: value if start <= t < end else 0.0


@pytest.mark.parametrize(
    ("value", "severity"),
    [(-9.0, None), (-13.9, None), (-14.1, "warn"), (-20.9, "warn"), (-21.1, "fault"), (30.0, None)],
)
def test_a_fault_must_exceed_the_limit_by_its_error(value: float, severity: str | None) -> None:
    watcher = watch(step(value))
    found = [span.severity.word for span in watcher.spans]
    assert found == ([severity] if severity else [])


@given(fps=st.floats(10, 60))
def test_start_end_and_worst_at_any_frame_rate(fps: float) -> None:
    watcher = watch(lambda t: -30.0 if 3.0 <= t < 4.0 else step(-25.0)(t), fps=fps)
    (span,) = watcher.spans
    assert span.check == "sag"
    assert span.severity is Severity.FAULT
    assert span.start_s == pytest.approx(2.0, abs=0.11)
    assert span.end_s == pytest.approx(6.0, abs=0.11)
    assert (span.worst, span.sd) == (-30.0, 2.0)


def test_too_short_is_no_fault() -> None:
    assert watch(step(-40.0, 2.0, 2.6)).spans == []
    assert len(watch(step(-40.0, 2.0, 2.8)).spans) == 1


def test_a_wobble_across_the_limit_is_one_episode() -> None:
    """Between the limit and the limit plus its error an episode goes on: hysteresis."""
    watcher = watch(lambda t: -17.0 + 6.0 * math.sin(8 * t) if 2 <= t < 8 else 0.0)
    assert len(watcher.spans) == 1


def test_a_short_visit_inside_does_not_end_it() -> None:
    def signal(t: float) -> float:
        return 0.0 if 4.0 <= t < 4.0 + RECOVER_S / 2 else step(-25.0)(t)

    assert len(watch(signal).spans) == 1


def test_severity_now_and_good_since() -> None:
    assert watch(step(-25.0), until_s=2.5).severity is Severity.GOOD
    at_fault = watch(step(-25.0), until_s=4.0)
    assert at_fault.severity is Severity.FAULT
    assert math.isnan(at_fault.good_since_s)
    assert watch(step(-15.0), until_s=4.0).severity is Severity.WARN
    better = watch(step(-25.0), until_s=8.0)
    assert better.severity is Severity.GOOD
    assert better.good_since_s == pytest.approx(6.0 + RECOVER_S, abs=0.1)


def test_closing_ends_the_episode_and_its_memory() -> None:
    watcher = watch(step(-25.0), until_s=4.0)
    going_on = watcher.open_span()
    assert going_on is not None
    watcher.close()
    assert watcher.spans == [going_on]
    assert watcher.severity is Severity.GOOD
    assert watcher.open_span() is None
    watcher.close()
    assert len(watcher.spans) == 1


def test_a_check_without_fault_limit_only_warns() -> None:
    watcher = watch(step(-60.0), fault=None)
    assert [span.severity for span in watcher.spans] == [Severity.WARN]


def test_above_and_away() -> None:
    above = {"direction": "above", "warn": 10.0, "fault": 17.0}
    assert len(watch(step(25.0), **above).spans) == 1
    assert watch(step(-25.0), **above).spans == []
    away = {**above, "direction": "away", "against": "difference"}
    for value in (125.0, 75.0):
        (span,) = watch(lambda t, v=value: step(v - 100.0)(t) + 100.0, baseline=100.0, **away).spans
        assert span.worst == value - 100.0


def test_against_a_baseline_in_percent() -> None:
    percent = {"against": "percent", "warn": -8.0, "fault": -15.0}
    watcher = watch(lambda t: 0.6 + step(-0.15)(t), error=0.03, baseline=0.6, **percent)
    (span,) = watcher.spans
    assert span.worst == pytest.approx(-25.0)
    assert span.sd == pytest.approx(2.5)
    assert watch(step(-25.0), baseline=0.0, **percent).spans == []


def test_what_is_not_seen_neither_goes_on_nor_lasts() -> None:
    watcher = watch(step(-25.0), until_s=4.0)
    assert watcher.severity is Severity.FAULT
    watcher.update(4.0, deg(math.nan), math.nan)
    assert watcher.severity is Severity.GOOD
    (span,) = watcher.spans
    assert span.end_s == pytest.approx(4.0, abs=0.1)


def test_moments_before_and_after_a_gap_do_not_add_up() -> None:
    """A limb on its way out of sight, and back from there, was not low all the while."""
    watcher = FaultWatcher(check())
    for t in times(6.0, 30):
        seen = t < 0.4 or t > 5.6
        watcher.update(t, deg(-25.0 if seen else math.nan), math.nan)
    watcher.close()
    assert watcher.spans == []


def test_without_a_baseline_nothing_is_compared() -> None:
    assert watch(step(-25.0), against="difference", baseline=math.nan).spans == []
