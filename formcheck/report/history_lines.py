"""One measure over weeks, with its errors."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from formcheck.care.trend import UNKNOWN, Change, Estimate, Mdc, Scale, change, pooled
from formcheck.landmarks import Side

_ENDS: Final = 2
"""Weeks that stand for the beginning and for the end, where there are enough (judgement)."""
_T = TypeVar("_T")
RECENT: Final = timedelta(weeks=4)
"""So far back left and right are compared (judgement: enough repetitions, and no old ones)."""


class Measure(StrEnum):
    """What is followed over weeks."""

    RANGE = "range"
    """Median of the extremes of full repetitions."""
    HOLD = "hold"
    """Median of the seconds of a hold in good form."""
    FORM = "form"
    """Share of repetitions without a check at fault, or of held seconds in good form."""
    COUNT = "count"
    """Full repetitions on a day on which it was done."""
    GUIDED = "guided"
    """Guided repetitions on such a day: nobody looked how they were done."""
    BEFORE = "before"
    """Pain before a training; the next ones after it, and on the next morning."""
    AFTER = "after"
    MORNING = "morning"
    EFFORT = "effort"


@dataclass(frozen=True, slots=True)
class Point:
    """One week."""

    week: date
    """Its Monday."""
    estimate: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One measure over weeks; a week without a value has no point."""

    measure: Measure
    title: str
    """For people, in the language in use."""
    scale: Scale
    mdc: Mdc
    """What a change over time has to reach."""
    sides_mdc: Mdc
    """What a difference between the sides has to reach."""
    points: tuple[Point, ...]
    sides: Mapping[Side, tuple[Point, ...]] = field(default_factory=dict)
    """The same for each side; empty where it has none."""

    @property
    def compared(self) -> int:
        """How many weeks of the beginning and of the end are compared; 0: there is only one."""
        many = len(self.points)
        return _ENDS if many >= 2 * _ENDS else min(many - 1, 1)

    @property
    def change(self) -> Change:
        """The last weeks, compared with the first ones."""
        if self.compared < 1:
            return UNKNOWN
        first, last = self.points[: self.compared], self.points[-self.compared :]
        before, after = (pooled(one.estimate for one in some) for some in (first, last))
        return change(before, after, self.mdc)

    def recent(self, side: Side) -> Estimate | None:
        """Return the last weeks of a side as one; None where there is nothing of it."""
        if not self.points:
            return None
        first = self.points[-1].week - RECENT
        return pooled(one.estimate for one in self.sides.get(side, ()) if one.week > first)

    @property
    def difference(self) -> Change:
        """Right, compared with left, in the last weeks."""
        return change(self.recent(Side.LEFT), self.recent(Side.RIGHT), self.sides_mdc)

    def since(self, day: date) -> "Line":
        """Return the same without weeks that were over before a day."""
        first = monday(day)
        return replace(
            self,
            points=_from(self.points, first),
            sides={side: _from(points, first) for side, points in self.sides.items()},
        )


def monday(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def by_week(dated: Iterable[tuple[date, _T]]) -> dict[date, list[_T]]:
    """Return things by the Monday of their week, in order."""
    weeks: dict[date, list[_T]] = defaultdict(list)
    for day, one in dated:
        weeks[monday(day)].append(one)
    return dict(sorted(weeks.items()))


def points_of(weeks: Mapping[date, Estimate | None]) -> tuple[Point, ...]:
    """Return the weeks that have a value."""
    return tuple(Point(week, one) for week, one in weeks.items() if one is not None)


def _from(points: tuple[Point, ...], first: date) -> tuple[Point, ...]:
    return tuple(one for one in points if one.week >= first)
