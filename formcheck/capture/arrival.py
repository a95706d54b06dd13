"""Time stamps for frames that carry none worth having: the moment they arrived."""

import time
from typing import Final

_SMALLEST_STEP_S: Final = 1e-6
_BOOTTIME: Final = getattr(time, "CLOCK_BOOTTIME", None)
"""Goes on while the computer sleeps, where the usual one stands still (Linux)."""


def elapsed_s() -> float:
    """Return seconds that only grow, also while the computer sleeps; nobody sets this clock.

    In steps far shorter than a frame: `time.monotonic` moves in steps of 16 ms on Windows.
    """
    return time.perf_counter() if _BOOTTIME is None else time.clock_gettime(_BOOTTIME)


class ArrivalClock:
    """Stamp frames with the time since the first one, strictly increasing."""

    def __init__(self) -> None:
        self._first_s: float | None = None
        self._last_s = -_SMALLEST_STEP_S

    def stamp(self) -> float:
        """Return the seconds since the first call; the first call gives 0."""
        now_s = elapsed_s()
        if self._first_s is None:
            self._first_s = now_s
        self._last_s = max(now_s - self._first_s, self._last_s + _SMALLEST_STEP_S)
        return self._last_s
