"""The button that saves what was found, and what may be seen of the person in it."""

from pathlib import Path
from typing import Final

from PyQt6.QtCore import QStandardPaths, pyqtSignal
from PyQt6.QtGui import QActionGroup, QKeySequence
from PyQt6.QtWidgets import QFileDialog, QMenu, QToolButton

from formcheck.language import N_, _
from formcheck.report.shown import Shown
from formcheck.review.item import Item
from formcheck.ui.look import Look
from formcheck.ui.review.saving import NAMES, What
from formcheck.ui.theme import font

_TITLES: Final = {
    What.REPORT: (N_("Report…"), "Ctrl+S"),
    What.EXPORT: (N_("For other programs…"), "Ctrl+E"),
    What.VIDEO: (N_("Video with all marks…"), ""),
}
_SHOWN: Final = {
    Shown.BLURRED: N_("Faces unrecognisable"),
    Shown.ALL: N_("Faces as they are"),
    Shown.NONE: N_("No pictures in reports"),
}


class SaveMenu(QToolButton):
    """Asks for a file; the rest is somebody else's."""

    wanted = pyqtSignal(object, object)
    """`What` and the `Path`."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(_("Save"))
        self.setToolTip(_("Save a report, a table, or the video with all marks"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.shown = Shown.BLURRED
        self._item: Item | None = None
        menu = QMenu(self)
        self.actions_ = {what: menu.addAction(_(title)) for what, (title, _key) in _TITLES.items()}
        for what, action in self.actions_.items():
            if action is not None:
                key = _TITLES[what][1]
                action.setShortcut(QKeySequence(key))
                action.triggered.connect(lambda _checked, what=what: self.ask(what))
        menu.addSeparator()
        self._choose_shown(menu)
        self.setMenu(menu)

    def show_item(self, item: Item | None, *, ready: bool) -> None:
        """Say what is open, and whether all of it was looked at."""
        self._item = item
        self.setEnabled(ready)
        video = self.actions_[What.VIDEO]
        if video is not None:
            video.setEnabled(item is not None and item.video is not None)

    def ask(self, what: What) -> QFileDialog | None:
        """Ask where to save something; None where there is nothing to save."""
        if self._item is None or not self.isEnabled():
            return None
        kinds = NAMES[what]
        filters = [f"{_(title)} (*{ending})" for ending, title in kinds]
        dialog = QFileDialog(self.window(), _("Save"), str(_folder(self._item)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters)
        stem = Path(self._item.title).stem
        name = f"{stem}-marked" if what is What.VIDEO else stem
        dialog.selectFile(f"{name}{kinds[0][0]}")
        dialog.filterSelected.connect(
            lambda chosen: dialog.selectFile(f"{name}{kinds[filters.index(chosen)][0]}")
        )
        dialog.fileSelected.connect(lambda path: self.wanted.emit(what, Path(path)))
        dialog.open()
        return dialog

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.setFont(font(look.small_px))
        self.setStyleSheet(f"font-size: {look.small_px}px; padding: 0.1em 1.2em 0.1em 0.5em;")

    def _choose_shown(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for shown, title in _SHOWN.items():
            action = menu.addAction(_(title))
            if action is None:
                continue
            action.setCheckable(True)
            action.setChecked(shown is self.shown)
            action.triggered.connect(lambda _checked, shown=shown: self._show(shown))
            group.addAction(action)

    def _show(self, shown: Shown) -> None:
        self.shown = shown


def _folder(item: Item) -> Path:
    """Return the folder of a recording; of a session that of the person's documents."""
    if item.beside.exists():
        return item.beside.parent
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents))
