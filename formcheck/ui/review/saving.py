"""Saves what was found: as a report, as a file for other programs, as a video with all marks.

The work is done in a thread; the window goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import Final

from PyQt6.QtCore import QObject, pyqtSignal

from formcheck.errors import FormcheckError
from formcheck.language import N_, _, number
from formcheck.latest import Latest
from formcheck.report.exports import KINDS, write_exports
from formcheck.report.shown import Shown
from formcheck.review.case import CaseView
from formcheck.review.item import Item
from formcheck.review.take import Take
from formcheck.session.offline import Progress

_CLOSE_S: Final = 10.0
_HUNDRED: Final = 100


class What(StrEnum):
    """What is saved."""

    REPORT = "report"
    EXPORT = "export"
    VIDEO = "video"


NAMES: Final = {
    What.REPORT: ((".html", N_("Page to read or to print")), (".pdf", N_("PDF"))),
    What.EXPORT: tuple((kind.ending, kind.what) for kind in KINDS),
    What.VIDEO: ((".mp4", N_("Video with all marks")),),
}
"""How a file's name ends, and what it is, in English."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Told:
    """What is saved: as it was when somebody asked for it."""

    item: Item
    view: CaseView
    measured: Take
    take: Take
    shown: Shown
    """What may be seen of the person."""


class Saver(QObject):
    """Saves one file at a time."""

    said = pyqtSignal(str)
    """How far it is, that it is done, or why it cannot be."""
    woke = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._stopped = Event()
        self._told: Latest[str] = Latest()
        self._thread: Thread | None = None
        self.woke.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._thread is not None and self._thread.is_alive()

    def save(self, what: What, path: Path, told: Told) -> None:
        """Write a file; nothing happens while another one is being written."""
        if self.busy:
            self.said.emit(_("Another file is still being written."))
            return
        self._stopped.clear()
        work = partial(self._work, _WRITERS[what], path, told)
        self._thread = Thread(target=work, name="formcheck-saver", daemon=True)
        self.said.emit(_("Writing {path}.").format(path=path.name))
        self._thread.start()

    def close(self) -> bool:
        """Stop; return whether the thread has ended in time. What is not whole is not there."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(_CLOSE_S)
        return not self.busy

    def _look(self) -> None:
        text = self._told.take(0.0)
        if text is not None:
            self.said.emit(text)

    def _say(self, text: str) -> None:
        self._told.put(text)
        self.woke.emit()

    def _work(self, write: "_Write", path: Path, told: Told) -> None:
        try:
            whole = write(path, told, self)
        except FormcheckError as error:
            self._say(str(error))
            return
        if whole:
            self._say(_("Saved as {path}.").format(path=path))

    def stopped(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._stopped.is_set()

    def progress(self, path: Path, progress: Progress) -> None:
        """Say how far it is."""
        if progress.total and not progress.frames % _HUNDRED:
            share = number(min(_HUNDRED, _HUNDRED * progress.frames / progress.total), 0)
            self._say(_("Writing {path}: {share} %.").format(path=path.name, share=share))


_Write = Callable[[Path, Told, Saver], bool]


def _report(path: Path, told: Told, _saver: Saver) -> bool:
    # Late: the libraries that draw and fill in pages take their time.
    pictures = import_module("formcheck.report.pictures")
    reviewed = import_module("formcheck.report.reviewed")
    make_report = import_module("formcheck.report.make_report").make_report
    video = told.item.video
    keys = (
        pictures.no_pictures()
        if video is None
        else pictures.key_pictures(told.take, video, told.shown)
    )
    reported = reviewed.reported_of(
        told.item,
        told.measured,
        told.take,
        told.view.edits,
        skipped=told.view.skipped,
        pictures=keys,
    )
    write = import_module("formcheck.report.write_report").write_report
    write(path, make_report(reported))
    return True


def _export(path: Path, told: Told, _saver: Saver) -> bool:
    exported = import_module("formcheck.report.reviewed").exported_of
    write_exports([path], exported(told.item, told.take, told.view.edits))
    return True


def _video(path: Path, told: Told, saver: Saver) -> bool:
    write = import_module("formcheck.report.annotated").write_annotated
    marks = import_module("formcheck.report.take_marks").marks_of_take(told.take)
    done: bool = write(
        path,
        told.item.video,
        marks,
        blur=told.shown is not Shown.ALL,
        on_progress=partial(saver.progress, path),
        stop=saver.stopped,
    )
    return done


_WRITERS: Final = {What.REPORT: _report, What.EXPORT: _export, What.VIDEO: _video}
