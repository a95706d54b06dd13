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

from PyQt6.QtCore import Qt
from typing_extensions import override

from formcheck.language import _, ngettext
from formcheck.training.said import dose
from formcheck.training.stages import Now, SetPlan
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.look import Look
from formcheck.ui.reading_text import Block, ReadingText
from formcheck.ui.step_page import StepPage

_WAIT_LINES = 2.6
"""Height of the line that says how long it waits, in sizes of its letters."""


class ShowPage(StepPage):
    """Goes on by itself; the main button does not wait so long."""

    def __init__(self, look: Look, *, reduced_motion: bool = False) -> None:
        super().__init__(
            look,
            main=(_("Begin now (Space)"), _("Begin now")),
            skip=_("Skip this exercise"),
            reduced_motion=reduced_motion,
        )
        self._plan: SetPlan | None = None
        self.text = ReadingText(_("How this exercise goes"))
        self.wait = FittedText(bold=True, align=Qt.AlignmentFlag.AlignRight)
        self.compose(self.text, self.wait)
        self.dress(look)

    def show_now(self, now: Now) -> None:
        """Show what comes next and how long it waits."""
        plan = now.plan
        if plan is not None and plan is not self._plan:
            self._plan = plan
            self.figure.show_exercise(plan.exercise, plan.side)
            self.text.show_text(plan.exercise.title, _blocks(plan))
        self.wait.set_text(_wait(now))

    @override
    def dress(self, look: Look) -> None:
        super().dress(look)
        self.text.dress(look)
        self.wait.set_colour(look.palette.text)
        self.wait.set_sizes(look.small_px, look.body_px)
        self.wait.setMinimumHeight(round(look.body_px * _WAIT_LINES))


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
