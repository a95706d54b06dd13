"""Collects what a session finds, frame by frame, into its record."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from formcheck.checking.counter import Stopwatch
from formcheck.checking.faults import FaultWatcher
from formcheck.checking.results import (
    Counts,
    FaultSpan,
    NotJudgedSpan,
    Rep,
    RepKind,
    ViewEstimate,
)
from formcheck.checking.view import name_view
from formcheck.features.reading import Reading
from formcheck.landmarks import Side
from formcheck.pose.growing import Growing
from formcheck.session.record import Series
from formcheck.session.update import NotJudged

SHORTEST_S: Final = 0.4
"""Gaps that are bridged are not reported as not judged."""


def counts(reps: Iterable[Rep]) -> Counts:
    """Count repetitions by kind, and full ones by side."""
    reps = tuple(reps)
    full = [rep for rep in reps if rep.kind is RepKind.FULL]
    return Counts(
        full=len(full),
        partial=sum(rep.kind is RepKind.PARTIAL for rep in reps),
        attempt=sum(rep.kind is RepKind.ATTEMPT for rep in reps),
        left=sum(rep.side is Side.LEFT for rep in full),
        right=sum(rep.side is Side.RIGHT for rep in full),
        guided=sum(rep.kind is RepKind.GUIDED for rep in reps),
    )


def fault_spans(watchers: Iterable[FaultWatcher]) -> tuple[FaultSpan, ...]:
    """Return every episode of every check, by time, also those still going on."""
    spans: list[FaultSpan] = []
    for watcher in watchers:
        going_on = watcher.open_span()
        spans += watcher.spans
        spans += [going_on] if going_on is not None else []
    return tuple(sorted(spans, key=lambda span: (span.start_s, span.check)))


def with_faults(reps: Iterable[Rep], spans: Iterable[FaultSpan]) -> tuple[Rep, ...]:
    """Give each repetition the checks that were beyond a limit while it lasted."""
    spans = tuple(spans)
    return tuple(
        replace(
            rep,
            faults=tuple(
                dict.fromkeys(
                    span.check
                    for span in spans
                    if span.start_s <= rep.end_s and span.end_s >= rep.start_s
                )
            ),
        )
        for rep in reps
    )


@dataclass(slots=True)
class _Span:
    start_s: float
    end_s: float


class NotJudgedLog:
    """Stretches of time in which something could not be judged, by reason."""

    def __init__(self) -> None:
        self._reasons: tuple[NotJudged, ...] = ()
        self._open: dict[str, _Span] = {}
        self._closed: list[NotJudgedSpan] = []

    def update(self, time_s: float, reasons: Iterable[NotJudged]) -> None:
        """Take in what cannot be judged in this frame."""
        reasons = tuple(reasons)
        if reasons != self._reasons:
            self._reasons = reasons
            texts = {f"{one.reason} {one.mend}".strip() for one in reasons}
            for text in [text for text in self._open if text not in texts]:
                self._close(text, self._open.pop(text))
            for text in texts:
                self._open.setdefault(text, _Span(time_s, time_s))
        for span in self._open.values():
            span.end_s = time_s

    def spans(self) -> tuple[NotJudgedSpan, ...]:
        """Return all stretches that were long enough, by time."""
        going_on = [self._span(text, span) for text, span in self._open.items()]
        found = [*self._closed, *(span for span in going_on if span is not None)]
        return tuple(sorted(found, key=lambda span: (span.start_s, span.reason)))

    def _close(self, text: str, span: _Span) -> None:
        closed = self._span(text, span)
        if closed is not None:
            self._closed.append(closed)

    def _span(self, text: str, span: _Span) -> NotJudgedSpan | None:
        if span.end_s - span.start_s < SHORTEST_S:
            return None
        return NotJudgedSpan(text, span.start_s, span.end_s)


_TIME, _YAW, _FIRST = range(3)
"""Places in a row: time, yaw, then all values and all errors."""


class SeriesLog:
    """Every reading over time, and the share of time that could be judged."""

    def __init__(self, units: Mapping[str, str]) -> None:
        self._units = dict(units)
        # One row a frame: each table that grows by a row would take as long.
        self._rows = Growing((_FIRST + 2 * len(units),))
        self._watch = Stopwatch()
        self._armed_s = self._judged_s = 0.0

    def update(self, time_s: float, readings: Mapping[str, Reading], *, yaw_deg: float) -> None:
        """Take in the readings of one frame, in the order of the units."""
        read = readings.values()
        self._rows.add([time_s, yaw_deg, *[one.value for one in read], *[one.sd for one in read]])

    def grade(self, time_s: float, *, armed: bool, judged: bool) -> None:
        """Count the time since the last frame as judged or not, once the session is armed."""
        step_s = self._watch.step(time_s)
        if armed:
            self._armed_s += step_s
            self._judged_s += step_s if judged else 0.0

    @property
    def graded_fraction(self) -> float:
        """Share of the armed time that was judged; 0 when the session never started."""
        return self._judged_s / self._armed_s if self._armed_s else 0.0

    def view(self) -> ViewEstimate:
        """Return the median view of the frames in which somebody was seen."""
        yaws_deg = self._rows.view()[:, _YAW]
        known = yaws_deg[np.isfinite(yaws_deg)]
        return name_view(float(np.median(known)) if len(known) else math.nan)

    def series(self) -> Series:
        """Return everything as arrays, not copied: only rows are added to them."""
        rows, half = self._rows.view(), _FIRST + len(self._units)
        return Series(
            time_s=rows[:, _TIME],
            names=tuple(self._units),
            units=tuple(self._units.values()),
            value=rows[:, _FIRST:half],
            sd=rows[:, half:],
        )
