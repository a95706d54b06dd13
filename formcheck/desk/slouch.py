"""One event for each slouch, by the clock: however often somebody looks, and with gaps.

::

    UPRIGHT --beyond for most of the window--> SLOUCHED --good for RECOVER_S--> UPRIGHT
                                                        --not judged for a window--> UPRIGHT

What a look shows holds until the next one, but for no longer than `HOLD_S`: time without looks is
time not judged, and neither begins nor prolongs a slouch.
"""

import math
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from formcheck.checking.results import Severity
from formcheck.desk.measure import Sat, Sitting

WINDOW_S: Final = 60.0
"""Clinical notes, section 5: a rolling window of 60 s."""
MOSTLY: Final = 0.7
"""Beyond for so much of the judged time is a slouch: clinical notes, section 5."""
JUDGED: Final = 0.5
"""Less judged time in a window says nothing (judgement)."""
RECOVER_S: Final = 5.0
"""Good for so long ends it: clinical notes, section 5."""
HOLD_S: Final = 10.0
"""A look is believed for so long: one every 5 s is the slowest, and one may be lost (judgement)."""


@dataclass(frozen=True, slots=True)
class Slouch:
    """One stretch of time beyond a limit."""

    start_s: float
    end_s: float
    """While it is going on, the time of the last look."""
    beyond_s: float
    """Seconds in it that were judged and beyond a limit: never more than it lasted."""
    fault_s: float
    """Seconds of these beyond a fault's limit."""
    check: str
    """What it was for most of the time: id of the check."""
    cue: str

    @property
    def mostly_fault(self) -> bool:
        """Whether it is more than a little."""
        return self.fault_s > self.beyond_s / 2


@dataclass(frozen=True, slots=True)
class _Step:
    """One look and the time for which it holds."""

    start_s: float
    end_s: float
    sitting: Sitting
    severity: Severity
    check: str
    cue: str

    @property
    def seconds(self) -> float:
        return self.end_s - self.start_s


@dataclass(slots=True)
class _Stretch:
    """What was beyond a limit, added up: an hour is no longer than a minute."""

    start_s: float
    end_s: float = math.nan
    beyond_s: float = 0.0
    fault_s: float = 0.0
    checks: dict[tuple[str, str], float] = field(default_factory=dict)

    def add(self, step: _Step) -> None:
        self.end_s = step.end_s
        self.beyond_s += step.seconds
        self.fault_s += step.seconds * (step.severity is Severity.FAULT)
        key = step.check, step.cue
        self.checks[key] = self.checks.get(key, 0.0) + step.seconds

    @property
    def event(self) -> Slouch:
        check, cue = max(self.checks, key=lambda key: self.checks[key])
        return Slouch(self.start_s, self.end_s, self.beyond_s, self.fault_s, check, cue)


class SlouchWatch:
    """Finds slouches in one look after another."""

    def __init__(self, window_s: float = WINDOW_S, recover_s: float = RECOVER_S) -> None:
        self.window_s, self.recover_s = window_s, recover_s
        self.events: list[Slouch] = []
        """Those that are over, in order."""
        self._window: deque[_Step] = deque()
        self._last: Sat | None = None
        self._going: _Stretch | None = None
        self._good_s = 0.0
        """Seconds upright since it was last beyond: those that were judged."""

    @property
    def now(self) -> Slouch | None:
        """The slouch that is going on; None while there is none."""
        return self._going.event if self._going is not None else None

    def update(self, sat: Sat) -> Slouch | None:
        """Take in one look; return the slouch that is going on."""
        if self._last is not None:
            self._take(_step(self._last, sat.time_s), sat.sitting)
        self._last = sat
        return self.now

    def close(self) -> None:
        """End what is going on: nobody looks any more."""
        self._end()
        self._last = None

    def _take(self, step: _Step, then: Sitting) -> None:
        """Take in a step; ``then`` is what was seen at its end."""
        if self._going is None:
            self._window.append(step)
            while step.end_s - self._window[0].end_s >= self.window_s:
                self._window.popleft()
            # Most of the window alone is not enough: who has sat up again is not told afterwards.
            if step.sitting is Sitting.BEYOND:
                self._begin(step.end_s)
        elif step.sitting is Sitting.BEYOND:
            self._going.add(step)
            self._good_s = 0.0
        elif self._is_over(self._going, step, then):
            self._end()

    def _is_over(self, going: _Stretch, step: _Step, then: Sitting) -> bool:
        good = step.sitting is Sitting.GOOD
        self._good_s += step.seconds * good
        # One good look in five seconds is no recovery: the one after it has to be good as well.
        recovered = self._good_s >= self.recover_s and good and then is Sitting.GOOD
        lost = step.end_s - going.end_s >= self.window_s
        return lost or recovered

    def _end(self) -> None:
        if self._going is not None:
            self.events.append(self._going.event)
        self._going, self._good_s = None, 0.0
        self._window.clear()

    def _begin(self, now_s: float) -> None:
        """Begin a slouch when most of a full window was beyond."""
        beyond = [one for one in self._window if one.sitting is Sitting.BEYOND]
        if now_s - beyond[0].start_s < self.window_s:
            return
        judged_s = sum(one.seconds for one in self._window if one.sitting is not Sitting.UNJUDGED)
        beyond_s = sum(one.seconds for one in beyond)
        if judged_s < JUDGED * self.window_s or beyond_s < MOSTLY * judged_s:
            return
        self._going = _Stretch(beyond[0].start_s)
        for one in beyond:
            self._going.add(one)


def _step(sat: Sat, until_s: float) -> _Step:
    """Return what a look says of the time to the next one; a long gap is not judged at all."""
    sitting = sat.sitting if until_s - sat.time_s <= HOLD_S else Sitting.UNJUDGED
    worst = sat.worst
    check, cue = ("", "") if worst is None else (worst.check, worst.cue)
    return _Step(sat.time_s, until_s, sitting, sat.severity, check, cue)
