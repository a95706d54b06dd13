"""Between two sets: how long the rest lasts, and what comes next."""

import math

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QVBoxLayout
from typing_extensions import override

from formcheck.language import _
from formcheck.training.said import turn
from formcheck.training.stages import Now, SetPlan
from formcheck.ui.big_number import BigNumber
from formcheck.ui.count_words import clock_text
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.look import Look
from formcheck.ui.step_page import StepPage
from formcheck.ui.theme import Sizes


class RestPage(StepPage):
    """A large clock beside the picture of the movement."""

    def __init__(self, look: Look, *, reduced_motion: bool = False) -> None:
        super().__init__(
            look,
            main=(_("Go on now (Space)"), _("Go on now")),
            skip=_("Skip the other sets"),
            reduced_motion=reduced_motion,
        )
        self._plan: SetPlan | None = None
        self._whole_s = 1.0
        centre = Qt.AlignmentFlag.AlignHCenter
        self.title = FittedText(bold=True, align=centre)
        self.number = BigNumber()
        self.following = FittedText(align=centre)
        clock = QVBoxLayout()
        clock.addWidget(self.title, 2)
        clock.addWidget(self.number, 9)
        clock.addWidget(self.following, 4)
        self.compose(clock)
        self.dress(look)

    def show_now(self, now: Now) -> None:
        """Show how much of the rest is left."""
        left_s = max(0.0, now.left_s or 0.0)
        plan = now.plan
        if plan is not None and plan is not self._plan:
            self._plan, self._whole_s = plan, max(1.0, left_s)
            self.figure.show_exercise(plan.exercise, plan.side)
            self.following.set_text(_following(plan))
        self.title.set_text(_("Rest") if now.paused is None else _("Paused"))
        self._show_clock(left_s, running=now.paused is None)

    @override
    def dress(self, look: Look) -> None:
        super().dress(look)
        palette = look.palette
        self.number.set_colours(palette.text, palette.raised, palette.background)
        for text in (self.title, self.following):
            text.set_colour(palette.text)
            text.set_sizes(look.small_px, look.title_px)

    def _show_clock(self, left_s: float, *, running: bool) -> None:
        self.number.show_number(
            clock_text(math.ceil(left_s)),
            Sizes.of_window(self.height()).count_px,
            fraction=left_s / self._whole_s,
            running=running,
        )

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._show_clock(self._whole_s * (self.number.fraction or 0.0), running=True)


def _following(plan: SetPlan) -> str:
    """Return what comes after the rest."""
    if plan.side is not None and plan.number == plan.of:
        return turn(plan)
    following = _("Next: set {number} of {all}")
    return following.format(number=plan.number + 1, all=plan.of)
