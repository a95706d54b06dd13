"""The pages to read: their titles on the left, the chosen one on the right, each with sources."""

from collections.abc import Sequence

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from formcheck.care.learn import Page, Section
from formcheck.language import _
from formcheck.ui.buttons import push_button
from formcheck.ui.look import Look
from formcheck.ui.reading_text import Block, ReadingText
from formcheck.ui.wrapping_list import WrappingList


class LearnPage(QWidget):
    """Arrows choose a page, Tab goes to its text, arrows scroll it, Esc goes home.

    Parameters
    ----------
    pages
        In the order in which they are read.
    """

    home = pyqtSignal()
    """Back to the first screen."""

    def __init__(self, pages: Sequence[Page]) -> None:
        super().__init__()
        self._pages = tuple(pages)
        self.titles = WrappingList(_("Pages"))
        self.titles.set_rows([one.title for one in self._pages])
        self.text = ReadingText(_("Text of the page"))
        self.home_button = push_button(_("Home (Esc)"), name=_("Back to today's programme"))
        self.home_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.home_button.clicked.connect(self.home)
        self.titles.currentRowChanged.connect(self._show)
        self.titles.itemActivated.connect(self.text.setFocus)
        left = QVBoxLayout()
        left.addWidget(self.titles, 1)
        left.addWidget(self.home_button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(20)
        layout.addLayout(left, 2)
        layout.addWidget(self.text, 3)
        self.titles.setCurrentRow(0)

    def open(self, slug: str = "") -> None:
        """Show a page; the first, or the one that was read last, when empty."""
        for row, page in enumerate(self._pages):
            if page.slug == slug:
                self.titles.setCurrentRow(row)
        if slug:
            self.text.setFocus()
        else:
            self.titles.setFocus()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.text.dress(look)
        self.titles.dress(look)
        look.dress_button(self.home_button)

    def _show(self, row: int) -> None:
        page = self._pages[row]
        self.text.show_text(page.title, (section_block(one) for one in page.sections))


def section_block(one: Section) -> Block:
    """Return a part of a page to read, with its source."""
    source = _("Source: {source}").format(source=one.source)
    return Block(one.heading, one.text, points=one.points, small=source)
