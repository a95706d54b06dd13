"""Scene to picture: the only place that knows how a mark of a tone is drawn."""

import math
from dataclasses import dataclass
from typing import Final, Self

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from formcheck.overlay.scene import Arc, Dot, Line, Point, Scene, Text, Tone
from formcheck.ui.theme import BACKGROUND, INK, STYLES, TEXT, Shape, colour, font

_LINE_SHARE: Final = 1 / 130
"""Width of a normal line, as a share of the picture's height."""
_TEXT_SHARE: Final = 1 / 18
_HALO: Final = QColor(0, 0, 0, 190)
_PLATE: Final = QColor(BACKGROUND)
_HAND_SQUARE: Final = 0.9
_HAND_RING: Final = 2.4
"""Half a side, and a radius, of a landmark put by hand: in widths of a line."""
_BEYOND: Final = 0.12
"""How far a body goes beyond its landmarks, as a share of their box."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """How large marks are, in pixels of the screen."""

    line_px: float
    """Width of a normal line; all other marks go by it."""
    letters_px: int

    @classmethod
    def of_height(cls, height_px: float) -> Self:
        """Return the sizes for a picture of this height, read from three metres."""
        return cls(height_px * _LINE_SHARE, round(height_px * _TEXT_SHARE))


class ScenePainter:
    """Paints scenes into one place of a painter.

    Parameters
    ----------
    painter
        An active painter.
    target
        Where the whole picture is shown; marks outside it are cut off.
    shown
        The part of it that is seen, when it is larger than its place.
    strokes
        Sizes of the marks; for a picture that is seen as a whole they follow from its height.
    """

    def __init__(
        self,
        painter: QPainter,
        target: QRectF,
        *,
        shown: QRectF | None = None,
        strokes: Strokes | None = None,
    ) -> None:
        self._painter = painter
        self._target = target
        self._shown = target if shown is None else shown
        self._scale = 1.0
        sizes = strokes or Strokes.of_height(target.height())
        self._unit, self._letters_px = sizes.line_px, sizes.letters_px

    def paint(self, scene: Scene) -> None:
        """Paint all marks of a scene, in its order."""
        if not scene.size_px[0]:
            return
        self._scale = self._target.width() / scene.size_px[0]
        self._painter.save()
        self._painter.setClipRect(self._shown, Qt.ClipOperation.IntersectClip)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in scene.lines:
            self._line(line)
        for dot in scene.dots:
            self._dot(dot)
        for arc in scene.arcs:
            self._arc(arc)
        for text in scene.texts:
            self._text(text, self._body(scene))
        self._painter.restore()

    def _at(self, point: Point) -> QPointF:
        return self._target.topLeft() + QPointF(*point) * self._scale

    def _pen(self, tone: Tone) -> QPen:
        style = STYLES[tone]
        pen = QPen(colour(tone), self._unit * style.width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if style.dashed:
            pen.setDashPattern([2.0, 2.2])
        return pen

    def _line(self, line: Line) -> None:
        pen = self._pen(line.tone)
        halo = QPen(_HALO, pen.widthF() * 1.8)
        halo.setCapStyle(Qt.PenCapStyle.RoundCap)
        if line.tone is not Tone.UNSURE:
            self._painter.setPen(halo)
            self._painter.drawLine(self._at(line.start), self._at(line.end))
        self._painter.setPen(pen)
        self._painter.drawLine(self._at(line.start), self._at(line.end))

    def _dot(self, dot: Dot) -> None:
        radius = self._unit * (1.0 if dot.tone is Tone.UNSURE else 1.5)
        self._painter.setPen(QPen(_HALO, self._unit * 0.5))
        hollow = dot.tone is Tone.UNSURE
        self._painter.setBrush(QColor(INK) if hollow else colour(dot.tone))
        if hollow:
            self._painter.setPen(QPen(colour(dot.tone), self._unit * 0.5))
        if dot.by_hand:
            self._hand_dot(dot)
        else:
            self._painter.drawPath(dot_path(STYLES[dot.tone].shape, self._at(dot.at), radius))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _hand_dot(self, dot: Dot) -> None:
        """Draw a landmark that somebody put there: a square in a ring, as no tone has it."""
        at, half = self._at(dot.at), self._unit * _HAND_SQUARE
        self._painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self._unit * _HAND_RING
        for pen in (QPen(_HALO, self._unit * 1.1), QPen(QColor(TEXT), self._unit * 0.5)):
            self._painter.setPen(pen)
            self._painter.drawEllipse(at, radius, radius)

    def _arc(self, arc: Arc) -> None:
        centre = self._at(arc.at)
        radius = self._unit * 8
        path = QPainterPath()
        start, sweep = arc_angles(arc)
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        path.arcMoveTo(box, start)
        path.arcTo(box, start, sweep)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(_HALO, self._unit * 2.4), QPen(colour(arc.tone), self._unit * 1.4)):
            self._painter.setPen(pen)
            self._painter.drawPath(path)

    def _text(self, text: Text, body: QRectF) -> None:
        letters = font(self._letters_px, bold=True)
        metrics = QFontMetricsF(letters)
        pad = metrics.height() * 0.25
        plate = QRectF(0.0, 0.0, metrics.horizontalAdvance(text.text) + 4 * pad, 0.0)
        plate.setHeight(metrics.height() + pad)
        at = self._at(text.at)
        plate = beside_body(plate, at, body, self._shown)
        leader = plate.center()
        for pen in (QPen(_HALO, self._unit), QPen(colour(text.tone), self._unit * 0.5)):
            self._painter.setPen(pen)
            self._painter.drawLine(leader, at)
        draw_plate(self._painter, plate, text.tone, self._unit)
        self._painter.setFont(letters)
        self._painter.setPen(QColor(TEXT))
        self._painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text.text)

    def _body(self, scene: Scene) -> QRectF:
        """Return the box around all landmarks."""
        points = QPolygonF([self._at(dot.at) for dot in scene.dots])
        return points.boundingRect() & self._shown


def draw_plate(painter: QPainter, plate: QRectF, tone: Tone, unit: float) -> None:
    """Draw the dark ground of a text, with an edge in its tone."""
    pen = QPen(colour(tone), unit)
    if STYLES[tone].dashed:
        pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    painter.setBrush(_PLATE)
    painter.drawRoundedRect(plate, plate.height() * 0.2, plate.height() * 0.2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def beside_body(plate: QRectF, at: QPointF, body: QRectF, frame: QRectF) -> QRectF:
    """Return where a plate covers nobody: above the body, below it, or at a side, as room is."""
    # Landmarks end at the eyes, the wrists and the ankles: the body goes on a little.
    rest = max(body.width(), body.height()) * _BEYOND
    body = body.adjusted(-rest, -rest, rest, rest)
    across, along = at.x() - plate.width() / 2, at.y() - plate.height() / 2
    above = plate.translated(across, body.top() - plate.height())
    places = [
        above,
        plate.translated(across, body.bottom()),
        plate.translated(body.right(), along),
        plate.translated(body.left() - plate.width(), along),
    ]
    free = (place for place in places if frame.contains(place))
    return next(free, kept_inside(above, frame))


def kept_inside(box: QRectF, frame: QRectF) -> QRectF:
    """Return ``box`` moved into ``frame``, with a little air."""
    air = frame.height() * 0.01
    x = max(frame.left() + air, min(box.x(), frame.right() - box.width() - air))
    y = max(frame.top() + air, min(box.y(), frame.bottom() - box.height() - air))
    return QRectF(x, y, box.width(), box.height())


def arc_angles(arc: Arc) -> tuple[float, float]:
    """Return start and sweep of an arc in degrees, anticlockwise from the right as Qt counts."""
    start, end = (
        math.degrees(math.atan2(arc.at[1] - point[1], point[0] - arc.at[0]))
        for point in (arc.start, arc.end)
    )
    sweep = (end - start + 180.0) % 360.0 - 180.0
    return start, sweep


def dot_path(shape: Shape, at: QPointF, radius: float) -> QPainterPath:
    """Return the outline of a landmark: each tone has its own."""
    path = QPainterPath()
    corners = {Shape.DIAMOND: (4, 0.0), Shape.TRIANGLE: (3, 90.0)}.get(shape)
    if corners is None:
        path.addEllipse(at, radius, radius)
        return path
    count, turn = corners
    outer = radius * 1.4
    angles = [math.radians(turn + 360.0 * index / count) for index in range(count)]
    path.addPolygon(
        QPolygonF([at + QPointF(outer * math.cos(a), -outer * math.sin(a)) for a in angles])
    )
    path.closeSubpath()
    return path
