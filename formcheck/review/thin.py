"""Fewer points of a long series that look the same: of each bin its least and its greatest."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.pose.pose import Floats

_ENDS: Final = 2
"""Points of each bin."""


@dataclass(frozen=True, slots=True, eq=False)
class Thinned:
    """Points of a curve and of the band around it; NaN where nothing was measured."""

    time_s: Floats
    """(m,)"""
    value: Floats
    """(m,)"""
    low: Floats
    high: Floats
    """(m,) each, the ends of the band."""


def thinned(
    time_s: Floats, value: Floats, error: Floats, span: tuple[float, float], most: int
) -> Thinned:
    """Return about ``most`` points of what lies in a stretch of time, and one at either side.

    Parameters
    ----------
    time_s, value, error
        (t,) each, the times rising; a value or an error may be NaN.
    span
        From when to when, in seconds.
    most
        Points; where there are no more than this, all are returned.

    Notes
    -----
    A gap shorter than a bin is closed; nothing that was measured is left out.
    """
    first = max(int(np.searchsorted(time_s, span[0])) - 1, 0)
    after = int(np.searchsorted(time_s, span[1], side="right")) + 1
    time_s, value, error = time_s[first:after], value[first:after], error[first:after]
    low, high = value - error, value + error
    if len(time_s) <= most:
        return Thinned(time_s, value, low, high)
    size = -(-_ENDS * len(time_s) // most)
    # Bins begin where they always would: curves do not tremble while somebody scrolls.
    edges = np.unique(np.maximum(np.arange(first - first % size, first + len(time_s), size), first))
    edges -= first
    least, greatest = np.fmin.reduceat(value, edges), np.fmax.reduceat(value, edges)
    bottom, top = np.fmin.reduceat(low, edges), np.fmax.reduceat(high, edges)
    ends = np.append(edges[1:], len(time_s)) - 1
    return Thinned(
        np.stack((time_s[edges], time_s[ends]), axis=1).ravel(),
        np.stack((least, greatest), axis=1).ravel(),
        np.repeat(bottom, _ENDS),
        np.repeat(top, _ENDS),
    )
