"""Asks which days are to be deleted; nothing is deleted by a slip."""

from datetime import date

from PyQt6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from formcheck.language import _
from formcheck.ui.buttons import push_button
from formcheck.ui.desk.scrolled import Scrolled, words
from formcheck.ui.look import Look
from formcheck.ui.own_dialog import OwnDialog

_SMALLEST = (320, 300)
Days = tuple[date, date]
"""The first and the last."""


class DeleteDaysDialog(OwnDialog):
    """Accepted when something is to be deleted; `days` says what.

    Parameters
    ----------
    week
        The days that are shown.
    title
        What this week is called.
    every
        All days that are known.
    """

    def __init__(
        self, week: Days, title: str, every: Days, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.days = week
        self.setWindowTitle(_("Delete days"))
        self.setStyleSheet(look.style_sheet)
        self.setMinimumSize(*_SMALLEST)
        self.text = words(
            _(
                "What is deleted cannot be brought back: times seated, breaks, shifts and shares "
                "of these days. Your baseline and your settings stay."
            )
        )
        scrolled = Scrolled(_("What is deleted"))
        scrolled.setAccessibleDescription(self.text.text())
        scrolled.column.addWidget(self.text)
        scrolled.column.addStretch(1)
        scrolled.dress(look)
        self.keep_button = push_button(_("Keep all days (Esc)"), name=_("Keep all days"), main=True)
        self.week_button = push_button(_("Delete: {week}").format(week=title))
        self.every_button = push_button(_("Delete all days"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(scrolled, 1)
        for button in (self.keep_button, self.week_button, self.every_button):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            button.setAutoDefault(False)
            look.dress_button(button)
            layout.addWidget(button)
        self.keep_button.clicked.connect(self.reject)
        self.week_button.clicked.connect(lambda: self._delete(week))
        self.every_button.clicked.connect(lambda: self._delete(every))
        self.keep_button.setFocus()

    def _delete(self, days: Days) -> None:
        self.days = days
        self.accept()
