"""The row under the picture: play, pictures and repetitions one by one, speed, loop, time.

Every key is that of other video players, and works in the whole window; whoever is typing keeps
the keys that typing needs.
"""

import re
from collections.abc import Callable
from functools import partial
from string import digits
from typing import Final

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QAction, QFontMetrics, QKeySequence
from PyQt6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from formcheck.language import _, number
from formcheck.overlay.scene import Tone
from formcheck.report.words import clock
from formcheck.review.playing import SPEEDS
from formcheck.ui.buttons import press_with_enter
from formcheck.ui.look import Look
from formcheck.ui.review.player import Player
from formcheck.ui.review.transport_icons import (
    LOOP,
    PAUSE,
    PLAY,
    REP_BACK,
    REP_ON,
    STEP_BACK,
    STEP_ON,
    Mark,
    mark_icon,
)
from formcheck.ui.theme import INK, STYLES, font

_SKIP_S: Final = 1.0
_ICON: Final = 1.2
"""Side of a mark, in sizes of the letters."""
_DIGIT: Final = re.compile(r"\d")
_NATIVE: Final = QKeySequence.SequenceFormat.NativeText


class Transport(QWidget):
    """Buttons and keys that play a film; without a player nothing can be pressed.

    Its actions (`actions()`) are in an order that suits a menu.

    Parameters
    ----------
    look
        Colours, and sizes of letters.
    """

    previous_rep = pyqtSignal()
    """The repetition before is wanted."""
    next_rep = pyqtSignal()
    """The next repetition is wanted."""
    loop_wanted = pyqtSignal(bool)
    """The repetition that is seen is to be played again and again; no more when False."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._player: Player | None = None
        self._roomy_for = ""
        self._marks: dict[QToolButton, Mark] = {}
        self.play = self._act(_("Play"), Player.toggle, "Space")
        self.step_back = self._act(_("One picture back"), lambda one: one.step(-1), "Left")
        self.step_on = self._act(_("One picture on"), lambda one: one.step(1), "Right")
        self.skip_back = self._act(
            _("One second back"), lambda one: one.skip(-_SKIP_S), "Shift+Left"
        )
        self.skip_on = self._act(_("One second on"), lambda one: one.skip(_SKIP_S), "Shift+Right")
        self.rep_back = self._act(
            _("To the repetition before"), lambda _: self.previous_rep.emit(), "Ctrl+Left"
        )
        self.rep_on = self._act(
            _("To the next repetition"), lambda _: self.next_rep.emit(), "Ctrl+Right"
        )
        self.loop = self._act(_("Play the repetition again and again"), self._want_loop, "L")
        self.slower = self._act(_("Slower"), Player.slower, "[", "Ctrl+Down")
        self.faster = self._act(_("Faster"), Player.faster, "]", "Ctrl+Up")
        self.to_start = self._act(_("To the beginning"), lambda one: one.seek(0.0), "Home")
        self.to_end = self._act(_("To the end"), lambda one: one.seek(one.duration_s), "End")
        self.speeds, self.time = QComboBox(), QLabel()
        self._build()
        self.set_look(look)
        self.set_player(None)

    def set_player(self, player: Player | None) -> None:
        """Serve another player; None: there is none."""
        if self._player is not None:
            self._player.changed.disconnect(self._follow)
        self._player = player
        for action in self.actions():
            action.setEnabled(player is not None)
        self.speeds.setEnabled(player is not None)
        if player is not None:
            player.changed.connect(self._follow)
        self._follow()

    def set_look(self, look: Look) -> None:
        """Show it in other colours and sizes."""
        self._look = look
        palette, main = look.palette, STYLES[Tone.GOOD].colour
        self.setStyleSheet(f"""
QToolButton {{ background: transparent; color: {palette.text}; border: 3px solid transparent;
  border-radius: 8px; padding: 2px 4px; }}
