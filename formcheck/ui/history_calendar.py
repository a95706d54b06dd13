"""A month at a time: each day with its sign, and in words for the screen reader."""

from calendar import Calendar, monthrange
from collections.abc import Mapping
from datetime import date
from typing import Final

from PyQt6.QtCore import QSignalBlocker, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from formcheck.care.programme import DAY_WORDS, Day
from formcheck.language import _
from formcheck.overlay.scene import Tone
from formcheck.report.dates import month_name
from formcheck.report.history_days import DayState, HistoryDay
from formcheck.report.history_words import MARKS, day_lines, day_title
from formcheck.ui.buttons import push_button
from formcheck.ui.look import Look
from formcheck.ui.theme import INK, STYLES, font

_TINTS: Final = {
    DayState.DONE: (Tone.GOOD, 0.35),
    DayState.PARTLY: (Tone.WARN, 0.25),
    DayState.OTHER: (Tone.UNSURE, 0.35),
}
"""A touch of colour under the signs, and how much of it: nothing depends on it."""
_CELL: Final = 1.38
"""Height of a day, in sizes of its letters."""
_ARROWS: Final = (3.0, 1.7)
"""Width and height of the buttons beside the month, in sizes of its letters."""
_MONTHS: Final = 12


class MonthCalendar(QWidget):
    """Arrows go from day to day, Page up and Page down from month to month."""

    chosen = pyqtSignal(object)
    """The `datetime.date` that was gone to."""

    def __init__(self) -> None:
        super().__init__()
        self._days: Mapping[date, HistoryDay] = {}
        self._today = self._month = date.min
        self._look: Look | None = None
        self.title = QLabel()
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back_button = push_button("<", name=_("The month before"))
        self.on_button = push_button(">", name=_("The month after"))
        self.table = _Table()
        above = QHBoxLayout()
        for widget, stretch in ((self.back_button, 0), (self.title, 1), (self.on_button, 0)):
            above.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(above)
        layout.addWidget(self.table)
        self.back_button.clicked.connect(lambda: self._turn(-1))
        self.on_button.clicked.connect(lambda: self._turn(1))
        self.table.turned.connect(self._turn)
        self.table.currentItemChanged.connect(self._choose)

    @property
    def day(self) -> date | None:
        """The day that was gone to; None before any was shown."""
        item = self.table.currentItem()
        return None if item is None else _date(item)

    def show_days(self, days: Mapping[date, HistoryDay], today: date) -> None:
        """Show other days, at today."""
        self._days, self._today = days, today
        self.go_to(today)

    def go_to(self, day: date) -> None:
        """Show the month of a day, and go to the day."""
        self._month = day.replace(day=1)
        with QSignalBlocker(self.table):
            self._fill()
            self._mark(day)
        self._choose()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        if look == self._look:
            return
        self._look = look
        self.title.setFont(font(look.body_px, bold=True))
        for button in (self.back_button, self.on_button):
            look.dress_button(button)
            # One sign needs no air above it: the days need the height.
            button.setStyleSheet("padding: 0px;")
            button.setFixedSize(*(round(look.body_px * one) for one in _ARROWS))
        self.table.setStyleSheet(_style(look))
        held = self.day
        if held is not None:
            with QSignalBlocker(self.table):
                self._fill()
                self._mark(held)

    def _turn(self, months: int) -> None:
        """Go to the same day of another month, or to its last; to none that is still to come."""
        first = _months_on(self._month, months)
        if first <= self._today:
            held = self.day or first
            last = monthrange(first.year, first.month)[1]
            self.go_to(first.replace(day=min(held.day, last)))

    def _choose(self) -> None:
        day = self.day
        if day is not None:
            self.chosen.emit(day)

    def _fill(self) -> None:
        weeks = Calendar().monthdatescalendar(self._month.year, self._month.month)
        self.title.setText(month_name(self._month))
        self.on_button.setEnabled(_months_on(self._month, 1) <= self._today)
        self.table.clearContents()
        self.table.setRowCount(len(weeks))
        for row, week in enumerate(weeks):
            for column, day in enumerate(week):
                self.table.setItem(row, column, self._cell(day))
        if self._look is not None:
            self.table.measure(round(self._look.small_px * _CELL))

    def _mark(self, day: date) -> None:
        """Go to the cell of a day."""
        for row in range(self.table.rowCount()):
            for column in range(self.table.columnCount()):
                item = self.table.item(row, column)
                if item is not None and _date(item) == day:
                    self.table.setCurrentItem(item)

    def _cell(self, on: date) -> QTableWidgetItem:
        day = self._days.get(on, HistoryDay(on=on, state=DayState.EMPTY))
        item = QTableWidgetItem(f"{on.day} {MARKS[day.state]}".rstrip())
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        item.setData(Qt.ItemDataRole.UserRole, on.toordinal())
        item.setData(Qt.ItemDataRole.AccessibleTextRole, day_title(day))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, " ".join(day_lines(day)))
        look = self._look
        if look is not None:
            letters = font(look.small_px, bold=on == self._today)
            letters.setUnderline(on == self._today)
            item.setFont(letters)
            here = on.month == self._month.month
            item.setForeground(QColor(look.palette.text if here else look.palette.off))
            if day.state in _TINTS and here:
                item.setBackground(_tint(look, *_TINTS[day.state]))
        return item


