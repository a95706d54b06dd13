"""The marks on the buttons of a player, in the colours of the look."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QIcon, QPainter, QPolygonF

from formcheck.ui.look import Look
from formcheck.ui.review.button_icon import button_icon

_HIGH: Final = 0.74
"""Height of every mark, as a share of its side."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Bars, and triangles that point to the right; left edge and width in shares of the side."""

    bars: tuple[tuple[float, float], ...] = ()
    triangles: tuple[tuple[float, float], ...] = ()
    backwards: bool = False
    """Whether it is seen as in a mirror."""


PLAY: Final = Mark(triangles=((0.18, 0.72),))
PAUSE: Final = Mark(bars=((0.18, 0.22), (0.60, 0.22)))
STEP_ON: Final = Mark(bars=((0.18, 0.16),), triangles=((0.42, 0.46),))
STEP_BACK: Final = Mark(STEP_ON.bars, STEP_ON.triangles, backwards=True)
REP_ON: Final = Mark(bars=((0.88, 0.12),), triangles=((0.0, 0.44), (0.44, 0.44)))
REP_BACK: Final = Mark(REP_ON.bars, REP_ON.triangles, backwards=True)
LOOP: Final = Mark(bars=((0.0, 0.1), (0.9, 0.1)), triangles=((0.28, 0.5),))


def mark_icon(mark: Mark, look: Look, size_px: int) -> QIcon:
    """Return a mark for a button that can be pressed, checked or off."""
    return button_icon(partial(_draw, mark), look, size_px)


def _draw(mark: Mark, painter: QPainter, ink: QColor, side: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if mark.backwards:
        painter.translate(side, 0)
        painter.scale(-1, 1)
    top, high = side * (1 - _HIGH) / 2, side * _HIGH
    for left, width in mark.bars:
        painter.drawRect(QRectF(left * side, top, width * side, high))
    for left, width in mark.triangles:
        tip = QPointF((left + width) * side, top + high / 2)
        back = left * side
        painter.drawPolygon(QPolygonF([QPointF(back, top), tip, QPointF(back, top + high)]))
