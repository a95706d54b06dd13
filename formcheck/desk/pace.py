"""How often to look, and when to let go of the camera."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from formcheck.desk.measure import Presence, Sat, Sitting
from formcheck.desk.slouch import RECOVER_S, Slouch

USUAL_S: Final = 0.5
"""2 looks a second: 2 % of a core at 10 ms a look; a peer uses 2, 4 and 10 (issue, judgement)."""
CONFIRM_S: Final = 0.25
"""4 looks a second while something changes."""
EASY_S: Final = 1.0
"""Upright for a while: 1 look a second still gives 60 in a window."""
EMPTY_S: Final = 3.0
"""A look every few seconds when nobody is there: a break of 60 s is still found within 5 %."""
EASY_AFTER_S: Final = 120.0
"""Upright for so long without a change (judgement)."""
CONFIRM_FOR_S: Final = 2.0 * RECOVER_S
"""A change is looked at more closely for so long, and no longer: a long slouch costs no more than
sitting upright (judgement)."""
LEFT_AFTER_S: Final = 60.0
"""Nobody there for so long, a break: the camera is closed between looks (judgement)."""
LEFT_EVERY_S: Final = 5.0
"""Then a look every so often: each opens the camera, which takes a second with many (judgement)."""
LEAST_BATTERY: Final = 0.3
"""On battery below 30 % nobody looks (judgement)."""
BACK_ABOVE: Final = 0.05
"""Hysteresis: so much more before it looks again without a plug."""


class Release(StrEnum):
    """Why the camera is let go of."""

    LOCKED = "locked"
    BATTERY = "battery"
    WANTED = "wanted"
    """Another program wants the camera, or there is a call."""
    PAUSED = "paused"
    EXERCISES = "exercises"
    """formcheck's own exercises use it."""
    AWAY = "away"
    """The person left: closed between two looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """What decides whether the camera may be open at all."""

    locked: bool = False
    wanted: bool = False
    paused: bool = False
    """By the person, from the menu."""
    exercises: bool = False
    """formcheck's own exercises have the camera."""
    battery: float | None = None
    """Charge from 0 to 1; None on mains, or where there is no battery."""


PLUGGED: Final = Power()


@dataclass(frozen=True, slots=True)
class Look:
    """When to look next."""

    every_s: float
    release: Release | None = None
    """Why the camera is closed: then ``every_s`` is how often to ask again."""


class Pace:
    """Decides after every look, or while there is none to be had."""

    def __init__(self, usual_s: float = USUAL_S, least_battery: float = LEAST_BATTERY) -> None:
        self.usual_s, self.least_battery = usual_s, least_battery
        self._low = False
        self._was: tuple[Sitting, Presence] | None = None
        self._changed_s = 0.0

    def released(self, power: Power) -> Look | None:
        """Return when to ask again while the camera may not be open; None when it may."""
        if power.battery is None:
            self._low = False
        else:
            limit = self.least_battery + BACK_ABOVE * self._low
            self._low = power.battery < limit
        found = (
            (power.exercises, Release.EXERCISES),
            (power.paused, Release.PAUSED),
            (power.locked, Release.LOCKED),
            (power.wanted, Release.WANTED),
            (self._low, Release.BATTERY),
        )
        why = next((release for holds, release in found if holds), None)
        return None if why is None else Look(EMPTY_S, why)

    def after(self, sat: Sat, slouch: Slouch | None) -> Look:
        """Return when to look next after a look that was judged, and whether to close meanwhile."""
        now = sat.sitting, sat.presence
        if now != self._was:
            self._was, self._changed_s = now, sat.time_s
        lasted_s = sat.time_s - self._changed_s
        if sat.presence is Presence.AWAY and lasted_s >= LEFT_AFTER_S:
            return Look(max(LEFT_EVERY_S, self.usual_s), Release.AWAY)
        if sat.presence in {Presence.AWAY, Presence.UNKNOWN}:
            return Look(max(EMPTY_S, self.usual_s) if lasted_s >= CONFIRM_FOR_S else self.usual_s)
        if sat.sitting is Sitting.UNJUDGED:
            return Look(max(EASY_S, self.usual_s))
        changes = (sat.sitting is Sitting.BEYOND) is not (slouch is not None)
        if changes and lasted_s < CONFIRM_FOR_S:
            return Look(min(CONFIRM_S, self.usual_s))
        easy = sat.sitting is Sitting.GOOD and lasted_s >= EASY_AFTER_S
        return Look(max(EASY_S, self.usual_s) if easy else self.usual_s)
