"""Marks that somebody put on the picture, and what can be measured with them.

Everything is measured in the picture: a hand does not hit a point exactly, and what does not lie
square to the view looks shorter than it is.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from formcheck.features.geometry import angle_deg, distance, slope_deg
from formcheck.features.reading import ERROR_SDS, Reading, Unit
from formcheck.features.sided import SidedPose
from formcheck.language import N_, _, number
from formcheck.review.edits import AngleMark, Edit, EraseMark, LineMark, Mark, Note, PutMark
from formcheck.review.take import Take

HAND_SD_PX: Final = 2.0
"""Of a point that somebody puts on the picture, across and down (judgement)."""
TRUNK_SD_SHARE: Final = 0.05
"""Of the trunk's length in the picture, as the landmarks have it (judgement)."""
CAVEAT: Final = N_(
    "Measured in the picture: true for what lies square to the camera's view. A length in cm is "
    "true as far from the camera as the line whose length is known."
)


class LengthUnit(StrEnum):
    """In what a length is told."""

    CM = "cm"
    TRUNKS = "trunks"
    """Lengths of the person's own trunk."""
    PX = "px"


_TEXTS: Final = {
    LengthUnit.CM: N_("{value} cm ± {error}"),
    LengthUnit.TRUNKS: N_("{value} trunks ± {error}"),
    LengthUnit.PX: N_("{value} px ± {error}"),
}
_DIGITS: Final = {LengthUnit.CM: 1, LengthUnit.TRUNKS: 2, LengthUnit.PX: 0}


@dataclass(frozen=True, slots=True)
class Length:
    """A measured length with its error."""

    value: float
    sd: float
    """Standard deviation of its error, in the same unit."""
    unit: LengthUnit

    @property
    def error(self) -> float:
        """The error that is stated as ±."""
        return ERROR_SDS * self.sd

    @property
    def text(self) -> str:
        """Value and error for people: ``34.2 cm ± 0.8``."""
        digits = _DIGITS[self.unit]
        value, error = number(self.value, digits), number(self.error, digits)
        return _(_TEXTS[self.unit]).format(value=value, error=error)


def marks_of(edits: Iterable[Edit]) -> tuple[Mark, ...]:
    """Return the marks that there are after all steps, in the order in which they were made."""
    marks: dict[str, Mark] = {}
    for edit in edits:
        if isinstance(edit, PutMark):
            marks[edit.mark.id] = edit.mark
        elif isinstance(edit, EraseMark):
            marks.pop(edit.id, None)
    return tuple(marks.values())


def text(mark: Mark, marks: Sequence[Mark] = (), trunk_px: float = math.nan) -> str:
    """Return what stands beside a mark: its measure, or its words; empty for a drawing.

    Parameters
    ----------
    mark
        The mark.
    marks
        All marks: a line whose length is known tells how long others are.
    trunk_px
        Length of the person's trunk in this frame, as `trunk_px` gives it; NaN when not known.
    """
    match mark:
        case AngleMark():
            return _or_small(angle(mark))
        case LineMark():
            slope = _or_small(slope_of(mark))
            if mark.known_cm is not None:
                return _("{length} cm, known").format(length=number(mark.known_cm))
            length = length_of(mark, marks, trunk_px)
            return _("{length}, {angle}").format(length=length.text, angle=slope)
        case Note():
            return mark.text
        case _:
            return ""


def angle(mark: AngleMark) -> Reading:
    """Return the angle at the second point, 0 to 180 degrees, with its error."""
    a, vertex, c = mark.points_px
    value, first, second = angle_deg(a, vertex, c), distance(vertex, a), distance(vertex, c)
    if not math.isfinite(value):
        return _not_measured()
    # The angle is the difference of two directions, and the vertex is in both.
    ends = 1.0 / first**2 + 1.0 / second**2
    shared = ends - 2.0 * math.cos(math.radians(value)) / (first * second)
    sd = math.degrees(HAND_SD_PX * math.sqrt(ends + shared))
    return Reading(value, sd, Unit.DEG)


def slope_of(mark: LineMark) -> Reading:
    """Return the angle between a line and the horizontal, 0 to 90 degrees, with its error."""
    a, b = mark.points_px
    value = abs(slope_deg(a, b))
    if not math.isfinite(value):
        return _not_measured()
    return Reading(value, math.degrees(_line_sd_px() / distance(a, b)), Unit.DEG)


def length_of(mark: LineMark, marks: Sequence[Mark] = (), trunk_px: float = math.nan) -> Length:
    """Return the length of a line: in cm or in trunks where either is known, else in pixels."""
    length, sd = _length_px(mark), _line_sd_px()
    known = _known(mark, marks)
    if known is not None and known.known_cm is not None:
        return _scaled(length, known.known_cm / _length_px(known), sd / _length_px(known), "cm")
    if trunk_px > 0.0:
        return _scaled(length, 1.0 / trunk_px, TRUNK_SD_SHARE, "trunks")
    return Length(length, sd, LengthUnit.PX)


def trunk_px(take: Take, time_s: float) -> float:
    """Return the length of the trunk in a frame; NaN when it is not seen."""
    index = take.at(time_s)
    pose, side = take.pose(index), take.seen.marks(index, take.record.series).side
    return math.nan if pose is None or side is None else SidedPose(pose, side).trunk_px


def _scaled(length_px: float, scale: float, scale_sd_share: float, unit: str) -> Length:
    """Return a length in another unit: the error of the scale grows with the length."""
    sd_px = math.hypot(_line_sd_px(), length_px * scale_sd_share)
    return Length(length_px * scale, sd_px * scale, LengthUnit(unit))


def _known(mark: LineMark, marks: Sequence[Mark]) -> LineMark | None:
    """Return the line of a known length that was put nearest in time; of several the newest."""
    lines = [
        one
        for one in reversed(marks)
        if isinstance(one, LineMark) and one.known_cm is not None and _length_px(one) > 0.0
    ]
    return min(lines, key=lambda one: abs(one.time_s - mark.time_s), default=None)


def _length_px(mark: LineMark) -> float:
    return distance(*mark.points_px)


def _line_sd_px() -> float:
    """Return how far off a line is that two points of a hand make."""
    return math.sqrt(2.0) * HAND_SD_PX


def _not_measured() -> Reading:
    return Reading(math.nan, math.nan, Unit.DEG, _("too small to be measured"))


def _or_small(reading: Reading) -> str:
    return reading.text if reading.judged else reading.why_not
