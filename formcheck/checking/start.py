"""Start pose and staying in the exercise: nothing is counted before a stable start pose."""

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.checking.results import ViewEstimate
from formcheck.checking.view import allows
from formcheck.exercises.spec import Condition, Keeps, Start
from formcheck.features.reading import Reading, Unit


@dataclass(frozen=True, slots=True)
class Stillness:
    """How much readings may move within a start pose."""

    deg: float
    """Degrees."""
    ratio: float
    """Share of the reading itself, for lengths."""

    def holds(self, values: Sequence[Reading]) -> bool:
        """Whether these readings of one feature lie close together; unseen ones do not count."""
        known = [one.value for one in values if one.judged]
        if not known:
            return True
        last = values[-1]
        if last.unit is Unit.DEG:
            allowed = self.deg
        else:
            # Lengths around zero tremble by their own error, whatever their share would allow.
            allowed = max(self.ratio * max(map(abs, known)), last.sd, LEAST_RATIO)
        return max(known) - min(known) <= allowed


LOOSE: Final = Stillness(deg=10.0, ratio=0.3)
"""For a start pose before repetitions: people are never quite still (judgement)."""
STRICT: Final = Stillness(deg=6.0, ratio=0.06)
"""For a personal baseline, with which everything after it is compared (judgement)."""
MOVED: Final = {Unit.DEG: 4.0, Unit.RATIO: 0.05, Unit.PERCENT: 5.0}
"""A reading farther than this from its usual value is on its way (judgement)."""
FAR: Final = 4.0
"""So many times as far shows how fast it set out."""
ONSET_S: Final = 0.5
"""The time that is taken off for setting out is never longer (judgement)."""
LEAVING_S: Final = 3.0
"""Getting out of a position takes no longer than this (judgement)."""
LEAST_RATIO: Final = 0.002
"""Smaller movements than this, of the width of the picture, are noise."""


def applies(condition: Condition, view: ViewEstimate) -> bool:
    """Whether the condition is asked for in this view."""
    return allows(view, condition.views)


def met(condition: Condition, readings: Mapping[str, Reading]) -> bool:
    """Whether the condition's reading is within its limits, and there if it has to be."""
    reading = readings[condition.feature]
    if not reading.judged:
        return condition.if_seen
    return condition.min <= reading.value <= condition.max


@dataclass(frozen=True, slots=True)
class _Sample:
    time_s: float
    readings: Mapping[str, Reading]


class StartGate:
    """Waits until the start pose was held still for long enough."""

    def __init__(self, start: Start, still: Stillness = LOOSE, also: Iterable[str] = ()) -> None:
        """``also`` names readings beyond those of the conditions that have to be still."""
        self.start = start
        self._still = still
        self._also = tuple(also)
        self.since_s = math.nan
        """When the pose that was held began."""
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
        while not self._is_still(view):
            self._window.popleft()
        if time_s - self._window[0].time_s < self.start.seconds:
            return None
        baseline = self._medians()
        self.since_s = self._window[0].time_s
        self._window.clear()
        return baseline

    def _is_still(self, view: ViewEstimate) -> bool:
        names = {one.feature for one in self.start.conditions if applies(one, view)}
        return all(
            self._still.holds([sample.readings[name] for sample in self._window])
            for name in names.union(self._also)
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
    """Notices when the person has left the exercise, and when that began."""

    def __init__(self, keeps: Keeps) -> None:
        self.keeps = keeps
        self.reset()

    def reset(self) -> None:
        """Begin anew."""
        self._broken_since_s = self.left_s = math.nan
        self._recent: deque[_Sample] = deque()

    def update(self, time_s: float, readings: Mapping[str, Reading], view: ViewEstimate) -> bool:
        """Return whether all conditions are met now. Unseen readings break nothing."""
        broken = [
            one.feature
            for one in self.keeps.conditions
            if applies(one, view) and readings[one.feature].judged and not met(one, readings)
        ]
        self._remember(time_s, readings)
        if not broken:
            self._broken_since_s = self.left_s = math.nan
        elif not math.isfinite(self._broken_since_s):
            self._broken_since_s = time_s
            self.left_s = min(self._began_s(name) for name in broken)
        return not broken

    @property
    def kept(self) -> bool:
        """Whether all conditions were met in the last frame."""
        return not math.isfinite(self._broken_since_s)

    def left(self, time_s: float) -> bool:
        """Whether they have been broken for so long that the person has left the exercise."""
        return time_s - self._broken_since_s >= self.keeps.seconds

    def _remember(self, time_s: float, readings: Mapping[str, Reading]) -> None:
        self._recent.append(_Sample(time_s, readings))
        while time_s - self._recent[0].time_s > LEAVING_S:
            self._recent.popleft()

    def _began_s(self, name: str) -> float:
        """Return when a reading that now breaks its limit began to leave its usual value.

        The limit lies well beyond what people do in the exercise, so it is passed late.
        """
        seen = [(one.time_s, one.readings[name]) for one in self._recent]
        known = [(time_s, one) for time_s, one in seen if one.judged]
        before = [one.value for _, one in known[: max(1, len(known) // 3)]]
        usual, allowed = float(np.median(before)), MOVED[known[0][1].unit]
        away = [(time_s, abs(one.value - usual)) for time_s, one in known]
        near = [time_s for time_s, moved in away if moved <= allowed]
        if not near:
            return known[0][0]
        far = [time_s for time_s, moved in away if time_s > near[-1] and moved >= FAR * allowed]
        # Whoever sets out speeds up evenly: four times as far takes twice as long.
        onset_s = near[-1] - (far[0] - near[-1]) if far else near[-1]
        return max(onset_s, near[-1] - ONSET_S)
