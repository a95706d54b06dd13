"""What a person sends to the physio: which sessions, under which name, and a video or none."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QDate, QLocale, QStandardPaths, Qt, QTimer
from PyQt6.QtWidgets import (
    QDateEdit,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from formcheck.language import _, language, ngettext, number, pgettext
from formcheck.report import parcel_words
from formcheck.store.kept import State
from formcheck.store.parcel import MOST_NAME, MOST_VIDEO, SUFFIX, Parcel
from formcheck.store.parcel_write import write_parcel
from formcheck.store.parcel_zip import VIDEOS
from formcheck.store.sessions import Sessions
from formcheck.ui.buttons import push_button
from formcheck.ui.choice import Choice
from formcheck.ui.look import Look
from formcheck.ui.reading_text import Block, ReadingText
from formcheck.ui.resident import Resident
from formcheck.ui.work_dialog import WorkDialog, folder_of

LAST: Final = timedelta(weeks=4)
"""What is sent where nobody chooses: about the time between two visits; judgement."""
_HUNDRED: Final = 100
_FIRST_DAY: Final = QDate(2000, 1, 1)


class SendDialog(WorkDialog):
    """Tab goes through what can be chosen; the main button asks where to write the file.

    Parameters
    ----------
    resident
        Whose sessions.
    look
        Colours and sizes.

    Raises
    ------
    StoreError
        When what is kept cannot be read.
    """

    def __init__(self, resident: Resident, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(_("Send to your physio"), look, parent)
        self._resident = resident
        kept = Sessions(resident.store).of_person(resident.person.id)
        self._begun = [one.started_at for one in kept if one.state is not State.RUNNING]
        self.video: Path | None = None
        """What goes along."""
        self.which = Choice()
        self.day = _Day()
        self.many = _label("")
        self.name = QLineEdit()
        self.video_button = push_button(_("Add a video…"))
        self.without_button = push_button(_("Without the video"))
        self.video_told = _label("")
        self.warning = _label(_video_warning(), small=True)
        self.write_button = push_button(_("Write the file…"), main=True)
        self.close_button = push_button(_("Close (Esc)"), name=_("Close"))
        self.written = ReadingText(_("What is in the file"))
        """Takes the place of the questions when the file is there."""
        self.written.dress(look)
        self._area, self._panes = QScrollArea(), QStackedWidget()
        self._fill()
        for pane in (self._form(), self.written):
            self._panes.addWidget(pane)
        self.compose((self._panes,), (self.write_button, self.close_button))
        self._connect()
        self.choose_video(None)

    @property
    def since(self) -> datetime | None:
        """From when on sessions are sent; None for all."""
        chosen: date | None = self.which.currentData()
        if self.which.currentIndex() == self.which.count() - 1:
            chosen = self.day.date().toPyDate()
        return None if chosen is None else datetime.combine(chosen, time()).astimezone()

    def choose_video(self, path: Path | None) -> None:
        """Let a video go along, or none."""
        self.video = path
        text = _("No video goes along.")
        if path is not None:
            text = _("{name} goes along.").format(name=path.name)
        self.video_told.setText(text)
        self.without_button.setVisible(path is not None)
        self.warning.setProperty("small", "false" if path is not None else "true")
        self.warning.setProperty("warning", "true" if path is not None else "false")
        self.warning.setStyleSheet(self._look.style_sheet)
        if path is not None:
            # The words take their place when the rows are laid out anew.
            QTimer.singleShot(0, self._show_warning)

    def write(self, path: Path) -> None:
        """Write the file."""
        size = 0 if self.video is None else _size(self.video)
        task = partial(
            self._written,
            path,
            since=self.since,
            name=self.name.text(),
            video=self.video,
            on_video=partial(self._far, path, size),
        )
        self.begin(task, _("Writing {path}.").format(path=path.name))

    def ask_video(self) -> QFileDialog:
        """Ask which video goes along."""
        dialog = QFileDialog(self, _("Add a video"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = " ".join(f"*.{one} *.{one.upper()}" for one in VIDEOS)
        dialog.setNameFilters([_("Videos") + f" ({kinds})", _("All files") + " (*)"])
        dialog.fileSelected.connect(lambda chosen: self.choose_video(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def ask_file(self) -> QFileDialog:
        """Ask where to write it."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        name = _("sessions-{date}").format(date=self._resident.today.isoformat()) + SUFFIX
        dialog = QFileDialog(self, self.windowTitle(), folder_of(documents))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Files of formcheck") + f" (*{SUFFIX})")
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def refresh(self) -> None:
        """Say how many sessions it would be, and let be pressed what can be."""
        since = self.since
        many = sum(since is None or one >= since for one in self._begun)
        text = ngettext("{number} session goes along.", "{number} sessions go along.", many)
        nothing = _("There is no session in this time: choose an earlier day.")
        self.many.setText(text.format(number=many) if many else nothing)
        self.day.setVisible(self.which.currentIndex() == self.which.count() - 1)
        self.write_button.setEnabled(bool(many) and not self.work.busy)
        words = _("Stop (Esc)") if self.work.busy else _("Close (Esc)")
        self.close_button.setText(words)
        self.close_button.setAccessibleName(_("Stop") if self.work.busy else _("Close"))

    def _written(
        self,
        path: Path,
        *,
        since: datetime | None,
        name: str,
        video: Path | None,
        on_video: Callable[[int], None],
    ) -> Callable[[], None]:
        parcel = write_parcel(
            path,
            self._resident.store,
            self._resident.person.id,
            since=since,
            name=name,
            video=video,
            on_video=on_video,
        )
        return partial(self._show_written, parcel)

    def _far(self, path: Path, size: int, done: int) -> None:
        """Say how far the video is; end where nobody waits."""
        self.work.check()
        if done >= size:
            text = _("{path} is written, and read once more to be sure.")
            self.work.tell(text.format(path=path.name))
            return
        share = number(_HUNDRED * done / size, 0)
        self.work.tell(_("Writing {path}: {share} %.").format(path=path.name, share=share))

    def _show_written(self, parcel: Parcel) -> None:
        self.say("")
        self.written.show_text(_("The file is written"), sent_blocks(parcel))
        self._panes.setCurrentWidget(self.written)
        self.write_button.hide()
        self.written.setFocus()

    def _show_warning(self) -> None:
        self._area.ensureWidgetVisible(self.warning)

    def _fill(self) -> None:
        today = self._resident.today
        self.which.addItem(_("The last 4 weeks"), today - LAST)
        self.which.addItem(_("Everything"), None)
        self.which.addItem(_("Since a day"), today)
        first = min((one.astimezone().date() for one in self._begun), default=today)
        # Translators: how a day is typed: number, month, year, as Qt writes them.
        self.day.setDisplayFormat(pgettext("date", "d MMMM yyyy"))
        self.day.setLocale(QLocale(language()))
        self.day.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.day.setDateRange(_FIRST_DAY, QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(first.year, first.month, first.day))
        self.name.setMaxLength(MOST_NAME)
        self.name.setPlaceholderText(_("No name"))

    def _form(self) -> QScrollArea:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(_label(_what()))
        for text, field in (
            (_("Which sessions?"), self.which),
            (_("What do you want to be called in it? It may stay empty."), self.name),
        ):
            label = _label(text)
            label.setBuddy(field)
            field.setAccessibleName(text)
            column.addWidget(label)
            column.addWidget(field)
            if field is self.which:
                column.addWidget(self.day)
                column.addWidget(self.many)
        self.day.setAccessibleName(_("Since which day? Arrows change it."))
        buttons = QHBoxLayout()
        buttons.setSpacing(14)
        for button in (self.video_button, self.without_button):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            button.setAutoDefault(False)
            self._look.dress_button(button)
            buttons.addWidget(button, 1)
        column.addWidget(self.video_told)
        column.addLayout(buttons)
        column.addWidget(self.warning)
        column.addStretch(1)
        self._area.setWidget(rows)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._area

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self.refresh)
        self.day.dateChanged.connect(self.refresh)
        self.video_button.clicked.connect(self.ask_video)
        self.without_button.clicked.connect(partial(self.choose_video, None))
        self.write_button.clicked.connect(self.ask_file)
        self.close_button.clicked.connect(self.reject)
        self.refresh()
        self.which.setFocus()


