"""What on a picture is meant by a place near it: a landmark, a point of a mark, a mark."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from formcheck.landmarks import Landmark
from formcheck.overlay.scene import Point
from formcheck.review.edits import AngleMark, Drawing, LineMark, Mark

_DOUBTED: Final = 0.35
"""So much of the reach a doubted landmark counts as farther off: a limb seen well comes first."""
Strokes = tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Grip:
    """A point of a mark that can be taken hold of."""

    mark: AngleMark | LineMark
    index: int
    """Which of its points."""

    @property
    def at(self) -> Point:
        """Where it is."""
        return self.mark.points_px[self.index]


def nearest_landmark(
    places: Mapping[Landmark, Point],
    doubted: Iterable[Landmark],
    at: Point,
    within_px: float,
) -> Landmark | None:
    """Return the landmark that is meant by a place; None where none is near.

    Parameters
    ----------
    places
        Where they are drawn.
    doubted
        Those that are not to be trusted: often the far side's, that lie behind the near side's.
    at
        The place.
    within_px
        How near it must be. All in pixels of the picture.
    """
    unsure = set(doubted)
    near = [
        (math.dist(at, place) + within_px * _DOUBTED * (landmark in unsure), landmark)
        for landmark, place in places.items()
        if math.dist(at, place) <= within_px
    ]
    return min(near)[1] if near else None


def grips_of(marks: Iterable[Mark]) -> tuple[Grip, ...]:
    """Return all points of marks that can be taken hold of."""
    return tuple(
        Grip(mark, index)
        for mark in marks
        if isinstance(mark, AngleMark | LineMark)
        for index in range(len(mark.points_px))
    )


def nearest_grip(marks: Iterable[Mark], at: Point, within_px: float) -> Grip | None:
    """Return the point of a mark that is meant by a place; of two at one place, the later's."""
    near = [grip for grip in grips_of(marks) if math.dist(grip.at, at) <= within_px]
    return min(reversed(near), key=lambda grip: math.dist(grip.at, at), default=None)


def with_point(grip: Grip, at: Point) -> AngleMark | LineMark:
    """Return the mark of a grip with this point elsewhere."""
    mark = grip.mark
    points = [at if n == grip.index else one for n, one in enumerate(mark.points_px)]
    if isinstance(mark, AngleMark):
        first, middle, last = points
        return replace(mark, points_px=(first, middle, last))
    start, end = points
    return replace(mark, points_px=(start, end))


def strokes_of(mark: Mark) -> Strokes:
    """Return the lines a mark is drawn with; a note has none."""
    if isinstance(mark, Drawing):
        return mark.strokes_px
    return (mark.points_px,) if isinstance(mark, AngleMark | LineMark) else ()


def nearest_mark(marks: Iterable[Mark], at: Point, within_px: float) -> Mark | None:
    """Return the mark whose lines are nearest to a place; of two at one place, the later."""
    near = [
        (min(to_stroke(stroke, at) for stroke in strokes_of(mark)), mark)
        for mark in marks
        if strokes_of(mark)
    ]
    reached = [one for one in near if one[0] <= within_px]
    return min(reversed(reached), key=lambda one: one[0])[1] if reached else None


def without_stroke(mark: Mark, at: Point) -> Drawing | None:
    """Return a drawing without the stroke that is meant by a place; None when nothing is left."""
    if not isinstance(mark, Drawing) or len(mark.strokes_px) == 1:
        return None
    meant = min(range(len(mark.strokes_px)), key=lambda n: to_stroke(mark.strokes_px[n], at))
    left = (stroke for n, stroke in enumerate(mark.strokes_px) if n != meant)
    return replace(mark, strokes_px=tuple(left))


def to_stroke(stroke: tuple[Point, ...], at: Point) -> float:
    """Return how far a place is from a line through some points."""
    if len(stroke) == 1:
        return math.dist(stroke[0], at)
    return min(_to_piece(start, end, at) for start, end in pairwise(stroke))


def _to_piece(start: Point, end: Point, at: Point) -> float:
    along = end[0] - start[0], end[1] - start[1]
    length = math.hypot(*along)
    if not length:
        return math.dist(start, at)
    share = ((at[0] - start[0]) * along[0] + (at[1] - start[1]) * along[1]) / length**2
    share = min(1.0, max(0.0, share))
    return math.dist((start[0] + share * along[0], start[1] + share * along[1]), at)