QToolButton:hover {{ border-color: {palette.muted}; }}
QToolButton:disabled {{ color: {palette.off}; }}
QToolButton:checked {{ background: {main}; color: {INK}; border-color: {main}; }}
QToolButton:focus {{ border-color: {palette.focus}; }}
QComboBox, QLabel {{ font-size: {look.small_px}px; }}
""")
        side = round(look.small_px * _ICON)
        for button in self._marks:
            button.setIconSize(QSize(side, side))
        self.time.setFont(font(look.small_px))
        self._roomy_for = ""
        self._show_marks()
        self._follow()

    def _act(self, text: str, do: Callable[[Player], object], *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(partial(self._do, do))
        self.addAction(action)
        _explain(action, text)
        return action

    def _do(self, do: Callable[[Player], object]) -> None:
        if self._player is not None:
            do(self._player)

    def _want_loop(self, player: Player) -> None:
        looping = player.loop_span is not None
        self.loop.setChecked(looping)  # whoever has the repetitions decides
        self.loop_wanted.emit(not looping)

    def _build(self) -> None:
        self.play.setAutoRepeat(False)
        self.loop.setAutoRepeat(False)
        self.loop.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for action, mark in (
            (self.rep_back, REP_BACK),
            (self.step_back, STEP_BACK),
            (self.play, PLAY),
            (self.step_on, STEP_ON),
            (self.rep_on, REP_ON),
            (self.loop, LOOP),
        ):
            row.addWidget(self._button(action, mark))
        for speed in SPEEDS:
            # Translators: how fast a film is played: "0.5x" is half as fast as life.
            self.speeds.addItem(_("{speed}x").format(speed=number(speed)), speed)
        self.speeds.setAccessibleName(_("Speed"))
        self.speeds.setToolTip(_("Speed ({slower}, {faster})").format(slower="[", faster="]"))
        self.speeds.activated.connect(self._choose_speed)
        row.addWidget(self.speeds)
        row.addStretch(1)
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.time)

    def _button(self, action: QAction, mark: Mark) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        press_with_enter(button)  # the space bar plays, wherever the focus is
        self._marks[button] = mark
        return button

    def _choose_speed(self, place: int) -> None:
        if self._player is not None:
            self._player.set_speed(SPEEDS[place])

    def _follow(self) -> None:
        """Show what the player does."""
        player = self._player
        self.time.setText("" if player is None else _times(player.time_s, player.duration_s))
        if player is None:
            return
        self._make_room(_times(player.duration_s, player.duration_s))
        self.speeds.setCurrentIndex(SPEEDS.index(player.speed))
        self.loop.setChecked(player.loop_span is not None)
        self._show_playing(_("Pause") if player.playing else _("Play"))

    def _make_room(self, longest: str) -> None:
        """Keep room for the longest time: what changes must not make the row move."""
        if longest == self._roomy_for:
            return
        self._roomy_for, metrics = longest, QFontMetrics(self.time.font())
        widths = (metrics.horizontalAdvance(_DIGIT.sub(one, longest)) for one in digits)
        self.time.setMinimumWidth(max(widths) + 2)

    def _show_playing(self, text: str) -> None:
        if self.play.text() != text:
            self.play.setText(text)
            _explain(self.play, text)
            self._show_marks()

    def _show_marks(self) -> None:
        playing = self._player is not None and self._player.playing
        for button, mark in self._marks.items():
            action = button.defaultAction()
            if action is not None:
                shown = PAUSE if playing and action is self.play else mark
                action.setIcon(mark_icon(shown, self._look, button.iconSize().width()))
                button.setAccessibleName(action.text())


def _times(time_s: float, duration_s: float) -> str:
    return f"{clock(time_s)} / {clock(duration_s)}"


def _explain(action: QAction, text: str) -> None:
    keys = ", ".join(key.toString(_NATIVE) for key in action.shortcuts())
    action.setToolTip(f"{text} ({keys})")
