"""What the pages between two sets have in common: the movement, and three ways on."""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.language import _
from formcheck.ui.button_rows import ButtonRows
from formcheck.ui.buttons import push_button
from formcheck.ui.figure_view import FigureView
from formcheck.ui.look import Look

_FIGURE, _BESIDE = 3, 2
"""Shares of the width."""
_BUTTONS, _LAST = 3, 1
"""Shares of the width below them."""
_GAP_PX, _SIDE_PX = 14, 24
"""Between things, and at the edges of the page."""


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
        buttons = (self.main_button, self.skip_button, self.leave_button)
        self._rows = ButtonRows(buttons, _GAP_PX)
        self._last: QWidget | None = None
        self.main_button.clicked.connect(self.go_on)
        self.skip_button.clicked.connect(self.skip)
        self.leave_button.clicked.connect(self.leave)

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.figure.dress(look)
        for button in (self.main_button, self.skip_button, self.leave_button):
            look.dress_button(button)
        self._fit()

    def compose(self, beside: QWidget | QLayout, last: QWidget | None = None) -> None:
        """Put it together.

        Parameters
        ----------
        beside
            What stands beside the picture.
        last
            What stands beside the buttons.
        """
        columns, row = QHBoxLayout(), QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.figure, _FIGURE)
        if isinstance(beside, QWidget):
            columns.addWidget(beside, _BESIDE)
        else:
            columns.addLayout(beside, _BESIDE)
        row.setSpacing(_GAP_PX)
        row.addLayout(self._rows, _BUTTONS)
        if last is not None:
            row.addWidget(last, _LAST)
            self._last = last
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE_PX, 20, _SIDE_PX, 20)
        layout.setSpacing(_GAP_PX)
        layout.addLayout(columns, 1)
        layout.addLayout(row)

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._fit()

    def _fit(self) -> None:
        """Arrange the buttons in the width that they have."""
        width_px = self.width() - 2 * _SIDE_PX
        if self._last is not None:
            width_px = (width_px - _GAP_PX) * _BUTTONS // (_BUTTONS + _LAST)
        self._rows.fit(width_px)
