"""The first screen: what to do, and which camera watches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from formcheck.exercises.spec import Exercise
from formcheck.language import N_, _
from formcheck.ui import guess_words
from formcheck.ui.buttons import push_button
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.theme import MUTED, Sizes, font
from formcheck.ui.wrapping_list import WrappingList

_CLIPS = "*.mp4 *.mov *.mkv *.webm *.avi *.m4v"


class Kind(Enum):
    """What choosing an entry needs."""

    READY = auto()
    """It says itself where the pictures come from."""
    ADDRESS = auto()
    """An address has to be typed."""
    CLIP = auto()
    """A file has to be chosen."""


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """One entry of the camera list."""

    label: str
    kind: Kind = Kind.READY
    source: str = ""
    """Number, name, address or file, as `formcheck.capture.choose.open_source` takes it."""


OTHER_CHOICES = (
    CameraChoice(N_("Phone or network camera"), Kind.ADDRESS),
    CameraChoice(N_("Play a video as a camera"), Kind.CLIP),
)


class Chooser(QWidget):
    """Two lists and one button: arrows choose, Enter goes on, Tab changes sides."""

    chosen = pyqtSignal(object, str)
    """An `Exercise`, None to find out what is shown, and a source, when Start is pressed."""
    back = pyqtSignal()
    """Back to the session that waits."""

    def __init__(self, exercises: Sequence[Exercise], cameras: Sequence[CameraChoice]) -> None:
        super().__init__()
        self._exercises = tuple(exercises)
        self._cameras = [*cameras, *(replace(one, label=_(one.label)) for one in OTHER_CHOICES)]
        self.exercise_list = _list(
            _("Exercises"), [*(each.title for each in self._exercises), guess_words.title()]
        )
        self.camera_list = _list(_("Cameras"), [each.label for each in self._cameras])
        self.address = QLineEdit()
        self.address.setPlaceholderText(_("http://… or rtsp://…"))
        self.address.setAccessibleName(_("Address of the network camera"))
        self.about = FittedText(middle=False)
        self.about.set_colour(MUTED)
        self.start_button = push_button(
            _("Start (Enter)"), name=_("Start with this exercise and camera"), main=True
        )
        self.back_button = push_button(_("Back to the session (Esc)"))
        self.back_button.hide()
        self._titles = (FittedText(bold=True), FittedText(bold=True))
        self._compose()
        self._connect()
        self._show_choice()

    def choose_exercise(self, slug: str) -> None:
        """Select an exercise; one that is not in the list changes nothing."""
        for row, exercise in enumerate(self._exercises):
            if exercise.slug == slug:
                self.exercise_list.setCurrentRow(row)

    def choose_camera(self, source: str) -> None:
        """Select a source, adding it to the list when it is new."""
        sources = [camera.source for camera in self._cameras]
        if source not in sources:
            label = Path(source).name if "://" not in source else source
            self._cameras.insert(0, CameraChoice(label, Kind.READY, source))
            self.camera_list.insert_row(0, label)
            sources.insert(0, source)
        self.camera_list.setCurrentRow(sources.index(source))

    def start(self) -> None:
        """Start with what is selected, after asking for what is missing."""
        exercise, camera = self._exercise(), self._camera()
        if (exercise is None and not self._guesses()) or camera is None:
            return
        source = camera.source
        if camera.kind is Kind.ADDRESS:
            source = self.address.text().strip()
            if not source:
                self.address.setFocus()
                return
        elif camera.kind is Kind.CLIP:
            kinds = ";;".join((_("Videos") + f" ({_CLIPS})", _("All files") + " (*)"))
            source = QFileDialog.getOpenFileName(self, _("Play a video"), "", kinds)[0]
            if not source:
                return
            self.choose_camera(source)
        self.chosen.emit(exercise, source)

    def first_source(self) -> str:
        """Return the source of the first entry."""
        return self._cameras[0].source

    def show_back(self, *, possible: bool) -> None:
        """Say whether a session waits behind this screen."""
        self.back_button.setVisible(possible)

    def _exercise(self) -> Exercise | None:
        row = self.exercise_list.currentRow()
        return self._exercises[row] if 0 <= row < len(self._exercises) else None

    def _guesses(self) -> bool:
        """Whether it is to be found out what is shown: the entry after all exercises."""
        return self.exercise_list.currentRow() == len(self._exercises)

    def _camera(self) -> CameraChoice | None:
        row = self.camera_list.currentRow()
        return self._cameras[row] if 0 <= row < len(self._cameras) else None

    def _compose(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(24)
        for title, words, shown in zip(
            self._titles,
            (_("What shall we do?"), _("Which camera watches?")),
            (self.exercise_list, self.camera_list),
            strict=True,
        ):
            title.set_text(words)
            column = QVBoxLayout()
            column.addWidget(title, 1)
            column.addWidget(shown, 8)
            columns.addLayout(column, 1)
            if shown is self.camera_list:
                column.addWidget(self.address)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.start_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addLayout(columns, 3)
        layout.addWidget(self.about, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.exercise_list.currentRowChanged.connect(self._show_choice)
        self.camera_list.currentRowChanged.connect(self._show_choice)
        self.exercise_list.itemActivated.connect(self.camera_list.setFocus)
        self.camera_list.itemActivated.connect(self.start)
        self.address.returnPressed.connect(self.start)
        self.start_button.clicked.connect(self.start)
        self.back_button.clicked.connect(self.back)

    def _show_choice(self) -> None:
        exercise, camera = self._exercise(), self._camera()
        if exercise is not None:
            about = (exercise.summary, exercise.dose.text, exercise.camera.text)
            self.about.set_text("\n".join(about))
        elif self._guesses():
            self.about.set_text(guess_words.about())
        self.address.setVisible(camera is not None and camera.kind is Kind.ADDRESS)
        chosen = exercise is not None or self._guesses()
        self.start_button.setEnabled(chosen and camera is not None)

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        sizes = Sizes.of_window(self.height())
        for title in self._titles:
            title.set_sizes(sizes.body_px, sizes.title_px)
        for shown in (self.exercise_list, self.camera_list, self.address):
            shown.setFont(font(sizes.body_px))
        for button in (self.start_button, self.back_button):
            button.setFont(font(sizes.body_px, bold=True))
        self.about.set_sizes(sizes.small_px, sizes.body_px)


def _list(name: str, labels: Sequence[str]) -> WrappingList:
    made = WrappingList(name)
    made.set_rows(list(labels))
    made.setCurrentRow(0)
    return made
