"""Somebody at a desk, drawn plainly: leans when you do, and stands, goes or fades as you do."""

import math
from dataclasses import dataclass
from typing import Final

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from formcheck.language import N_, _
from formcheck.overlay.scene import Tone
from formcheck.ui.desk.today_words import Bearing
from formcheck.ui.look import DARK, LIGHT, Look
from formcheck.ui.theme import STYLES

WORDS: Final = {
    Bearing.UPRIGHT: N_("Picture of somebody who sits upright"),
    Bearing.TILTED: N_("Picture of somebody who leans a little"),
    Bearing.LEANING: N_("Picture of somebody who leans"),
    Bearing.STANDING: N_("Picture of somebody who stands"),
    Bearing.AWAY: N_("Picture of an empty chair"),
    Bearing.UNSURE: N_("Picture of somebody at a desk, in dashes"),
    Bearing.RESTING: N_("Picture of an empty chair and a closed camera"),
}
_SIZE: Final = (12.0, 10.0)
"""Width and height of the drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class _Body:
    """How a body is drawn; angles from the vertical, forward is right."""

    tone: Tone
    trunk_deg: float
    head_deg: float
    stands: bool = False


_BODIES: Final = {
    Bearing.UPRIGHT: _Body(Tone.GOOD, -4.0, 4.0),
    Bearing.TILTED: _Body(Tone.WARN, 12.0, 30.0),
    Bearing.LEANING: _Body(Tone.WARN, 26.0, 52.0),
    Bearing.STANDING: _Body(Tone.GOOD, 0.0, 4.0, stands=True),
    Bearing.UNSURE: _Body(Tone.UNSURE, -4.0, 4.0),
}
INKS: Final = {
    True: {Tone.GOOD: "#0B6E62", Tone.WARN: "#9A5B00", Tone.UNSURE: "#5F6975"},
    False: {tone: style.colour for tone, style in STYLES.items()},
}
"""Of a body, on light ground, where the tones' own colours are too pale, and on dark."""
_HIP: Final = QPointF(3.7, 6.3)
_STANDING_HIP: Final = QPointF(5.6, 5.6)
_TRUNK: Final = 3.0
_NECK: Final = 1.1
_HEAD: Final = 0.72
_LIMB: Final = 0.62
"""Width of a limb."""


class DeskFigure(QWidget):
    """Shows a `Bearing`; nothing in it moves by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.bearing = Bearing.RESTING
        self._palette = DARK
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_bearing(Bearing.RESTING)

    def show_bearing(self, bearing: Bearing) -> None:
        """Show another one."""
        self.bearing = bearing
        self.setAccessibleName(_(WORDS[bearing]))
        self.update()

    def dress(self, look: Look, height_px: int) -> None:
        """Show it in other colours, or as high as this."""
        self._palette = look.palette
        self.setFixedSize(round(_SIZE[0] / _SIZE[1] * height_px), height_px)
        self.update()

    @override
    def paintEvent(self, a0: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = min(self.width() / _SIZE[0], self.height() / _SIZE[1])
        painter.scale(unit, unit)
        self._paint_furniture(painter)
        body = _BODIES.get(self.bearing)
        if body is not None:
            self._paint_body(painter, body)
        painter.end()

    def _paint_furniture(self, painter: QPainter) -> None:
        pen = _pen(QColor(self._palette.muted), 0.28)
        painter.setPen(pen)
        for points in (
            ((2.2, 3.6), (2.5, 7.0), (5.0, 7.0)),
            ((3.7, 7.0), (3.7, 9.3)),
            ((2.5, 9.4), (4.9, 9.4)),
            ((6.6, 5.9), (11.6, 5.9)),
            ((11.0, 5.9), (11.0, 9.5)),
            ((8.6, 5.9), (9.7, 5.9)),
        ):
            painter.drawPath(_way(points))
        painter.drawPath(_way(((9.2, 5.8), (9.2, 5.0))))
        screen = QPen(pen)
        screen.setWidthF(0.42)
        painter.setPen(screen)
        painter.drawPath(_way(((9.0, 2.4), (9.3, 5.0))))
        # The camera on the screen: a dot while it is open, a ring while it is closed.
        painter.setPen(_pen(QColor(self._palette.muted), 0.14))
        closed = self.bearing is Bearing.RESTING
        painter.setBrush(Qt.BrushStyle.NoBrush if closed else QColor(self._palette.muted))
        painter.drawEllipse(QPointF(8.95, 1.85), 0.26, 0.26)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_body(self, painter: QPainter, body: _Body) -> None:
        style, ink = STYLES[body.tone], QColor(INKS[self._palette == LIGHT][body.tone])
        pen = _pen(ink, _LIMB)
        if style.dashed:
            pen.setWidthF(0.3)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.6, 1.3])
        painter.setPen(pen)
        hip = _STANDING_HIP if body.stands else _HIP
        shoulder = _off(hip, body.trunk_deg, _TRUNK)
        head = _off(shoulder, body.head_deg, _NECK + _HEAD / 2)
        painter.drawPath(_line(_legs(hip, stands=body.stands)))
        painter.drawPath(_line([hip, shoulder]))
        painter.drawPath(_line(_arm(shoulder, stands=body.stands)))
        if not style.dashed:
            painter.setBrush(ink)
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(head.x() - _HEAD, head.y() - _HEAD, 2 * _HEAD, 2 * _HEAD))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _legs(hip: QPointF, *, stands: bool) -> list[QPointF]:
    if stands:
        return [hip, hip + QPointF(0.1, 1.9), hip + QPointF(0.0, 3.7), hip + QPointF(0.7, 3.7)]
    return [hip, hip + QPointF(2.5, 0.0), hip + QPointF(2.4, 3.0), hip + QPointF(3.1, 3.0)]


def _arm(shoulder: QPointF, *, stands: bool) -> list[QPointF]:
    if stands:
        return [shoulder, shoulder + QPointF(0.2, 1.4), shoulder + QPointF(0.6, 2.6)]
    hand = QPointF(7.6, 5.55)
    middle = (shoulder + hand) / 2.0
    return [shoulder, middle + QPointF(-0.6, 0.9), hand]


def _off(start: QPointF, lean_deg: float, length: float) -> QPointF:
    lean = math.radians(lean_deg)
    return start + QPointF(length * math.sin(lean), -length * math.cos(lean))


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, cap=Qt.PenCapStyle.RoundCap, join=Qt.PenJoinStyle.RoundJoin)


def _way(points: tuple[tuple[float, float], ...]) -> QPainterPath:
    return _line([QPointF(*one) for one in points])


def _line(points: list[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path
