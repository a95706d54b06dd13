"""A posture as it is: every reading averaged over some judged seconds."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from formcheck.checking.counter import HoldClock, Moving, Phase, Stopwatch, Tick
from formcheck.checking.results import Hold, NotJudgedSpan, Rep
from formcheck.exercises.rules import SnapshotRule
from formcheck.features.reading import Reading
from formcheck.language import N_

SEEN: Final = 0.5
"""A reading seen for a smaller share of the time has no average (judgement)."""
TOO_LITTLE: Final = N_("seen for less than half of the time")


@dataclass(slots=True)
class _Sums:
    """Sums over time, weighted by seconds."""

    seconds: float = 0.0
    value: float = 0.0
    square: float = 0.0
    variance: float = 0.0

    def add(self, reading: Reading, step_s: float) -> None:
        """Take in one reading."""
        self.seconds += step_s
        self.value += step_s * reading.value
        self.square += step_s * reading.value**2
        self.variance += step_s * reading.sd**2

    def average(self, like: Reading, total_s: float) -> Reading:
        """Return the mean; its sd joins the readings' own error and how much they swayed.

        The error of one camera is mostly the same in every frame: averaging does not lessen it.
        """
        if self.seconds < SEEN * total_s:
            return Reading(math.nan, math.nan, like.unit, TOO_LITTLE)
        mean = self.value / self.seconds
        sway = max(0.0, self.square / self.seconds - mean**2)
        return Reading(mean, math.sqrt(self.variance / self.seconds + sway), like.unit)


class SnapshotTaker:
    """Averages readings once the start pose is held; HOLDING until it is done, then READY."""

    def __init__(self, rule: SnapshotRule) -> None:
        self.rule = rule
        self.reps: list[Rep] = []
        self.holds: list[Hold] = []
        self.uncounted: list[NotJudgedSpan] = []
        self.moving = Moving()
        self.averages: Mapping[str, Reading] = {}
        """By the key of the reading; empty until it is done."""
        self.start_s = self.end_s = math.nan
        """When it was taken."""
        self._watch = Stopwatch()
        self._begin()

    def _begin(self) -> None:
        self._total_s = 0.0
        self._sums: defaultdict[str, _Sums] = defaultdict(_Sums)
        self.phase = Phase.READY
        self._show(running=False)

    @property
    def done(self) -> bool:
        """Whether the averages are there."""
        return math.isfinite(self.end_s)

    def arm(self, baseline: Mapping[str, float], since_s: float) -> None:
        """Begin; a snapshot that was taken is kept."""
        del baseline, since_s
        if not self.done:
            self._begin()
            self._watch = Stopwatch()
            self.phase = Phase.HOLDING

    def update(self, tick: Tick) -> None:
        """Take in one frame."""
        step_s = self._watch.step(tick.time_s)
        if self.done:
            return
        if self._total_s == 0.0:
            self.start_s = tick.time_s - step_s
        self._total_s += step_s
        for key, reading in tick.readings.items():
            if reading.judged:
                self._sums[key].add(reading, step_s)
        if self._total_s >= self.rule.seconds:
            self._finish(tick)
        self._show(running=not self.done)

    def pause(self, time_s: float) -> None:
        """Stop the clock while the body cannot be judged."""
        self._watch.step(time_s)
        self._show(running=False)

    def disarm(self, left_s: float = math.nan) -> None:
        """Forget a snapshot that was not finished."""
        del left_s
        if not self.done:
            self._begin()

    def _finish(self, tick: Tick) -> None:
        self.averages = {
            key: self._sums[key].average(reading, self._total_s)
            for key, reading in tick.readings.items()
        }
        self.end_s, self.phase = tick.time_s, Phase.READY

    def _show(self, *, running: bool) -> None:
        seconds, target_s = self._total_s, self.rule.seconds
        self.clock: HoldClock | None = HoldClock(
            seconds, seconds, seconds, running, target_s, counts_down=True
        )
        self.progress = min(1.0, seconds / target_s)
