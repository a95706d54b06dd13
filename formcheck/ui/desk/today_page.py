"""Today at the desk: how things stand, the numbers of the day, at most one line of advice."""

from datetime import date
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.desk.advice import advise
from formcheck.desk.breaks import STAND_AFTER_S, Due
from formcheck.desk.day import Day
from formcheck.desk.view import DeskView
from formcheck.language import _
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.desk.action_button import action_button, menu_button
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.desk_figure import DeskFigure
from formcheck.ui.desk.facts_view import FactsView
from formcheck.ui.desk.scrolled import Scrolled, show_words, words
from formcheck.ui.desk.today_words import facts, grown, standing
from formcheck.ui.look import Look

_BESIDE: Final = 38
"""Width from which the numbers stand beside the figure, in sizes of the letters."""
_THREE: Final = 28
"""Width from which three buttons stand in a row, in sizes of the letters."""
_TWO: Final = 18
"""Width from which words stand beside the figure, in sizes of the letters."""
_FIGURE: Final = (0.32, 0.22)
"""Height of the figure beside the numbers, and above them, by that of the page."""


class TodayPage(QWidget):
    """The first page of the small window."""

    week = pyqtSignal()

    def __init__(self, actions: DeskActions) -> None:
        super().__init__()
        self.stand_after_s = STAND_AFTER_S
        self._view: DeskView | None = None
        self._kept = Day(date=date.min)
        self._then: Day | None = None
        self._look: Look | None = None
        self.figure = DeskFigure()
        self.line, self.notes = words(), words(small=True)
        self.facts = FactsView()
        self.advice = words()
        self.break_button = action_button(actions.break_action, main=True)
        naps = [*actions.nap_actions.values(), actions.wake_action]
        self.snooze_button, self.snooze_menu = menu_button(
            _("Snooze"), _("Snooze: nothing is said for a while"), naps
        )
        self.pause_button = action_button(actions.pause_action)
        self.learn_button = action_button(actions.learn_action)
        self.week_button = push_button(_("Week"), name=_("This week and those before"))
        self.settings_button = action_button(actions.settings_action)
        self.quit_button = action_button(actions.quit_action)
        self.quit_button.hide()
        self._scrolled = Scrolled(_("Today so far"))
        self._grid = QGridLayout()
        self._top = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._state = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._compose()
        self.week_button.clicked.connect(self.week)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """In the order of the keyboard."""
        return (
            self.break_button,
            self.snooze_button,
            self.pause_button,
            self.learn_button,
            self.week_button,
            self.settings_button,
            *([] if self.quit_button.isHidden() else [self.quit_button]),
        )

    def show_quit(self, *, on: bool) -> None:
        """Offer to quit: where there is no icon, its menu is not there either."""
        self.quit_button.setVisible(on)
        if self._look is not None:
            self.dress(self._look)

    def show_view(self, view: DeskView) -> None:
        """Show how things stand."""
        self._view = view
        told = standing(view)
        self.figure.show_bearing(told.bearing)
        show_words(self.line, told.line)
        show_words(self.notes, "\n".join(told.notes))
        self._show_day()

    def show_kept(self, day: Day) -> None:
        """Take in what is kept of today, just now: the app may have run before."""
        self._kept, self._then = day, self._counted()
        self._show_day()

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        first = next((one for one in self.buttons if one.isEnabled()), self.week_button)
        first.setFocus()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._look = look
        self.facts.dress(look)
        self._scrolled.dress(look)
        line_px = (look.title_px + look.body_px) // 2
        self.line.setStyleSheet(f"font-size: {line_px}px; font-weight: bold;")
        self.advice.setStyleSheet(
            f"background: {look.palette.surface}; padding: 0.5em;"
            f"border-left: 6px solid {look.palette.muted};"
        )
        for button in self.buttons:
            look.dress_button(button)
        self._arrange()

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._arrange()

    def _show_day(self) -> None:
        day, due = grown(self._kept, self._then, self._counted()), Due.NOT
        if self._view is not None and self._view.now is not None:
            due = self._view.now.due
        shown = facts(day)
        self.facts.show_facts(shown)
        advice = advise(day, due, self.stand_after_s)
        show_words(self.advice, "" if advice is None else advice.text)
        read = [self.line.text(), *(f"{one.title}: {one.value}." for one in shown)]
        self._scrolled.setAccessibleDescription(" ".join([*read, self.advice.text()]).strip())

    def _counted(self) -> Day | None:
        """Return what this run has counted today."""
        days = () if self._view is None else self._view.days
        return days[-1] if days else None

    def _arrange(self) -> None:
        if self._look is None:
            return
        way = QBoxLayout.Direction
        ems = self.width() / self._look.body_px
        beside = ems >= _BESIDE
        self._top.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._state.setDirection(way.LeftToRight if ems >= _TWO else way.TopToBottom)
        self.figure.dress(self._look, round(self.height() * _FIGURE[0 if beside else 1]))
        columns = 3 if ems >= _THREE else 2
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, *divmod(place, columns))

    def _compose(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addStretch(1)
        said.addWidget(self.line)
        said.addWidget(self.notes)
        said.addStretch(1)
        self._state.setSpacing(16)
        self._state.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignVCenter)
        self._state.addLayout(said, 1)
        self._top.setSpacing(14)
        self._top.addLayout(self._state, 1)
        self._top.addWidget(self.facts, 1)
        self._scrolled.column.addLayout(self._top)
        self._scrolled.column.addWidget(self.advice)
        self._scrolled.column.addStretch(1)
        self._grid.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(10)
        layout.addWidget(self._scrolled, 1)
        layout.addLayout(self._grid)
