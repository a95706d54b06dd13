"""Plane geometry in the sagittal plane: directions in degrees from +x to +z, points in metres."""

import math
from collections.abc import Callable
from typing import Final

from scipy.optimize import brentq

_NARROW: Final = 1e-12
"""Roots are found as well as this, in whatever unit."""
_ZERO: Final = 1e-6
"""A function that is no nearer to zero at its root has jumped."""
_HALVINGS: Final = 60

Point = tuple[float, float]
"""``(x, z)`` in metres."""


def step(origin: Point, length_m: float, direction_deg: float) -> Point:
    """Return the point ``length_m`` away from ``origin``."""
    a = math.radians(direction_deg)
    return origin[0] + length_m * math.cos(a), origin[1] + length_m * math.sin(a)


def direction_deg(start: Point, end: Point) -> float:
    """Return the direction from ``start`` to ``end``, -180 to 180."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def two_links(
    start: Point, end: Point, first_m: float, second_m: float, *, bend: float
) -> tuple[float, float]:
    """Solve a limb of two links that joins two points.

    Parameters
    ----------
    start, end
        Where the limb begins and where it should end.
    first_m, second_m
        Lengths of the links.
    bend
        +1: the middle joint lies to the left of the way from ``start`` to ``end``; -1: right.

    Returns
    -------
    tuple
        Directions of both links in degrees. A target out of reach gives the straight limb.
    """
    reach = math.hypot(end[0] - start[0], end[1] - start[1])
    reach = min(max(reach, abs(first_m - second_m) + 1e-9), first_m + second_m)
    cosine = (first_m**2 + reach**2 - second_m**2) / (2 * first_m * reach)
    inner = math.degrees(math.acos(min(1.0, max(-1.0, cosine))))
    first_deg = direction_deg(start, end) + bend * inner
    middle = step(start, first_m, first_deg)
    return first_deg, direction_deg(middle, end)


def root_of(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where ``function`` changes its sign between ``low`` and ``high``.

    Roots are looked for within roots: Brent's method needs a sixth of the steps that halving needs.
    Where the function jumps over zero, its sign changes all the same, and halving finds that place.

    Raises
    ------
    ValueError
        If both ends have the same sign: the body cannot take that pose.
    """
    at_low = function(low)
    if at_low * function(high) > 0:
        raise ValueError(f"expected a change of sign between {low} and {high}, found none")
    found = float(brentq(function, low, high, xtol=_NARROW))
    if abs(function(found)) < _ZERO:
        return found
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if function(middle) * at_low > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
