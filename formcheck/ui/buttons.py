"""Buttons that Enter presses too: Qt gives them the space bar only."""

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QPushButton


def push_button(text: str, *, name: str = "", main: bool = False) -> QPushButton:
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
    button = QPushButton(text)
    button.setAccessibleName(name)
    if main:
        button.setProperty("main", "true")
    for key in ("Return", "Enter"):
        shortcut = QShortcut(QKeySequence(key), button)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(button.click)
    return button
