"""How often somebody sits otherwise than before: moving is what helps, and it is rewarded.

A shift is a move to another place in the picture, or nearer or farther, that is then kept. What
comes and goes (a reach, a nod, a turn) is none, and neither is sinking slowly.
"""

import math
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from formcheck.desk.measure import Presence, Sat
from formcheck.desk.seen import Place

MOVED: Final = 0.12
"""Shoulders elsewhere by so much of their width, or by so much larger or smaller: 4 cm (judgement;
rendered people who sit still stay within 0.03)."""
KEPT_S: Final = 3.0
"""For so long it has to be kept (judgement)."""
FOLLOW_S: Final = 60.0
"""The place follows a slow drift in so long (judgement)."""
_GAP_S: Final = 10.0

_At = tuple[float, float, float]


@dataclass(slots=True)
class ShiftCounter:
    """Counts shifts in one look after another."""

    count: int = 0
    _at: _At | None = None
    _view: str = ""
    _time_s: float = -math.inf
    _moved: list[tuple[float, _At]] = field(default_factory=list)

    def update(self, sat: Sat) -> int:
        """Take in one look; return the shifts so far."""
        step_s, self._time_s = sat.time_s - self._time_s, sat.time_s
        seen = sat.seen
        if sat.presence is not Presence.SEATED or step_s > _GAP_S:
            # Who sits down again sits anew.
            self._at, self._moved = None, []
        if sat.presence is Presence.SEATED and seen is not None and seen.place.known:
            if self._at is None:
                self._at, self._view = _at(seen.place), seen.view.name
            # Turned to somebody, the same body has another width: that is not compared.
            if seen.view.name == self._view:
                self._follow(self._at, sat.time_s, step_s, _at(seen.place))
        return self.count

    def _follow(self, at: _At, time_s: float, step_s: float, now: _At) -> None:
        if _apart(at, now) <= MOVED:
            self._moved = []
            self._at = _mix(at, now, min(1.0, step_s / FOLLOW_S))
        else:
            self._look_for_new(time_s, now)

    def _look_for_new(self, time_s: float, now: _At) -> None:
        """Count a shift once the new place has been kept."""
        self._moved = [one for one in self._moved if _apart(one[1], now) <= MOVED]
        self._moved.append((time_s, now))
        if time_s - self._moved[0][0] >= KEPT_S:
            across, down, size = zip(*(one for _, one in self._moved), strict=True)
            self._at, self._moved = (median(across), median(down), median(size)), []
            self.count += 1


def _at(place: Place) -> _At:
    """Return place and size in shoulder widths, so that near and far people count alike."""
    return place.across / place.size, place.down / place.size, math.log(place.size)


def _apart(one: _At, other: _At) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _mix(one: _At, other: _At, share: float) -> _At:
    a, b, c = (x + share * (y - x) for x, y in zip(one, other, strict=True))
    return a, b, c
