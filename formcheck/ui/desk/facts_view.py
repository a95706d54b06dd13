"""The numbers of a day, a row each: what it is, and how much."""

from collections.abc import Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QGridLayout, QLabel, QWidget

from formcheck.ui.desk.scrolled import words
from formcheck.ui.desk.today_words import Fact
from formcheck.ui.look import Look


class FactsView(QWidget):
    """Rows of a title and a value; a value that is not known is small."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._shown: tuple[Fact, ...] = ()
        self._look: Look | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(10)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)

    @property
    def values(self) -> dict[str, str]:
        """What is shown, by title."""
        return {one.title: one.value for one in self._shown}

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other numbers."""
        if tuple(facts) == self._shown:
            return
        self._shown = tuple(facts)
        while len(self._rows) < len(facts):
            self._add_row()
        for (title, value), fact in zip(self._rows, facts, strict=True):
            title.setText(fact.title)
            value.setText(fact.value)
            value.setAccessibleName(f"{fact.title}: {fact.value}")
        self._dress()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._look = look
        self._dress()

    def _add_row(self) -> None:
        title, value = words(), words()
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = len(self._rows)
        self._grid.addWidget(title, row, 0)
        self._grid.addWidget(value, row, 1)
        self._rows.append((title, value))

    def _dress(self) -> None:
        if self._look is None:
            return
        muted, small = self._look.palette.muted, self._look.small_px
        for (title, value), fact in zip(self._rows, self._shown, strict=True):
            title.setStyleSheet(f"color: {muted};")
            value.setStyleSheet(
                "font-weight: bold;" if fact.known else f"color: {muted}; font-size: {small}px;"
            )
