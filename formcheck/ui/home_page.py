"""The first screen: what is for today, how much of it, how long it takes, and one main button."""

from dataclasses import dataclass
from datetime import date

from PyQt6.QtCore import QDate, QLocale, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from formcheck.care.move import Moves
from formcheck.care.programme import DAY_WORDS, Day, Programme
from formcheck.care.today import Task, Today, day_of, on_day, today
from formcheck.language import _, language, ngettext, pgettext
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.look import Look
from formcheck.ui.reading_text import Block, ReadingText
from formcheck.ui.wrapping_list import WrappingList


@dataclass(frozen=True, slots=True)
class Plan:
    """What the page shows."""

    day: date
    programme: Programme | None = None
    """None when it could not be read; ``trouble`` says why."""
    moves: Moves | None = None
    done: frozenset[str] = frozenset()
    """Exercises that were done today, by slug."""
    notice: str = ""
    """What has to be known before starting; empty when nothing."""
    trouble: str = ""

    @property
    def today(self) -> Today:
        """What is for the day."""
        if self.programme is None or self.moves is None:
            return Today((), ())
        return today(self.programme, self.day, self.moves)


class HomePage(QWidget):
    """Arrows choose an exercise, Enter starts it."""

    start = pyqtSignal(str)
    """Slug of the exercise to start."""
    other = pyqtSignal()
    """Something that is not in the programme."""
    learn = pyqtSignal()
    safety = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._tasks: tuple[Task, ...] = ()
        self.text = ReadingText(_("Today's programme in words"))
        self.tasks = WrappingList(_("Exercises of today"))
        self.start_button = push_button("", main=True)
        self.other_button = push_button(_("Other exercises"))
        self.learn_button = push_button(_("Learn"), name=_("Learn: pages to read"))
        self.safety_button = push_button(_("Safety"), name=_("Safety: questions about your health"))
        self._compose()
        self._connect()

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return self.start_button, self.other_button, self.learn_button, self.safety_button

    def show_plan(self, plan: Plan) -> None:
        """Show what is for a day."""
        found = plan.today
        self._tasks = found.tasks
        self.text.show_text(_long_date(plan.day), _blocks(plan, found))
        rows = enumerate(found.tasks, start=1)
        self.tasks.set_rows(
            [_row(number, task, done=task.item.exercise in plan.done) for number, task in rows]
        )
        self.tasks.setVisible(bool(found.tasks))
        left = [n for n, one in enumerate(found.tasks) if one.item.exercise not in plan.done]
        self.tasks.setCurrentRow(left[0] if left else 0)
        self._show_choice()

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        (self.start_button if self._tasks else self.other_button).setFocus()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.text.dress(look)
        self.tasks.dress(look)
        for button in self._buttons:
            look.dress_button(button)

    def _chosen(self) -> Task | None:
        row = self.tasks.currentRow()
        return self._tasks[row] if 0 <= row < len(self._tasks) else None

    def _show_choice(self) -> None:
        task = self._chosen()
        title = "" if task is None else task.move.title
        self.start_button.setVisible(task is not None)
        self.start_button.setText(_("Start: {exercise}").format(exercise=title))

    def _start(self) -> None:
        task = self._chosen()
        if task is not None:
            self.start.emit(task.item.exercise)

    def _compose(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.text, 1)
        columns.addWidget(self.tasks, 1)
        others = QHBoxLayout()
        others.setSpacing(14)
        for button in self._buttons:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for button in self._buttons[1:]:
            others.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(columns, 1)
        layout.addWidget(self.start_button)
        layout.addLayout(others)

    def _connect(self) -> None:
        self.tasks.currentRowChanged.connect(self._show_choice)
        self.tasks.itemActivated.connect(self._start)
        self.start_button.clicked.connect(self._start)
        self.other_button.clicked.connect(self.other)
        self.learn_button.clicked.connect(self.learn)
        self.safety_button.clicked.connect(self.safety)


def _row(number: int, task: Task, *, done: bool) -> str:
    title = _("{title} (done)").format(title=task.move.title) if done else task.move.title
    words = f"{number}. {title}\n{task.text}"
    return f"{words}\n{task.item.note}" if task.item.note else words


def _blocks(plan: Plan, found: Today) -> tuple[Block, ...]:
    if plan.programme is None:
        return (Block(_("Your programme cannot be read"), (plan.trouble,), warning=True),)
    told = [one for one in (plan.programme.goal, plan.programme.note) if one]
    if found.unknown:
        names = ", ".join(found.unknown)
        told.append(_("Not on this computer, and left out: {names}.").format(names=names))
    first = Block(plan.notice, warning=True) if plan.notice else Block()
    how_much = (_how_much(plan, found), *told)
    return first, Block(plan.programme.title, how_much)


def _how_much(plan: Plan, found: Today) -> str:
    if not found.tasks:
        return _rest(plan)
    left = sum(one.item.exercise not in plan.done for one in found.tasks)
    if not left:
        return _("All of today's exercises are done. Well done.")
    count = ngettext("{number} exercise", "{number} exercises", left).format(number=left)
    minutes = found.minutes
    long = ngettext("about {number} minute", "about {number} minutes", minutes)
    if left < len(found.tasks):
        return _("Still to do: {count}.").format(count=count)
    return f"{count}, {long.format(number=minutes)}."


def _rest(plan: Plan) -> str:
    """Return that there is nothing to do, and when there is."""
    day = _next(plan)
    if day is None:
        return _("There is nothing for you to do in this programme on this computer.")
    return _("Today is a day of rest. It goes on: {day}.").format(day=_(DAY_WORDS[day]))


def _next(plan: Plan) -> Day | None:
    days = list(Day)
    first = days.index(day_of(plan.day))
    ahead = [days[(first + n) % len(days)] for n in range(1, len(days) + 1)]
    if plan.programme is None or plan.moves is None:
        return None
    programme, moves = plan.programme, plan.moves
    return next((one for one in ahead if on_day(programme, one, moves).tasks), None)


def _long_date(day: date) -> str:
    # Translators: how a day is written: weekday, number, month, as Qt writes them.
    form = pgettext("date", "dddd, d MMMM")
    return QLocale(language()).toString(QDate(day.year, day.month, day.day), form)
