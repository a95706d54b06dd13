"""A list to choose from whose arrow is as large as its letters."""

from typing import Final

from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QPainter, QPaintEvent, QPalette, QPolygonF, QWheelEvent
from PyQt6.QtWidgets import QComboBox
from typing_extensions import override

_ARROW_SHARE: Final = 0.5
"""Width of an arrow that says that there is a list, in heights of a line."""


class Choice(QComboBox):
    """A list to choose from, which a turn of the wheel over the page does not change."""

    @override
    def wheelEvent(self, e: QWheelEvent | None) -> None:
        if e is not None:
            e.ignore()

    @override
    def showPopup(self) -> None:
        # A camera may have a longer name than there is room for beside its help.
        view = self.view()
        if view is not None:
            view.setMinimumWidth(view.sizeHintForColumn(0) + self.fontMetrics().height())
        super().showPopup()

    @override
    def paintEvent(self, e: QPaintEvent | None) -> None:
        super().paintEvent(e)
        # The arrow of the style is as small for large letters as for small ones.
        side = self.fontMetrics().height() * _ARROW_SHARE
        right, middle = self.width() - 2 * side, self.height() / 2
        arrow = QPolygonF(
            [
                QPointF(right - side, middle - side / 3),
                QPointF(right, middle - side / 3),
                QPointF(right - side / 2, middle + side / 3),
            ]
        )
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().brush(group, QPalette.ColorRole.Text))
        painter.drawPolygon(arrow)
        painter.end()
