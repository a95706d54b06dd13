"""Whether a picture still shows what the pose model saw last: then it need not look again.

People at desks hardly move for seconds on end, and the model is most of the work. Each picture is
compared with the last one that the **model** saw, not with the one before: a slouch that develops
slowly adds up, and is seen as soon as it is larger than the model's own trembling.

::

    picture -> 32 x 18 means of green -> difference, less the whole picture's -> by the local slope
                                                                 = how far an edge moved, in cells
"""

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.capture.frame import Frame

Greys = npt.NDArray[np.float32]

COLUMNS: Final = 32
ROWS: Final = 18
MOVED: Final = 0.25
"""A quarter of a cell: an edge moved by 3 to 5 px of 640, about 6 mm before a laptop. Between two
pictures so alike the model's own points of head and shoulders differ by 3 px, at most 10; rendered
people who take up another posture, however slowly, are seen within 3.4 degrees (measured)."""
LONGEST_S: Final = 2.0
"""However alike, the model looks again after so long: what is said of a slouch is to be right to
1.5 s, and a judgement that changes is looked at over 5 s at least (judgement)."""
GRAIN: Final = 6.0
"""Slope in grey levels a cell below which an edge is lost in the grain: grain of 4 grey levels a
pixel alone gives 0.18 then (measured)."""
_EVERY: Final = 2
"""Every second pixel of every second line: 100 of 640 x 360 to a cell, grain of 4 becomes 0.4."""
_GREEN: Final = 1
"""Has the least grain of the three, and is most of what looks bright."""
_CELLS: Final = 9


class Unchanged:
    """Compares pictures of one camera with the last one that the model saw."""

    def __init__(self) -> None:
        self._seen: Greys | None = None
        self._size_px = (0, 0)
        self._seen_s = -math.inf

    def same(self, frame: Frame) -> bool:
        """Whether the pose that the model found last still holds.

        Called for every look. When it answers no, the model has to look at this very picture: the
        next ones are compared with it. While a baseline is learned the answer is not to be used,
        for a picture that hangs is noticed by poses that are equal to the last bit.
        """
        greys, lasted_s = _greys(frame.image), frame.time_s - self._seen_s
        fresh = 0.0 < lasted_s < LONGEST_S and frame.size_px == self._size_px
        if fresh and _alike(self._seen, greys):
            return True
        self._seen, self._size_px, self._seen_s = greys, frame.size_px, frame.time_s
        return False


def _alike(before: Greys | None, after: Greys | None) -> bool:
    return before is not None and after is not None and moved(before, after) < MOVED


def moved(before: Greys, after: Greys) -> float:
    """Return how far, in cells, something in the picture moved at most.

    About right up to half a cell, and up to twice too much for sharp edges. Light that changes
    everywhere alike is no motion. Light that changes in a part of the picture counts as motion:
    then the model looks, which is never wrong. Infinite where no edge stands out of the grain, as
    in the dark: such pictures tell nothing.
    """
    change = after - before
    change -= np.median(change)
    down, across = np.gradient(0.5 * (before + after))
    slopes = _around(down * down + across * across)
    grain = _CELLS * GRAIN**2
    if slopes.max() < grain:
        return math.inf
    return float(np.sqrt((_around(change * change) / (slopes + grain)).max()))


def _greys(image: npt.NDArray[np.uint8]) -> Greys | None:
    """Return the means of the cells; None for a picture with fewer pixels than cells."""
    green = image[::_EVERY, ::_EVERY, _GREEN]
    high, wide = green.shape[0] // ROWS, green.shape[1] // COLUMNS
    if not high or not wide:
        return None
    cells = green[: high * ROWS, : wide * COLUMNS].reshape(ROWS, high, COLUMNS, wide)
    means: Greys = cells.mean(axis=(1, 3), dtype=np.float32)
    return means


def _around(values: Greys) -> Greys:
    """Return sums over each cell and its eight neighbours."""
    rows = np.pad(values, 1)
    rows = rows[:-2] + rows[1:-1] + rows[2:]
    sums: Greys = rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]
    return sums
