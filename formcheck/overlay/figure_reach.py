"""How an arm or a leg gets somewhere, and lies down where the floor is in its way."""

import math
from typing import Final

from formcheck.features.geometry import turn_deg
from formcheck.overlay.figure_body import cosine, sine

Place = tuple[float, float]
"""``(x, z)``: along the floor and above it."""

_PREFERRED_DEG: Final = 100.0
_STRAIGHT: Final = 0.9995


def reached(
    start: Place, end: Place, lengths: tuple[float, float], bend: float, least: tuple[float, float]
) -> tuple[float, float]:
    """Return the directions of a limb's two segments so that it ends somewhere.

    What is too far away is approached along the floor; ``least`` is how low the middle joint and
    the end may be.
    """
    longest, down = _STRAIGHT * sum(lengths), end[1] - start[1]
    along = math.sqrt(max(0.0, longest**2 - down**2))
    end = (start[0] + min(along, max(-along, end[0] - start[0])), end[1])
    first, second = two_links(start, end, lengths, bend)
    lain = laid(first, start[1] - least[0], lengths[0])
    if lain == first:
        return first, second
    middle = (start[0] + lengths[0] * cosine(lain), start[1] + lengths[0] * sine(lain))
    return lain, laid(_direction_deg(middle, end), middle[1] - least[1], lengths[1])


def _direction_deg(start: Place, end: Place) -> float:
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def two_links(
    start: Place, end: Place, lengths: tuple[float, float], bend: float
) -> tuple[float, float]:
    """Return the directions of two links that join two places.

    With ``bend`` +1 the middle joint lies to the left of the way from start to end, with -1 to the
    right. A place out of reach gives the straight limb, or the folded one.
    """
    first, second = lengths
    reach = min(max(math.dist(start, end), abs(first - second) + 1e-9), first + second)
    inner = (first**2 + reach**2 - second**2) / (2.0 * first * reach)
    inner_deg = math.degrees(math.acos(min(1.0, max(-1.0, inner))))
    first_deg = _direction_deg(start, end) + bend * inner_deg
    middle = start[0] + first * cosine(first_deg), start[1] + first * sine(first_deg)
    return first_deg, _direction_deg(middle, end)


def laid(
    direct_deg: float, drop: float, length: float, *, most_deg: float = _PREFERRED_DEG
) -> float:
    """Return a direction turned so that a segment ends at most ``drop`` below its start.

    It turns counter-clockwise (toes and palms bend that way) by up to ``most_deg``, or else the
    short way.
    """
    steepest = min(1.0, max(-1.0, -drop / length))
    if sine(direct_deg) >= steepest:
        return direct_deg
    level = math.degrees(math.asin(steepest))
    ways = [turn_deg(direct_deg, level), turn_deg(direct_deg, 180.0 - level)]
    left = [way for way in ways if 0.0 <= way <= most_deg]
    return direct_deg + (left[0] if left else min(ways, key=abs))
