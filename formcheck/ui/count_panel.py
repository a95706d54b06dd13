"""What was done so far: the count with its dots, the clock of a hold, a beat, or averages."""

import math

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from formcheck.exercises.spec import Exercise, GuidedRule
from formcheck.overlay.compose import tone_of
from formcheck.overlay.scene import Tone
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.update import HoldClock, Phase, Update
from formcheck.ui.averages_panel import AveragesPanel
from formcheck.ui.big_number import BigNumber
from formcheck.ui.count_words import beat_lines, clock_detail, clock_goal, clock_text, count_lines
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.lead import Lead
from formcheck.ui.rep_dots import RepDots
from formcheck.ui.theme import MUTED, Sizes


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
        self.averages = AveragesPanel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.number, 12)
        layout.addWidget(self.goal, 2)
        layout.addWidget(self.dots, 5)
        layout.addWidget(self.detail, 2)
        layout.addWidget(self.averages, 21)

    def show_live(
        self, live: LiveFrame, update: Update, sizes: Sizes, lead: Lead | None = None
    ) -> None:
        """Show where the session is; ``lead`` goes before what the exercise counts by itself."""
        for text, largest in ((self.goal, sizes.title_px), (self.detail, sizes.body_px)):
            text.set_sizes(sizes.least_px, largest)
        rule, paused = live.exercise.rule, live.state is LiveState.PAUSED
        self._arrange(update)
        if lead is not None and lead.number:
            self._show_lead(lead, update, sizes, running=not paused)
        elif update.averages:
            self.averages.show_averages(update, sizes)
        elif isinstance(rule, GuidedRule):
            self._show_beat(update, rule, sizes, running=not paused)
        elif update.hold is None:
            self._show_count(update, live.exercise, sizes)
        else:
            self._show_clock(update, update.hold, sizes, running=not paused)
            self.goal.set_text(clock_goal(rule, update.hold))
            self.detail.set_text(clock_detail(update.hold))

    def _show_lead(self, lead: Lead, update: Update, sizes: Sizes, *, running: bool) -> None:
        self.dots.show_kinds(update.dots)
        hold = update.hold
        self.number.show_number(
            lead.number,
            sizes.count_px,
            fraction=lead.fraction,
            tone=tone_of(update),
            running=running and (hold is None or hold.running),
        )
        self.goal.set_text(lead.goal)
        self.detail.set_text(lead.detail or ("" if hold is None else clock_detail(hold)))

    def _arrange(self, update: Update) -> None:
        done = bool(update.averages)
        self.averages.setVisible(done)
        for one in (self.number, self.goal, self.detail):
            one.setVisible(not done)
        self.dots.setVisible(not done and update.hold is None)

    def _show_count(self, update: Update, exercise: Exercise, sizes: Sizes) -> None:
        self.dots.show_kinds(update.dots)
        self.number.show_number(str(update.counts.full), sizes.count_px)
        goal, detail = count_lines(exercise, update)
        self.goal.set_text(goal)
        self.detail.set_text(detail)

    def _show_beat(self, update: Update, rule: GuidedRule, sizes: Sizes, *, running: bool) -> None:
        """Show the seconds that are left of the beat; its word is the sentence below."""
        self.dots.show_kinds(update.dots)
        beat = update.beat
        if beat is None:
            self.number.show_number(str(update.counts.guided), sizes.count_px)
        else:
            self.number.show_number(
                str(math.ceil(beat.left_s)),
                sizes.count_px,
                fraction=update.progress,
                tone=Tone.UNSURE,
                running=running and update.phase is not Phase.UNSEEN,
            )
        goal, detail = beat_lines(rule, update)
        self.goal.set_text(goal)
        self.detail.set_text(detail)

    def _show_clock(self, update: Update, hold: HoldClock, sizes: Sizes, *, running: bool) -> None:
        shown_s = math.ceil(hold.target_s - hold.good_s) if hold.counts_down else hold.good_s
        self.number.show_number(
            clock_text(shown_s),
            sizes.count_px,
            fraction=hold.good_s / hold.target_s,
            tone=Tone.UNSURE if hold.counts_down else tone_of(update),
            running=hold.running and running,
        )
