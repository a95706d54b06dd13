"""How much a measurement trembles and moves: the part of its error that is seen as it comes in."""

import math
from collections import deque
from typing import Final

from formcheck.checking.middle import Middle
from formcheck.features.reading import ERROR_SDS

LAG_S: Final = 0.13
"""A moving value is behind by so much: 0.106 s of the landmark filter at rest (1 / (2 pi 1.5 Hz))
and half a frame. Measured on rendered patients (at 10 to 100 degrees a second, hip,
knee and arm): 0.10 to 0.15 s."""
SPEED_S: Final = 0.25
"""Over which the speed is taken."""
MEMORY_S: Final = 1.0
LEAST: Final = 5
"""Fewer values tell nothing of their noise."""
_TO_SD: Final = 1.4826 / math.sqrt(6.0)
"""Median absolute second difference to standard deviation: normal noise, three values a
difference with weights 1, -2, 1. A movement that is even over three frames adds nothing to it."""


class Noise:
    """How far one measurement may be off now, by what was seen of it in the last second."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()
        self._lately: deque[tuple[float, float]] = deque()
        """Those over which the speed is taken."""
        self._before, self._last = math.nan, math.nan
        self._bends: deque[float] = deque()
        """Second differences of the recent values: one for each but the first and the last."""
        self._middle = Middle()

    def update(self, time_s: float, value: float) -> float:
        """Take in one value and return its standard deviation by tremble and lag.

        0 until enough is known.
        """
        recent, lately, bends = self._recent, self._lately, self._bends
        if len(recent) > 1:
            bend = abs(self._before - 2.0 * self._last + value)
            bends.append(bend)
            self._middle.add(bend)
        self._before, self._last = self._last, value
        now = time_s, value
        recent.append(now)
        lately.append(now)
        while time_s - recent[0][0] > MEMORY_S:
            recent.popleft()
            if bends:
                self._middle.remove(bends.popleft())
        while time_s - lately[0][0] > SPEED_S:
            lately.popleft()
        if len(recent) < LEAST:
            return 0.0
        before_s, before = lately[0]
        speed = (value - before) / (time_s - before_s) if time_s > before_s else 0.0
        # The lag has a known direction, but correcting it would make every tremble larger.
        return math.hypot(self._middle.median * _TO_SD, speed * LAG_S / ERROR_SDS)
