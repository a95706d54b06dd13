"""Simple pictures of what a button does, in the colours of the look."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Final

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPolygonF

from formcheck.ui.look import Look
from formcheck.ui.review.button_icon import button_icon

_GRID: Final = 16.0
_STROKE: Final = 1.6


class Glyph(StrEnum):
    """What is drawn."""

    LOOK = "look"
    MOVE = "move"
    ANGLE = "angle"
    LINE = "line"
    DRAW = "draw"
    ERASE = "erase"
    NOTE = "note"
    UNDO = "undo"
    REDO = "redo"
    GHOST = "ghost"
    BODY = "body"


def glyph_icon(glyph: Glyph, look: Look, size_px: int) -> QIcon:
    """Return an icon for a button that can be pressed, checked or off."""
    return button_icon(partial(_draw_glyph, glyph), look, size_px)


def _draw_glyph(glyph: Glyph, painter: QPainter, ink: QColor, side_px: int) -> None:
    painter.scale(side_px / _GRID, side_px / _GRID)
    pen = QPen(ink, _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    _DRAW[glyph](painter, ink)


def _stroke(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _dot(painter: QPainter, ink: QColor, x: float, y: float, radius: float) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _look(painter: QPainter, ink: QColor) -> None:
    """Draw the arrow of a mouse."""
    painter.setBrush(ink)
    corners = ((4, 2), (12.5, 9.5), (8.6, 9.9), (10.6, 14), (8.8, 14.6), (7, 10.6), (4, 13))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def _move(painter: QPainter, ink: QColor) -> None:
    """Draw a landmark and where it can go."""
    _dot(painter, ink, 8, 8, 1.4)
    for x, y in ((0, -1), (1, 0), (0, 1), (-1, 0)):
        tip = 8 + 6.4 * x, 8 + 6.4 * y
        back = 8 + 4.4 * x, 8 + 4.4 * y
        left = back[0] + 1.9 * y, back[1] - 1.9 * x
        right = back[0] - 1.9 * y, back[1] + 1.9 * x
        _stroke(painter, left, tip, right)


def _angle(painter: QPainter, _ink: QColor) -> None:
    _stroke(painter, (11.5, 2.2), (2.5, 13), (14, 13))
    painter.drawArc(QRectF(-3.5, 7, 12, 12), 0, 50 * 16)


def _line(painter: QPainter, _ink: QColor) -> None:
    """Draw a line with a bar at each end."""
    _stroke(painter, (3.2, 12.8), (12.8, 3.2))
    _stroke(painter, (1.4, 11), (5, 14.6))
    _stroke(painter, (11, 1.4), (14.6, 5))


def _draw(painter: QPainter, _ink: QColor) -> None:
    """Draw a pencil."""
    _stroke(painter, (2, 14), (3, 10.2), (11, 2.2), (13.8, 5), (5.8, 13), (2, 14))
    _stroke(painter, (9, 4.2), (11.8, 7))


def _erase(painter: QPainter, _ink: QColor) -> None:
    """Draw a rubber on what it takes away."""
    _stroke(painter, (2, 9.5), (8.5, 3), (13, 7.5), (7.5, 13), (5, 13), (2, 9.5))
    _stroke(painter, (5.2, 6.3), (9.7, 10.8))
    _stroke(painter, (5, 13.4), (14, 13.4))


def _note(painter: QPainter, _ink: QColor) -> None:
    """Draw a sheet with words."""
    _stroke(painter, (3, 2), (13, 2), (13, 10), (9, 14), (3, 14), (3, 2))
    for y in (5.4, 8.4):
        _stroke(painter, (5.6, y), (10.4, y))


def _back(painter: QPainter, _ink: QColor) -> None:
    path = QPainterPath(QPointF(3, 6))
    path.lineTo(9.6, 6)
    path.cubicTo(15, 6, 15, 13.4, 9.6, 13.4)
    path.lineTo(6, 13.4)
    painter.drawPath(path)
    _stroke(painter, (6.2, 2.6), (2.8, 6), (6.2, 9.4))


def _forth(painter: QPainter, ink: QColor) -> None:
    painter.translate(_GRID, 0)
    painter.scale(-1, 1)
    _back(painter, ink)


def _body(painter: QPainter, ink: QColor) -> None:
    """Draw somebody as lines and dots."""
    painter.drawEllipse(QPointF(8, 3.2), 1.8, 1.8)
    _stroke(painter, (3, 7), (8, 6.4), (13, 7))
    _stroke(painter, (8, 5.2), (8, 10), (5, 14.6))
    _stroke(painter, (8, 10), (11, 14.6))
    for x, y in ((8, 10), (8, 6.4)):
        _dot(painter, ink, x, y, 0.7)


def _ghost(painter: QPainter, ink: QColor) -> None:
    """Draw somebody, and the same once more, faintly, beside them."""
    for aside, seen in ((2.6, 0.45), (-1.8, 1.0)):
        painter.save()
        painter.setOpacity(seen)
        painter.translate(aside, 0)
        _body(painter, ink)
        painter.restore()


_DRAW: Final[dict[Glyph, Callable[[QPainter, QColor], None]]] = {
    Glyph.LOOK: _look,
    Glyph.MOVE: _move,
    Glyph.ANGLE: _angle,
    Glyph.LINE: _line,
    Glyph.DRAW: _draw,
    Glyph.ERASE: _erase,
    Glyph.NOTE: _note,
    Glyph.UNDO: _back,
    Glyph.REDO: _forth,
    Glyph.GHOST: _ghost,
    Glyph.BODY: _body,
}
