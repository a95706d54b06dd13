"""A week at the desk: bars, totals, a table; to be saved or deleted."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PyQt6.QtCore import QSignalBlocker, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.desk.day import Day, week_of
from formcheck.language import _
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.choice import Choice
from formcheck.ui.desk.scrolled import Scrolled, show_words, words
from formcheck.ui.desk.week_bars import WeekBars
from formcheck.ui.desk.week_table import WeekTable
from formcheck.ui.desk.week_words import (
    mondays,
    near_bars,
    rows,
    seated_bars,
    week_summary,
    week_title,
)
from formcheck.ui.look import Look

SEATED_INKS: Final = ("#3A4FA0", "#9DB0FF")
NEAR_INKS: Final = ("#0B6E62", "#3FC4B2")
"""Of the bars, on light ground and on dark."""
_BESIDE: Final = 42
"""Width from which the charts stand beside each other, in sizes of the letters."""
_THREE: Final = 22
"""Width from which the buttons stand in a row, in sizes of the letters."""


class WeekPage(QWidget):
    """Tab goes from the choice of a week to the numbers and the buttons; Esc goes back."""

    home = pyqtSignal()
    export = pyqtSignal()
    delete = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[Day, ...] = ()
        self._today = date.min
        self._look: Look | None = None
        self.weeks = Choice()
        self.weeks.setAccessibleName(_("Which week"))
        self.summary, self.told = words(), words(small=True)
        self.seated_title = words(_("Hours seated; each gap is a break"), small=True)
        self.near_title = words(_("Time near your own baseline"), small=True)
        self.seated, self.near = WeekBars(SEATED_INKS), WeekBars(NEAR_INKS)
        self.table = WeekTable()
        self.export_button = push_button(_("Save as CSV"))
        self.delete_button = push_button(_("Delete days"))
        self.home_button = push_button(_("Today (Esc)"), name=_("Back to today"))
        self._scrolled = Scrolled(_("The week in bars"))
        self._grid = QGridLayout()
        self._charts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._compose()
        self.weeks.activated.connect(lambda _row: self._show())
        self.export_button.clicked.connect(self.export)
        self.delete_button.clicked.connect(self.delete)
        self.home_button.clicked.connect(self.home)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """In the order of the keyboard."""
        return self.export_button, self.delete_button, self.home_button

    @property
    def days(self) -> tuple[Day, ...]:
        """Every day that is known."""
        return self._days

    @property
    def week(self) -> tuple[Day, ...]:
        """Monday to Sunday of the week that is shown."""
        return week_of(self._days, self._monday or self._today)

    def show_days(self, days: Sequence[Day], today: date) -> None:
        """Show other days; the week that is shown stays."""
        if (tuple(days), today) == (self._days, self._today):
            return
        held, self._days, self._today = self._monday, tuple(days), today
        found = mondays(self._days, today)
        with QSignalBlocker(self.weeks):
            self.weeks.clear()
            for monday in found:
                self.weeks.addItem(week_title(monday, today), monday)
            self.weeks.setCurrentIndex(found.index(held) if held in found else 0)
        for button in (self.export_button, self.delete_button):
            button.setEnabled(bool(self._days))
        self._show()

    def tell(self, text: str) -> None:
        """Say what became of it: where something was saved, or what was deleted."""
        show_words(self.told, text)

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        self.weeks.setFocus()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._look = look
        for one in (self.seated, self.near, self.table, self._scrolled):
            one.dress(look)
        for button in self.buttons:
            look.dress_button(button)
        self._arrange()

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._arrange()

    @property
    def _monday(self) -> date | None:
        held: date | None = self.weeks.currentData()
        return held

    def _show(self) -> None:
        week = self.week
        show_words(self.summary, week_summary(week))
        self.seated.show_bars(seated_bars(week, self._today), self.seated_title.text())
        self.near.show_bars(near_bars(week, self._today), self.near_title.text())
        self.table.show_rows(rows(week))
        self._scrolled.setAccessibleDescription(self.summary.text())

    def _arrange(self) -> None:
        if self._look is None:
            return
        way = QBoxLayout.Direction
        beside = self.width() >= _BESIDE * self._look.body_px
        self._charts.setDirection(way.LeftToRight if beside else way.TopToBottom)
        columns = 3 if self.width() >= _THREE * self._look.body_px else 2
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, *divmod(place, columns))

    def _compose(self) -> None:
        self.weeks.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        show_words(self.told, "")
        column = self._scrolled.column
        column.addWidget(self.summary)
        for title, bars in ((self.seated_title, self.seated), (self.near_title, self.near)):
            chart = QVBoxLayout()
            chart.addWidget(title)
            chart.addWidget(bars)
            self._charts.addLayout(chart, 1)
        self._charts.setSpacing(24)
        column.addLayout(self._charts)
        column.addWidget(self.table)
        column.addStretch(1)
        self._grid.setSpacing(10)
        for button in self.buttons:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(10)
        layout.addWidget(self.weeks)
        layout.addWidget(self._scrolled, 1)
        layout.addWidget(self.told)
        layout.addLayout(self._grid)
