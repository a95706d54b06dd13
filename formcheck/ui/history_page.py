"""The history: days, exercises, pain and effort, each in a picture and in words."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Final

from PyQt6.QtCore import QSignalBlocker, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from formcheck.language import _, ngettext
from formcheck.report.history import History
from formcheck.report.history_charts import exercise_charts, told_charts
from formcheck.report.history_days import DayState, HistoryDay
from formcheck.report.history_exercises import ExerciseHistory
from formcheck.report.history_words import (
    adherence_text,
    day_lines,
    day_title,
    foot,
    nothing,
    signs,
    week_lines,
)
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.history_calendar import MonthCalendar
from formcheck.ui.history_charts_view import ChartsView
from formcheck.ui.history_print import HistoryPrinter
from formcheck.ui.look import Look
from formcheck.ui.reading_text import Block, ReadingText
from formcheck.ui.wrapping_list import WrappingList

WEEKS: Final = (12, 26, 52, 0)
"""So many can be shown; 0 for all."""


class HistoryPage(QWidget):
    """Arrows choose what is shown, Tab goes to it; Esc goes home.

    It is given a history, and needs nothing else: it prints and saves by itself.
    """

    home = pyqtSignal()
    """Back to the first screen."""
    send = pyqtSignal()
    """To the physio."""

    def __init__(self) -> None:
        super().__init__()
        self._all: History | None = None
        self.shown: History | None = None
        """The weeks that are shown."""
        self._weeks = WEEKS[0]
        self.topics = WrappingList(_("What is shown"))
        self.calendar = MonthCalendar()
        self.day_text = ReadingText(_("The day in words"))
        self.charts = ChartsView(_("Plots, each with its words"))
        self.weeks_button = push_button("", name=_("How many weeks are shown"))
        self.print_button = push_button(_("Print"))
        self.save_button = push_button(_("Save as PDF"))
        self.send_button = push_button(_("Send…"), name=_("Send to your physio"))
        self.home_button = push_button(_("Home (Esc)"), name=_("Back to today's programme"))
        self.printer = HistoryPrinter(self)
        self._panes = QStackedWidget()
        self._compose()
        self._connect()
        self._name_weeks()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """In the order of the keyboard."""
        return (
            self.weeks_button,
            self.print_button,
            self.save_button,
            self.send_button,
            self.home_button,
        )

    def show_history(self, history: History) -> None:
        """Show a person's history, at the days."""
        self._all = history
        self._cut()
        self.topics.setCurrentRow(0)

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        self.topics.setFocus()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.topics.dress(look)
        self.calendar.dress(look)
        self.day_text.dress(look)
        self.charts.dress(look)
        for button in self.buttons:
            look.dress_button(button)

    def _cut(self) -> None:
        """Show the chosen weeks of everything."""
        if self._all is None:
            return
        first = self._all.today - timedelta(weeks=self._weeks - 1)
        self.shown = self._all.since(first) if self._weeks else self._all
        row = self.topics.currentRow()
        with QSignalBlocker(self.topics):
            self.topics.set_rows([title for title, _show in self._topics()])
        self.topics.setCurrentRow(min(max(row, 0), self.topics.count() - 1))
        for button in (self.print_button, self.save_button):
            button.setEnabled(not self.shown.empty)

    def _topics(self) -> list[tuple[str, Callable[[], None]]]:
        """Return what can be shown, and what shows it."""
        shown = self.shown
        if shown is None:
            return []
        topics = [(_("Days"), self._show_days)]
        if shown.told:
            topics.append((_("Pain and effort"), self._show_told))
        return topics + [(one.title, partial(self._show_exercise, one)) for one in shown.exercises]

    def _show(self, row: int) -> None:
        topics = self._topics()
        if 0 <= row < len(topics):
            topics[row][1]()

    def _show_days(self) -> None:
        if self.shown is not None:
            self.calendar.show_days({one.on: one for one in self.shown.days}, self.shown.today)
            self._panes.setCurrentWidget(self._days_pane)

    def _show_day(self, on: date) -> None:
        shown = self.shown
        if shown is None:
            return
        day = next((one for one in shown.days if one.on == on), None)
        day = day or HistoryDay(on=on, state=DayState.EMPTY)
        if shown.empty:
            self.day_text.show_text("", (Block(day_title(day), (nothing(),)),))
            return
        whole = Block(_("The weeks shown"), (adherence_text(shown.adherence), signs()))
        self.day_text.show_text("", (Block(day_title(day), day_lines(day)), whole))

    def _show_told(self) -> None:
        if self.shown is not None:
            self.charts.show_charts(_("Pain and effort"), (), told_charts(self.shown))
            self._show_charts()

    def _show_exercise(self, one: ExerciseHistory) -> None:
        self.charts.show_charts(one.title, week_lines(one), exercise_charts(one), foot())
        self._show_charts()

    def _show_charts(self) -> None:
        # What was made last would come last: Tab goes through the charts before the buttons.
        texts = (self.charts.head, *(one.text for one in self.charts.sections))
        for before, after in pairwise((*texts, *self.buttons)):
            QWidget.setTabOrder(before, after)
        self._panes.setCurrentWidget(self.charts)

    def _next_weeks(self) -> None:
        self._weeks = WEEKS[(WEEKS.index(self._weeks) + 1) % len(WEEKS)]
        self._name_weeks()
        self._cut()

    def _name_weeks(self) -> None:
        many = self._weeks
        text = ngettext("{number} week", "{number} weeks", many).format(number=many)
        self.weeks_button.setText(text if many else _("Everything"))
        name = _("How many weeks are shown: {weeks}").format(weeks=self.weeks_button.text())
        self.weeks_button.setAccessibleName(name)

    def _print(self) -> None:
        if self.shown is not None and not self.printer.busy:
            self.printer.print(self.shown)

    def _save(self) -> None:
        if self.shown is not None and not self.printer.busy:
            self.printer.save(self.shown)

    def _compose(self) -> None:
        self._days_pane = QWidget()
        days = QVBoxLayout(self._days_pane)
        days.setContentsMargins(0, 0, 0, 0)
        days.addWidget(self.calendar)
        days.addWidget(self.day_text, 1)
        for pane in (self._days_pane, self.charts):
            self._panes.addWidget(pane)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.topics, 2)
        columns.addWidget(self._panes, 5)
        below = QHBoxLayout()
        below.setSpacing(14)
        for button in self.buttons:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            below.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(columns, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.topics.currentRowChanged.connect(self._show)
        self.topics.itemActivated.connect(self._enter)
        self.calendar.chosen.connect(self._show_day)
        self.weeks_button.clicked.connect(self._next_weeks)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.send_button.clicked.connect(self.send)
        self.home_button.clicked.connect(self.home)

    def _enter(self) -> None:
        """Go to what is shown."""
        days = self._panes.currentWidget() is self._days_pane
        (self.calendar.table if days else self.charts.head).setFocus()
