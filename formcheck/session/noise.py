"""How much a measurement trembles and moves: the part of its error that is seen as it comes in."""

import math
from collections import deque
from itertools import islice
from typing import Final

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

    def update(self, time_s: float, value: float) -> float:
        """Take in one value and return its standard deviation by tremble and lag.

        0 until enough is known.
        """
        self._recent.append((time_s, value))
        while time_s - self._recent[0][0] > MEMORY_S:
            self._recent.popleft()
        if len(self._recent) < LEAST:
            return 0.0
        # The lag has a known direction, but correcting it would make every tremble larger.
        return math.hypot(self._tremble(), self._speed() * LAG_S / ERROR_SDS)

    def _speed(self) -> float:
        """Return how fast it moves, a second."""
        time_s, value = self._recent[-1]
        before_s, before = next(one for one in self._recent if time_s - one[0] <= SPEED_S)
        return (value - before) / (time_s - before_s) if time_s > before_s else 0.0

    def _tremble(self) -> float:
        """Return the standard deviation of the noise, movement left out."""
        # In plain Python: for some thirty values it takes a quarter of numpy's time.
        bends = sorted(
            abs(before[1] - 2.0 * here[1] + after[1])
            for before, here, after in zip(
                self._recent,
                islice(self._recent, 1, None),
                islice(self._recent, 2, None),
                strict=False,
            )
        )
        middle = len(bends) // 2
        odd = len(bends) % 2
        return (bends[middle] if odd else (bends[middle - 1] + bends[middle]) / 2.0) * _TO_SD
