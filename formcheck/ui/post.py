"""The way of a file to the physio, and of one from there."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QObject, QStandardPaths, pyqtSignal
from PyQt6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from formcheck.errors import FormcheckError
from formcheck.language import _
from formcheck.store.parcel import SUFFIX, Parcel
from formcheck.store.parcel_read import read_parcel
from formcheck.store.people import People
from formcheck.ui.look import Look
from formcheck.ui.resident import Resident
from formcheck.ui.send_dialog import SendDialog
from formcheck.ui.send_work import SendWork
from formcheck.ui.sent_programme_dialog import SentProgrammeDialog
from formcheck.ui.sent_sessions_dialog import SentSessionsDialog
from formcheck.ui.work_dialog import WorkDialog, folder_of

_DIALOG_SHARE: Final = 0.92


class Post(QObject):
    """Opens the dialogs; one at a time.

    Parameters
    ----------
    window
        The first window.
    resident
        Who is at home.
    look
        Returns colours and sizes of the dialogs.
    """

    followed = pyqtSignal()
    """Another programme holds."""
    joined = pyqtSignal()
    """Somebody is new on this computer."""
    trouble = pyqtSignal(str)

    def __init__(self, window: QWidget, resident: Resident, look: Callable[[], Look]) -> None:
        super().__init__(window)
        self._window, self._resident, self._look = window, resident, look
        self._work = SendWork(self)
        self._work.failed.connect(self.trouble)
        self._work.over.connect(self._read)
        self._waits: QProgressDialog | None = None
        self.dialog: WorkDialog | None = None
        """What is open."""

    def send(self) -> None:
        """Ask what to send."""
        try:
            self._open(SendDialog(self._resident, self._look(), self._window))
        except FormcheckError as error:
            self.trouble.emit(str(error))

    def ask(self) -> QFileDialog:
        """Ask which file to open."""
        downloads = QStandardPaths.StandardLocation.DownloadLocation
        dialog = QFileDialog(
            self._window,
            _("Open a file from your physio"),
            folder_of(downloads),
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Files of formcheck") + f" (*{SUFFIX})", _("All files") + " (*)"])
        dialog.fileSelected.connect(lambda chosen: self.open(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open(self, path: Path) -> None:
        """Read a file that was sent, and show it."""
        if self._work.busy:
            return
        # It is shown only where it takes a while: a video of an hour.
        waits = QProgressDialog(_("Opening {path}.").format(path=path.name), "", 0, 0, self._window)
        waits.setWindowTitle("formcheck")
        waits.setCancelButtonText(_("Stop"))
        waits.canceled.connect(self._work.stop)
        self._waits = waits
        self._work.begin(partial(self._reading, path))

    def close(self) -> None:
        """Stop what is under way."""
        self._work.close()
        if self.dialog is not None:
            self.dialog.leave()

    def _reading(self, path: Path) -> Callable[[], None]:
        parcel = read_parcel(path)
        self._work.check()
        return partial(self._show, parcel)

    def _read(self) -> None:
        waits, self._waits = self._waits, None
        if waits is not None:
            waits.canceled.disconnect(self._work.stop)
            waits.close()
            waits.deleteLater()

    def _show(self, parcel: Parcel) -> None:
        try:
            self._open(self._made(parcel))
        except FormcheckError as error:
            self.trouble.emit(str(error))

    def _made(self, parcel: Parcel) -> WorkDialog:
        """Return the dialog of a file: a programme alone is to be followed."""
        who, sent = self._resident, parcel.programme
        if sent is None or parcel.sessions:
            return SentSessionsDialog(who.store, parcel, self._look(), self._window)
        return SentProgrammeDialog(who, parcel, sent, self._look(), self._window)

    def _open(self, dialog: WorkDialog) -> None:
        dialog.resize(self._window.size() * _DIALOG_SHARE)
        dialog.finished.connect(partial(self._closed, dialog))
        self.dialog = dialog
        dialog.open()

    def _closed(self, dialog: WorkDialog, _result: int) -> None:
        self.dialog = None
        dialog.deleteLater()
        if isinstance(dialog, SentProgrammeDialog) and dialog.result():
            self.followed.emit()
            icon, words = QMessageBox.Icon.Information, dialog.told_followed
            QMessageBox(icon, "formcheck", words, parent=self._window).open()
        people = People(self._resident.store)
        if isinstance(dialog, SentSessionsDialog) and len(people.all()) != dialog.people_before:
            self.joined.emit()
