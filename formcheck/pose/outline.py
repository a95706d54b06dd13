"""The contour of the back, from single reads of a person's mask. Experimental.

::

    hips  o---+---+---+---+---o  shoulders      the line between the middles of both sides
              |   |   |   |                     from 15 places on it along the normal
          ____v___v___v___v____                 to where the mask ends: the contour

A few hundred reads a picture; all of a mask cannot be had (the library's call for it ends the
program in the pinned version).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.looks import Body, Look
from formcheck.pose.pose import Floats

PLACES: Final = tuple(float(share) for share in np.linspace(0.1, 0.9, 15))
"""Where the contour is looked for: shares of the way from the hips to the shoulders."""
_STEP: Final = 0.05
"""Trunks from read to read on the way to the back: thinner than any back."""
_STEPS: Final = 14
"""Hardly a back is more than so many steps from the line: from there inwards."""
_MOST_STEPS: Final = 20
"""One that is farther, of a heavy person who rounds it, is followed outwards, to here at most."""
_EDGE: Final = 0.5
"""Of a mask from 0 to 1, where the person ends."""
_FINEST_PX: Final = 1.0
_LEAST_TRUNK_PX: Final = 20.0
"""Of a smaller trunk a pixel is as much as the back bends."""


class Mask(Protocol):
    """How likely each pixel belongs to the person."""

    def __getitem__(self, row_column: tuple[int, int], /) -> float:
        """Return 0 to 1."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Somebody in a picture as it was looked at, turned or in part, with their mask."""

    body: Body
    """In pixels of that picture."""
    mask: Mask
    """As large as that picture."""
    size_px: tuple[int, int]
    """Width and height of that picture."""


@dataclass(frozen=True, slots=True, eq=False)
class _Trunk:
    """The line of the trunk in the upright picture, and where its back is."""

    hip: Floats
    shoulder: Floats
    outward: Floats
    """Unit vector."""
    length_px: float


def outline_of(body: Body, seen: Seen, look: Look) -> Floats | None:
    """Return the contour of the back of ``body`` in the upright picture.

    Parameters
    ----------
    body
        Who is followed, in pixels of the upright picture.
    seen
        Who was seen, and their mask.
    look
        How the picture was looked at then.

    Returns
    -------
    ``(15, 2)`` pixels, one for each of `PLACES`, from the hips to the shoulders, NaN where no edge
    was found; None when ``seen`` is not the same body or it cannot be told where its back is.
    """
    if not np.array_equal(look.to_picture(seen.body, seen.size_px).image_px, body.image_px):
        return None
    trunk = _trunk(body)
    if trunk is None:
        return None
    way = trunk.shoulder - trunk.hip
    starts = trunk.hip + np.array(PLACES)[:, None] * way
    seen_starts = _into_seen(starts, look, seen.size_px)
    seen_outward = _into_seen(starts[:1] + trunk.outward, look, seen.size_px)[0] - seen_starts[0]
    away_px = [_edge_px(seen, start, seen_outward, trunk.length_px) for start in seen_starts]
    outline: Floats = starts + np.array(away_px)[:, None] * trunk.outward
    return outline


def _trunk(body: Body) -> _Trunk | None:
    """Return the trunk; None when it is too small or when no side of it is known as the back."""
    hip, shoulder = _middle(body, Joint.HIP), _middle(body, Joint.SHOULDER)
    across, down = (float(part) for part in shoulder - hip)
    length_px = math.hypot(across, down)
    if length_px < _LEAST_TRUNK_PX:
        return None
    normal = np.array([down, -across]) / length_px
    if abs(across) >= abs(down):
        # On hands and knees, in a plank, bent forward: the back is up.
        return _Trunk(hip, shoulder, -math.copysign(1.0, float(normal[1])) * normal, length_px)
    facing = _facing(body)
    if not facing:
        return None
    sign = -math.copysign(1.0, float(normal[0])) * facing
    return _Trunk(hip, shoulder, sign * normal, length_px)


