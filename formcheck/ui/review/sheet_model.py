"""A table of the review as Qt wants it: only the rows that are in sight are asked for."""

from textwrap import fill
from typing import Any, Final

from PyQt6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PyQt6.QtGui import QColor
from typing_extensions import override

from formcheck.report.content import SIGNS, Cell, Table
from formcheck.report.sheets import Sheet
from formcheck.ui.look import Look
from formcheck.ui.theme import font

_NOTHING: Final = QModelIndex()
_PLAYING: Final = "▶"
_TITLE: Final = 15
"""Letters of a line of a column's title: wider ones would leave no room for the rest."""
_ROLE = Qt.ItemDataRole


class SheetModel(QAbstractTableModel):
    """A table that may grow while somebody reads it; one row is the one that is being played."""

    def __init__(self, sheet: Sheet, look: Look) -> None:
        super().__init__()
        self.sheet = sheet
        self.playing: int | None = None
        self._look = look

    @property
    def table(self) -> Table:
        """What is shown."""
        return self.sheet.table

    def show(self, sheet: Sheet) -> None:
        """Show another state of the same table: what is chosen stays chosen."""
        before, now = len(self.table.rows), len(sheet.table.rows)
        if now > before:
            self.beginInsertRows(_NOTHING, before, now - 1)
            self.sheet = sheet
            self.endInsertRows()
        elif now < before:
            self.beginRemoveRows(_NOTHING, now, before - 1)
            self.sheet = sheet
            self.endRemoveRows()
        self.sheet = sheet
        self._tell(0, now - 1)

    def play(self, row: int | None) -> bool:
        """Mark the row that is being played; whether it is another one now."""
        before, self.playing = self.playing, row
        if before == row:
            return False
        for one in (before, row):
            if one is not None:
                self._tell(one, one)
                self.headerDataChanged.emit(Qt.Orientation.Vertical, one, one)
        return True

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._look = look
        self._tell(0, len(self.table.rows) - 1)

    @override
    def rowCount(self, parent: QModelIndex = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.table.rows)

    @override
    def columnCount(self, parent: QModelIndex = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.table.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role != _ROLE.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return fill(self.table.columns[section].title, _TITLE)
        return _PLAYING if section == self.playing else ""

    @override
    def data(self, index: QModelIndex, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self.table.rows):
            return None
        cell, playing = self.table.rows[index.row()][index.column()], index.row() == self.playing
        match role:
            case _ROLE.DisplayRole | _ROLE.ToolTipRole:
                return text_of(cell)
            case _ROLE.FontRole:
                return font(self._look.small_px)
            case _ROLE.BackgroundRole if playing:
                return QColor(self._look.palette.raised)
            case _:
                return None

    def _tell(self, first: int, last: int) -> None:
        if last >= first and self.columnCount():
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))


def text_of(cell: Cell) -> str:
    """Return what stands in a cell: its sign, so that no colour is needed, and its words."""
    return f"{SIGNS[cell.mark]} {cell.text}" if cell.mark else cell.text


def tab_separated(table: Table, rows: list[int]) -> str:
    """Return rows as other programs take them in, below the names of the columns."""
    lines = [[column.title for column in table.columns]]
    lines += [[cell.text for cell in table.rows[row]] for row in rows]
    return "\n".join("\t".join(" ".join(one.split()) for one in line) for line in lines)
