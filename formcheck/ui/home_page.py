"""The first screen: what is for today, how much of it, how long it takes, and one main button.

::

    +------------------------------+-----------------------------+
    | Ann                          |          [Change person]    |   where several share a computer
    +------------------------------+-----------------------------+
    | Sunday, 22 November          | 1. Pelvic tilt              |
    | 5 exercises, about 8 minutes | 2. Knee plank               |
    +------------------------------+-----------------------------+
    | [Start today's exercises]    | [Only this exercise]        |
    | [Other exercises] [History] [Learn] [Settings] [Safety]    |
    +------------------------------+-----------------------------+
"""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from formcheck.care.today import Task
from formcheck.language import _
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.home_words import Plan, long_date, plan_blocks, row_words, start_words
from formcheck.ui.look import Look
from formcheck.ui.reading_text import ReadingText
from formcheck.ui.wrapping_list import WrappingList

_PADDING = 4
"""Of a button, in letters."""
_NAME_HEIGHT = 1.5
"""Of the name's line, in sizes of its letters."""


class HomePage(QWidget):
    """Enter starts today's exercises; arrows choose a single one, Enter starts that."""

    start_all = pyqtSignal(object)
    """A tuple of `Task`: what is left of today, or all of it once more."""
    start = pyqtSignal(str)
    """Slug of the exercise to start alone."""
    other = pyqtSignal()
    """Something that is not in the programme."""
    learn = pyqtSignal()
    history = pyqtSignal()
    settings = pyqtSignal()
    safety = pyqtSignal()
    people = pyqtSignal()
    """Somebody else."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._tasks: tuple[Task, ...] = ()
        self.name = FittedText(bold=True)
        self.people_button = push_button(_("Somebody else"), name=_("Somebody else exercises now"))
        self.text = ReadingText(_("Today's programme in words"))
        self.tasks = WrappingList(_("Exercises of today"))
        self.start_button = push_button("", main=True)
        self.one_button = push_button(_("Only this exercise"))
        self.other_button = push_button(_("Other exercises"))
        self.history_button = push_button(_("History"), name=_("History: what you did so far"))
        self.learn_button = push_button(_("Learn"), name=_("Learn: pages to read"))
        self.settings_button = push_button(_("Settings"))
        self.safety_button = push_button(_("Safety"), name=_("Safety: questions about your health"))
        self._others = (
            self.other_button,
            self.history_button,
            self.learn_button,
            self.settings_button,
            self.safety_button,
        )
        self._compose()
        self._connect()

    def show_plan(self, plan: Plan) -> None:
        """Show what is for a day."""
        self._plan, self._tasks = plan, plan.today.tasks
        self.name.set_text(plan.name)
        self.name.setVisible(bool(plan.name))
        self.people_button.setVisible(bool(plan.name))
        self.text.show_text(long_date(plan.day), plan_blocks(plan))
        rows = enumerate(self._tasks, start=1)
        self.tasks.set_rows(
            [row_words(number, task, done=task not in plan.left) for number, task in rows]
        )
        for shown in (self.tasks, self.start_button, self.one_button):
            shown.setVisible(bool(self._tasks))
        self.start_button.setText(start_words(plan))
        self.tasks.setCurrentRow(self._tasks.index(plan.left[0]) if plan.left else 0)
        self._show_choice()

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        (self.start_button if self._tasks else self.other_button).setFocus()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.name.set_colour(look.palette.text)
        self.name.set_sizes(look.body_px, look.title_px)
        self.name.setFixedHeight(round(look.title_px * _NAME_HEIGHT))
        self.text.dress(look)
        self.tasks.dress(look)
        for button in (self.people_button, self.start_button, self.one_button, *self._others):
            look.dress_button(button)

    def _chosen(self) -> Task | None:
        row = self.tasks.currentRow()
        return self._tasks[row] if 0 <= row < len(self._tasks) else None

    def _show_choice(self) -> None:
        task = self._chosen()
        title = "" if task is None else task.move.title
        # Which one it is, is marked in the list; a title may be longer than a button.
        self.one_button.setAccessibleName(_("Only this: {exercise}").format(exercise=title))

    def _start_all(self) -> None:
        if self._plan is not None:
            self.start_all.emit(self._plan.left or self._tasks)

    def _start_one(self) -> None:
        task = self._chosen()
        if task is not None:
            self.start.emit(task.item.exercise)

    def _compose(self) -> None:
        top = _row(14)
        top.addWidget(self.name, 3)
        top.addWidget(self.people_button, 1)
        columns = _row(20)
        columns.addWidget(self.text, 1)
        columns.addWidget(self.tasks, 1)
        first = _row(14)
        first.addWidget(self.start_button, 3)
        first.addWidget(self.one_button, 2)
        others = _row(14)
        for button in self._others:
            # Room by the length of the words, in whichever language they are.
            others.addWidget(button, len(button.text()) + _PADDING)
        for button in (self.people_button, self.start_button, self.one_button, *self._others):
            _give_room(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(top)
        layout.addLayout(columns, 1)
        layout.addLayout(first)
        layout.addLayout(others)

    def _connect(self) -> None:
        self.tasks.currentRowChanged.connect(self._show_choice)
        self.tasks.itemActivated.connect(self._start_one)
        self.people_button.clicked.connect(self.people)
        self.start_button.clicked.connect(self._start_all)
        self.one_button.clicked.connect(self._start_one)
        signals = (self.other, self.history, self.learn, self.settings, self.safety)
        for button, signal in zip(self._others, signals, strict=True):
            button.clicked.connect(signal)


def _row(spacing: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    return row


def _give_room(button: Button) -> None:
    """Let a button be as wide as its share: its letters fit themselves in."""
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
