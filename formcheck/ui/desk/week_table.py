"""A week at the desk as a table: for whoever reads numbers, or has them read."""

from collections.abc import Iterable
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
        """Give each column the same width, or as much as it needs; return whether all fit."""
        columns = range(self.columnCount())
        needed = [max(self.sizeHintForColumn(n), across.sectionSizeHint(n)) for n in columns]
        even_px = room_px // len(needed)
        fits = sum(needed) <= room_px
        for column, needed_px in enumerate(needed):
            share = even_px if max(needed) <= even_px else needed_px * room_px // sum(needed)
            across.resizeSection(column, share if fits else needed_px)
        return fits


def _style(look: Look) -> str:
    one, main = look.palette, STYLES[Tone.GOOD].colour
    return f"""
QTableWidget {{
  background: {one.surface}; border: 3px solid {one.surface}; border-radius: 8px;
  gridline-color: {one.raised}; font-size: {look.small_px}px;
}}
QTableWidget:focus {{ border: 3px solid {one.focus}; }}
QTableWidget::item {{ padding: 0px 8px; }}
QTableWidget::item:selected {{ background: {main}; color: {INK}; }}
QHeaderView, QHeaderView::section {{
  background: {one.surface}; color: {one.muted}; border: none; font-size: {look.small_px}px;
  padding: 2px 8px;
}}
"""
