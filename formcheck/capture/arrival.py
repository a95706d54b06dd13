"""Time stamps for frames that carry none worth having: the moment they arrived."""

from time import perf_counter
from typing import Final

_SMALLEST_STEP_S: Final = 1e-6


class ArrivalClock:
    """Stamp frames with the time since the first one, strictly increasing."""

    def __init__(self) -> None:
        self._first_s: float | None = None
        self._last_s = -_SMALLEST_STEP_S

    def stamp(self) -> float:
        """Return the seconds since the first call; the first call gives 0."""
        # Not time.monotonic: on Windows it moves in steps of 16 ms, half a frame.
        now_s = perf_counter()
        if self._first_s is None:
            self._first_s = now_s
        self._last_s = max(now_s - self._first_s, self._last_s + _SMALLEST_STEP_S)
        return self._last_s
