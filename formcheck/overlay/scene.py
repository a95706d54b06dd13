"""What is drawn over a picture, in its pixels: no colours, no fonts, no toolkit."""

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]


class Tone(StrEnum):
    """Meaning of a mark; painters choose colour, line style and shape from it."""

    GOOD = "good"
    WARN = "warn"
    FAULT = "fault"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two points in pixels."""

    start: Point
    end: Point
    tone: Tone


@dataclass(frozen=True, slots=True)
class Dot:
    """A landmark."""

    at: Point
    tone: Tone
    by_hand: bool = False
    """Whether somebody moved it to where it is: that is seen."""


@dataclass(frozen=True, slots=True)
class Arc:
    """The angle at ``at`` between the directions to ``start`` and ``end``."""

    at: Point
    start: Point
    end: Point
    tone: Tone


@dataclass(frozen=True, slots=True)
class Text:
    """Words beside a point, on a plate."""

    at: Point
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Scene:
    """All marks of one frame, painted in this order."""

    size_px: tuple[int, int]
    """Width and height of the picture that the pixels belong to."""
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    arcs: tuple[Arc, ...] = ()
    texts: tuple[Text, ...] = ()
