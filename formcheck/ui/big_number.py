"""The number that is read from three metres: a count, or a clock in its ring."""

from typing import Final

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from formcheck.overlay.scene import Tone
from formcheck.ui.theme import BACKGROUND, RAISED, TEXT, colour, font, size_for_capitals

_RING_SHARE: Final = 0.07
"""Width of the ring, as a share of its diameter."""
_FULL_TURN: Final = 360.0
_FROM_TOP: Final = 90.0


class BigNumber(QWidget):
    """A number whose digits keep their height whatever their count; narrower when there are many.

    With a target it stands in a ring that fills towards it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = "0"
        self._capital_px = 100.0
        self._fraction: float | None = None
        self._tone = Tone.GOOD
        self._running = True
        self._colours = (TEXT, RAISED, BACKGROUND)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    @property
    def text(self) -> str:
        """The digits."""
        return self._text

    @property
    def fraction(self) -> float | None:
        """How full the ring is, 0 to 1; None without a ring."""
        return self._fraction

    @property
    def running(self) -> bool:
        """Whether the clock runs now."""
        return self._running

    def show_number(
        self,
        text: str,
        capital_px: float,
        *,
        fraction: float | None = None,
        tone: Tone = Tone.GOOD,
        running: bool = True,
    ) -> None:
        """Show a number.

        Parameters
        ----------
        text
            Its digits.
        capital_px
            Height of the digits.
        fraction
            How full the ring is; None for no ring.
        tone
            Tone of the ring.
        running
            False while the clock stands still: the ring is dashed then.
        """
        self._text, self._capital_px = text, capital_px
        self._fraction = None if fraction is None else min(1.0, max(0.0, fraction))
        self._tone, self._running = tone, running
        self.setAccessibleName(text)
        self.update()

    def set_colours(self, text: str, ring: str, inside: str) -> None:
        """Show it in other colours: the digits, the empty ring, and what is inside of it."""
        self._colours = (text, ring, inside)
        self.update()

    def digits_rect(self) -> QRectF:
        """Return where the digits are painted, in pixels of this widget."""
        width = min(self._natural_width(), self._room())
        box = QRectF(0.0, 0.0, width, self._capital_px)
        box.moveCenter(QRectF(self.rect()).center())
        return box

    def ring_rect(self) -> QRectF:
        """Return the square in which the ring lies."""
        side = float(min(self.width(), self.height()))
        box = QRectF(0.0, 0.0, side, side)
        box.moveCenter(QRectF(self.rect()).center())
        inset = side * _RING_SHARE / 2 + 1
        return box.adjusted(inset, inset, -inset, -inset)

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, round(self._capital_px))

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._fraction is not None:
            self._paint_ring(painter, self._fraction)
        self._paint_digits(painter)
        painter.end()

    def _room(self) -> float:
        if self._fraction is None:
            return self.width() * 0.94
        inner = self.ring_rect().width() * (1 - 2 * _RING_SHARE)
        # The widest box of this height that a circle can hold.
        return float(max(1.0, inner**2 - self._capital_px**2) ** 0.5) * 0.96

    def _natural_width(self) -> float:
        size_px = size_for_capitals(self._capital_px)
        return QFontMetricsF(font(size_px, bold=True)).horizontalAdvance(self._text)

    def _paint_digits(self, painter: QPainter) -> None:
        size_px = size_for_capitals(self._capital_px)
        path = QPainterPath()
        path.addText(0.0, 0.0, font(size_px, bold=True), self._text)
        box = self.digits_rect()
        painter.save()
        painter.translate(box.left(), box.bottom())
        painter.scale(box.width() / max(1.0, self._natural_width()), 1.0)
        painter.fillPath(path, QColor(self._colours[0]))
        painter.restore()

    def _paint_ring(self, painter: QPainter, fraction: float) -> None:
        box = self.ring_rect()
        width = box.width() * _RING_SHARE
        painter.setPen(QPen(QColor(self._colours[1]), width))
        painter.setBrush(QColor(self._colours[2]))
        painter.drawEllipse(box)
        pen = QPen(colour(self._tone), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not self._running:
            pen.setDashPattern([0.5, 0.3])
        path = QPainterPath()
        path.arcMoveTo(box, _FROM_TOP)
        path.arcTo(box, _FROM_TOP, -_FULL_TURN * fraction)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
