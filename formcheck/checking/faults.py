"""When a check is at fault: beyond its limit by more than the error, for long enough.

::

    good --beyond the limit + error for lasts_s--> active --inside the limit for RECOVER_S--> good
"""

import math
from dataclasses import dataclass
from typing import Final

from formcheck.checking.results import FaultSpan, Severity
from formcheck.exercises.spec import Against, Check, Direction
from formcheck.features.reading import Reading

RECOVER_S: Final = 0.5
"""Inside the limit for so long ends an episode (judgement)."""


_SEVERITIES: Final = tuple(Severity)
"""By how many limits it is beyond."""


@dataclass(slots=True)
class _Level:
    """Debounce and hysteresis for one limit."""

    limit: float
    lasts_s: float
    crossed_s: float = math.nan
    """When the value went beyond the limit itself: the error only decides whether it counts."""
    since_s: float = math.nan
    inside_since_s: float = math.nan
    active: bool = False
    changed_s: float = math.nan
    """When it truly became active, or truly ceased to be."""

    def update(self, time_s: float, excess: float, error: float) -> None:
        """Take in how far the value lies beyond zero in the wrong direction."""
        beyond = excess - self.limit
        self._cross(time_s, beyond)
        if beyond > (0.0 if math.isfinite(self.since_s) else error):
            self.inside_since_s = math.nan
            if not math.isfinite(self.since_s):
                self.since_s = time_s
            if not self.active and time_s - self.since_s >= self.lasts_s:
                self.active, self.changed_s = True, self.crossed_s
        elif not self.active:
            self.since_s = math.nan
        else:
            if not math.isfinite(self.inside_since_s):
                self.inside_since_s = time_s
            if time_s - self.inside_since_s >= RECOVER_S:
                ceased_s = self.inside_since_s
                self.reset()
                self.changed_s = ceased_s

    def _cross(self, time_s: float, beyond: float) -> None:
        if beyond <= 0.0:
            self.crossed_s = math.nan
        elif not math.isfinite(self.crossed_s):
            self.crossed_s = time_s

    def reset(self) -> None:
        """Back to good."""
        self.crossed_s = self.since_s = self.inside_since_s = self.changed_s = math.nan
        self.active = False


@dataclass(slots=True)
class _Episode:
    """A stretch of time beyond the limit, from its first frame on."""

    start_s: float
    end_s: float
    worst: Reading
    excess: float
    severity: Severity = Severity.GOOD

    def span(self, check: str) -> FaultSpan | None:
        """Return it as a result; None when it did not last long enough to count."""
        if self.severity is Severity.GOOD:
            return None
        return FaultSpan(
            check, self.severity, self.start_s, self.end_s, self.worst.value, self.worst.sd
        )


class FaultWatcher:
    """Follows one check through a session."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.spans: list[FaultSpan] = []
        self.good_since_s = math.nan
        """Since when it has been judged and found within its limits; NaN while it is not."""
        limits = [check.warn] if check.fault is None else [check.warn, check.fault]
        sign = -1.0 if check.direction is Direction.BELOW else 1.0
        self._levels = [_Level(sign * limit, check.lasts_s) for limit in limits]
        self.severity = Severity.GOOD
        """How the check stands now."""
        self._episode: _Episode | None = None
        self._closed = True

    @property
    def changed_s(self) -> float:
        """When the present state of the highest limit truly began; NaN where it is not known."""
        return self._levels[-1].changed_s

    def update(self, time_s: float, reading: Reading, baseline: float) -> None:
        """Take in one reading. Called only at the check's own moment.

        What was not seen neither goes on nor lasts: a limb on its way before and after it was out
        of sight was not low all the while.
        """
        compared = self._compare(reading, baseline)
        if not compared.judged:
            self.close()
            return
        self._closed = False
        excess, error = self._excess(compared.value), compared.error
        active = 0
        for level in self._levels:
            level.update(time_s, excess, error)
            active += level.active
        self.severity = _SEVERITIES[active]
        first = self._levels[0]
        if not math.isfinite(first.since_s):
            self._end()
            if not math.isfinite(self.good_since_s):
                self.good_since_s = time_s
            return
        self.good_since_s = math.nan
        episode = self._episode or _Episode(first.since_s, time_s, compared, excess)
        if excess > first.limit:
            episode.end_s = time_s
        if excess > episode.excess:
            episode.worst, episode.excess = compared, excess
        episode.severity = max(episode.severity, self.severity)
        self._episode = episode

    def close(self) -> None:
        """End the episode, if there is one: the check's moment is over."""
        if self._closed:
            return
        self._closed = True
        for level in self._levels:
            level.reset()
        self.severity = Severity.GOOD
        self._end()
        self.good_since_s = math.nan

    def open_span(self) -> FaultSpan | None:
        """Return the episode that is going on, up to now."""
        return self._episode.span(self.check.id) if self._episode else None

    def _end(self) -> None:
        span = self.open_span()
        if span is not None:
            self.spans.append(span)
        self._episode = None

    def _excess(self, value: float) -> float:
        match self.check.direction:
            case Direction.ABOVE:
                return value
            case Direction.BELOW:
                return -value
            case _:
                return abs(value)

    def _compare(self, reading: Reading, baseline: float) -> Reading:
        """Return the reading as its limits see it: itself, or its change from the baseline."""
        match self.check.against:
            case Against.ZERO:
                return reading
            case Against.DIFFERENCE:
                return Reading(reading.value - baseline, reading.sd, reading.unit)
            case _:
                scale = 100.0 / baseline if baseline else math.nan
                value = (reading.value - baseline) * scale
                return Reading(value, reading.sd * abs(scale), reading.unit)
