"""The rows of the list of notes and marks."""

from typing import Final

from PyQt6.QtCore import QEvent, QRect, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QResizeEvent
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem
from typing_extensions import override

from formcheck.language import _

_TIME, _WORDS = 0, 1
_TALLEST_PX: Final = 100_000
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_STAYS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class NoteRows(QTableWidget):
    """Rows of a time and words.

    A click or Enter goes there, F2 or a double click changes the words, Delete removes it.
    """

    picked = pyqtSignal(int)
    erased = pyqtSignal()
    reworded = pyqtSignal(int, str)

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setAccessibleName(_("Notes and marks"))
        self.setAccessibleDescription(
            _("Enter goes to the moment, F2 changes the words, Delete removes it.")
        )
        self.setHorizontalHeaderLabels([_("Time"), _("Note or mark")])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, down = self.horizontalHeader(), self.verticalHeader()
        if across is not None and down is not None:
            across.setSectionResizeMode(_TIME, QHeaderView.ResizeMode.ResizeToContents)
            across.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
            across.setSectionsClickable(False)
            across.sectionResized.connect(self.measure)
            across.setDefaultAlignment(_LEFT)
            down.setVisible(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.cellClicked.connect(lambda row, _column: self.picked.emit(row))
        self.itemChanged.connect(lambda item: self.reworded.emit(item.row(), item.text()))

    def fill(self, rows: list[tuple[str, str, bool]]) -> None:
        """Show rows: time, words, and whether the words can be changed."""
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for number, (time, words, changes) in enumerate(rows):
            first, second = QTableWidgetItem(time), QTableWidgetItem(words)
            for item in (first, second):
                item.setFlags(_STAYS)
                item.setTextAlignment(_LEFT)
            if changes:
                second.setFlags(_STAYS | Qt.ItemFlag.ItemIsEditable)
            self.setItem(number, _TIME, first)
            self.setItem(number, _WORDS, second)
        self.setCurrentCell(-1, -1)
        self.blockSignals(False)
        self.measure()

    def choose(self, row: int) -> None:
        """Choose a row."""
        self.setCurrentCell(row, _WORDS)

    def measure(self) -> None:
        """Make each row as high as its words: Qt itself cuts the last line off."""
        metrics = self.fontMetrics()
        pad = metrics.height() // 2
        view = self.viewport()
        whole = self.width() if view is None else view.width()
        # The words have what the times leave; their own column knows that only later.
        width = max(1, whole - self.columnWidth(_TIME) - pad)
        room = QRect(0, 0, width, _TALLEST_PX)
        for row in range(self.rowCount()):
            item = self.item(row, _WORDS)
            words = "" if item is None else item.text()
            needed = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words)
            self.setRowHeight(row, needed.height() + pad)
        across = self.horizontalHeader()
        if across is not None:
            across.setFixedHeight(max(metrics.height() + pad, across.sizeHint().height()))

    @override
    def resizeEvent(self, e: QResizeEvent | None) -> None:
        super().resizeEvent(e)
        self.measure()

    @override
    def changeEvent(self, a0: QEvent | None) -> None:
        super().changeEvent(a0)
        if a0 is not None and a0.type() == QEvent.Type.FontChange:
            self.measure()

    @override
    def keyPressEvent(self, e: QKeyEvent | None) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if e is None or editing or self.currentRow() < 0:
            super().keyPressEvent(e)
        elif e.key() in _ENTER:
            self.picked.emit(self.currentRow())
        elif e.key() == Qt.Key.Key_Delete:
            self.erased.emit()
        elif e.key() == Qt.Key.Key_F2:
            self._edit(self.item(self.currentRow(), _WORDS))
        else:
            super().keyPressEvent(e)

    def _edit(self, item: QTableWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.editItem(item)
