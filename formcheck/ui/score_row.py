"""The numbers from 0 to 10, each as a large button; digits and arrows choose, Enter answers."""

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from formcheck.care.answers import MOST
from formcheck.language import _
from formcheck.ui.buttons import push_button
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.look import Look

TWO_DIGITS_S: Final = 1.0
"""A 0 so soon after a 1 makes it a 10."""
_LARGE: Final = 2.4
"""Size of the numbers, in sizes of the text."""
_TALL: Final = 3.4
"""Height of the buttons, in sizes of the text."""
_WIDTHS: Final = (4, 7)
"""Of buttons with one digit and with two."""


class ScoreRow(QWidget):
    """Eleven buttons. Nothing is answered by a digit alone: it moves the focus.

    Parameters
    ----------
    now_s
        Returns a time that only goes on.
    """

    chosen = pyqtSignal(int)

    def __init__(self, now_s: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._now_s = now_s
        self._one_at_s: float | None = None
        """When a 1 was typed, as long as it may become a 10."""
        self.buttons = [push_button(str(number)) for number in range(MOST + 1)]
        self.least = FittedText()
        self.most = FittedText(align=Qt.AlignmentFlag.AlignRight)
        self._compose()

    def ask(self, name: str, least: str, most: str) -> None:
        """Ask for another number.

        Parameters
        ----------
        name
            What is asked for; said with every number by a screen reader.
        least, most
            What the two ends mean.
        """
        self._one_at_s = None
        self.least.set_text(least)
        self.most.set_text(most)
        for number, button in enumerate(self.buttons):
            meaning = {0: least, MOST: most}.get(number, str(number))
            button.setAccessibleName(_("{name}: {value}").format(name=name, value=meaning))

    def type_digit(self, digit: int) -> None:
        """Move to a number; 1 and then 0 is 10."""
        now_s = self._now_s()
        soon = self._one_at_s is not None and now_s - self._one_at_s <= TWO_DIGITS_S
        number = MOST if digit == 0 and soon else digit
        self._one_at_s = now_s if number == 1 else None
        self.focus(number)

    def focus(self, number: int) -> None:
        """Put the focus on a number."""
        self.buttons[number].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Move the focus by one; to an end where it was on no number."""
        there = [at for at, button in enumerate(self.buttons) if button.hasFocus()]
        start = there[0] + by if there else (0 if by > 0 else MOST)
        self.focus(min(max(start, 0), MOST))

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        for button in self.buttons:
            button.set_sizes(look.small_px // 2, round(look.body_px * _LARGE), bold=True)
            button.setMinimumHeight(round(look.body_px * _TALL))
        for words in (self.least, self.most):
            words.set_sizes(look.small_px // 2, look.small_px)
            words.set_colour(look.palette.muted)
            words.setMinimumHeight(round(look.small_px * 1.5))

    def _compose(self) -> None:
        numbers, ends = QHBoxLayout(), QHBoxLayout()
        numbers.setSpacing(6)
        for number, button in enumerate(self.buttons):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            button.setStyleSheet("QPushButton { padding: 0; }")
            button.clicked.connect(partial(self._choose, number))
            numbers.addWidget(button, _WIDTHS[len(str(number)) - 1])
        for words in (self.least, self.most):
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            ends.addWidget(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(numbers, 1)
        layout.addLayout(ends)
        self._add_keys()

    def _choose(self, number: int, _checked: object = None) -> None:
        self.chosen.emit(number)

    def _add_keys(self) -> None:
        """Listen for keys wherever the focus is in the page around; hidden, it hears nothing."""
        for digit in range(MOST):
            self._add_key(str(digit), partial(self.type_digit, digit))
        self._add_key("Right", partial(self.step, 1))
        self._add_key("Left", partial(self.step, -1))

    def _add_key(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(act)
