"""What goes out of the review: files that are saved, and another window that compares."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QWidget

from formcheck.errors import FormcheckError
from formcheck.report.content import Table
from formcheck.review.item import Item
from formcheck.review.kept_poses import KeptPoses
from formcheck.ui.review.compare_pick import Compared
from formcheck.ui.review.compare_window import CompareWindow
from formcheck.ui.review.comparing import CompareButton, Comparer, compared, weeks_of
from formcheck.ui.review.save_menu import SaveMenu
from formcheck.ui.review.saving import Saver, Told, What
from formcheck.ui.review.work import Work

MakeWindow = Callable[[Compared, Compared | None, Sequence[Table]], CompareWindow]


class Outlets(QObject):
    """Two buttons with menus, and what they do with the recording that is open.

    Parameters
    ----------
    work
        What is open.
    items
        What can be compared with it.
    kept, unpacked
        Where poses of videos are kept, and a folder for the videos of files that somebody sent.
    make_window
        Makes the window that compares.
    """

    said = pyqtSignal(str)
    """Something that somebody should know; empty when it is over."""
    opened = pyqtSignal()
    """Another window is in front now."""

    def __init__(
        self,
        work: Work,
        items: Sequence[Item],
        kept: KeptPoses | None,
        unpacked: Path,
        make_window: MakeWindow,
    ) -> None:
        super().__init__()
        self._work, self._unpacked, self._make_window = work, unpacked, make_window
        self.save_menu, self.saver = SaveMenu(), Saver()
        self.compare, self.comparer = CompareButton(items), Comparer(kept)
        self.window: CompareWindow | None = None
        """The one that compares."""
        self._opened = 0
        self.save_menu.wanted.connect(self._save)
        self.compare.wanted.connect(self._compare)
        self.compare.file_wanted.connect(self._compare_file)
        self.comparer.ready.connect(self.show_compared)
        for one in (self.saver, self.comparer):
            one.said.connect(self.said)

    def show_work(self) -> None:
        """Offer what is possible now."""
        ready = self._work.editable
        self.save_menu.show_item(self._work.item, ready=ready)
        self.compare.setEnabled(ready)

    def close(self) -> bool:
        """Stop everything; return whether all threads have ended in time."""
        if self.window is not None:
            self.window.close()
        return self.comparer.close() and self.saver.close()

    def show_compared(self, other: Compared | None) -> None:
        """Compare the recording with another one, or two repetitions of it."""
        item, take = self._work.item, self._work.take
        if item is None or take is None:
            return
        more: tuple[Table, ...] = ()
        try:
            more = weeks_of(item, take)
        except FormcheckError as error:
            self.said.emit(str(error))
        if self.window is not None:
            self.window.close()
        self.opened.emit()
        window = self._make_window(compared(item, take), other, more)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._opened += 1
        window.destroyed.connect(partial(self._forget, self._opened))
        self.window = window
        window.show()

    def _forget(self, opened: int) -> None:
        """Know that a window is gone; it may be that another one is open already."""
        if opened == self._opened:
            self.window = None

    def _save(self, what: What, path: Path) -> None:
        view, item = self._work.view, self._work.item
        if item is not None and view.take is not None and view.measured is not None:
            shown = self.save_menu.shown
            told = Told(item=item, view=view, measured=view.measured, take=view.take, shown=shown)
            self.saver.save(what, path, told)

    def _compare(self, other: Item | None) -> None:
        if other is None:
            self.show_compared(None)
        elif other is not self._work.item:
            self.comparer.look_at(other)

    def _compare_file(self) -> None:
        item, parent = self._work.item, self.compare.window()
        if item is not None and isinstance(parent, QWidget):
            self.comparer.ask(parent, item.beside.parent, self._unpacked)
