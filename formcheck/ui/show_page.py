"""Before an exercise: the movement as a picture, how much of it, and how to get into place.

::

    +--------------------------------+-----------------------+
    | animated picture               | title, how much       |
    |                                | steps, what one feels |
    +--------------------------------+-----------------------+
    | Start now   Skip   End                   begins in 12 s |
    +--------------------------------------------------------+
"""

import math

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from formcheck.language import _, ngettext
from formcheck.training.said import dose
from formcheck.training.stages import Now, SetPlan
from formcheck.ui.buttons import push_button
from formcheck.ui.figure_view import FigureView
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.look import Look
from formcheck.ui.reading_text import Block, ReadingText

_WAIT_LINES = 2.6
"""Height of the line that says how long it waits, in sizes of its letters."""


class ShowPage(QWidget):
    """Goes on by itself; the main button does not wait so long."""

    go_on = pyqtSignal()
    skip = pyqtSignal()
    leave = pyqtSignal()

    def __init__(self, look: Look, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._plan: SetPlan | None = None
        self.figure = FigureView(look, reduced_motion=reduced_motion)
        self.text = ReadingText(_("How this exercise goes"))
        self.wait = FittedText(bold=True, align=Qt.AlignmentFlag.AlignRight)
        self.main_button = push_button(_("Begin now (Space)"), name=_("Begin now"), main=True)
        self.skip_button = push_button(_("Skip (N)"), name=_("Skip this exercise"))
        self.leave_button = push_button(_("End (Esc)"), name=_("End the training"))
        self._compose()
        self.dress(look)
        self.main_button.clicked.connect(self.go_on)
        self.skip_button.clicked.connect(self.skip)
        self.leave_button.clicked.connect(self.leave)

    def show_now(self, now: Now) -> None:
        """Show what comes next and how long it waits."""
        plan = now.plan
        if plan is not None and plan is not self._plan:
            self._plan = plan
            self.figure.show_exercise(plan.exercise, plan.side)
            self.text.show_text(plan.exercise.title, _blocks(plan))
        self.wait.set_text(_wait(now))

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.figure.dress(look)
        self.text.dress(look)
        self.wait.set_colour(look.palette.text)
        self.wait.set_sizes(look.small_px, look.body_px)
        self.wait.setMinimumHeight(round(look.body_px * _WAIT_LINES))
        for button in (self.main_button, self.skip_button, self.leave_button):
            look.dress_button(button)

    def _compose(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.figure, 3)
        columns.addWidget(self.text, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(14)
        for button, share in (
            (self.main_button, 7),
            (self.skip_button, 6),
            (self.leave_button, 5),
        ):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            buttons.addWidget(button, share)
        buttons.addWidget(self.wait, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(columns, 1)
        layout.addLayout(buttons)


def _blocks(plan: SetPlan) -> tuple[Block, ...]:
    exercise = plan.exercise
    note = (plan.task.item.note,) if plan.task.item.note else ()
    limits = tuple(one.text for one in plan.task.item.limits)
    told = (
        Block("", (dose(plan), *note)),
        Block(_("Get into place"), points=exercise.setup),
        Block(_("What you may feel"), (exercise.feel,)),
        Block(_("Stop"), (exercise.stop,)),
    )
    return (*told[:1], Block(_("Your limits"), points=limits), *told[1:]) if limits else told


def _wait(now: Now) -> str:
    if now.paused is not None:
        return _("Paused")
    seconds = max(0, math.ceil(now.left_s or 0.0))
    text = ngettext("Goes on in {number} second", "Goes on in {number} seconds", seconds)
    return text.format(number=seconds)
