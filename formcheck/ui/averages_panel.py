"""What a snapshot found: each average with its error, in two columns."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from formcheck.language import _
from formcheck.report import words
from formcheck.session.update import Update
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.theme import MUTED, Sizes

_MOST_ROWS = 8


class AveragesPanel(QWidget):
    """Rows of a name and a number; what was seen too little says so."""

    def __init__(self) -> None:
        super().__init__()
        self.title = FittedText(bold=True)
        self.note = FittedText()
        self.note.set_colour(MUTED)
        self.rows = tuple(_Row() for _ in range(_MOST_ROWS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title, 3)
        for row in self.rows:
            layout.addWidget(row, 2)
        layout.addWidget(self.note, 3)

    def show_averages(self, update: Update, sizes: Sizes) -> None:
        """Show the averages, as many as there is room for."""
        found = words.averages(update.averages)[:_MOST_ROWS]
        self.title.set_text(_("Your averages"))
        self.title.set_sizes(sizes.least_px, sizes.title_px)
        self.note.set_text(_("± is the error: true 19 times in 20."))
        self.note.set_sizes(sizes.least_px, sizes.body_px)
        for index, row in enumerate(self.rows):
            row.setVisible(index < len(found))
            if index < len(found):
                row.show_average(*found[index], sizes)


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name = FittedText()
        self.value = FittedText(bold=True, align=Qt.AlignmentFlag.AlignRight)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.name, 3)
        layout.addWidget(self.value, 2)

    def show_average(self, name: str, value: str, sizes: Sizes) -> None:
        self.name.set_text(name)
        self.value.set_text(value.split(":", maxsplit=1)[0])
        for one in (self.name, self.value):
            one.set_sizes(sizes.least_px, sizes.body_px)
        self.setAccessibleName(words.name_and(name, value))
