"""What is open, how far it is looked at, and what went wrong: the line above the picture."""

from collections.abc import Sequence
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from formcheck.exercises.spec import Exercise
from formcheck.language import _, number
from formcheck.review.analysis import Stage
from formcheck.review.case import CaseView
from formcheck.review.item import Item
from formcheck.ui.buttons import push_button
from formcheck.ui.look import Look
from formcheck.ui.theme import font

_HUNDRED: Final = 100


class Head(QWidget):
    """Title, exercise, progress; and a choice where nobody can tell which exercise it is."""

    exercise_chosen = pyqtSignal(str)
    """Slug."""

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        super().__init__()
        self.title, self.status, self.message = QLabel(), QLabel(), QLabel()
        self.message.setWordWrap(True)
        self.message.setProperty("warning", "true")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("How much was looked at"))
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Which exercise is it?"))
        for one in sorted(exercises, key=lambda one: _(one.title)):
            self.choice.addItem(_(one.title), one.slug)
        self.judge = push_button(_("Judge it by this"), main=True)
        self.judge.clicked.connect(lambda: self.exercise_chosen.emit(self.choice.currentData()))
        self._asking, self._row = QWidget(), QHBoxLayout()
        self._lay_out()
        self.tell("")

    def add(self, *buttons: QWidget) -> None:
        """Put buttons at the end of the line."""
        for one in buttons:
            self._row.addWidget(one)

    def show_item(self, item: Item | None) -> None:
        """Say what is open."""
        text = "" if item is None else item.title
        self.title.setText(f"{item.person}, {text}" if item is not None and item.person else text)
        self.title.setToolTip(self.title.text())

    def show_view(self, view: CaseView) -> None:
        """Say how far it is."""
        self.status.setText(_status(view))
        asks = view.stage is Stage.DONE and view.poses is not None and view.take is None
        self._asking.setVisible(asks and not view.error)
        going = view.progress is not None and view.stage is not Stage.DONE
        self.progress.setVisible(going)
        if view.progress is not None and going:
            total = view.progress.total or 0
            self.progress.setRange(0, total)
            self.progress.setValue(min(view.progress.frames, total))
        if view.error:
            self.tell(view.error)
        elif view.skipped and not view.busy:
            self.tell(view.skipped[-1].why)
        elif view.take is not None and not view.take.measurable and not self.message.text():
            self.tell(_("There are no pictures: no video of this is kept."))

    def tell(self, text: str) -> None:
        """Say something that somebody should know; nothing when it is empty."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.title.setFont(font(look.body_px, bold=True))
        self.status.setFont(font(look.small_px))
        for one, px in ((self.title, look.body_px), (self.status, look.small_px)):
            one.setStyleSheet(f"font-size: {px}px; color: {look.palette.text};")
        self.message.setStyleSheet(f"font-size: {look.small_px}px; color: {look.palette.warning};")
        self.choice.setStyleSheet(f"font-size: {look.small_px}px;")
        look.dress_button(self.judge)
        self.judge.set_sizes(round(look.small_px * _LEAST), look.small_px, bold=True)
        self.progress.setFixedHeight(max(6, look.small_px // 2))

    def _lay_out(self) -> None:
        column, asking = QVBoxLayout(self), QHBoxLayout(self._asking)
        row = self._row
        column.setContentsMargins(0, 0, 0, 0)
        # The title gives way first: it stands in the list and in its own tip, too.
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.title, 1)
        row.addWidget(self.status, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.progress)
        asking.setContentsMargins(0, 0, 0, 0)
        question = QLabel(_("I cannot tell which exercise this is."))
        question.setWordWrap(True)
        asking.addWidget(question, 1)
        asking.addWidget(self.choice)
        asking.addWidget(self.judge)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addWidget(self._asking)
        self._asking.hide()
        self.progress.hide()


_LEAST: Final = 0.6


def _status(view: CaseView) -> str:
    """Say which exercise it is and how far it was looked at, in few words."""
    parts = []
    if view.take is not None:
        title = _(view.take.exercise.title)
        text = _("{exercise} (recognised)") if view.recognised else "{exercise}"
        parts.append(text.format(exercise=title))
    if view.stage is not Stage.DONE:
        parts.append(_share(view))
    elif view.busy:
        parts.append(_("working your changes in"))
    elif view.edits and view.take is not view.measured:
        parts.append(_("corrected by hand"))
    return " · ".join(parts)


def _share(view: CaseView) -> str:
    progress = view.progress
    if progress is None or not progress.total:
        return _("looking at it")
    share = number(min(_HUNDRED, _HUNDRED * progress.frames / progress.total), 0)
    return _("{share} % looked at").format(share=share)
