"""What a session collects."""

import math

import numpy as np
import pytest

from formcheck.checking.results import Counts, FaultSpan, NotJudgedSpan, Rep, RepKind, Severity
from formcheck.landmarks import Side
from formcheck.session.record_builder import NotJudgedLog, SeriesLog, counts, with_faults
from formcheck.session.update import NotJudged
from tests.signals import deg

FEET = NotJudged("I can't see your feet.", "Move the camera back a step.")
HEAD = NotJudged("I can't see your head.", "")


def rep(start: float, end: float, kind: RepKind, side: Side | None = None) -> Rep:
    return Rep(1, side, start, (start + end) / 2, end, 170.0, 5.0, kind)


def test_counts_by_kind_and_side() -> None:
    reps = [
        rep(0, 1, RepKind.FULL, Side.LEFT),
        rep(1, 2, RepKind.FULL, Side.RIGHT),
        rep(2, 3, RepKind.FULL, Side.RIGHT),
        rep(3, 4, RepKind.PARTIAL, Side.LEFT),
        rep(4, 5, RepKind.ATTEMPT, Side.LEFT),
    ]
    assert counts(reps) == Counts(full=3, partial=1, attempt=1, left=1, right=2)


def test_faults_belong_to_the_repetitions_they_touch() -> None:
    def span(check: str, start: float, end: float) -> FaultSpan:
        return FaultSpan(check, Severity.WARN, start, end, 0.0, 1.0)

    reps = with_faults(
        [rep(0, 4, RepKind.FULL), rep(5, 9, RepKind.FULL)],
        [span("a", 1, 2), span("a", 3, 3.5), span("b", 3.5, 6), span("c", 4.2, 4.8)],
    )
    assert [one.faults for one in reps] == [("a", "b"), ("b",)]


def test_not_judged_spans_and_short_ones_left_out() -> None:
    log = NotJudgedLog()
    log.update(0.0, [FEET])
    log.update(1.0, [FEET, HEAD])
    log.update(1.1, [HEAD])
    log.update(1.2, [])
    log.update(2.0, [FEET])
    log.update(3.0, [FEET])
    text = "I can't see your feet. Move the camera back a step."
    assert log.spans() == (NotJudgedSpan(text, 0.0, 1.0), NotJudgedSpan(text, 2.0, 3.0))
    assert log.spans() == log.spans()


def test_series_and_the_share_that_was_judged() -> None:
    log = SeriesLog({"knee": "deg"})
    assert log.graded_fraction == 0.0
    assert log.series().value.shape == (0, 1)
    for k in range(11):
        log.update(k / 10, {"knee": deg(90.0 + k)}, yaw_deg=math.nan if k == 3 else 10.0)
        log.grade(k / 10, armed=k > 2, judged=k > 4)
    assert log.graded_fraction == pytest.approx(6 / 8)
    assert log.view().yaw_deg == 10.0
    series = log.series()
    assert np.array_equal(series.value[:, 0], 90.0 + np.arange(11))
    assert series.names == ("knee",)