def _facing(body: Body) -> float:
    """Return 1 when somebody upright looks to the right of the picture, -1 to the left, 0 neither.

    Nose, knees and toes vote, each by how far it lies ahead, as in the features of side views.
    """
    x = body.image_px[:, 0]

    def ahead(front: Joint, back: Joint) -> float:
        return float((_middle(body, front) - _middle(body, back))[0])

    nose = float(x[Landmark.NOSE]) - float(_middle(body, Joint.EAR)[0])
    vote = nose + ahead(Joint.KNEE, Joint.HIP) / 2 + ahead(Joint.FOOT_INDEX, Joint.HEEL)
    return float(np.sign(vote))


def _middle(body: Body, joint: Joint) -> Floats:
    middle: Floats = body.image_px[[joint.on(side) for side in Side]].mean(axis=0)
    return middle


def _into_seen(points_px: Floats, look: Look, seen_px: tuple[int, int]) -> Floats:
    """Return ``(n, 2)`` points of the upright picture in the picture looked at.

    The way back is `Look.to_picture`.
    """
    corner = (0.0, 0.0) if look.region is None else (look.region.left, look.region.top)
    points = points_px - corner
    width, height = seen_px if look.turns % 2 == 0 else seen_px[::-1]
    for _ in range(look.turns):
        # A quarter turn counter-clockwise takes the right edge to the top.
        points = np.column_stack([points[:, 1], width - points[:, 0]])
        width, height = height, width
    return points


def _edge_px(seen: Seen, start: Floats, outward: Floats, trunk_px: float) -> float:
    """Return how far from ``start`` the mask ends, to a part of a pixel; NaN when it does not."""

    def at(away_px: float) -> tuple[float, float]:
        return (
            float(start[0] + away_px * outward[0]),
            float(start[1] + away_px * outward[1]),
        )

    def inside(away_px: float) -> bool:
        x, y = at(away_px)
        return _pixel(seen, math.floor(x), math.floor(y)) >= _EDGE

    bracket = _bracket(inside, trunk_px)
    if bracket is None:
        return math.nan
    low, high = bracket
    while high - low > _FINEST_PX:
        middle = (low + high) / 2
        low, high = (middle, high) if inside(middle) else (low, middle)
    # The nearest pixel is up to half a pixel off: so a little wider, and between the pixels.
    low, high = low - _FINEST_PX / 2, high + _FINEST_PX / 2
    more, less = _between(seen, *at(low)), _between(seen, *at(high))
    if not more > less:
        return math.nan
    return low + (high - low) * min(max((more - _EDGE) / (more - less), 0.0), 1.0)


def _bracket(inside: Callable[[float], bool], trunk_px: float) -> tuple[float, float] | None:
    """Return the last step inside the mask and the first outside, pixels from the line.

    None where everything, or nothing, is inside.
    """
    step_px = _STEP * trunk_px
    # From far outside: the line itself lies before a back that is much rounded, where a stray pixel
    # of the mask would be taken for it.
    last = next((one for one in range(_STEPS, -1, -1) if inside(one * step_px)), _MOST_STEPS)
    if last == _STEPS:
        outside = (one for one in range(_STEPS + 1, _MOST_STEPS + 1) if not inside(one * step_px))
        last = next(outside, _MOST_STEPS + 1) - 1
    return None if last == _MOST_STEPS else (last * step_px, (last + 1) * step_px)


def _pixel(seen: Seen, column: int, row: int) -> float:
    """Return the mask's pixel; NaN outside, where nobody knows."""
    width, height = seen.size_px
    if not (0 <= column < width and 0 <= row < height):
        return math.nan
    return seen.mask[row, column]


def _between(seen: Seen, x: float, y: float) -> float:
    """Return the mask between the middles of four pixels."""
    left, top = math.floor(x - 0.5), math.floor(y - 0.5)
    along, down = x - 0.5 - left, y - 0.5 - top
    upper, lower = (
        (1 - along) * _pixel(seen, left, row) + along * _pixel(seen, left + 1, row)
        for row in (top, top + 1)
    )
    return (1 - down) * upper + down * lower
