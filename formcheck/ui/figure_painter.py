"""Shapes of a movement's figure to picture: the only place that knows their colours."""

import math
from itertools import pairwise
from typing import Final

from PyQt6.QtCore import QPointF, QRectF
from PyQt6.QtGui import QColor, QPainter, QPen, QPolygonF

from formcheck.overlay.figure_scene import Box
from formcheck.overlay.figure_shapes import Chain, Circle, Shade, Shape
from formcheck.ui.look import Palette

_GAP: Final = 0.006
"""Between a part and what lies behind it, in body heights."""
_SHARES: Final = {
    Shade.NEAR: 1.0, Shade.TRUNK: 0.80, Shade.FAR: 0.42, Shade.FACE: 0.42, Shade.THING: 0.30,
    Shade.FLOOR: 0.13,
}  # fmt: skip
"""How far each shade stands out from the ground: far limbs are paler."""
_WITHOUT_GAP: Final = (Shade.FLOOR, Shade.FACE)


def placed(box: Box, target: QRectF) -> tuple[float, QPointF]:
    """Return pixels a body height, and where x = 0, y = 0 lies, so that a box fits a place."""
    left, top, width, height = box
    scale = min(target.width() / width, target.height() / height)
    middle = QPointF(left + width / 2.0, top + height / 2.0) * scale
    return scale, target.center() - middle


def ink(shade: Shade, palette: Palette) -> QColor:
    """Return the colour of a shade on a palette's surface."""
    ground, full = QColor(palette.surface), QColor(palette.text)
    share = _SHARES[shade]
    return QColor(
        *(
            round(back + share * (front - back))
            for back, front in (
                (ground.red(), full.red()),
                (ground.green(), full.green()),
                (ground.blue(), full.blue()),
            )
        )
    )


class FigurePainter:
    """Paints shapes into one place of a painter.

    Parameters
    ----------
    painter
        An active painter.
    scale, origin
        See `placed`.
    palette
        Colours; the ground is the palette's surface.
    """

    def __init__(self, painter: QPainter, scale: float, origin: QPointF, palette: Palette) -> None:
        self._painter = painter
        self._scale = scale
        self._origin = origin
        self._palette = palette

    def paint(self, shapes: tuple[Shape, ...]) -> None:
        """Paint all shapes in their order."""
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in shapes:
            if shape.shade not in _WITHOUT_GAP:
                self._fill(shape, QColor(self._palette.surface), _GAP)
            self._fill(shape, ink(shape.shade, self._palette), 0.0)
        self._painter.restore()

    def _fill(self, shape: Shape, colour: QColor, wider: float) -> None:
        self._painter.setBrush(colour)
        # A thin line of the same colour closes the seams between the pieces.
        self._painter.setPen(QPen(colour, 1.0))
        for chain in shape.chains:
            self._chain(chain, wider)

    def _chain(self, chain: Chain, wider: float) -> None:
        circles = [self._circle(one, wider) for one in chain.circles]
        for middle, radius in circles:
            self._painter.drawEllipse(middle, radius, radius)
        around = [*circles, circles[0]] if chain.filled else circles
        for (one, first), (other, second) in pairwise(around):
            self._painter.drawPolygon(sides(one, first, other, second))
        if chain.filled:
            self._painter.drawPolygon(QPolygonF([middle for middle, _ in circles]))

    def _circle(self, circle: Circle, wider: float) -> tuple[QPointF, float]:
        x, y, radius = circle
        return self._origin + QPointF(x, y) * self._scale, (radius + wider) * self._scale


def sides(one: QPointF, first: float, other: QPointF, second: float) -> QPolygonF:
    """Return the four corners between two circles, along the lines that touch both."""
    way = other - one
    far = math.hypot(way.x(), way.y())
    if far <= abs(first - second):
        return QPolygonF()
    along = math.atan2(way.y(), way.x())
    lean = math.acos((first - second) / far)
    corners = []
    for turn in (lean, -lean):
        towards = QPointF(math.cos(along + turn), math.sin(along + turn))
        corners.append((one + towards * first, other + towards * second))
    (a, b), (d, c) = corners
    return QPolygonF([a, b, c, d])
