"""Buttons that Enter presses too, and whose letters fit: some languages need more room."""

from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PyQt6.QtWidgets import QAbstractButton, QPushButton
from typing_extensions import override

from formcheck.ui.theme import font

_FOCUS_PX: Final = 2
"""So much wider is a button that has the focus: in some windows its edge is thicker."""


class Button(QPushButton):
    """A button whose letters are as large as its words have room for."""

    renamed = pyqtSignal()
    """It says something else."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._least_px = self._largest_px = 0
        self._bold = False
        self._asked: dict[str, tuple[int, int]] = {}
        """What `width_px` found for the words of before, in letters of these sizes."""

    def set_sizes(self, least_px: int, largest_px: int, *, bold: bool = False) -> None:
        """Set the limits of the letters' size."""
        if (least_px, largest_px, bold) != (self._least_px, self._largest_px, self._bold):
            self._least_px, self._largest_px, self._bold = least_px, largest_px, bold
            self._asked.clear()
        self._fit()

    def width_px(self) -> tuple[int, int]:
        """Return the width that its words need in the smallest letters, and in the largest.

        It is enough for all words it had since it has letters of these sizes: buttons that took
        turns with what they say would move about.
        """
        if self.text() not in self._asked:
            shown = self.font()
            self._asked[self.text()] = (
                self._width_at(self._least_px),
                self._width_at(self._largest_px),
            )
            self.setFont(shown)
        least, largest = zip(*self._asked.values(), strict=True)
        return max(least) + _FOCUS_PX, max(largest) + _FOCUS_PX

    @override
    def setText(self, text: str | None) -> None:
        if text != self.text():
            super().setText(text)
            self._fit()
            self.renamed.emit()

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._fit()

    def _fit(self) -> None:
        if not self._largest_px:  # nobody set limits: whoever owns it chooses the font
            return
        for size_px in range(self._largest_px, self._least_px - 1, -1):
            if self._width_at(size_px) <= self.width():
                return

    def _width_at(self, size_px: int) -> int:
        """Take letters of a size, and return the width that the words need."""
        self.setFont(font(size_px, bold=self._bold))
        return self.sizeHint().width()


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
