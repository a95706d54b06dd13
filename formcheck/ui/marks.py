"""The marks beside words: a shape that says the same as the colour and the word."""

from typing import Final

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from formcheck.ui.theme import INK, Shape, font

_STROKES: Final = {
    Shape.TICK: (((0.27, 0.53), (0.44, 0.70), (0.74, 0.34)),),
    Shape.ARROW: (((0.26, 0.5), (0.72, 0.5)), ((0.52, 0.29), (0.74, 0.5), (0.52, 0.71))),
}
"""Lines in shares of the mark's side."""


def draw_mark(
    painter: QPainter, shape: Shape, box: QRectF, *, ground: QColor, ink: QColor | None = None
) -> None:
    """Draw a mark as large as ``box`` allows, in ink on its tone's colour."""
    side = min(box.width(), box.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(box.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink or QColor(INK))
    painter.drawPath(_ground(shape, square))
    if shape in _STROKES:
        _stroke(painter, shape, square, ground)
    elif shape in (Shape.PAUSE, Shape.DOTS):
        _blobs(painter, shape, square, ground)
    else:
        _letter(painter, shape, square, ground)
    painter.restore()


def _ground(shape: Shape, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    if shape is Shape.TRIANGLE:
        path.addPolygon(
            QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])
        )
        path.closeSubpath()
    elif shape is Shape.DIAMOND:
        middle = box.center()
        corners = [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    else:
        path.addEllipse(box)
    return path


def _stroke(painter: QPainter, shape: Shape, box: QRectF, ground: QColor) -> None:
    side = box.width()
    pen = QPen(ground, side * 0.13)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in _STROKES[shape]:
        corners = [box.topLeft() + QPointF(x * side, y * side) for x, y in stroke]
        painter.drawPolyline(QPolygonF(corners))


def _blobs(painter: QPainter, shape: Shape, box: QRectF, ground: QColor) -> None:
    side = box.width()
    painter.setBrush(ground)
    if shape is Shape.PAUSE:
        for x in (0.31, 0.55):
            bar = QRectF(box.left() + x * side, box.top() + 0.28 * side, 0.14 * side, 0.44 * side)
            painter.drawRoundedRect(bar, side * 0.03, side * 0.03)
        return
    for x in (0.28, 0.5, 0.72):
        painter.drawEllipse(box.topLeft() + QPointF(x * side, 0.5 * side), side / 14, side / 14)


def _letter(painter: QPainter, shape: Shape, box: QRectF, ground: QColor) -> None:
    side = box.width()
    painter.setFont(font(round(side * 0.6), bold=True))
    painter.setPen(ground)
    place = box.translated(0.0, side * 0.12) if shape is Shape.TRIANGLE else box
    letter = "?" if shape is Shape.QUESTION else "!"
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)
