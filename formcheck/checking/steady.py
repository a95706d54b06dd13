"""Notices that a signal stays where it is: somebody rests, wherever that is."""

import math
from typing import Final

STEADY_S: Final = 1.0
STEADY: Final = 0.1
"""Who stays for so long within this share of what begins a repetition rests there: the feet were
set elsewhere, or the way back ends farther out than it began. Slow movements are faster: a tenth of
20 degrees is 2 degrees a second (judgement)."""


class Steady:
    """How long a signal has stayed within a band around a value."""

    def __init__(self, band: float) -> None:
        """``band`` is in the unit of the signal."""
        self._band = band
        self._since_s = self._place = math.nan

    def update(self, time_s: float, value: float) -> float | None:
        """Take in one value; return where it has stayed for `STEADY_S`, None while it moves."""
        if not abs(value - self._place) <= self._band:
            self._since_s, self._place = time_s, value
        return self._place if time_s - self._since_s >= STEADY_S else None
