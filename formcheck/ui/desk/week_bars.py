"""Seven bars beside each other, a day each.

Drawn by hand: a library for plots takes more memory than all the rest of the reminder.
"""

import math
from collections.abc import Sequence
from typing import Final

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from formcheck.ui.desk.week_words import Bar
from formcheck.ui.look import DARK, LIGHT, Look
from formcheck.ui.theme import font

_HEIGHT: Final = 9.0
"""Of the chart, in sizes of its letters."""
_LINE: Final = 1.6
"""Of the words above and below a bar, in sizes of their letters."""
_BAR: Final = 0.56
"""Width of a bar, of its day."""
_LEAST_PX: Final = 8
"""Letters are no smaller."""
_CUT_PX: Final = 2.0
_LEAST_PIECE_PX: Final = 4.0
"""Between two cuts: more than have room are in the table."""


class WeekBars(QWidget):
    """Looked at only: what it shows is in the table, too.

    Parameters
    ----------
    inks
        Colour of the bars on light ground and on dark.
    """

    def __init__(self, inks: tuple[str, str]) -> None:
        super().__init__()
        self.bars: tuple[Bar, ...] = ()
        self._inks = inks
        self._palette, self._letters_px = DARK, 12
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar], name: str) -> None:
        """Show others; ``name`` is what a screen reader calls them."""
        self.bars = tuple(bars)
        self.setAccessibleName(name)
        told = (f"{one.foot}: {one.label}." for one in bars if one.label)
        self.setAccessibleDescription(" ".join(told))
        self.update()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._palette, self._letters_px = look.palette, look.small_px
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def letters_px(self) -> int:
        """Return the size of the letters in which no word runs into the next."""
        column = self.width() / max(1, len(self.bars))
        said = [text for one in self.bars for text in (one.foot, one.label)]
        for size_px in range(self._letters_px, _LEAST_PX, -1):
            metrics = QFontMetricsF(font(size_px, bold=True))
            if all(metrics.horizontalAdvance(text) <= column for text in said):
                return size_px
        return _LEAST_PX

    def bar_rect(self, place: int) -> QRectF:
        """Return where a bar lies, in pixels of this widget; empty where there is none."""
        share = self.bars[place].share
        column = self.width() / len(self.bars)
        high = 0.0 if math.isnan(share) else share * (self._ground() - _LINE * self._letters_px)
        left = (place + (1.0 - _BAR) / 2) * column
        return QRectF(left, self._ground() - high, _BAR * column, high)

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, round(self._letters_px * _HEIGHT))

    @override
    def paintEvent(self, a0: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        letters_px = self.letters_px()
        for place, bar in enumerate(self.bars):
            self._paint_day(painter, place, bar, letters_px)
        painter.setPen(QPen(QColor(self._palette.muted), 1.0))
        floor = self._ground()
        painter.drawLine(QPointF(0.0, floor), QPointF(self.width(), floor))
        painter.end()

    def _ground(self) -> float:
        return self.height() - _LINE * self._letters_px

    def _paint_day(self, painter: QPainter, place: int, bar: Bar, letters_px: int) -> None:
        column, line = self.width() / len(self.bars), _LINE * self._letters_px
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor(self._palette.text))
        painter.setFont(font(letters_px, bold=bar.today))
        painter.drawText(QRectF(place * column, self._ground(), column, line), centre, bar.foot)
        rect = self.bar_rect(place)
        if bar.label:
            self._paint_bar(painter, rect, bar.pieces)
            above = QRectF(place * column, rect.top() - line, column, line)
            painter.setFont(font(letters_px))
            painter.drawText(above, centre, bar.label)

    def _paint_bar(self, painter: QPainter, rect: QRectF, pieces: int) -> None:
        painter.fillRect(rect, QColor(self._inks[0 if self._palette == LIGHT else 1]))
        most = max(1, int(rect.height() // (_LEAST_PIECE_PX + _CUT_PX)))
        pieces = min(pieces, most)
        for cut in range(1, pieces):
            top = rect.top() + rect.height() * cut / pieces - _CUT_PX / 2
            gap = QRectF(rect.left(), top, rect.width(), _CUT_PX)
            painter.fillRect(gap, QColor(self._palette.background))