class _Table(QTableWidget):
    """Seven columns of days; Tab leaves it."""

    turned = pyqtSignal(int)
    """Months to go on, or back."""

    def __init__(self) -> None:
        super().__init__(0, len(Day))
        self._whole_px = 0
        """Height with all rows."""
        self.setAccessibleName(_("Calendar: arrows for the day, Page up and Page down for months"))
        self.setHorizontalHeaderLabels([_(DAY_WORDS[day]) for day in Day])
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            if header is not None:
                header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
                header.setSectionsClickable(False)
        down = self.verticalHeader()
        if down is not None:
            down.setVisible(False)

    def measure(self, row_px: int) -> None:
        """Take as much room as all rows of this height need; where there is less, it scrolls."""
        across, down = self.horizontalHeader(), self.verticalHeader()
        if across is None or down is None:
            return
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for row in range(self.rowCount()):
            self.setRowHeight(row, row_px)
        # Not rows times height: no row gets lower than the style lets it.
        frame = 2 * self.frameWidth() + 2
        self._whole_px = down.length() + across.sizeHint().height() + frame
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._whole_px)

    @override
    def keyPressEvent(self, e: QKeyEvent | None) -> None:
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if e is not None and e.key() in turns:
            self.turned.emit(turns[Qt.Key(e.key())])
        else:
            super().keyPressEvent(e)


def _date(item: QTableWidgetItem) -> date:
    return date.fromordinal(item.data(Qt.ItemDataRole.UserRole))


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * _MONTHS + first.month - 1 + months, _MONTHS)
    return date(year, month + 1, 1)


def _tint(look: Look, tone: Tone, share: float) -> QColor:
    """Return the ground with some of a tone's colour."""
    ground, colour = QColor(look.palette.surface), QColor(STYLES[tone].colour)
    pairs = zip(ground.getRgb()[:3], colour.getRgb()[:3], strict=True)
    return QColor(*(round((1.0 - share) * (one or 0) + share * (two or 0)) for one, two in pairs))


def _style(look: Look) -> str:
    one, main = look.palette, STYLES[Tone.GOOD].colour
    return f"""
QTableWidget {{
  background: {one.surface}; border: 3px solid {one.surface}; border-radius: 8px;
  gridline-color: {one.raised}; font-size: {look.small_px}px;
}}
QTableWidget:focus {{ border: 3px solid {one.focus}; }}
QTableWidget::item:selected {{ background: {main}; color: {INK}; }}
QHeaderView, QHeaderView::section {{
  background: {one.surface}; color: {one.muted}; border: none; font-size: {look.small_px}px;
  padding: 0px;
}}
"""
