"""A day at the desk in numbers: from the clock, never from a count of looks."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from formcheck.desk.breaks import BreakWatch
from formcheck.desk.manners import FADE_DAYS, FADE_SHARE
from formcheck.desk.measure import Presence, Sat, Sitting
from formcheck.desk.slouch import HOLD_S, SlouchWatch

LEAST_SEATED_S: Final = 600.0
"""Of less, shifts an hour say nothing (judgement)."""
LEAST_JUDGED_S: Final = 600.0
"""Of less, a share of the time says nothing (judgement)."""
FADE_JUDGED_S: Final = 3600.0
FADE_LEAST_DAYS: Final = 6
"""Two weeks count as good only with an hour that was judged on six days (judgement)."""
HOUR_S: Final = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What is kept of one day: this is all that is ever stored."""

    date: date
    seated_s: float = 0.0
    longest_sit_s: float = 0.0
    breaks: int = 0
    shifts: int = 0
    judged_s: float = 0.0
    """Seconds in which it could be judged how somebody sat."""
    near_s: float = 0.0
    """Seconds of these near the own baseline."""
    slouches: int = 0
    slouched_s: float = 0.0
    told: int = 0
    """Notifications about sitting."""

    @property
    def shifts_per_hour(self) -> float:
        """NaN when too little was sat to say."""
        return self.shifts * HOUR_S / self.seated_s if self.seated_s >= LEAST_SEATED_S else math.nan

    @property
    def near_share(self) -> float:
        """Share of the judged time near the own baseline; NaN when too little was judged."""
        return self.near_s / self.judged_s if self.judged_s >= LEAST_JUDGED_S else math.nan

    def plus(self, other: "Day") -> "Day":
        """Return both together: the app may run several times a day."""
        return replace(
            self,
            seated_s=self.seated_s + other.seated_s,
            longest_sit_s=max(self.longest_sit_s, other.longest_sit_s),
            breaks=self.breaks + other.breaks,
            shifts=self.shifts + other.shifts,
            judged_s=self.judged_s + other.judged_s,
            near_s=self.near_s + other.near_s,
            slouches=self.slouches + other.slouches,
            slouched_s=self.slouched_s + other.slouched_s,
            told=self.told + other.told,
        )


def week_of(days: Iterable[Day], around: date) -> tuple[Day, ...]:
    """Return Monday to Sunday of the week around a date, with empty days where there are none."""
    monday = around - timedelta(days=around.weekday())
    dates = [monday + timedelta(days=place) for place in range(7)]
    week = {one: Day(date=one) for one in dates}
    for day in days:
        if day.date in week:
            week[day.date] = week[day.date].plus(day)
    return tuple(week[one] for one in dates)


def total(days: Iterable[Day], first: date) -> Day:
    """Return several days as one that begins on ``first``."""
    together = Day(date=first)
    for day in days:
        together = together.plus(day)
    return together


def is_fading(days: Iterable[Day], today: date) -> bool:
    """Whether the last two weeks were so good that half the reminders are enough."""
    first = today - timedelta(days=FADE_DAYS)
    recent = [one for one in days if first <= one.date < today]
    known = [one for one in recent if one.judged_s >= FADE_JUDGED_S]
    if len({one.date for one in known}) < FADE_LEAST_DAYS:
        return False
    return total(recent, first).near_share >= FADE_SHARE


class DayLog:
    """Adds up a day as it goes on."""

    def __init__(self, today: date) -> None:
        self.today = Day(date=today)
        self.over: list[Day] = []
        """Days that ended while it ran."""
        self._last: Sat | None = None
        self._seated_s = 0.0
        self._counts = (0, 0, 0, 0, 0.0)

    def update(
        self,
        wall: datetime,
        sat: Sat,
        breaks: BreakWatch,
        slouches: SlouchWatch,
        *,
        shifts: int,
        told: int,
    ) -> Day:
        """Take in one look, after the watches have; ``shifts`` and ``told`` count from the start.

        What began before midnight and is known after it counts for the day that begins.
        """
        if wall.date() != self.today.date:
            # A clock that is set back comes to the same day again, which goes on then.
            days = {one.date: one for one in (*self.over, self.today)}
            self.today = days.pop(wall.date(), Day(date=wall.date()))
            self.over = list(days.values())
        judged_s, near_s = self._judged(sat)
        slouched_s = sum(one.beyond_s for one in slouches.events)
        counts = (len(breaks.breaks), shifts, len(slouches.events), told, slouched_s)
        new = [now - before for now, before in zip(counts, self._counts, strict=True)]
        sat_s = 0.0 if breaks.sit is None else breaks.sit.seated_s
        seated_s = breaks.seated_s - self._seated_s
        self.today = self.today.plus(
            Day(
                date=wall.date(),
                seated_s=seated_s,
                # Of a sit over midnight the new day has its own part only.
                longest_sit_s=min(sat_s, self.today.seated_s + seated_s),
                breaks=int(new[0]),
                shifts=int(new[1]),
                judged_s=judged_s,
                near_s=near_s,
                slouches=int(new[2]),
                slouched_s=new[4],
                told=int(new[3]),
            )
        )
        self._last, self._seated_s, self._counts = sat, breaks.seated_s, counts
        return self.today

    def _judged(self, sat: Sat) -> tuple[float, float]:
        """Return the seconds since the last look that were judged, and those near the baseline."""
        last, step_s = self._last, 0.0 if self._last is None else sat.time_s - self._last.time_s
        if last is None or step_s > HOLD_S or last.presence is not Presence.SEATED:
            return 0.0, 0.0
        judged = last.sitting is not Sitting.UNJUDGED
        return step_s * judged, step_s * (last.sitting is Sitting.GOOD)
