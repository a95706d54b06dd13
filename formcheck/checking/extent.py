"""Lowest and highest of a window of numbers, without looking at all of them again."""

import math
from collections import deque


class Extent:
    """Numbers that come in at one end and go at the other; NaN stands for one that is not known."""

    def __init__(self) -> None:
        self._low: deque[tuple[int, float]] = deque()
        """Place and value of those that no later one is below; the first is the lowest of all."""
        self._high: deque[tuple[int, float]] = deque()

    def add(self, place: int, value: float) -> None:
        """Take in a number; places increase."""
        if math.isnan(value):
            return
        while self._low and self._low[-1][1] >= value:
            self._low.pop()
        while self._high and self._high[-1][1] <= value:
            self._high.pop()
        self._low.append((place, value))
        self._high.append((place, value))

    def forget(self, place: int) -> None:
        """Let everything before a place go."""
        for ends in (self._low, self._high):
            while ends and ends[0][0] < place:
                ends.popleft()

    @property
    def ends(self) -> tuple[float, float] | None:
        """The lowest and the highest; None while none is known."""
        return (self._low[0][1], self._high[0][1]) if self._low else None
