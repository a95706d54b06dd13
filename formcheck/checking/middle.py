"""The middle of numbers that come and go: the median of a window, without sorting it anew."""

from bisect import bisect_left, insort


class Middle:
    """Numbers in order; NaN has none and may not come in."""

    def __init__(self) -> None:
        self._sorted: list[float] = []

    def add(self, value: float) -> None:
        """Take a number in."""
        insort(self._sorted, value)

    def remove(self, value: float) -> None:
        """Take out a number that came in before."""
        del self._sorted[bisect_left(self._sorted, value)]

    @property
    def median(self) -> float:
        """The middle one, or the mean of the two in the middle; there has to be one. Never -0."""
        ordered = self._sorted
        half = len(ordered) // 2
        high = ordered[half]
        return high + 0.0 if len(ordered) % 2 else (ordered[half - 1] + high + 0.0) / 2.0
