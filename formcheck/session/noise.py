"""How much a measurement trembles: the part of its error that can be seen as it comes in."""

import math
from collections import deque
from itertools import islice
from typing import Final

MEMORY_S: Final = 1.0
LEAST: Final = 5
"""Fewer values tell nothing of their noise."""
_TO_SD: Final = 1.4826 / math.sqrt(6.0)
"""Median absolute second difference to standard deviation: normal noise, three values a
difference with weights 1, -2, 1. A movement that is even over three frames adds nothing to it."""


class Noise:
    """The standard deviation of one measurement over the last second, movement left out."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()

    def update(self, time_s: float, value: float) -> float:
        """Take in one value and return the noise now; 0 until enough is known."""
        self._recent.append((time_s, value))
        while time_s - self._recent[0][0] > MEMORY_S:
            self._recent.popleft()
        if len(self._recent) < LEAST:
            return 0.0
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
