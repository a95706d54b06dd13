"""The one sentence that matters now, in words that are read from three metres."""

from typing import Final

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import QWidget
from typing_extensions import override

from formcheck.report import words
from formcheck.ui.fitted_text import FittedText, fit
from formcheck.ui.marks import draw_mark
from formcheck.ui.theme import INK, SURFACE, Shape, Sizes, size_for_capitals
from formcheck.ui.wording import Banner

_MARK_SHARE: Final = 0.14
"""Greatest width of the mark, as a share of the banner's."""
_LARGEST: Final = 1.2
"""How much larger than needed a short cue may be."""


class CueBanner(QWidget):
    """A plate with a mark, its word, and the sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = _Mark()
        self._mark.setParent(self)
        self._words = FittedText(bold=True)
        self._words.setParent(self)
        self._banner: Banner | None = None

    @property
    def words(self) -> FittedText:
        """The sentence."""
        return self._words

    def show_banner(self, banner: Banner, sizes: Sizes) -> None:
        """Say something else."""
        smallest = size_for_capitals(sizes.cue_px)
        self._words.set_sizes(smallest, round(smallest * _LARGEST))
        if banner != self._banner:
            self._banner = banner
            self._words.set_text(banner.text)
            self._mark.show_mark(QColor(banner.colour), banner.shape, banner.word)
            self.setAccessibleName(words.name_and(banner.word, banner.text))
            self.update()

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        side = round(min(self.height(), self.width() * _MARK_SHARE))
        pad = round(side * 0.12)
        self._mark.setGeometry(0, 0, side, self.height())
        self._words.setGeometry(side + pad, 2, self.width() - side - 2 * pad, self.height() - 4)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(SURFACE))
        painter.end()


class _Mark(QWidget):
    """A block in the tone's colour with its shape and its word."""

    def __init__(self) -> None:
        super().__init__()
        self._ground = QColor(SURFACE)
        self._shape = Shape.DOTS
        self._word = ""

    def show_mark(self, ground: QColor, shape: Shape, word: str) -> None:
        self._ground, self._shape, self._word = ground, shape, word
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ground)
        side = float(min(self.width(), self.height()))
        top = (self.height() - side) / 2
        icon = QRectF(0.0, top + side * 0.1, self.width(), side * 0.54)
        draw_mark(painter, self._shape, icon, ground=self._ground)
        place = QRectF(self.width() * 0.05, top + side * 0.68, self.width() * 0.9, side * 0.26)
        size = (place.width(), place.height())
        sizes = (max(8, round(side * 0.1)), round(side * 0.19))
        found = fit(self._word, size, sizes, bold=True)
        painter.setFont(found.letters)
        painter.setPen(QColor(INK))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, " ".join(found.lines))
        painter.end()
