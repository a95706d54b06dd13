"""Pages of A4 that fill from the top: words that break their lines, and room for pictures."""

from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

from formcheck.language import _
from formcheck.report.drawing import PAPER

PAGE: Final = (8.27, 11.69)
"""A4, in inches, as is everything here but letters."""
EDGE: Final = 0.6
WIDTH: Final = PAGE[0] - 2 * EDGE
BODY: Final = 9.5
SMALL: Final = 8.0
HEADING: Final = 13.0
TITLE: Final = 18.0
"""Sizes of letters, in points."""
_BOTTOM: Final = 0.62
_FOOT: Final = 0.45
_PITCH: Final = 1.35
"""Distance of lines, in sizes of their letters."""
_POINTS: Final = 72.0
_ASCENT: Final = 0.9
"""From the base line up to the upper edge of the line, in sizes of letters."""
_TOGETHER: Final = 4
"""So many lines of a paragraph are not torn apart."""
_ABOVE: Final = 0.13
"""Above a heading."""


class Paper:
    """Draws on pages one after the other. Colours and letters are those of the style in use.

    Parameters
    ----------
    pdf
        Where the pages go.
    """

    def __init__(self, pdf: PdfPages) -> None:
        self._pdf: Any = pdf  # its own types do not know that a figure can be saved to it
        self._number = 0
        self._widths: dict[tuple[str, float, bool], float] = {}
        self._begin()

    def room(self, height: float) -> None:
        """Begin another page where this height is no longer left."""
        if height > self.left:
            self.turn()

    @property
    def number(self) -> int:
        """The number of the page, from 1."""
        return self._number

    @property
    def left(self) -> float:
        """What is left of the page's height."""
        return self._y - _BOTTOM

    def turn(self) -> None:
        """Go on on another page."""
        self.end()
        self._begin()

    def skip(self, height: float) -> None:
        """Go down."""
        self._y -= height

    def heading(self, words: str, with_next: float) -> None:
        """Write a heading, on the same page as what comes next."""
        self.skip(_ABOVE)
        self.room(with_next + self.pitch(HEADING))
        self.text(words, HEADING, bold=True)

    def text(self, words: str, size: float = BODY, *, bold: bool = False, ink: str = "ink") -> None:
        """Write a paragraph over the whole width; a short one stays on one page."""
        pitch, lines = self.pitch(size), self.wrapped(words, WIDTH, size, bold=bold)
        if len(lines) <= _TOGETHER:
            self.room(len(lines) * pitch)
        for line in lines:
            self.room(pitch)
            self.word(line, EDGE, self._y, size, bold=bold, ink=ink)
            self.skip(pitch)

    def column(
        self,
        words: str,
        left: float,
        width: float,
        size: float,
        top: float = 0.0,
        *,
        bold: bool = False,
        ink: str = "ink",
    ) -> float:
        """Write a paragraph beside something, and return how far down it went.

        Parameters
        ----------
        words, size, bold, ink
            What, and how.
        left, width, top
            From the left edge of the page, how wide, and how far below the place that is reached.
        """
        for line in self.wrapped(words, width, size, bold=bold):
            self.word(line, left, self._y - top, size, bold=bold, ink=ink)
            top += self.pitch(size)
        return top

    def pitch(self, size: float) -> float:
        """Return the height of a line."""
        return size * _PITCH / _POINTS

    def height(self, words: str, width: float, size: float, *, bold: bool = False) -> float:
        """Return the height of a paragraph."""
        return len(self.wrapped(words, width, size, bold=bold)) * self.pitch(size)

    def bar(self, left: float, top: float, width: float, height: float, ink: str) -> None:
        """Fill a rectangle, so far below the place that is reached."""
        bottom = self._y - top - height
        place = (left / PAGE[0], bottom / PAGE[1])
        size = (width / PAGE[0], height / PAGE[1])
        whole = self._figure.transFigure
        box = Rectangle(place, *size, color=PAPER[ink], linewidth=0, transform=whole)
        box.set_zorder(next(self._order))
        self._figure.add_artist(box)

    def axes(self, left: float, width: float, height: float) -> Axes:
        """Return axes at the place that is reached, from the left edge of the page."""
        bottom = self._y - height
        place = (left / PAGE[0], bottom / PAGE[1], width / PAGE[0], height / PAGE[1])
        return self._figure.add_axes(place, zorder=next(self._order))

    def word(
        self,
        words: str,
        left: float,
        y: float,
        size: float,
        *,
        bold: bool = False,
        ink: str = "ink",
        align: str = "left",
    ) -> None:
        """Write words that stay in one line; ``y`` is their upper edge above the page's lower."""
        self._figure.text(
            left / PAGE[0],
            (y - _ASCENT * size / _POINTS) / PAGE[1],
            words,
            fontsize=size,
            fontweight="bold" if bold else "normal",
            color=PAPER[ink],
            horizontalalignment=align,
            verticalalignment="baseline",  # letters with dots on them stand no lower than others
            parse_math=False,
            zorder=next(self._order),
        )

    @property
    def y(self) -> float:
        """The place that is reached, above the page's lower edge."""
        return self._y

    def wrapped(self, words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
        """Return the lines of a paragraph."""
        return list(self._lines(words, width, size, bold=bold))

    def end(self) -> None:
        """Finish the page."""
        number = _("Page {number}").format(number=self._number)
        self.word(number, PAGE[0] - EDGE, _FOOT, SMALL, ink="quiet", align="right")
        self._figure.savefig(self._pdf, format="pdf")

    def _begin(self) -> None:
        self._number += 1
        self._figure = Figure(figsize=PAGE, dpi=_POINTS)
        self._order = count()  # what is drawn later is read aloud later
        self._y = PAGE[1] - EDGE

    def wide(self, words: str, size: float, *, bold: bool = False) -> float:
        """Return how wide words in one line are."""
        gaps = max(len(words.split()) - 1, 0) * self._wide(" ", size, bold=bold)
        return gaps + sum(self._wide(word, size, bold=bold) for word in words.split())

    def _lines(self, words: str, width: float, size: float, *, bold: bool) -> Iterator[str]:
        space = self._wide(" ", size, bold=bold)
        line, used = "", 0.0
        for word in words.split():
            wide = self._wide(word, size, bold=bold)
            if line and used + space + wide > width:
                yield line
                line, used = word, wide
            else:
                used += wide + (space if line else 0.0)
                line = f"{line} {word}".strip()
        if line:
            yield line

    def _wide(self, word: str, size: float, *, bold: bool) -> float:
        """Return how wide a word is: measuring takes its time, so each is measured once."""
        key = (word, size, bold)
        if key not in self._widths:
            letters = FontProperties(size=size, weight="bold" if bold else "normal")
            # As it will be in the file: a screen's letters are fitted to its dots, and wider.
            wide, _height, _descent = text_to_path.get_text_width_height_descent(
                word, letters, False
            )
            self._widths[key] = wide / _POINTS
        return self._widths[key]
