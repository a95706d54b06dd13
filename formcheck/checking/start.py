"""Start pose and staying in the exercise: nothing is counted before a stable start pose."""

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.checking.extent import Extent
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
        return not known or self.within(min(known), max(known), values[-1])

    def within(self, low: float, high: float, last: Reading) -> bool:
        """Whether readings from ``low`` to ``high``, of which this is the last, lie so close."""
        if last.unit is Unit.DEG:
            allowed = self.deg
        else:
            # Lengths around zero tremble by their own error, whatever their share would allow.
            allowed = max(self.ratio * max(abs(low), abs(high)), last.sd, LEAST_RATIO)
        return high - low <= allowed


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


_Sample = tuple[float, Mapping[str, Reading]]
"""Time and readings."""


class _Asked:
    """The conditions that are asked for, by the view: found once for each."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self._conditions = tuple(conditions)
        self._in: dict[str, tuple[Condition, ...]] = {}

    def of(self, view: ViewEstimate) -> tuple[Condition, ...]:
        """Return those of a view."""
        found = self._in.get(view.name)
        if found is None:
            found = tuple(one for one in self._conditions if applies(one, view))
            self._in[view.name] = found
        return found


class StartGate:
    """Waits until the start pose was held still for long enough."""

    def __init__(self, start: Start, still: Stillness = LOOSE, also: Iterable[str] = ()) -> None:
        """``also`` names readings beyond those of the conditions that have to be still."""
        self.start = start
        self._still = still
        self._also = frozenset(also)
        self.since_s = math.nan
        """When the pose that was held began."""
        self._asked = _Asked(start.conditions)
        self._names = self._also.union(one.feature for one in start.conditions)
        self._empty()

    def _empty(self) -> None:
        self._window: deque[_Sample] = deque()
        self._extents = {name: Extent() for name in self._names}
        self._first = 0
        """Place of the first sample of the window among all since it was empty."""

    def unmet(self, readings: Mapping[str, Reading], view: ViewEstimate) -> tuple[Condition, ...]:
        """Return the conditions that are not met in this frame."""
        return tuple([one for one in self._asked.of(view) if not met(one, readings)])

    def update(
        self, time_s: float, readings: Mapping[str, Reading], view: ViewEstimate, *, ready: bool
    ) -> dict[str, float] | None:
        """Take in one frame; return the median readings once the pose was held.

        ``ready`` is false while the body cannot be judged at all.
        """
        if not ready or self.unmet(readings, view):
            if self._window:
                self._empty()
            return None
        self._add(time_s, readings)
        while not self._is_still(readings, view):
            self._drop()
        if time_s - self._window[0][0] < self.start.seconds:
            return None
        baseline = self._medians()
        self.since_s = self._window[0][0]
        self._empty()
        return baseline

    def _add(self, time_s: float, readings: Mapping[str, Reading]) -> None:
        place = self._first + len(self._window)
        self._window.append((time_s, readings))
        for name, extent in self._extents.items():
            reading = readings[name]
            extent.add(place, reading.value if reading.judged else math.nan)

    def _drop(self) -> None:
        self._window.popleft()
        self._first += 1
        for extent in self._extents.values():
            extent.forget(self._first)

    def _is_still(self, last: Mapping[str, Reading], view: ViewEstimate) -> bool:
        for name in {one.feature for one in self._asked.of(view)} | self._also:
            ends = self._extents[name].ends
            if ends is not None and not self._still.within(*ends, last[name]):
                return False
        return True

    def _medians(self) -> dict[str, float]:
        medians = {}
        for name in self._window[-1][1]:
            values = [readings[name].value for _time_s, readings in self._window]
            known = [value for value in values if math.isfinite(value)]
            medians[name] = float(np.median(known)) if known else math.nan
        return medians


class KeepGate:
    """Notices when the person has left the exercise, and when that began."""

    def __init__(self, keeps: Keeps) -> None:
        self.keeps = keeps
        self._asked = _Asked(keeps.conditions)
        self.reset()

    def reset(self) -> None:
        """Begin anew."""
        self._broken_since_s = self.left_s = math.nan
        self._recent: deque[_Sample] = deque()

    def update(self, time_s: float, readings: Mapping[str, Reading], view: ViewEstimate) -> bool:
        """Return whether all conditions are met now. Unseen readings break nothing."""
        broken = [
            one.feature
            for one in self._asked.of(view)
            if not met(one, readings) and readings[one.feature].judged
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
        self._recent.append((time_s, readings))
        while time_s - self._recent[0][0] > LEAVING_S:
            self._recent.popleft()

    def _began_s(self, name: str) -> float:
        """Return when a reading that now breaks its limit began to leave its usual value.

        The limit lies well beyond what people do in the exercise, so it is passed late.
        """
        seen = [(time_s, readings[name]) for time_s, readings in self._recent]
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
