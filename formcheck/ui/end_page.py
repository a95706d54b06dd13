"""The last screen: what went well first, then one thing to work on; or what went wrong."""

from PyQt6.QtCore import QRectF, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.exercises.spec import Exercise
from formcheck.language import N_, _
from formcheck.overlay.scene import Tone
from formcheck.report import words
from formcheck.report.summary import summarise
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.record import SessionRecord
from formcheck.ui.buttons import push_button
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.marks import draw_mark
from formcheck.ui.theme import MUTED, STYLES, SURFACE, Shape, Sizes

_BLOCK_SHARE = 0.27
_LOST = N_("The session ended early")
_FAILED = N_("It did not start yet")


class EndPage(QWidget):
    """Sentences with marks, and what can be done next."""

    again = pyqtSignal()
    choose = pyqtSignal()
    leave = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.title = FittedText(bold=True)
        self.trouble = _Block(Tone.UNSURE, Shape.QUESTION)
        self.went_well = _Block(Tone.GOOD, Shape.TICK)
        self.work_on = _Block(Tone.WARN, Shape.ARROW)
        self.facts = FittedText()
        self.facts.set_colour(MUTED)
        self.again_button = push_button(_("Again (Enter)"), main=True)
        self.choose_button = push_button(_("Another exercise or camera (E)"))
        self.leave_button = push_button(_("Close (Esc)"))
        self._compose()

    @property
    def blocks(self) -> tuple["_Block", "_Block", "_Block"]:
        """What went wrong, what went well, what to work on."""
        return self.trouble, self.went_well, self.work_on

    def show_end(self, live: LiveFrame, note: str = "") -> None:
        """Show how a session ended, and a note on where it is kept."""
        lost = live.state is LiveState.LOST
        self.trouble.setVisible(bool(live.message))
        self.trouble.say(_(_LOST) if lost else _("What happened"), live.message)
        self.again_button.setText(_("Try again (Enter)") if live.message else _("Again (Enter)"))
        record = live.record
        for block in (self.went_well, self.work_on):
            block.setVisible(record is not None)
        self.facts.setVisible(record is not None)
        if record is None:
            self.title.set_text(_(_FAILED))
        else:
            self._show_record(record, live.exercise, note)
        self.again_button.setFocus()

    def _show_record(self, record: SessionRecord, exercise: Exercise, note: str) -> None:
        summary = summarise(record, exercise)
        self.title.set_text(words.name_and(exercise.title, summary.headline))
        self.went_well.say(_("What went well"), summary.went_well)
        self.work_on.say(_("One thing to work on"), summary.work_on)
        length = words.seconds(record.source.duration_s)
        judged = words.share(record.graded_fraction)
        found = "  ·  ".join(f"{name} {text}" for name, text in words.averages(record.averages))
        watched = _("{length} watched, {share} of it could be judged.")
        told = f"{watched.format(length=length, share=judged)} {note}".strip()
        self.facts.set_text("\n".join(part for part in (found, told) if part))

    def _compose(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(14)
        layout.addWidget(self.title, 3)
        for block in self.blocks:
            layout.addWidget(block, 5)
        layout.addWidget(self.facts, 2)
        layout.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(14)
        for button, signal in (
            (self.again_button, self.again),
            (self.choose_button, self.choose),
            (self.leave_button, self.leave),
        ):
            button.clicked.connect(signal)
            buttons.addWidget(button, 1)
        layout.addLayout(buttons)

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        sizes = Sizes.of_window(self.height())
        self.title.set_sizes(sizes.title_px, round(sizes.title_px * 1.8))
        self.facts.set_sizes(sizes.small_px, sizes.body_px)
        for block in self.blocks:
            block.dress(sizes)
            block.setMaximumHeight(round(self.height() * _BLOCK_SHARE))
        for button in (self.again_button, self.choose_button, self.leave_button):
            button.set_sizes(sizes.least_px, sizes.small_px, bold=True)


class _Block(QWidget):
    """A mark, a heading and a sentence, on a plate."""

    def __init__(self, tone: Tone, shape: Shape) -> None:
        super().__init__()
        self._tone, self._shape = tone, shape
        self.heading = FittedText(bold=True)
        self.heading.set_colour(MUTED)
        self.words = FittedText()
        self._column = QVBoxLayout()
        self._column.addWidget(self.heading, 2)
        self._column.addWidget(self.words, 5)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 12, 6)
        row.addSpacing(0)
        row.addLayout(self._column, 1)

    def say(self, heading: str, sentence: str) -> None:
        self.heading.set_text(heading)
        self.words.set_text(sentence)
        self.setAccessibleName(words.name_and(heading, sentence))

    def dress(self, sizes: Sizes) -> None:
        self.heading.set_sizes(sizes.small_px, sizes.body_px)
        self.words.set_sizes(sizes.body_px, round(sizes.title_px * 1.2))

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        self._column.setContentsMargins(min(self.height(), self.width() // 5) + 12, 0, 0, 0)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(SURFACE))
        ground = QColor(STYLES[self._tone].colour)
        side = min(self.height(), self.width() // 5)
        painter.fillRect(0, 0, side, self.height(), ground)
        box = QRectF(side * 0.2, (self.height() - side * 0.6) / 2, side * 0.6, side * 0.6)
        draw_mark(painter, self._shape, box, ground=ground)
        painter.end()
