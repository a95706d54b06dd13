"""The recordings of a folder, or of a file that somebody sent: one is open at a time."""

from collections.abc import Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from formcheck.language import _
from formcheck.review.item import Item
from formcheck.ui.look import Look


class RecordingsList(QWidget):
    """Enter or a double click opens a recording."""

    chosen = pyqtSignal(object)
    """The `Item`."""

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__()
        self.items = tuple(items)
        self._open_row = 0
        self.names = QListWidget()
        self.names.setAccessibleName(_("Recordings"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for one in self.items:
            text = f"{one.person}, {one.title}" if one.person else one.title
            row = QListWidgetItem(text)
            row.setToolTip(text)
            self.names.addItem(row)
        self.names.itemActivated.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.names)

    def show_open(self, item: Item) -> None:
        """Mark the recording that is open."""
        self._open_row = self.items.index(item)
        self.names.setCurrentRow(self._open_row)

    def beside(self, by: int) -> Item | None:
        """Return the recording so many below the one that is open; None where there is none."""
        place = self._open_row + by
        return self.items[place] if 0 <= place < len(self.items) else None

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.names.setStyleSheet(f"QListWidget {{ font-size: {look.small_px}px; }}")

    def _open(self) -> None:
        self.chosen.emit(self.items[self.names.currentRow()])
