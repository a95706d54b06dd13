"""Finds what a recording is compared with: itself, another one of the list, or another file."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from formcheck.errors import FormcheckError
from formcheck.language import _
from formcheck.report.content import Table
from formcheck.report.difference_table import weeks_table
from formcheck.report.first_and_now import Dated
from formcheck.review.analysis import Stage
from formcheck.review.case import Case
from formcheck.review.item import Item
from formcheck.review.kept_poses import KeptPoses
from formcheck.review.review_file import load_review
from formcheck.review.take import Take
from formcheck.store.database import open_store
from formcheck.store.sessions import Sessions
from formcheck.ui.look import Look
from formcheck.ui.review.compare_pick import Compared
from formcheck.ui.review.shelf import items_of
from formcheck.ui.theme import font


class CompareButton(QToolButton):
    """Opens a menu of what the open recording can be compared with."""

    wanted = pyqtSignal(object)
    """The other `Item`; None: two repetitions of the open one."""
    file_wanted = pyqtSignal()

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__()
        self.setText(_("Compare"))
        self.setToolTip(_("Compare two repetitions, or two recordings, side by side (C)"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        first = menu.addAction(_("Repetitions of this recording"))
        if first is not None:
            first.setShortcut("C")
            first.triggered.connect(lambda: self.wanted.emit(None))
        for item in items if len(items) > 1 else ():
            action = menu.addAction(_("With {recording}").format(recording=item.title))
            if action is not None:
                action.triggered.connect(lambda _checked, item=item: self.wanted.emit(item))
        another = menu.addAction(_("With another file…"))
        if another is not None:
            another.triggered.connect(self.file_wanted)
        self.setMenu(menu)

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.setFont(font(look.small_px))
        self.setStyleSheet(f"font-size: {look.small_px}px; padding: 0.1em 1.2em 0.1em 0.5em;")


class Comparer(QObject):
    """Looks at the other recording in a thread, with what was corrected in it."""

    ready = pyqtSignal(object)
    """The other one, as `Compared`."""
    said = pyqtSignal(str)
    woke = pyqtSignal()

    def __init__(self, kept: KeptPoses | None) -> None:
        super().__init__()
        self._kept = kept
        self._case: Case | None = None
        self.woke.connect(self._look)

    def look_at(self, item: Item) -> None:
        """Look at another recording; what is being looked at is given up."""
        self.close()
        try:
            review = load_review(item.beside)
        except FormcheckError as error:
            self.said.emit(str(error))
            review = None
        edits = () if review is None else review.edits
        self._case = Case(item, self.woke.emit, edits=edits, kept=self._kept)
        self.said.emit(_("Looking at {recording}.").format(recording=item.title))
        self._case.start()

    def ask(self, parent: QWidget, folder: Path, unpacked: Path) -> QFileDialog:
        """Ask for a file and look at it."""
        dialog = QFileDialog(parent, _("Compare with"), str(folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._open(path, unpacked))
        dialog.open()
        return dialog

    def close(self) -> bool:
        """Stop; return whether the thread has ended in time."""
        case, self._case = self._case, None
        return True if case is None else case.close()

    def _open(self, path: str, unpacked: Path) -> None:
        try:
            self.look_at(items_of(path, folder=unpacked)[0])
        except FormcheckError as error:
            self.said.emit(str(error))

    def _look(self) -> None:
        view = None if self._case is None else self._case.take()
        if view is None or self._case is None or view.stage is not Stage.DONE or view.busy:
            return
        item = self._case.item
        if view.take is None:
            why = view.error or _("I cannot tell which exercise {recording} is: open it first.")
            self.said.emit(why.format(recording=item.title))
        else:
            self.said.emit("")
            self.ready.emit(compared(item, view.take))
        self.close()


def compared(item: Item, take: Take) -> Compared:
    """Return a recording that can be compared."""
    return Compared(take, item.title, item.video)


def weeks_of(item: Item, take: Take) -> tuple[Table, ...]:
    """Return how a person's first week and now differ; nothing for a file.

    Raises
    ------
    StoreError
        When the store cannot be read.
    """
    if not item.session:
        return ()
    with closing(open_store(item.store)) as opened:
        sessions = Sessions(opened)
        person = sessions.read(item.session, series=False).info.person
        known = sessions.of_person(person, exercise=take.exercise.slug)
        dated = [
            Dated(one.started_at.astimezone().date(), sessions.read(one.id, series=False).record)
            for one in known
        ]
    table = weeks_table(dated, take.exercise)
    return () if table is None else (table,)
