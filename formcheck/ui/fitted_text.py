"""Words that always fit their place: first smaller, then narrower, and cut with "…" at the last."""

from dataclasses import dataclass
from typing import Final

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from formcheck.ui.theme import TEXT, font

_STRETCHES: Final = (100, 92, 84, 76)
"""How narrow letters may become, in percent, before words are cut off."""
_SIZES: Final = 5
"""How many sizes are tried between the largest and the smallest."""
_PITCH: Final = 1.0
"""Distance of lines in heights of the font."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Lines that fit a place, in one font."""

    lines: tuple[str, ...]
    letters: QFont
    elided: bool

    @property
    def width_px(self) -> float:
        """Width of the longest line."""
        metrics = QFontMetricsF(self.letters)
        return max((metrics.horizontalAdvance(line) for line in self.lines), default=0.0)

    @property
    def height_px(self) -> float:
        """Height of all lines."""
        return QFontMetricsF(self.letters).height() * _PITCH * len(self.lines)


def wrapped(text: str, metrics: QFontMetricsF, width_px: float) -> list[str]:
    """Return the words of ``text`` in lines no wider than ``width_px``, where words allow it."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}".strip()
            if line and metrics.horizontalAdvance(longer) > width_px:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def balanced(text: str, metrics: QFontMetricsF, width_px: float) -> list[str]:
    """Return the same number of lines as `wrapped`, as even as they can be: no lonely last word."""
    lines = wrapped(text, metrics, width_px)
    narrow, wide = 0.0, width_px
    while wide - narrow > 1.0:
        middle = (narrow + wide) / 2
        found = wrapped(text, metrics, middle)
        if len(found) > len(lines) or _widest(found, metrics) > width_px:
            narrow = middle
        else:
            wide, lines = middle, found
    return lines


def _widest(lines: list[str], metrics: QFontMetricsF) -> float:
    return max(metrics.horizontalAdvance(line) for line in lines)


def fit(text: str, size: tuple[float, float], sizes_px: tuple[int, int], *, bold: bool) -> Fit:
    """Fit ``text`` into a width and height.

    Parameters
    ----------
    text
        Any text; a line break stays one.
    size
        Width and height of the place in pixels.
    sizes_px
        Smallest and largest font size.
    bold
        Whether the letters are bold.
    """
    smallest, largest = sizes_px
    step = max(1, (largest - smallest) // _SIZES)
    tries = [(px, 100) for px in range(largest, smallest, -step)]
    tries += [(smallest, stretch) for stretch in _STRETCHES]
    for px, stretch in tries:
        letters = font(px, bold=bold, stretch=stretch)
        lines = balanced(text, QFontMetricsF(letters), size[0])
        found = Fit(tuple(lines), letters, elided=False)
        if found.width_px <= size[0] and found.height_px <= size[1]:
            return found
    return _cut(text, size, font(smallest, bold=bold, stretch=_STRETCHES[-1]))


def _cut(text: str, size: tuple[float, float], letters: QFont) -> Fit:
    metrics = QFontMetricsF(letters)
    room = max(1, int(size[1] // (metrics.height() * _PITCH)))
    lines = wrapped(text, metrics, size[0])
    shown = lines[:room]
    if len(lines) > room:
        shown[-1] = " ".join(lines[room - 1 :])
    cut = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, size[0]) for line in shown]
    return Fit(tuple(cut), letters, elided=cut != lines)


class FittedText(QWidget):
    """A text that fills its place as well as it can, and never leaves it.

    Its full text is its accessible name, and its tooltip where it had to be cut.
    """

    def __init__(
        self,
        *,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        middle: bool = True,
    ) -> None:
        super().__init__()
        self._bold = bold
        self._align = align
        self._middle = middle
        self._text = ""
        self._colour = QColor(TEXT)
        self._sizes_px = (12, 16)
        self._fit: Fit | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    @property
    def text(self) -> str:
        """The full text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._fit = None
            self.update()

    def set_colour(self, name: str) -> None:
        """Show it in another colour."""
        self._colour = QColor(name)
        self.update()

    def set_sizes(self, smallest_px: int, largest_px: int | None = None) -> None:
        """Choose the range of font sizes."""
        sizes_px = (smallest_px, max(smallest_px, largest_px or smallest_px))
        if sizes_px != self._sizes_px:
            self._sizes_px = sizes_px
            self._fit = None
            self.update()

    def fitted(self) -> Fit:
        """Return how the text is shown now."""
        if self._fit is None:
            size = (float(self.width()), float(self.height()))
            self._fit = fit(self._text, size, self._sizes_px, bold=self._bold)
            self.setToolTip(self._text if self._fit.elided else "")
        return self._fit

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, round(QFontMetricsF(font(self._sizes_px[0])).height()))

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        self._fit = None

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        found = self.fitted()
        metrics = QFontMetricsF(found.letters)
        pitch = metrics.height() * _PITCH
        top = (self.height() - found.height_px) / 2 if self._middle else 0.0
        painter = QPainter(self)
        painter.setFont(found.letters)
        painter.setPen(self._colour)
        for number, line in enumerate(found.lines):
            place = QRectF(0.0, top + number * pitch, self.width(), pitch)
            painter.drawText(place, self._align | Qt.AlignmentFlag.AlignVCenter, line)
        painter.end()