class _Day(QDateEdit):
    """A day; Tab leaves it at once, and arrows go through its parts."""

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return QWidget.focusNextPrevChild(self, next)


def sent_blocks(parcel: Parcel) -> Iterator[Block]:
    """Give what is in a file that was written, and what is not."""
    yield Block(text=(str(parcel.path),))
    told = (parcel_words.left_out(), parcel_words.named(parcel))
    yield Block(_("In it"), points=tuple(parcel_words.inside(parcel)), text=told)
    yield Block(_("What now?"), (_how(),))


def _what() -> str:
    told = _(
        "This writes what you did to one file: your sessions with every repetition and reading, "
        "what you said of pain and effort, and your programme. The answers to the safety "
        "questions are not in it."
    )
    return f"{told} {_how()}"


def _how() -> str:
    return _(
        "formcheck sends nothing itself: you give the file to your physio, as you would a letter "
        "from a doctor. It is not encrypted."
    )


def _video_warning() -> str:
    return _(
        "A video is sent as it is: with your face and your voice, and with whatever the phone "
        "wrote into it, such as place and time. It may have up to {most} MB."
    ).format(most=MOST_VIDEO // 1_000_000)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # who writes it says why it cannot be read
        return 0


def _label(text: str, *, small: bool = False) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    made.setProperty("small", "true" if small else "false")
    return made
