"""The set-up screen: what must be right before the start, with a tick for each thing."""

from collections.abc import Sequence

from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PyQt6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.exercises.spec import Exercise, PostureRule, SnapshotRule
from formcheck.language import _
from formcheck.overlay.compose import in_place
from formcheck.overlay.scene import Tone
from formcheck.session.update import SetupStep, Update
from formcheck.ui.fitted_text import FittedText, wrapped
from formcheck.ui.marks import draw_mark
from formcheck.ui.theme import MUTED, STYLES, SURFACE, Shape, Sizes, font
from formcheck.ui.video_view import Guide

_MOST_STEPS = 8
_HEIGHTS = (3, 5)
"""Shares of the height of a step with one line, and of one with more."""
_SEEN = "seen"
"""Id of the step that asks for the whole body."""
_STILL = "still"
_CAMERA = frozenset({_SEEN, "view", "distance", "level", "light", "alone"})
"""Ids of the steps that make the camera see what it must; each keeps its line."""


class SetupPanel(QWidget):
    """Steps with ticks, and where to put the camera."""

    def __init__(self) -> None:
        super().__init__()
        self.title = FittedText(bold=True)
        self.rows = tuple(_StepRow() for _ in range(_MOST_STEPS))
        self._places: tuple[tuple[str, int, int], ...] = ()
        self.camera = FittedText(middle=False)
        self.camera.set_colour(MUTED)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title, 3)
        for row in self.rows:
            layout.addWidget(row, _HEIGHTS[0])
        layout.addSpacing(8)
        layout.addWidget(self.camera, 9)

    def show_setup(self, exercise: Exercise, update: Update | None, sizes: Sizes) -> None:
        """Show how far the set-up is."""
        steps = () if update is None else shown_steps(update.setup)[:_MOST_STEPS]
        ready = update is not None and in_place(update)
        self.title.set_text(_("Ready to start") if ready else _("Before we start"))
        self.title.set_sizes(sizes.least_px, sizes.title_px)
        for index, row in enumerate(self.rows):
            row.setVisible(index < len(steps))
            if index < len(steps):
                row.show_step(steps[index], sizes)
                self._give_height(row, sizes)
        self._make_even(sizes)
        self.camera.set_sizes(sizes.least_px, sizes.body_px)
        self.camera.set_text(exercise.camera.text)

    def _give_height(self, row: "_StepRow", sizes: Sizes) -> None:
        height = _HEIGHTS[1] if row.is_long(self.width(), sizes) else _HEIGHTS[0]
        # Every call lays everything out anew.
        if self._column.stretch(self._column.indexOf(row)) != height:
            self._column.setStretchFactor(row, height)
            row.tick.set_share(_HEIGHTS[0] / height)

    def _make_even(self, sizes: Sizes) -> None:
        """Give all steps the size in which the longest fits: a list is read as one."""
        shown = [row.words for row in self.rows if row.isVisible()]
        places = tuple((words.text, words.width(), words.height()) for words in shown)
        if places != self._places:
            self._places = places
            for words in shown:
                words.set_sizes(sizes.least_px, sizes.body_px)
            fitting_px = [words.fitted().letters.pixelSize() for words in shown]
            for words in shown:
                words.set_sizes(sizes.least_px, min(fitting_px))


class _StepRow(QWidget):
    """A tick or an open circle, and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.tick = _Tick()
        self.words = FittedText()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.tick)
        self._row.addWidget(self.words, 1)

    def is_long(self, width_px: int, sizes: Sizes) -> bool:
        """Whether one line is not enough, however small the letters."""
        room_px = width_px - self.tick.minimumWidth() - self._row.spacing()
        metrics = QFontMetricsF(font(sizes.least_px))
        return len(wrapped(self.words.text, metrics, room_px)) > 1

    def show_step(self, step: SetupStep, sizes: Sizes) -> None:
        self.tick.show_done(done=step.done, side_px=round(sizes.title_px * 1.1))
        self.words.set_text(step.text)
        self.setAccessibleName(
            (_("Done: {step}") if step.done else _("To do: {step}")).format(step=step.text)
        )


class _Tick(QWidget):
    """A filled tick when done, else a grey dotted mark."""

    def __init__(self) -> None:
        super().__init__()
        self._done = False
        self._share = 1.0

    def set_share(self, share: float) -> None:
        """Draw it in a share of the height, so that all marks of a list are alike."""
        self._share = share
        self.update()

    def show_done(self, *, done: bool, side_px: int) -> None:
        self._done = done
        self.setFixedWidth(side_px)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        tone = Tone.GOOD if self._done else Tone.UNSURE
        shape = Shape.TICK if self._done else Shape.DOTS
        ink = QColor(STYLES[tone].colour)
        side = min(float(self.width()), self.height() * self._share)
        box = QRectF(0.0, (self.height() - side) / 2, side, side)
        draw_mark(painter, shape, box, ground=QColor(SURFACE), ink=ink)
        painter.end()


def shown_steps(steps: Sequence[SetupStep]) -> tuple[SetupStep, ...]:
    """Return the steps that get a line: of the start pose the next one only, as it is spoken."""
    pose = [one for one in steps if one.id not in {*_CAMERA, _STILL}]
    following = [one for one in pose if not one.done][:1] or pose[-1:]
    return tuple(one for one in steps if one not in pose or one in following)


def guide_for(exercise: Exercise, update: Update | None) -> Guide:
    """Return the frame to step into: wide for the floor, the middle for sitting or standing."""
    ready = update is not None and in_place(update)
    tone = Tone.GOOD if ready else Tone.UNSURE
    seen = update is not None and any(step.done for step in update.setup if step.id == _SEEN)
    if isinstance(exercise.rule, PostureRule):
        return Guide(0.22, 0.06, 0.56, 0.9, tone, "" if seen else _("Sit in here"))
    if isinstance(exercise.rule, SnapshotRule):
        return Guide(0.3, 0.04, 0.4, 0.92, tone, "" if seen else _("Your whole body in here"))
    return Guide(0.06, 0.28, 0.88, 0.64, tone, "" if seen else _("Your whole body in here"))
