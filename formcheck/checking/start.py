"""Start pose and staying in the exercise: nothing is counted before a stable start pose."""

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.checking.results import ViewEstimate
from formcheck.checking.view import allows
from formcheck.exercises.spec import Condition, Keeps, Start
from formcheck.features.reading import Reading, Unit

STILL: Final = {Unit.DEG: 10.0, Unit.RATIO: 0.12, Unit.PERCENT: 15.0}
"""A start pose in which a reading moves more than this is not stable (judgement)."""


def applies(condition: Condition, view: ViewEstimate) -> bool:
    """Whether the condition is asked for in this view."""
    return allows(view, condition.views)


def met(condition: Condition, readings: Mapping[str, Reading]) -> bool:
    """Whether the condition's reading is there and within its limits."""
    reading = readings[condition.feature]
    return reading.judged and condition.min <= reading.value <= condition.max


@dataclass(frozen=True, slots=True)
class _Sample:
    time_s: float
    readings: Mapping[str, Reading]


class StartGate:
    """Waits until the start pose was held still for long enough."""

    def __init__(self, start: Start) -> None:
        self.start = start
        self._window: deque[_Sample] = deque()

    def unmet(self, readings: Mapping[str, Reading], view: ViewEstimate) -> tuple[Condition, ...]:
        """Return the conditions that are not met in this frame."""
        asked = (one for one in self.start.conditions if applies(one, view))
        return tuple(one for one in asked if not met(one, readings))

    def update(
        self, time_s: float, readings: Mapping[str, Reading], view: ViewEstimate, *, ready: bool
    ) -> dict[str, float] | None:
        """Take in one frame; return the median readings once the pose was held.

        ``ready`` is false while the body cannot be judged at all.
        """
        if not ready or self.unmet(readings, view):
            self._window.clear()
            return None
        self._window.append(_Sample(time_s, readings))
        while not self._still(view):
            self._window.popleft()
        if time_s - self._window[0].time_s < self.start.seconds:
            return None
        baseline = self._medians()
        self._window.clear()
        return baseline

    def _still(self, view: ViewEstimate) -> bool:
        newest = self._window[-1].readings
        oldest = self._window[0].readings
        return all(
            abs(newest[name].value - oldest[name].value) <= STILL[newest[name].unit]
            for name in {one.feature for one in self.start.conditions if applies(one, view)}
        )

    def _medians(self) -> dict[str, float]:
        names = self._window[-1].readings
        medians = {}
        for name in names:
            values = [sample.readings[name].value for sample in self._window]
            known = [value for value in values if math.isfinite(value)]
            medians[name] = float(np.median(known)) if known else math.nan
        return medians


class KeepGate:
    """Notices when the person has left the exercise."""

    def __init__(self, keeps: Keeps) -> None:
        self.keeps = keeps
        self._broken_since_s = math.nan

    def reset(self) -> None:
        """Begin anew."""
        self._broken_since_s = math.nan

    def update(self, time_s: float, readings: Mapping[str, Reading], view: ViewEstimate) -> bool:
        """Return whether all conditions are met now. Unseen readings break nothing."""
        broken = any(
            readings[one.feature].judged and not met(one, readings)
            for one in self.keeps.conditions
            if applies(one, view)
        )
        if not broken:
            self.reset()
        elif not math.isfinite(self._broken_since_s):
            self._broken_since_s = time_s
        return not broken

    def left(self, time_s: float) -> bool:
        """Whether they have been broken for so long that the person has left the exercise."""
        return time_s - self._broken_since_s >= self.keeps.seconds
