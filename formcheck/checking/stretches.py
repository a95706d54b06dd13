"""The clock of a timed stretch: it runs while the body stays about the person's own plateau.

::

    MOVING --still for a second--> HOLDING --beyond the tolerance--> MOVING
                                      ^                                |
                                      +---back within the grace--------+--longer: the stretch ends
"""

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from statistics import median
from typing import Final

from formcheck.checking.counter import Moving, Phase, Stopwatch, Tick
from formcheck.checking.holds import HoldTimer
from formcheck.checking.results import Hold, NotJudgedSpan, Rep
from formcheck.exercises.rules import StretchRule
from formcheck.landmarks import Side

STILL_S: Final = 1.0
"""Still for so long is a plateau (clinical notes, section 4.10)."""
FOLLOW_S: Final = 10.0
"""The plateau follows this slowly: sinking deeper is no movement (judgement)."""
BACK: Final = 0.75
"""Share of the tolerance within which the body is back on its plateau: hysteresis (judgement)."""


class StretchTimer:
    """Finds the plateau and counts the seconds on it."""

    def __init__(self, rule: StretchRule) -> None:
        self.rule = rule
        self._timer = HoldTimer(rule)
        self.reps: list[Rep] = []
        self.holds: list[Hold] = self._timer.holds
        self.uncounted: list[NotJudgedSpan] = []
        self.moving = Moving()
        self._watch = Stopwatch()
        self._near: Side | None = None
        self._seek()
        self.phase = Phase.READY

    def _seek(self) -> None:
        """Wait for stillness."""
        self.phase = Phase.MOVING
        self._plateau = math.nan
        self._moved_s = 0.0
        self._recent: deque[tuple[float, float]] = deque()
        self._show()

    @property
    def _holding(self) -> bool:
        return math.isfinite(self._plateau)

    def arm(self, baseline: Mapping[str, float], since_s: float) -> None:
        """Begin: the position was taken, but stillness has yet to be seen."""
        del baseline, since_s
        self._seek()

    def update(self, tick: Tick) -> None:
        """Take in one frame."""
        reading = tick.readings[self.rule.signal]
        if not reading.judged:
            self.pause(tick.time_s)
            return
        step_s = self._watch.step(tick.time_s)
        self._near = tick.near
        if self._holding:
            self._hold(tick, reading.value, step_s)
        else:
            self._look(tick, reading.value)
        self._show()

    def pause(self, time_s: float) -> None:
        """Stop the clock while the body cannot be judged; unseen, nobody was still."""
        self._watch.step(time_s)
        self._timer.pause(time_s)
        self._recent.clear()
        self._show()

    def disarm(self, left_s: float = math.nan) -> None:
        """End the stretch and keep it, if it was long enough."""
        self._end(left_s)
        self.phase = Phase.READY

    def _look(self, tick: Tick, value: float) -> None:
        """Find the plateau: the median of the first still second."""
        self._recent.append((tick.time_s, value))
        while self._spread() > self.rule.tolerance:
            self._recent.popleft()
        since_s = self._recent[0][0]
        if tick.time_s - since_s < STILL_S:
            self._timer.pause(tick.time_s)
            return
        self._plateau = median(one for _, one in self._recent)
        self._recent.clear()
        self._timer.pause(tick.time_s)
        self._timer.arm({}, since_s)
        self._timer.update(tick)
        self.phase = Phase.HOLDING

    def _spread(self) -> float:
        values = [value for _, value in self._recent]
        return max(values) - min(values)

    def _hold(self, tick: Tick, value: float, step_s: float) -> None:
        off = value - self._plateau
        self._plateau += off * min(1.0, step_s / FOLLOW_S)
        share = BACK if self.phase is Phase.MOVING else 1.0
        if abs(off) <= share * self.rule.tolerance:
            self.phase, self._moved_s = Phase.HOLDING, 0.0
            self._timer.update(tick)
            return
        self.phase = Phase.MOVING
        self._moved_s += step_s
        self._timer.pause(tick.time_s)
        if self._moved_s > self.rule.grace_s:
            self._end()

    def _end(self, left_s: float = math.nan) -> None:
        if self._holding:
            before = len(self.holds)
            self._timer.disarm(left_s)
            if self.rule.sided:
                self.holds[before:] = [replace(one, side=self._near) for one in self.holds[before:]]
        self._seek()

    def _show(self) -> None:
        self.clock = self._timer.clock
        self.progress = self._timer.progress
