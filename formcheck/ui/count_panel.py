"""What was done so far: the count with its dots, or the clock of a hold."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from formcheck.exercises.spec import Exercise
from formcheck.overlay.compose import tone_of
from formcheck.report import words
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.update import HoldClock, Update
from formcheck.ui.big_number import BigNumber
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.rep_dots import RepDots
from formcheck.ui.theme import MUTED, Sizes
from formcheck.ui.wording import clock_text, count_lines


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
        layout.addWidget(self.number, 12)
        layout.addWidget(self.goal, 2)
        layout.addWidget(self.dots, 5)
        layout.addWidget(self.detail, 2)

    def show_live(self, live: LiveFrame, update: Update, sizes: Sizes) -> None:
        """Show where the session is."""
        for text, largest in ((self.goal, sizes.title_px), (self.detail, sizes.body_px)):
            text.set_sizes(sizes.least_px, largest)
        if update.hold is None:
            self._show_count(update, live.exercise, sizes)
        else:
            self._show_clock(update, update.hold, sizes, paused=live.state is LiveState.PAUSED)

    def _show_count(self, update: Update, exercise: Exercise, sizes: Sizes) -> None:
        self.dots.show()
        self.dots.show_kinds(update.dots)
        self.number.show_number(str(update.counts.full), sizes.count_px)
        goal, detail = count_lines(exercise, update)
        self.goal.set_text(goal)
        self.detail.set_text(detail)

    def _show_clock(self, update: Update, hold: HoldClock, sizes: Sizes, *, paused: bool) -> None:
        self.dots.hide()
        self.number.show_number(
            clock_text(hold.good_s),
            sizes.count_px,
            fraction=hold.good_s / hold.target_s,
            tone=tone_of(update),
            running=hold.running and not paused,
        )
        self.goal.set_text(f"of {clock_text(hold.target_s)} good {_unit(hold.target_s)}")
        waits = "The clock waits for you.\n" if hold.total_s and not hold.running else ""
        self.detail.set_text(f"{waits}Best so far {words.seconds(hold.longest_s)}")


def _unit(time_s: float) -> str:
    return "minutes" if ":" in clock_text(time_s) else "seconds"
