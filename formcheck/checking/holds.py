"""The clock of a hold: it runs only while the form is not at fault and the body is seen."""

import math
from collections.abc import Mapping
from typing import Final

from formcheck.checking.counter import HoldClock, Moving, Phase, Stopwatch, Tick
from formcheck.checking.results import Hold, NotJudgedSpan, Rep
from formcheck.exercises.spec import HoldRule, PostureRule

GRACE_S: Final = 0.7
"""A break in good form shorter than this does not end the longest stretch."""


class HoldTimer:
    """Counts the seconds of a position, and the good ones apart."""

    def __init__(self, rule: HoldRule | PostureRule) -> None:
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

    def arm(self, baseline: Mapping[str, float]) -> None:
        """Begin a hold; its first second is that of the first frame."""
        del baseline
        self._begin(math.nan)
        self.phase = Phase.HOLDING

    def update(self, tick: Tick) -> None:
        """Take in one frame."""
        step_s = self._watch.step(tick.time_s)
        if not math.isfinite(self._start_s):
            self._start_s, step_s = tick.time_s, 0.0
        self._end_s = tick.time_s
        self._total_s += step_s
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

    def pause(self, time_s: float) -> None:
        """Stop the clock while the body cannot be judged."""
        self._watch.step(time_s)
        self._show(running=False)

    def disarm(self) -> None:
        """End the hold and keep it, if it was long enough."""
        least_s = self.rule.min_s if isinstance(self.rule, HoldRule) else 0.0
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
