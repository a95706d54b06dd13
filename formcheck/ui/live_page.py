"""The picture, and beside it, never on the person, what it says.

::

    +------------------------------+-----------+
    | picture with skeleton        | panel     |   panel: set-up steps, or count, or clock
    |                              |           |
    +------------------------------+-----------+
    | (mark) the one sentence                  |   at least a fourteenth of the height
    +------------------------------------------+
    | what is not judged            view, ±    |
    +------------------------------------------+
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.exercises.spec import GuidedRule
from formcheck.language import _
from formcheck.overlay.compose import compose, skeleton
from formcheck.overlay.scene import Scene
from formcheck.session.guess import Guess
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.update import Update
from formcheck.ui import guess_words
from formcheck.ui.button_rows import ButtonRows
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.count_panel import CountPanel
from formcheck.ui.cue_banner import CueBanner
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.lead import Lead
from formcheck.ui.setup_panel import SetupPanel, guide_for
from formcheck.ui.theme import MUTED, Sizes
from formcheck.ui.video_view import VideoView
from formcheck.ui.wording import banner, status_line, view_line

_BANNER_SHARE: Final = 0.24
_TALLEST_BANNER: Final = 0.36
_STATUS_SHARE: Final = 0.05
_PICTURE_ASPECT: Final = 16 / 9
_LED_TITLE: Final = 2
"""Room for the title of a set, which has two lines, where that of an exercise has 1."""
_NARROWEST: Final = 0.3
_WIDEST: Final = 0.36
"""Limits of the panel, as shares of the window's width."""
_GAP_PX: Final = 6
"""Between two buttons."""
_LEAST: Final = 0.39
"""Letters of a button where it is narrow, of what they should be; judgement: those of 200 % are
then not smaller than the usual ones."""


