"""The tables beside the video: repetitions or holds, and everything that was noticed."""

from typing import Final

from PyQt6.QtCore import QItemSelectionModel, QModelIndex, Qt, pyqtSignal
from PyQt6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from formcheck.language import _, number
from formcheck.report.lanes import ItemKind
from formcheck.report.sheets import Place, Sheet, sheets, totals
from formcheck.review.take import Take
from formcheck.session.record import SessionRecord
from formcheck.ui.look import DARK, Look
from formcheck.ui.review.sheet_model import SheetModel, tab_separated
from formcheck.ui.theme import font

_LOOK: Final = Look(DARK, 24, 16, 14)
"""Until the window says how it looks."""
_ROW: Final = 1.6
"""Height of a row, in sizes of its letters."""
_MEASURED_ROWS: Final = 60
"""Rows by which the widths of columns are found: with hundreds it would take its time."""
_OPEN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ENDS: Final = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_BETWEEN: Final = "  ·  "


class SheetView(QTableView):
    """One table. A click, Enter or an arrow chooses a row; Ctrl+C copies what is selected."""

    went = pyqtSignal(int)
    """Somebody chose this row."""

    def __init__(self, sheet: Sheet, look: Look) -> None:
        super().__init__()
        self.rows = SheetModel(sheet, look)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        upright, across = self.verticalHeader(), self.horizontalHeader()
        if upright is not None and across is not None:
            upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            across.setResizeContentsPrecision(_MEASURED_ROWS)
            across.setStretchLastSection(True)
            across.setHighlightSections(False)
            across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(self._click)
        self.show_sheet(sheet)
        self.set_look(look)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another state of the same table."""
        self.rows.show(sheet)
        self.setAccessibleName(sheet.table.name)
        self.resizeColumnsToContents()

    def show_time(self, time_s: float) -> None:
        """Mark the row of what is being played, and keep it in sight."""
        row = self.rows.sheet.row_at(time_s)
        if self.rows.play(row) and row is not None and not self.hasFocus():
            self.scrollTo(self.rows.index(row, 0))

    def choose(self, row: int) -> None:
        """Select a row, silently."""
        index, selection = self.rows.index(row, 0), self.selectionModel()
        if selection is None:
            return
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.rows.set_look(look)
        upright, across = self.verticalHeader(), self.horizontalHeader()
        if upright is not None and across is not None:
            upright.setMinimumSectionSize(1)
            upright.setDefaultSectionSize(round(look.small_px * _ROW))
            upright.setFixedWidth(round(look.small_px * _ROW))
            across.setFont(font(look.small_px))
        one = look.palette
        self.setStyleSheet(
            f"QTableView {{ background: {one.surface}; border: 2px solid {one.surface}; "
            f"selection-background-color: {one.raised}; selection-color: {one.text}; }}"
            f"QTableView:focus {{ border-color: {one.focus}; }}"
            f"QTableView::item {{ padding: 0px {look.small_px // 3}px; }}"
            f"QTableView QTableCornerButton::section {{ background: {one.raised}; border: none; }}"
            f"QTableView::item:selected {{ border-top: 2px solid {one.focus};"
            f" border-bottom: 2px solid {one.focus}; }}"
            f"QHeaderView::section {{ font-size: {look.small_px}px; }}"
        )
        self.resizeColumnsToContents()

    @override
    def keyPressEvent(self, e: QKeyEvent | None) -> None:
        if e is None:
            return
        if e.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        before = self.currentIndex().row()
        if e.key() in _ENDS:
            self.choose(_ENDS[Qt.Key(e.key())] % max(self.rows.rowCount(), 1))
        elif e.key() not in _OPEN:
            super().keyPressEvent(e)
        row = self.currentIndex().row()
        if row >= 0 and (row != before or e.key() in _OPEN):
            self.went.emit(row)

    def copy(self) -> None:
        """Copy the selected rows with the names of the columns, for a spreadsheet."""
        selection, clipboard = self.selectionModel(), QGuiApplication.clipboard()
        if selection is not None and clipboard is not None and selection.hasSelection():
            rows = sorted(index.row() for index in selection.selectedRows())
            clipboard.setText(tab_separated(self.rows.table, rows))

    def _click(self, index: QModelIndex) -> None:
        self.went.emit(index.row())


class RepTable(QWidget):
    """What was found, with the totals above. Choosing a row goes to its place in the recording."""

    sought = pyqtSignal(float)
    """Somebody wants to see this moment."""
    rep_chosen = pyqtSignal(int)
    """Number of the repetition."""
    hold_chosen = pyqtSignal(int)
    fault_chosen = pyqtSignal(int)
    """Places in the record's holds and faults."""

    def __init__(self) -> None:
        super().__init__()
        self._look = _LOOK
        self.totals = QLabel()
        self.totals.setWordWrap(True)
        self.totals.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.totals)
        layout.addWidget(self.tabs, 1)
        self._emits = {
            ItemKind.REP: self.rep_chosen,
            ItemKind.HOLD: self.hold_chosen,
            ItemKind.FAULT: self.fault_chosen,
        }
        self._dress()

    @property
    def views(self) -> tuple[SheetView, ...]:
        """The tables, from left to right; what was noticed is the last."""
        pages = (self.tabs.widget(place) for place in range(self.tabs.count()))
        return tuple(page for page in pages if isinstance(page, SheetView))

    def show_take(self, take: Take | None, measured: SessionRecord | None = None) -> None:
        """Show what was found; cheap enough for twice a second while it grows.

        Parameters
        ----------
        take
            As it is now, with all corrections; None while nothing is known.
        measured
            The session before it was corrected by hand, if it was.
        """
        found = () if take is None else sheets(take, measured)
        told = () if take is None else totals(take)
        self.totals.setText(_BETWEEN.join(short for short, _long in told))
        self.totals.setToolTip("\n".join(long for _short, long in told))
        if [_frame(view.rows.sheet) for view in self.views] != [_frame(one) for one in found]:
            self._build(found)
        for place, (view, sheet) in enumerate(zip(self.views, found, strict=True)):
            view.show_sheet(sheet)
            many = number(len(sheet.table.rows))
            text = _("{title} ({number})").format(title=sheet.table.name, number=many)
            self.tabs.setTabText(place, text)

    def show_time(self, time_s: float) -> None:
        """Mark the rows of what is being played."""
        for view in self.views:
            view.show_time(time_s)

    def choose(self, kind: ItemKind, key: int) -> None:
        """Select the row of something, silently: somebody chose it elsewhere."""
        for view in self.views:
            row = view.rows.sheet.row_of(kind, key)
            if row is not None:
                self.tabs.setCurrentWidget(view)
                view.choose(row)

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        if look != self._look:
            self._look = look
            self._dress()

    def _dress(self) -> None:
        look = self._look
        one = look.palette
        self.totals.setStyleSheet(f"font-size: {look.small_px}px; color: {one.text};")
        for view in self.views:
            view.set_look(look)

    def _build(self, found: tuple[Sheet, ...]) -> None:
        """Make the tables anew: another exercise has others."""
        for view in self.views:
            self.tabs.removeTab(self.tabs.indexOf(view))
            view.deleteLater()
        for sheet in found:
            view = SheetView(sheet, self._look)
            view.went.connect(lambda row, view=view: self._go(view, row))
            self.tabs.addTab(view, sheet.table.name)

    def _go(self, view: SheetView, row: int) -> None:
        if row >= len(view.rows.sheet.places):
            return
        place: Place = view.rows.sheet.places[row]
        self.sought.emit(place.jump_s)
        self._emits[place.kind].emit(place.key)


def _frame(sheet: Sheet) -> tuple[str, ...]:
    return (sheet.table.name, *(column.title for column in sheet.table.columns))
