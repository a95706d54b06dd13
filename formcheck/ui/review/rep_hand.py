"""Correct by hand which repetitions there were: take one out, say its side, add one."""

import math
from typing import Final

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from formcheck.checking.results import Rep, RepKind
from formcheck.landmarks import Side
from formcheck.language import N_, _, pgettext
from formcheck.report.words import clock
from formcheck.review.edits import AddRep, RemoveRep, SideRep
from formcheck.ui.buttons import push_button
from formcheck.ui.look import Look
from formcheck.ui.theme import font

_SIDES: Final = {None: N_("both sides"), Side.LEFT: N_("left"), Side.RIGHT: N_("right")}
_START, _TURN, _END = 0, 1, 2
_KEYS: Final = ("I", "T", "U")
"""One for each moment."""


class RepHand(QWidget):
    """Buttons under the table of repetitions.

    What is added has three moments: start, turn and end. Each is the moment that is shown when its
    button is pressed.
    """

    edited = pyqtSignal(object)
    """`RemoveRep`, `AddRep` or `SideRep`."""

    def __init__(self) -> None:
        super().__init__()
        self._rep: Rep | None = None
        self._time_s = 0.0
        self._moments_s = [math.nan] * len(_KEYS)
        self._on = False
        self.chosen = QLabel()
        self.remove = push_button(_("No repetition"), name=_("The chosen one is no repetition"))
        self.side = QComboBox()
        self.side.setAccessibleName(_("Side"))
        for side, title in _SIDES.items():
            self.side.addItem(_(title), side)
        self.moments = [
            push_button(title, name=_("{moment} of a new repetition").format(moment=title))
            for title in _moments()
        ]
        self.add = push_button(_("Add"), name=_("Add the new repetition"))
        self._lay_out()
        self._connect()
        self.show_rep(None)

    def show_rep(self, rep: Rep | None) -> None:
        """Say which repetition was chosen; None for none."""
        self._rep = rep
        text = _("No repetition chosen")
        if rep is not None:
            text = _("Repetition {number}").format(number=rep.number)
            self.side.setCurrentIndex(self.side.findData(rep.side))
        self.chosen.setText(text)
        self._settle()

    def show_time(self, time_s: float) -> None:
        """Say which moment is shown."""
        self._time_s = time_s

    def set_on(self, *, on: bool) -> None:
        """Say whether corrections can be made now."""
        if on != self._on:
            self._on = on
            self._settle()

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.chosen.setFont(font(look.small_px))
        self.side.setStyleSheet(f"font-size: {look.small_px}px;")
        for button in (self.remove, self.add, *self.moments):
            button.set_sizes(round(look.small_px * _LEAST), look.small_px, bold=True)
            button.setStyleSheet(f"font-size: {look.small_px}px; padding: 0.1em 0.3em;")

    def mark(self, which: int) -> None:
        """Take the moment that is shown as start, turn or end of a new repetition."""
        self._moments_s[which] = self._time_s
        self._settle()

    def _settle(self) -> None:
        there = self._on and self._rep is not None
        self.remove.setEnabled(there)
        self.side.setEnabled(self._on)
        for button, title, at_s in zip(self.moments, _moments(), self._moments_s, strict=True):
            told = _("{moment} {time}").format(moment=title, time=clock(at_s))
            button.setText(told if math.isfinite(at_s) else title)
            button.setEnabled(self._on)
        start_s, turn_s, end_s = self._moments_s
        self.add.setEnabled(self._on and start_s < turn_s < end_s)

    def _say_side(self) -> None:
        side = self.side.currentData()
        if self._rep is not None and side is not self._rep.side:
            self.edited.emit(SideRep(self._rep.turn_s, side))

    def _add(self) -> None:
        start_s, turn_s, end_s = self._moments_s
        self._moments_s = [math.nan] * len(_KEYS)
        self._settle()
        self.edited.emit(AddRep(start_s, turn_s, end_s, self.side.currentData(), RepKind.FULL))

    def _remove(self) -> None:
        if self._rep is not None:
            self.edited.emit(RemoveRep(self._rep.turn_s))

    def _connect(self) -> None:
        self.remove.clicked.connect(self._remove)
        self.side.activated.connect(self._say_side)
        self.add.clicked.connect(self._add)
        for which, button in enumerate(self.moments):
            button.setShortcut(_KEYS[which])
            button.clicked.connect(lambda _checked, which=which: self.mark(which))

    def _lay_out(self) -> None:
        column, chosen, new = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        chosen.addWidget(self.chosen, 1)
        chosen.addWidget(self.side)
        chosen.addWidget(self.remove)
        for one in (*self.moments, self.add):
            new.addWidget(one, 1)
        column.addLayout(chosen)
        column.addLayout(new)


_LEAST: Final = 0.6


def _moments() -> tuple[str, ...]:
    # The turn of a trunk is another word in other languages.
    return _("Start"), pgettext("moment of a repetition", "Turn"), _("End")