class LivePage(QWidget):
    """Everything that is seen during a session."""

    def __init__(self) -> None:
        super().__init__()
        self.video = VideoView()
        self.banner = CueBanner()
        self.title = FittedText(bold=True)
        self.setup_panel = SetupPanel()
        self.guess_panel = FittedText(middle=False)
        self.count_panel = CountPanel()
        self.not_judged = FittedText()
        self.view_info = FittedText(align=Qt.AlignmentFlag.AlignRight)
        self.voice_info = FittedText(align=Qt.AlignmentFlag.AlignRight)
        self._voice_trouble = ""
        self.main_button = push_button(_("Start (Space)"))
        self.stop_button = push_button(_("Stop (S)"), name=_("Stop and show the summary"))
        self.tap_button = push_button(_("I did one (T)"), name=_("I did one repetition"))
        # A click leaves the focus where it was: space goes on pausing.
        self.tap_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._panels = QStackedWidget()
        self._side = QWidget(self)
        self._status = QWidget(self)
        self._live: LiveFrame | None = None
        self._lead: Lead | None = None
        self._mirrored = False
        self._extras: tuple[Button, ...] = ()
        self._compose()

    def add_buttons(self, buttons: Sequence[Button]) -> None:
        """Put one more row of buttons above the main one."""
        rows = ButtonRows(buttons, _GAP_PX, most=1)
        self._extra_rows.addLayout(rows)
        self._button_rows.append(rows)
        self._extras = (*self._extras, *buttons)
        order = (self.tap_button, *self._extras, self.main_button, self.stop_button)
        for before, button in pairwise(order):
            self.setTabOrder(before, button)

    def show_live(self, live: LiveFrame, *, mirrored: bool, lead: Lead | None = None) -> None:
        """Show a snapshot; with ``lead`` as a guided training wants it."""
        self._live, self._mirrored, self._lead = live, mirrored, lead
        sizes = Sizes.of_window(self.height())
        if live.guess is not None:
            self._show_guess(live, live.guess, sizes)
            return
        self._show_picture(live)
        said = None if lead is None else lead.banner
        self.banner.show_banner(said or banner(live), sizes)
        self.title.set_text(live.exercise.title if lead is None else lead.title)
        self._column.setStretch(0, 1 if lead is None else _LED_TITLE)
        waiting = live.state is LiveState.SETUP and not (lead is not None and lead.counting)
        if live.update is None or waiting:
            self._panels.setCurrentWidget(self.setup_panel)
            self.setup_panel.show_setup(live.exercise, live.update, sizes)
        else:
            self._panels.setCurrentWidget(self.count_panel)
            self.count_panel.show_live(live, live.update, sizes, lead)
        self._show_status(live)
        self._show_buttons(live.state)
        guided = isinstance(live.exercise.rule, GuidedRule)
        self.tap_button.setVisible(guided and live.state is LiveState.RUNNING)

    def show_voice(self, status: str, trouble: str) -> None:
        """Show what is heard, and why it is not what was wanted."""
        self.voice_info.set_text(status)
        self.voice_info.setToolTip(trouble)
        self._voice_trouble = trouble
        if self._live is not None:
            self.show_live(self._live, mirrored=self._mirrored, lead=self._lead)

    def _show_guess(self, live: LiveFrame, guess: Guess, sizes: Sizes) -> None:
        """Show what it seems to be; the main button takes it."""
        pose = guess.pose
        self.video.show_picture(
            None if live.frame is None else live.frame.image,
            scene=None if pose is None else skeleton(pose, mirrored=self._mirrored),
            mirrored=self._mirrored,
        )
        opening = live.state is LiveState.OPENING or live.trouble
        told = banner(live) if opening else guess_words.banner(guess, live.light)
        self.banner.show_banner(told, sizes)
        self.title.set_text(guess_words.title())
        self._panels.setCurrentWidget(self.guess_panel)
        self.guess_panel.set_sizes(sizes.small_px, sizes.body_px)
        self.guess_panel.set_text(guess_words.note(guess))
        self.not_judged.set_text("")
        self.view_info.set_text("" if live.source is None else live.source.name)
        self.main_button.setEnabled(guess.offer is not None)
        self.main_button.setText(_("Take it (Enter)"))
        self.main_button.setAccessibleName(_("Begin with what is offered"))
        self.tap_button.setVisible(False)

    def _compose(self) -> None:
        self.video.setParent(self)
        self.banner.setParent(self)
        for panel in (self.setup_panel, self.count_panel, self.guess_panel):
            self._panels.addWidget(panel)
        for text in self._small_print:
            text.set_colour(MUTED)
        self._extra_rows = QVBoxLayout()
        buttons = ButtonRows((self.main_button, self.stop_button), _GAP_PX, most=1)
        self._button_rows = [buttons]
        self._column = side = QVBoxLayout(self._side)
        side.addWidget(self.title, 1)
        side.addWidget(self._panels, 9)
        side.addWidget(self.tap_button)
        side.addLayout(self._extra_rows)
        side.addLayout(buttons)
        status = QHBoxLayout(self._status)
        status.setContentsMargins(12, 0, 12, 0)
        status.addWidget(self.not_judged, 5)
        status.addWidget(self.view_info, 4)
        status.addWidget(self.voice_info, 1)

    @property
    def _small_print(self) -> tuple[FittedText, ...]:
        return self.not_judged, self.view_info, self.voice_info

    def _show_picture(self, live: LiveFrame) -> None:
        pixels = None if live.frame is None else live.frame.image
        setting_up = live.state is LiveState.SETUP
        self.video.show_picture(
            pixels,
            scene=self._scene(live.state, live.update),
            guide=guide_for(live.exercise, live.update) if setting_up else None,
            mirrored=self._mirrored,
            dimmed=live.state is LiveState.PAUSED,
        )

    def _scene(self, state: LiveState, update: Update | None) -> Scene | None:
        # In a pause the update is older than the picture: its skeleton would lie beside the body.
        if update is None or state is LiveState.PAUSED:
            return None
        scene = compose(update, mirrored=self._mirrored)
        # One thing at a time: before the start the next step matters, not an angle.
        return replace(scene, arcs=(), texts=()) if state is LiveState.SETUP else scene

    def _show_status(self, live: LiveFrame) -> None:
        # While somebody moves, small print about the loudspeaker helps nobody.
        trouble = "" if live.state is LiveState.RUNNING else self._voice_trouble
        told = (status_line(live), trouble)
        self.not_judged.set_text("  ·  ".join(text for text in told if text))
        self.view_info.set_text(view_line(live))

    def _show_buttons(self, state: LiveState) -> None:
        names = {
            LiveState.SETUP: (_("Start (Space)"), _("Start now")),
            LiveState.RUNNING: (_("Pause (Space)"), _("Pause")),
            LiveState.PAUSED: (_("Go on (Space)"), _("Go on")),
        }
        text, name = names.get(state, names[LiveState.SETUP])
        self.main_button.setEnabled(state in names)
        self.main_button.setText(text)
        self.main_button.setAccessibleName(name)

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        width, height = self.width(), self.height()
        sizes = Sizes.of_window(height)
        status = max(round(height * _STATUS_SHARE), round(sizes.small_px * 1.4))
        # In a narrow window a picture of this height would have bars: the sentence gets them.
        useful = width * (1 - _NARROWEST) / _PICTURE_ASPECT
        low, high = height * _BANNER_SHARE, height * _TALLEST_BANNER
        said = round(min(max(height - status - useful, low), high))
        shown = height - status - said
        panel = min(max(width - shown * _PICTURE_ASPECT, width * _NARROWEST), width * _WIDEST)
        picture = round(width - panel)
        self.video.setGeometry(0, 0, picture, shown)
        self._side.setGeometry(picture, 0, width - picture, shown)
        self.banner.setGeometry(0, shown, width, said)
        self._status.setGeometry(0, shown + said, width, status)
        self._dress(sizes)
        if self._live is not None:
            self.show_live(self._live, mirrored=self._mirrored, lead=self._lead)

    def _dress(self, sizes: Sizes) -> None:
        self.title.set_sizes(sizes.least_px, sizes.title_px)
        for text in self._small_print:
            text.set_sizes(sizes.least_px, sizes.small_px)
        for button in (self.main_button, self.stop_button, self.tap_button, *self._extras):
            # They stay in one row: the count needs the height.
            button.set_sizes(round(sizes.small_px * _LEAST), sizes.small_px)
        edges = self._column.contentsMargins()
        for rows in self._button_rows:
            rows.fit(self._side.width() - edges.left() - edges.right())
