"""What is read and scrolls: Tab goes to it, arrows scroll, a screen reader reads all of it."""

from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from formcheck.ui.look import Look

_SPACING_PX: Final = 14


class Scrolled(QScrollArea):
    """A column of widgets.

    Parameters
    ----------
    name
        What a screen reader calls it.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(10, 6, 10, 6)
        self.column.setSpacing(_SPACING_PX)
        self.setWidget(inside)

    def dress(self, look: Look) -> None:
        """Show where the focus is, in other colours."""
        one = look.palette
        self.setStyleSheet(
            f"#scrolled {{ border: 3px solid transparent; border-radius: 8px; }}"
            f"#scrolled:focus {{ border-color: {one.focus}; }}"
        )


def words(text: str = "", *, small: bool = False) -> QLabel:
    """Return a text that breaks its lines."""
    made = QLabel(text)
    made.setWordWrap(True)
    made.setProperty("small", "true" if small else "false")
    return made


def show_words(label: QLabel, text: str) -> None:
    """Show another text, or none at all."""
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(text))
