"""What the pages between two sets have in common: the movement, and three ways on."""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from formcheck.language import _
from formcheck.ui.buttons import push_button
from formcheck.ui.figure_view import FigureView
from formcheck.ui.look import Look

_FIGURE, _BESIDE = 3, 2
"""Shares of the width."""


class StepPage(QWidget):
    """The moving picture on the left, something beside it, and buttons below.

    Parameters
    ----------
    look
        Colours and sizes.
    main
        Text and spoken name of the button that goes on.
    skip
        Spoken name of the button that skips.
    reduced_motion
        Whether the picture stands still.
    """

    go_on = pyqtSignal()
    skip = pyqtSignal()
    leave = pyqtSignal()

    def __init__(
        self, look: Look, *, main: tuple[str, str], skip: str, reduced_motion: bool
    ) -> None:
        super().__init__()
        self.figure = FigureView(look, reduced_motion=reduced_motion)
        self.main_button = push_button(main[0], name=main[1], main=True)
        self.skip_button = push_button(_("Skip (N)"), name=skip)
        self.leave_button = push_button(_("End (Esc)"), name=_("End the training"))
        self.main_button.clicked.connect(self.go_on)
        self.skip_button.clicked.connect(self.skip)
        self.leave_button.clicked.connect(self.leave)

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.figure.dress(look)
        for button in (self.main_button, self.skip_button, self.leave_button):
            look.dress_button(button)

    def compose(self, beside: QWidget | QLayout, shares: tuple[int, int, int]) -> QHBoxLayout:
        """Put it together, and return the row of buttons.

        Parameters
        ----------
        beside
            What stands beside the picture.
        shares
            How wide the buttons are, beside each other.
        """
        columns, row = QHBoxLayout(), QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.figure, _FIGURE)
        if isinstance(beside, QWidget):
            columns.addWidget(beside, _BESIDE)
        else:
            columns.addLayout(beside, _BESIDE)
        row.setSpacing(14)
        buttons = (self.main_button, self.skip_button, self.leave_button)
        for button, share in zip(buttons, shares, strict=True):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.addWidget(button, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(columns, 1)
        layout.addLayout(row)
        return row
