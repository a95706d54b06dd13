"""Seated time and breaks, by the clock.

::

    OUT --seated--> SEATED --away or standing--> ABSENT --60 s--> BREAK --seated for 10 s--> SEATED
                       ^                            |   (counted here, once)
                       +-- seated for 10 s before that: no break, and the time counts as seated

Time in which nobody could look (dark, paused, a gap) is neither seated nor a break. After five
minutes of it nothing is known of what was before: OUT.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum, IntEnum, auto
from typing import Final

from formcheck.care.programme import Item
from formcheck.desk.measure import Presence
from formcheck.desk.slouch import HOLD_S

BREAK_S: Final = 60.0
"""Away or standing for so long is a break: clinical notes, section 5."""
BACK_S: Final = 10.0
"""Seen seated for so long ends it: who passes by or fetches something is not back (judgement)."""
FORGET_S: Final = 300.0
"""Longer without a look says nothing of the sit before it (judgement)."""
STAND_AFTER_S: Final = 1800.0
"""Stand up after 30 minutes: clinical notes, section 5."""
AGAIN: Final = 1.5
"""It is said again at 45 minutes for 30: clinical notes, section 5; and then after every 30 more
(judgement)."""
ON_FEET: Final = ("sit-to-stand", "standing-back-bend")
"""What makes one stand; bending back, which is not for everybody, is not the first of them."""
ROUTINES: Final = (*ON_FEET, "seated-twist", "chin-tuck")
"""What is done at the desk, first what makes one stand: breaks that change the posture have the
evidence (clinical notes, section 5)."""
DOSES: Final = {
    one.exercise: one
    for one in (
        Item(exercise="sit-to-stand", reps=10, rest_s=0.0),
        Item(exercise="standing-back-bend", reps=8, hold_s=2.0, rest_s=0.0),
        Item(exercise="seated-twist", reps=10, tempo=(2.0, 2.0, 2.0), rest_s=0.0),
        Item(exercise="chin-tuck", reps=8, tempo=(2.0, 3.0, 2.0), rest_s=0.0),
    )
}
"""About a minute of each: as many as the exercise's own dose says, or the most that fit, at the
quick end of its pace (judgement)."""


class Due(IntEnum):
    """How much a break is due."""

    NOT = 0
    TIME = 1
    """Sat for as long as was set."""
    OVERDUE = 2
    """Half as long again."""


@dataclass(frozen=True, slots=True)
class Break:
    """One break."""

    start_s: float
    """When the seat was left."""
    end_s: float = math.nan
    """When somebody sat down again; NaN while it lasts, or when that was not seen."""
    stood: bool = False
    """Whether it was spent standing in the picture, at least in part."""


@dataclass(frozen=True, slots=True)
class Sit:
    """One stretch of sitting between two breaks."""

    start_s: float
    end_s: float
    """While it lasts, the time of the last look."""
    seated_s: float
    """Seconds seated in it: short absences count, time without looks does not."""


class _Mode(Enum):
    OUT = auto()
    SEATED = auto()
    ABSENT = auto()
    BREAK = auto()


class BreakWatch:
    """Follows who comes and goes."""

    def __init__(self, stand_after_s: float = STAND_AFTER_S) -> None:
        self.stand_after_s = stand_after_s
        self.breaks: list[Break] = []
        """In order; the last one may still be going on."""
        self.sits: list[Sit] = []
        """Those that are over, in order."""
        self.seated_s = 0.0
        """All of it, over every sit."""
        self._mode = _Mode.OUT
        self._last: tuple[float, Presence] | None = None
        self._sit = Sit(math.nan, math.nan, 0.0)
        self._left_s = self._back_s = math.nan
        # Seconds seen since then: what nobody saw is neither away nor back.
        self._away_s = self._here_s = 0.0
        self._stood = False
        self._unknown_s = 0.0
        self._ask_s = stand_after_s

    @property
    def on_break(self) -> bool:
        """Whether a break is going on."""
        return self._mode is _Mode.BREAK

    @property
    def sit(self) -> Sit | None:
        """The sit that is going on; None while nobody sits."""
        return self._sit if self._mode in {_Mode.SEATED, _Mode.ABSENT} else None

    @property
    def due(self) -> Due:
        """How much a break is due now; nobody who is absent is told."""
        if self._mode is not _Mode.SEATED or self._sit.seated_s < self.stand_after_s:
            return Due.NOT
        overdue = self._sit.seated_s >= AGAIN * self.stand_after_s
        return Due.OVERDUE if overdue else Due.TIME

    def stand_after(self, seconds: float) -> None:
        """Ask after other times from now on; what was said in this sit is not said again."""
        if seconds != self.stand_after_s:
            asked = self._ask_s > self.stand_after_s
            self._ask_s = self._sit.seated_s + seconds if asked else seconds
            self.stand_after_s = seconds

    def ask(self) -> bool:
        """Whether to say now that it is time for a break; that is then done.

        Called only while something may be said: what cannot be said now is said later.
        """
        asks = self._mode is _Mode.SEATED and self._sit.seated_s >= self._ask_s
        while asks and self._ask_s <= self._sit.seated_s:
            first = self._ask_s == self.stand_after_s
            self._ask_s += (AGAIN - 1.0 if first else 1.0) * self.stand_after_s
        return asks

    def update(self, now_s: float, presence: Presence) -> None:
        """Take in one look: what the last one showed has lasted until now."""
        if self._last is not None:
            since_s, was = self._last
            known = now_s - since_s <= HOLD_S
            self._take(since_s, now_s, was if known else Presence.UNKNOWN)
        self._last = now_s, presence

    def close(self, now_s: float) -> None:
        """Take in that nobody looks any more."""
        self.update(now_s, Presence.UNKNOWN)
        self._forget()
        self._last = None

    def _take(self, start_s: float, end_s: float, presence: Presence) -> None:
        if presence is Presence.UNKNOWN:
            self._unknown_s += end_s - start_s
            if self._unknown_s >= FORGET_S:
                self._forget()
            return
        self._unknown_s = 0.0
        if presence is Presence.SEATED:
            self._seated(start_s, end_s)
        else:
            self._gone(start_s, end_s, stands=presence is Presence.STANDING)

    def _seated(self, start_s: float, end_s: float) -> None:
        match self._mode:
            case _Mode.OUT:
                self._sit_down(start_s, end_s, end_s - start_s)
            case _Mode.SEATED:
                self._sit_on(end_s, end_s - start_s)
            case _:
                # One look at somebody who stands or passes by may be mistaken: it ends nothing.
                if math.isnan(self._back_s):
                    self._back_s, self._here_s = start_s, 0.0
                self._here_s += end_s - start_s
                self._away_s += end_s - start_s
                if self._here_s >= BACK_S:
                    self._come_back(end_s)

    def _come_back(self, now_s: float) -> None:
        if self._mode is _Mode.ABSENT:
            self._sit_on(now_s, self._away_s)
            self._mode = _Mode.SEATED
        else:
            self.breaks[-1] = replace(self.breaks[-1], end_s=self._back_s)
            self._sit_down(self._back_s, now_s, self._here_s)

    def _gone(self, start_s: float, end_s: float, *, stands: bool) -> None:
        self._back_s = math.nan
        if self._mode is _Mode.SEATED:
            self._mode, self._left_s, self._stood = _Mode.ABSENT, start_s, False
            self._away_s = 0.0
        if self._mode is _Mode.BREAK:
            self.breaks[-1] = replace(self.breaks[-1], stood=self.breaks[-1].stood or stands)
        if self._mode is not _Mode.ABSENT:
            return
        self._stood = self._stood or stands
        self._away_s += end_s - start_s
        if self._away_s >= BREAK_S:
            self._end_sit()
            self.breaks.append(Break(self._left_s, stood=self._stood))
            self._mode = _Mode.BREAK

    def _sit_down(self, start_s: float, end_s: float, seconds: float) -> None:
        self._mode, self._ask_s = _Mode.SEATED, self.stand_after_s
        self._sit = Sit(start_s, start_s, 0.0)
        self._sit_on(end_s, seconds)

    def _sit_on(self, end_s: float, seconds: float) -> None:
        self.seated_s += seconds
        self._sit = Sit(self._sit.start_s, end_s, self._sit.seated_s + seconds)

    def _end_sit(self) -> None:
        self.sits.append(self._sit)

    def _forget(self) -> None:
        if self.sit is not None:
            self._end_sit()
        self._mode, self._unknown_s = _Mode.OUT, 0.0


def propose(done: Sequence[str], allowed: Collection[str] = ROUTINES) -> str:
    """Return the routine for this break; empty when none is allowed.

    Parameters
    ----------
    done
        Slugs of the routines done before, the last one last: the one longest ago comes next.
    allowed
        Slugs that nothing speaks against: whoever has a programme leaves out what it leaves out.
    """
    offered = [one for one in ROUTINES if one in allowed]
    ago = {slug: place for place, slug in enumerate(done)}
    return min(offered, key=lambda one: ago.get(one, -1), default="")


def routine(done: Sequence[str], allowed: Collection[str] = ROUTINES) -> tuple[Item, ...]:
    """Return about two minutes for this break: what makes one stand, then something else.

    Each is what was done longest ago. Only one is left where no more is allowed, and none where
    nothing is; where nothing that makes one stand is allowed, both are done seated.

    Parameters
    ----------
    done
        Slugs of what was done in the breaks before, the last one last.
    allowed
        As for `propose`.
    """
    first = propose(done, [one for one in ON_FEET if one in allowed]) or propose(done, allowed)
    second = propose(done, [one for one in allowed if one != first])
    return tuple(DOSES[one] for one in (first, second) if one)
