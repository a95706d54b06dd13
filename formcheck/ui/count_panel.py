"""What was done so far: the count with its dots, or the clock of a hold."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from formcheck.exercises.spec import Exercise
from formcheck.overlay.compose import tone_of
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.update import HoldClock, Phase, Update
from formcheck.ui.big_number import BigNumber
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.rep_dots import RepDots
from formcheck.ui.theme import MUTED, Sizes
from formcheck.ui.wording import clock_text, count_goal, counts_seconds, target_s


class CountPanel(QWidget):
    """A large number, what it is of, and what stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        self.number = BigNumber()
        self.goal = FittedText(bold=True, align=centre)
        self.dots = RepDots()
        self.detail = FittedText(align=centre)
        self.detail.set_colour(MUTED)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.number, 10)
        layout.addWidget(self.goal, 3)
        layout.addWidget(self.dots, 5)
        layout.addWidget(self.detail, 3)

    def show_live(self, live: LiveFrame, update: Update, sizes: Sizes) -> None:
        """Show where the session is."""
        for text, largest in ((self.goal, sizes.title_px), (self.detail, sizes.body_px)):
            text.set_sizes(sizes.small_px, largest)
        running = live.state is LiveState.RUNNING
        if counts_seconds(live.exercise):
            self._show_clock(update, live.exercise, sizes, running=running)
        else:
            self._show_count(update, live.exercise, sizes, running=running)

    def _show_count(
        self, update: Update, exercise: Exercise, sizes: Sizes, *, running: bool
    ) -> None:
        self.dots.show()
        self.dots.show_kinds(update.dots)
        self.number.show_number(str(update.counts.full), sizes.count_px)
        self.goal.set_text(count_goal(exercise))
        self.detail.set_text(_sides(update) or _hold_detail(update, exercise, running=running))

    def _show_clock(
        self, update: Update, exercise: Exercise, sizes: Sizes, *, running: bool
    ) -> None:
        self.dots.hide()
        goal_s = target_s(exercise)
        hold = update.hold or HoldClock(0.0, 0.0, 0.0, running=False, target_s=goal_s)
        goes = hold.running and running
        self.number.show_number(
            clock_text(hold.good_s),
            sizes.count_px,
            fraction=hold.good_s / goal_s if goal_s else 1.0,
            tone=tone_of(update),
            running=goes,
        )
        self.goal.set_text(f"of {goal_s:.0f} good seconds")
        stands = "" if goes or not running or not hold.total_s else "Clock stands still. "
        self.detail.set_text(f"{stands}Best so far {hold.longest_s:.0f} s")


def _sides(update: Update) -> str:
    counts = update.counts
    return f"{counts.left} left  ·  {counts.right} right" if counts.left or counts.right else ""


def _hold_detail(update: Update, exercise: Exercise, *, running: bool) -> str:
    if update.hold is not None and running and update.phase is Phase.HOLDING:
        return f"Hold {update.hold.good_s:.0f} of {target_s(exercise):.0f} s"
    partial = update.counts.partial
    return f"and {partial} partial" if partial else ""
