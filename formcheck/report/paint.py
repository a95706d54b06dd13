"""A scene painted into the pixels of a video frame."""

import math
from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.capture.opencv import cv2
from formcheck.overlay.scene import Arc, Dot, Line, Point, Scene, Text, Tone
from formcheck.report.lettering import MARK, RGB, Image8, lay, plate

_SHIFT: Final = 4
"""OpenCV takes coordinates in 1/16 of a pixel: marks that move slowly do not jump."""
_DARK: Final = (20, 16, 12)
_LIGHT: Final = (248, 246, 244)
_WIDTH: Final = {Tone.GOOD: 1.0, Tone.WARN: 1.5, Tone.FAULT: 1.5, Tone.UNSURE: 0.8}
_LINE_SHARE: Final = 1 / 140
_TEXT_SHARE: Final = 1 / 24
_DASH: Final = 3.0
"""Length of a dash and of a gap, in line widths."""
_ARC_RADIUS: Final = 9.0
_CORNERS: Final = {Tone.WARN: 3, Tone.FAULT: 4}
"""Dots of these tones are triangles and diamonds: colour is never alone."""
_SQUARE: Final = ((-1, -1), (1, -1), (1, 1), (-1, 1))
_HAND_RING: Final = 2.8
"""Radius of the ring around a landmark put by hand, in widths of a line."""

Colour = tuple[int, int, int]
Points = npt.NDArray[np.int32]


def paint(image: Image8, scene: Scene) -> None:
    """Paint all marks of a scene into ``image``, (h, w, 3) blue-green-red."""
    unit = max(1.0, min(image.shape[:2]) * _LINE_SHARE)
    for line in scene.lines:
        _line(image, line, unit)
    for dot in scene.dots:
        _dot(image, dot, unit)
    for arc in scene.arcs:
        _arc(image, arc, unit)
    for text in scene.texts:
        _text(image, text)


def bgr(tone: Tone) -> Colour:
    """Return the colour of a tone in OpenCV's order."""
    red, green, blue = RGB[tone]
    return blue, green, red


def _line(image: Image8, line: Line, unit: float) -> None:
    width = unit * _WIDTH[line.tone]
    strokes = [_fixed((line.start, line.end))]
    if line.tone is Tone.UNSURE:
        strokes = [_fixed(dash) for dash in _dashes(line.start, line.end, width * _DASH)]
    _strokes(image, strokes, _DARK, width + unit)
    _strokes(image, strokes, bgr(line.tone), width)


def _dashes(start: Point, end: Point, length: float) -> Iterator[tuple[Point, Point]]:
    whole = math.dist(start, end)
    for index in range(math.ceil(whole / (2 * length))):
        first, last = 2 * index * length, min((2 * index + 1) * length, whole)
        yield _between(start, end, first / whole), _between(start, end, last / whole)


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _dot(image: Image8, dot: Dot, unit: float) -> None:
    if dot.by_hand:
        _hand_dot(image, dot, unit)
        return
    radius = unit * 1.8
    for grown, colour in ((radius + unit * 0.6, _DARK), (radius, bgr(dot.tone))):
        if dot.tone in _CORNERS:
            cv2.fillPoly(image, [_polygon(dot, grown * 1.3)], colour, cv2.LINE_AA, _SHIFT)
        else:
            centre = _fixed((dot.at,))[0]
            size = round(grown * (1 << _SHIFT))
            cv2.circle(image, _pair(centre), size, colour, -1, cv2.LINE_AA, _SHIFT)


def _hand_dot(image: Image8, dot: Dot, unit: float) -> None:
    """Draw a landmark that somebody put there: a square in a ring, as no tone has it."""
    x, y = dot.at
    for grown, colour in ((unit * 1.5, _DARK), (unit, bgr(dot.tone))):
        square = [(x + grown * a, y + grown * b) for a, b in _SQUARE]
        cv2.fillPoly(image, [_fixed(square)], colour, cv2.LINE_AA, _SHIFT)
    centre, radius = _pair(_fixed((dot.at,))[0]), round(unit * _HAND_RING * (1 << _SHIFT))
    for colour, width in ((_DARK, unit * 1.1), (_LIGHT, unit * 0.5)):
        thick = max(1, round(width))
        cv2.circle(image, centre, radius, colour, thick, cv2.LINE_AA, _SHIFT)


def _polygon(dot: Dot, radius: float) -> Points:
    count = _CORNERS[dot.tone]
    turns = [2 * math.pi * index / count - math.pi / 2 for index in range(count)]
    x, y = dot.at
    return _fixed([(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns])


def _arc(image: Image8, arc: Arc, unit: float) -> None:
    start, end = (
        math.atan2(point[1] - arc.at[1], point[0] - arc.at[0]) for point in (arc.start, arc.end)
    )
    sweep = (end - start + math.pi) % (2 * math.pi) - math.pi
    radius = unit * _ARC_RADIUS
    turns = np.linspace(start, start + sweep, 24)
    x, y = arc.at
    points = _fixed([(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns])
    _strokes(image, [points], _DARK, unit * 2.6)
    _strokes(image, [points], bgr(arc.tone), unit * 1.6)


def _text(image: Image8, text: Text) -> None:
    size = max(11, round(min(image.shape[:2]) * _TEXT_SHARE))
    words = plate(f"{MARK[text.tone]} {text.text}", size, text.tone)
    width, height = words.size_px
    lay(image, words, (text.at[0] - width / 2, text.at[1] - 2 * height))


def _strokes(image: Image8, strokes: list[Points], colour: Colour, width: float) -> None:
    thick = max(1, round(width))
    cv2.polylines(image, strokes, False, colour, thick, cv2.LINE_AA, _SHIFT)


def _fixed(points: list[Point] | tuple[Point, ...]) -> Points:
    """Return ``(n, 2)`` in OpenCV's fixed-point numbers; far outside is as good as just outside."""
    near = np.clip(np.array(points, np.float64), -(1 << 12), 1 << 14)
    fixed: Points = np.round(near * (1 << _SHIFT)).astype(np.int32)
    return fixed


def _pair(point: npt.NDArray[np.int32]) -> tuple[int, int]:
    return int(point[0]), int(point[1])
