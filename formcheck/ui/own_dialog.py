"""Dialogs of our own: seen whole, with their title, however large the window under them is."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.ui.place import fit_whole


class OwnDialog(QDialog):
    """As large as its opener wishes, where its screen has room; what does not fit in it scrolls."""

    @override
    def setVisible(self, visible: bool) -> None:
        # Every way to open a dialog comes through here, and Qt chooses its place after it.
        if visible and not self.isVisible():
            fit_whole(self)
            held = self.layout()
            if held is not None and _least_px(held, self.width()) > self.height():
                self._let_scroll(held)
        super().setVisible(visible)

    def _let_scroll(self, held: QLayout) -> None:
        """Put everything into an area that scrolls."""
        inside, area = QWidget(self), QScrollArea(self)
        inside.setLayout(held)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)


def _least_px(held: QLayout, width_px: int) -> int:
    """Return the height below which something would be cut off or lie over something else."""
    if held.hasHeightForWidth():
        return held.minimumHeightForWidth(width_px)
    return held.totalMinimumSize().height()
