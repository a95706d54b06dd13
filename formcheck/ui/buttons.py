"""Buttons that Enter presses too, and whose letters fit: some languages need more room."""

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PyQt6.QtWidgets import QAbstractButton, QPushButton
from typing_extensions import override

from formcheck.ui.theme import font


class Button(QPushButton):
    """A button whose letters are as large as its words have room for."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._least_px = self._largest_px = 0
        self._bold = False

    def set_sizes(self, least_px: int, largest_px: int, *, bold: bool = False) -> None:
        """Set the limits of the letters' size."""
        self._least_px, self._largest_px, self._bold = least_px, largest_px, bold
        self._fit()

    @override
    def setText(self, text: str | None) -> None:
        if text != self.text():
            super().setText(text)
            self._fit()

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._fit()

    def _fit(self) -> None:
        if not self._largest_px:  # nobody set limits: whoever owns it chooses the font
            return
        for size_px in range(self._largest_px, self._least_px - 1, -1):
            self.setFont(font(size_px, bold=self._bold))
            if self.sizeHint().width() <= self.width():
                return


def push_button(text: str, *, name: str = "", main: bool = False) -> Button:
    """Return a button.

    Parameters
    ----------
    text
        What it says, with its key.
    name
        What a screen reader says; the text where that is enough.
    main
        Whether it is the one thing to do next.
    """
    button = Button(text)
    button.setAccessibleName(name)
    if main:
        button.setProperty("main", "true")
    press_with_enter(button)
    return button


def press_with_enter(button: QAbstractButton) -> None:
    """Let Enter press a button: Qt itself gives buttons the space bar only."""
    for key in ("Return", "Enter"):
        shortcut = QShortcut(QKeySequence(key), button)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(button.click)
