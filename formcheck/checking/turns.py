"""Where a signal turns round: it has come back by at least the least swing."""

import math
from dataclasses import dataclass
from typing import Final

from formcheck.features.reading import Reading

SLACK: Final = 1.0 / 3.0
"""So near to its turn, as a share of the least swing, the body is at its turn (judgement)."""
SETTLED_S: Final = 1.0
"""Whoever goes no farther for so long has ended the swing for now (judgement)."""
SLOW_S: Final = 0.3
"""A signal that takes longer than this for the slack is about to turn (judgement)."""


@dataclass(slots=True)
class Turn:
    """The farthest point of a swing."""

    time_s: float
    reading: Reading
    left_s: float
    """When the signal was last about there."""
    real: bool = True
    """False for where the signal was first seen: it may have been under way."""


@dataclass(slots=True)
class Swing:
    """From one turn to the next, or as far as it has come."""

    start: Turn
    far: Turn
    heading: int
    """+1 up, -1 down."""

    @property
    def size(self) -> float:
        """From turn to turn, in the signal's unit."""
        return abs(self.far.reading.value - self.start.reading.value)

    @property
    def length_s(self) -> float:
        """Seconds from turn to turn."""
        return self.far.time_s - self.start.time_s


class TurnFinder:
    """Follows a signal from turn to turn; wobbles smaller than the least swing are none."""

    def __init__(self, least: float) -> None:
        self.slack = SLACK * least
        self.swing: Swing | None = None
        """The one under way; None until the signal has moved by the least swing."""
        self._least = least
        self._ends: dict[int, Turn] = {}
        """Lowest (-1) and highest (+1) point before the first swing."""
        self._first = math.nan
        """Where the signal was first seen."""
        self._grown = (math.nan, math.nan)
        """When the swing last went farther by more than the slack, and how far it was then."""

    def update(self, time_s: float, reading: Reading) -> Swing | None:
        """Take in one reading; return the swing that it shows to be over."""
        swing = self.swing
        if swing is None:
            self._set_out(time_s, reading)
            return None
        self._stretch(swing.far, swing.heading, time_s, reading)
        if abs(swing.far.reading.value - self._grown[1]) > self.slack:
            self._grown = (time_s, swing.far.reading.value)
        if (swing.far.reading.value - reading.value) * swing.heading < self._least:
            return None
        self._begin(swing.far, -swing.heading, time_s, reading)
        return swing

    def settled(self, time_s: float) -> bool:
        """Whether the swing has gone no farther for a while."""
        return time_s - self._grown[0] >= SETTLED_S

    def at_turn(self, swing: Swing, time_s: float, value: float) -> bool:
        """Whether the signal is about the farthest point of its swing, and no longer under way."""
        near = abs(value - swing.far.reading.value) <= self.slack
        return near and time_s - self._grown[0] >= SLOW_S

    def _set_out(self, time_s: float, reading: Reading) -> None:
        if not self._ends:
            self._first = reading.value
        for way in (-1, 1):
            end = self._ends.setdefault(way, Turn(time_s, reading, time_s))
            self._stretch(end, way, time_s, reading)
        for way, end in self._ends.items():
            if (end.reading.value - reading.value) * way >= self._least:
                end.real = abs(end.reading.value - self._first) > self.slack
                self._begin(end, -way, time_s, reading)

    def _stretch(self, turn: Turn, way: int, time_s: float, reading: Reading) -> None:
        off = (reading.value - turn.reading.value) * way
        if off > 0.0:
            turn.time_s, turn.reading = time_s, reading
        if off >= -self.slack:
            turn.left_s = time_s

    def _begin(self, start: Turn, heading: int, time_s: float, reading: Reading) -> None:
        self.swing = Swing(start, Turn(time_s, reading, time_s), heading)
        self._grown = (time_s, reading.value)
