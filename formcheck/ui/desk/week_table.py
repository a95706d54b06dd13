"""A week at the desk as a table: for whoever reads numbers, or has them read."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem
from typing_extensions import override

from formcheck.language import _
from formcheck.overlay.scene import Tone
from formcheck.ui.desk.week_words import COLUMNS
from formcheck.ui.look import Look
from formcheck.ui.theme import INK, STYLES, font

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_BORDER_PX: Final = 4
_ROW: Final = 1.7
"""Height of a row, in sizes of its letters."""


class WeekTable(QTableWidget):
    """Arrows go from cell to cell, Tab leaves it; it is as tall as its rows."""

    def __init__(self) -> None:
        super().__init__(0, len(COLUMNS))
        self.setAccessibleName(_("The week in numbers"))
        self.setHorizontalHeaderLabels([_(one) for one in COLUMNS])
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._look: Look | None = None
        across, down = self.horizontalHeader(), self.verticalHeader()
        if across is not None and down is not None:
            across.setSectionsClickable(False)
            across.setDefaultAlignment(_LEFT)
            down.setVisible(False)

    def show_rows(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Show others; the last one is the whole week's."""
        shown = list(rows)
        self.setRowCount(len(shown))
        for row, cells in enumerate(shown):
            for column, text in enumerate(cells):
                self.setItem(row, column, self._cell(text, _(COLUMNS[column]), cells[0]))
        self._measure()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._look = look
        self.setStyleSheet(_style(look))
        self._measure()

    def _cell(self, text: str, title: str, day: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        told = f"{day}, {title}: {text}" if text else _("{day}: nothing counted").format(day=day)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, day if text == day else told)
        item.setTextAlignment(_LEFT)
        return item

    @override
    def resizeEvent(self, e: QResizeEvent | None) -> None:
        super().resizeEvent(e)
        self._measure()

    def _measure(self) -> None:
        """Take the height of all rows; the width is shared, or scrolls where it is too little."""
        across, bar, view = self.horizontalHeader(), self.horizontalScrollBar(), self.viewport()
        if self._look is None or across is None or bar is None or view is None:
            return
        letters_px = self._look.small_px
        last, row_px = self.rowCount() - 1, round(_ROW * letters_px)
        for row in range(self.rowCount()):
            self.setRowHeight(row, row_px)
            for column in range(self.columnCount()):
                item = self.item(row, column)
                if item is not None:
                    item.setFont(font(letters_px, bold=row == last))
        fits = self._share(across, view.width())
        bar_px = 0 if fits else bar.sizeHint().height()
        frame = 2 * self.frameWidth() + 2 * _BORDER_PX
        self.setFixedHeight((last + 1) * row_px + across.sizeHint().height() + frame + bar_px)

    def _share(self, across: QHeaderView, room_px: int) -> bool:
        """Give each column the same width, or as much as it needs; return whether all fit.

        Titles break their lines before anything scrolls; and where it has to, the columns that are
        seen first fill the width: none of them is cut off.
        """
        needed = self._needed(across, [_(one) for one in COLUMNS])
        if sum(needed) > room_px:
            needed = self._needed(across, [in_two_lines(_(one)) for one in COLUMNS])
        fits = sum(needed) <= room_px
        for column, width_px in enumerate(shares(needed, room_px)):
            across.resizeSection(column, width_px)
        return fits

    def _needed(self, across: QHeaderView, titles: list[str]) -> list[int]:
        """Write titles above the columns; return the width that each needs."""
        for column, title in enumerate(titles):
            item = self.horizontalHeaderItem(column)
            if item is not None and item.text() != title:
                item.setText(title)
        columns = range(self.columnCount())
        return [max(self.sizeHintForColumn(n), across.sectionSizeHint(n)) for n in columns]


def shares(needed_px: Sequence[int], room_px: int) -> list[int]:
    """Return how wide columns are: they fill the room, or the first of them do, as many as fit."""
    even_px = room_px // len(needed_px)
    if max(needed_px) <= even_px:
        return [even_px] * len(needed_px)
    ends = list(accumulate(needed_px))
    seen = max(1, bisect_right(ends, room_px))
    first = [one * room_px // ends[seen - 1] for one in needed_px[:seen]]
    # What one column needs more than there is room for scrolls.
    return [*(max(pair) for pair in zip(first, needed_px, strict=False)), *needed_px[seen:]]


def in_two_lines(title: str) -> str:
    """Return a title broken where its longer line is shortest; as it is where it is one word."""
    places = [n for n, letter in enumerate(title) if letter == " "]
    if not places:
        return title
    place = min(places, key=lambda n: max(n, len(title) - n - 1))
    return f"{title[:place]}\n{title[place + 1 :]}"


def _style(look: Look) -> str:
    one, main = look.palette, STYLES[Tone.GOOD].colour
    return f"""
QTableWidget {{
  background: {one.surface}; border: 3px solid {one.surface}; border-radius: 8px;
  gridline-color: {one.raised}; font-size: {look.small_px}px;
}}
QTableWidget:focus {{ border: 3px solid {one.focus}; }}
QTableWidget::item {{ padding: 0px 5px; }}
QTableWidget::item:selected {{ background: {main}; color: {INK}; }}
QHeaderView, QHeaderView::section {{
  background: {one.surface}; color: {one.muted}; border: none; font-size: {look.small_px}px;
  padding: 2px 5px;
}}
"""
