"""The clock of a hold: it runs only while the form is not at fault and the body is seen."""

import math
from collections.abc import Mapping
from typing import Final

from formcheck.checking.counter import HoldClock, Moving, Phase, Stopwatch, Tick
from formcheck.checking.results import Hold, NotJudgedSpan, Rep
from formcheck.exercises.rules import HoldRule, PostureRule, StretchRule

GRACE_S: Final = 0.7
"""A break in good form shorter than this does not end the longest stretch."""


class HoldTimer:
    """Counts the seconds of a position, and the good ones apart."""

    def __init__(self, rule: HoldRule | PostureRule | StretchRule) -> None:
        self.rule = rule
        self.reps: list[Rep] = []
        self.holds: list[Hold] = []
        self.uncounted: list[NotJudgedSpan] = []
        self.moving = Moving()
        self._watch = Stopwatch()
        self._longest_s = 0.0
        self._begin(math.nan)
        self.phase = Phase.READY
        self._show(running=False)

    def _begin(self, time_s: float) -> None:
        self._start_s = self._end_s = time_s
        self._total_s = self._good_s = self._stretch_s = self._broken_s = 0.0
        self._at_fault = self._fresh = False

    def arm(self, baseline: Mapping[str, float], since_s: float) -> None:
        """Begin a hold: the position was taken at ``since_s``."""
        del baseline
        self._begin(since_s)
        self._fresh = True
        self.phase = Phase.HOLDING

    def update(self, tick: Tick) -> None:
        """Take in one frame."""
        step_s = self._watch.step(tick.time_s)
        if self._fresh:
            # The start pose was watched all the while: no gap, however long it took.
            self._fresh, step_s = False, tick.time_s - self._start_s
        self._end_s = tick.time_s
        self._total_s += step_s
        self._correct(tick, step_s)
        if tick.at_fault:
            self._broken_s += step_s
            if self._broken_s > GRACE_S:
                self._stretch_s = 0.0
        else:
            self._broken_s = 0.0
            self._good_s += step_s
            self._stretch_s += step_s
            self._longest_s = max(self._longest_s, self._stretch_s)
        self._show(running=not tick.at_fault)

    def _correct(self, tick: Tick, step_s: float) -> None:
        """Move the seconds between the true and the noticed change of form to where they belong."""
        if tick.at_fault == self._at_fault:
            return
        self._at_fault = tick.at_fault
        late_s = tick.time_s - step_s - tick.since_s
        if math.isfinite(late_s) and late_s > 0.0:
            self._good_s += -min(late_s, self._good_s) if tick.at_fault else late_s

    def pause(self, time_s: float) -> None:
        """Stop the clock while the body cannot be judged."""
        self._watch.step(time_s)
        self._show(running=False)

    def disarm(self, left_s: float = math.nan) -> None:
        """End the hold and keep it, if it was long enough."""
        if left_s < self._end_s:
            over_s = min(self._end_s - left_s, self._total_s)
            self._end_s, self._total_s = self._end_s - over_s, self._total_s - over_s
            self._good_s -= 0.0 if self._at_fault else min(over_s, self._good_s)
        least_s = 0.0 if isinstance(self.rule, PostureRule) else self.rule.min_s
        if math.isfinite(self._start_s) and self._total_s >= least_s:
            self.holds.append(Hold(None, self._start_s, self._end_s, self._good_s))
        self._start_s = math.nan
        self.phase = Phase.READY
        self._show(running=False)

    def _show(self, *, running: bool) -> None:
        target_s = self.rule.target_s
        self.clock: HoldClock | None = HoldClock(
            self._total_s, self._good_s, self._longest_s, running, target_s
        )
        self.progress = min(1.0, self._good_s / target_s)
