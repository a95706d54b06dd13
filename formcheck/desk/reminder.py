"""When it speaks: rarely, and only when it is right.

::

    slouched for 60 s -> the icon leans -> 120 s -> one notification -> quiet for 10, 20, 40 minutes
           ^                                                               |
           +------------------ upright for 5 s: heeded ---------------------+

Nothing is saved up: what could not be said during a call is not said after it, unless it is still
true after a moment.
"""

import math
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from formcheck.desk.manners import Manners, Nap
from formcheck.desk.measure import Presence, Sat, Sitting
from formcheck.desk.slouch import Slouch

HOUR_S: Final = 3600.0
_LEFT: Final = frozenset({Presence.AWAY, Presence.STANDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What else goes on at the computer, as far as the system can tell."""

    full_screen: bool = False
    """A presentation, a film or a game."""
    call: bool = False
    """Another program uses the microphone or the camera."""
    locked: bool = False
    """The screen is locked."""

    @property
    def busy(self) -> bool:
        """Whether nothing may be said."""
        return self.full_screen or self.call or self.locked


FREE: Final = Around()


class Held(StrEnum):
    """Why nothing is said though there would be something to say."""

    NOT = ""
    SNOOZED = "snoozed"
    QUIET_HOURS = "quiet hours"
    BUSY = "busy"
    JUST_FREE = "just free"
    TOO_SOON = "too soon"
    ENOUGH = "enough for this hour"


@dataclass(frozen=True, slots=True)
class Nudge:
    """What to do now."""

    lean: bool = False
    """Whether the icon leans."""
    cue: str = ""
    """To be said now, once; empty most of the time."""
    held: Held = Held.NOT
    """Why a cue that is due is not said."""


QUIET: Final = Nudge()


class Quiet:
    """Whether anything may be said at all: snooze, quiet hours, calls. Shared with breaks."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.until: datetime | None = None
        """Until when it is snoozed."""
        self._busy_s = -math.inf

    def snooze(self, nap: Nap, wall: datetime) -> None:
        """Put it off."""
        self.until = nap.until(wall)

    def wake(self) -> None:
        """End the snooze."""
        self.until = None

    def update(self, now_s: float, wall: datetime, around: Around) -> Held:
        """Take in what goes on; return why nothing may be said, NOT when it may."""
        if around.busy:
            self._busy_s = now_s
        if self.until is not None and wall >= self.until:
            self.until = None
        found = (
            (self.until is not None, Held.SNOOZED),
            (any(span.holds(wall) for span in self.manners.quiet), Held.QUIET_HOURS),
            (around.busy, Held.BUSY),
            (now_s - self._busy_s < self.manners.settle_s, Held.JUST_FREE),
        )
        return next((held for holds, held in found if holds), Held.NOT)


class Reminder:
    """Decides when to say something about how somebody sits."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.ignored = 0
        """Notifications in a row after which nobody sat up."""
        self._said_s: deque[float] = deque()
        self._answered = True
        self._gap_s = 0.0

    def update(self, sat: Sat, slouch: Slouch | None, quiet: Held) -> Nudge:
        """Take in one look, the slouch that is going on, and whether it must be quiet."""
        now_s = sat.time_s
        self._hear(sat, slouch)
        if slouch is None:
            return QUIET
        lean = slouch.beyond_s >= self.manners.icon_after_s
        # Only about what is so now: not to somebody who is on the phone or has just left.
        if sat.sitting is not Sitting.BEYOND or slouch.beyond_s < self._wait_s(slouch):
            return Nudge(lean)
        held = quiet or self._limit(now_s)
        if held:
            return Nudge(lean, held=held)
        self._say(now_s)
        return Nudge(lean, slouch.cue)

    def _wait_s(self, slouch: Slouch) -> float:
        share = self.manners.tell_sooner if slouch.mostly_fault else 1.0
        return max(self.manners.icon_after_s, share * self.manners.tell_after_s)

    def _hear(self, sat: Sat, slouch: Slouch | None) -> None:
        """Find out whether the last notification was heeded.

        Who sat up, stood up or left has heeded it. Who was not seen, has neither heeded nor ignored
        it: the gap is that of those before.
        """
        if self._answered:
            return
        late = sat.time_s - self._said_s[-1] > self.manners.heed_s
        if slouch is not None and not late:
            return
        self._answered = True
        if slouch is not None:
            self.ignored += 1
        elif sat.sitting is Sitting.GOOD or sat.presence in _LEFT:
            self.ignored = 0
        gaps_s = self.manners.gaps_s
        self._gap_s = gaps_s[min(max(1, self.ignored), len(gaps_s)) - 1]

    def _limit(self, now_s: float) -> Held:
        while self._said_s and now_s - self._said_s[0] >= HOUR_S:
            self._said_s.popleft()
        if self._said_s and now_s - self._said_s[-1] < self._gap_s:
            return Held.TOO_SOON
        return Held.ENOUGH if len(self._said_s) >= self.manners.most_an_hour else Held.NOT

    def _say(self, now_s: float) -> None:
        self._said_s.append(now_s)
        self._answered, self._gap_s = False, self.manners.gaps_s[0]
