"""A list whose lines break where they would be cut off."""

from typing import Final

from PyQt6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PyQt6.QtWidgets import (
    QListView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from formcheck.ui.look import Look
from formcheck.ui.theme import INK, TEXT

_SPACING_PX: Final = 6
_PAD_PX: Final = 12
"""Between a row's edge and its letters: what the style takes, and some air."""
_TALLEST_PX: Final = 100_000


class WrappingList(QListWidget):
    """A list that says itself how tall each row is.

    Qt measures rows before it knows whether there is a scroll bar beside them.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSpacing(_SPACING_PX)
        self._rows = _Rows(self)
        self.setItemDelegate(self._rows)

    def dress(self, look: Look) -> None:
        """Show it in other colours."""
        self._rows.ink = QColor(look.palette.text)

    def set_rows(self, texts: list[str]) -> None:
        """Show other rows."""
        self.clear()
        self.addItems(texts)
        self._measure()

    def insert_row(self, row: int, text: str) -> None:
        """Show one more."""
        self.insertItem(row, text)
        self._measure()

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._measure()

    @override
    def changeEvent(self, event: QEvent | None) -> None:
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        view = self.viewport()
        width = (self.width() if view is None else view.width()) - 2 * _SPACING_PX - 1
        metrics = QFontMetrics(self.font())
        room = QRect(0, 0, max(1, width - 2 * _PAD_PX), _TALLEST_PX)
        for row in range(self.count()):
            item = self.item(row)
            if item is not None:
                needed = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.text())
                item.setSizeHint(QSize(width, needed.height() + _PAD_PX))


class _Rows(QStyledItemDelegate):
    """Writes a row's words in the lines that were measured, all of them."""

    ink = QColor(TEXT)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem | None, index: QModelIndex) -> None:
        super().initStyleOption(option, index)
        if option is not None:
            option.text = ""

    @override
    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if painter is None:
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(INK) if chosen else self.ink)
        place = option.rect.adjusted(_PAD_PX, 0, -_PAD_PX, 0)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags), str(index.data() or ""))
        painter.restore()
