"""The whole way of one look, from a pose to what is done about it. Pure: time comes in.

::

    pose -> DeskWatch -> SlouchWatch -> Reminder -> Nudge
                |-> BreakWatch -> time to stand          all of it -> DayLog, Pace
                |-> ShiftCounter
"""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from formcheck.capture.light import Light
from formcheck.desk.baseline import Profile
from formcheck.desk.breaks import BreakWatch, Due
from formcheck.desk.day import Day, DayLog
from formcheck.desk.distance import FEATURE, Distance, distance_of
from formcheck.desk.manners import Manners, Nap
from formcheck.desk.measure import DeskWatch, Presence, Sat, unlooked
from formcheck.desk.pace import Look, Pace, Release
from formcheck.desk.reminder import FREE, Around, Held, Nudge, Quiet, Reminder
from formcheck.desk.seen import Seer
from formcheck.desk.shifts import ShiftCounter
from formcheck.desk.slouch import Slouch, SlouchWatch
from formcheck.desk.stale import old
from formcheck.language import N_, _
from formcheck.pose.pose import Pose

APART_S: Final = 60.0
"""Sitting and breaks are never talked about in one breath: the other waits for a minute
(judgement)."""
STAND: Final = {
    Due.TIME: N_("Time to move: your next posture is your best posture."),
    Due.OVERDUE: N_("You have sat for a good while. Stand up for a minute?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskNow:
    """How things stand after one look."""

    sat: Sat
    slouch: Slouch | None
    """The slouch that is going on."""
    nudge: Nudge
    stand: str
    """To be said now, once: time for a break; empty most of the time."""
    due: Due
    """How much a break is due, whether it is said or not."""
    held: Held
    """Why nothing may be said now."""
    day: Day
    look: Look
    """When to look next."""
    old: bool = False
    """Whether it is time to learn the baseline anew, though nothing speaks against it."""
    distance: Distance | None = None
    """From the eyes to the screen; None where it is not seen, or was never measured."""


class Desk:
    """One stretch of running: follows one person at one desk."""

    def __init__(
        self,
        profile: Profile,
        wall: datetime,
        manners: Manners | None = None,
        seer: Seer | None = None,
        pace: Pace | None = None,
    ) -> None:
        manners = manners or Manners()
        self._seer = seer or Seer()
        self.watch = DeskWatch(profile, self._seer, manners.sensitivity.divides)
        self.slouches = SlouchWatch(manners.icon_after_s, manners.recover_s)
        self.breaks = BreakWatch(manners.stand_after_s)
        self.quiet, self.reminder = Quiet(manners), Reminder(manners)
        self.pace = pace or Pace()
        self.days = DayLog(wall.date())
        self._shifts, self._told = ShiftCounter(), 0
        self._spoke_s = -math.inf

    def update(
        self,
        now_s: float,
        wall: datetime,
        pose: Pose | None,
        light: Light | None = None,
        around: Around = FREE,
    ) -> DeskNow:
        """Take in one look. ``now_s`` is from a clock that is never set, ``wall`` is local time."""
        return self._after(wall, self.watch.update(now_s, pose, light), around)

    def released(self, now_s: float, wall: datetime, look: Look, around: Around = FREE) -> DeskNow:
        """Take in that the camera is closed, and why.

        Who locks the screen goes away, and exercises are a break (judgement); of the other reasons
        none says where somebody is.
        """
        away = look.release in {Release.LOCKED, Release.EXERCISES}
        sat = unlooked(now_s, Presence.AWAY if away else Presence.UNKNOWN)
        return self._after(wall, sat, around, look)

    def snooze(self, nap: Nap, wall: datetime) -> None:
        """Say nothing for a while."""
        self.quiet.snooze(nap, wall)

    def learned(self, profile: Profile) -> None:
        """Compare with another baseline from now on; the day goes on."""
        divides = self.quiet.manners.sensitivity.divides
        self.watch = DeskWatch(profile, self._seer, divides)

    def behave(self, manners: Manners) -> None:
        """Behave otherwise from now on; the day goes on."""
        self.quiet.manners = self.reminder.manners = manners
        self.learned(self.watch.profile)
        self.slouches.window_s, self.slouches.recover_s = manners.icon_after_s, manners.recover_s
        self.breaks.stand_after(manners.stand_after_s)

    def close(self, now_s: float, wall: datetime) -> tuple[Day, ...]:
        """End everything that is going on; return every day, the last one last."""
        sat = unlooked(now_s)
        self.slouches.update(sat)
        self.slouches.close()
        self.breaks.close(now_s)
        self._log(wall, sat)
        return (*self.days.over, self.days.today)

    def _after(self, wall: datetime, sat: Sat, around: Around, look: Look | None = None) -> DeskNow:
        slouch = self.slouches.update(sat)
        self.breaks.update(sat.time_s, sat.presence)
        self._shifts.update(sat)
        held = self.quiet.update(sat.time_s, wall, around)
        just_spoke = Held.TOO_SOON if sat.time_s - self._spoke_s < APART_S else Held.NOT
        nudge = self.reminder.update(sat, slouch, held or just_spoke)
        self._told += bool(nudge.cue)
        asks = not (held or just_spoke or nudge.cue) and self.breaks.ask()
        if asks or nudge.cue:
            self._spoke_s = sat.time_s
        return DeskNow(
            sat=sat,
            slouch=slouch,
            nudge=nudge,
            stand=_(STAND[self.breaks.due]) if asks else "",
            due=self.breaks.due,
            held=held,
            day=self._log(wall, sat),
            look=look or self.pace.after(sat, slouch),
            old=old(self.watch.profile, wall),
            distance=self._distance(sat),
        )

    def _distance(self, sat: Sat) -> Distance | None:
        taped_cm, seer = self.quiet.manners.taped_cm, self._seer
        if taped_cm is None or sat.seen is None:
            return None
        floor = seer.error_model.error(seer.exercise.slug, FEATURE).floor
        return distance_of(self.watch.profile, sat.seen, taped_cm, floor)

    def _log(self, wall: datetime, sat: Sat) -> Day:
        shifts, told = self._shifts.count, self._told
        return self.days.update(wall, sat, self.breaks, self.slouches, shifts=shifts, told=told)
