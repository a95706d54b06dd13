"""Pictures that can be looked up by time: those of a film, or none at all."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from types import TracebackType
from typing import Final, Protocol, Self

import numpy as np
import numpy.typing as npt

TOLERANCE_S: Final = 0.0005
"""A time that was rounded to milliseconds still finds its own picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One picture of a film. Its image must not be written to."""

    time_s: float
    """Time of the picture, from the start of the film."""
    until_s: float
    """Time of the next picture; infinite for the last one."""
    image: npt.NDArray[np.uint8]
    """(h, w, 3) uint8, blue-green-red, upright, read-only."""

    def __post_init__(self) -> None:
        """Lock the image."""
        self.image.flags.writeable = False

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height."""
        return self.image.shape[1], self.image.shape[0]


class Pictures(Protocol):
    """What can be played. Opened, asked and closed with ``with`` in one thread."""

    @property
    def duration_s(self) -> float:
        """How long it is, as far as is known now. Called after it was entered."""
        ...

    def __enter__(self) -> Self:
        """Open it, up to the first picture; raise SourceError with what to do about it."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it. Called once, also after an error."""
        ...

    def at(self, time_s: float) -> Picture:
        """Return the picture that is seen at a time: the last one that does not come later.

        Before the first picture it is the first, after the last one the last.
        """
        ...

    def beside(self, time_s: float, frames: int) -> Picture:
        """Return the picture so many frames after the one at a time; before it when negative.

        It is the last or the first one where there are not as many.
        """
        ...


class NoFilm:
    """Stands in where the pictures were not kept: empty ones, at the times when there were some.

    Parameters
    ----------
    times_s
        Times of the pictures, increasing, from 0; at least one.
    size_px
        Width and height of the pictures.
    """

    def __init__(self, times_s: Sequence[float], size_px: tuple[int, int]) -> None:
        if not times_s:
            raise ValueError("expected at least one time, got none")
        self._times_s = tuple(times_s)
        width, height = size_px
        self._image = np.zeros((height, width, 3), np.uint8)

    @property
    def duration_s(self) -> float:
        """How long it is: the last picture is seen as long as the one before."""
        *_, before_s, last_s = (0.0, *self._times_s)
        return 2 * last_s - before_s

    def __enter__(self) -> Self:
        """Do nothing: there is no file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Do nothing."""

    def at(self, time_s: float) -> Picture:
        """Return an empty picture with the last time that is not later."""
        return self.beside(time_s, 0)

    def beside(self, time_s: float, frames: int) -> Picture:
        """Return an empty picture with the time so many frames later; earlier when negative."""
        place = bisect_right(self._times_s, time_s + TOLERANCE_S) - 1 + frames
        place = min(max(0, place), len(self._times_s) - 1)
        until_s = self._times_s[place + 1] if place + 1 < len(self._times_s) else inf
        return Picture(self._times_s[place], until_s, self._image)
