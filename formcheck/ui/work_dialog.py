"""A dialog that reads or writes a file: what happens stands above its buttons."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QStandardPaths
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.language import _
from formcheck.ui.buttons import Button
from formcheck.ui.look import Look
from formcheck.ui.own_dialog import OwnDialog
from formcheck.ui.send_work import SendWork

_SMALLEST: Final = (640, 420)


def folder_of(place: QStandardPaths.StandardLocation) -> str:
    """Return one of the person's folders; their own where there is none of the kind."""
    found = QStandardPaths.writableLocation(place)
    return found if Path(found).is_dir() else str(Path.home())


class WorkDialog(OwnDialog):
    """Esc closes it; while a file is written, Esc stops that.

    Parameters
    ----------
    title
        Of the window.
    look
        Colours and sizes.
    """

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.work = SendWork(self)
        self.setWindowTitle(title)
        self.setStyleSheet(look.style_sheet)
        self.setMinimumSize(*_SMALLEST)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setAccessibleName(_("What happened"))
        self.told.setVisible(False)
        self.work.said.connect(self.say)
        self.work.failed.connect(self._failed)
        self.work.over.connect(self.refresh)

    @property
    def failed(self) -> bool:
        """Whether what is said is why something cannot be."""
        return bool(self.told.property("warning") == "true")

    def say(self, words: str, *, failed: bool = False) -> None:
        """Say what happened; empty for nothing."""
        self.told.setText(words)
        self.told.setProperty("warning", "true" if failed else "false")
        self.told.setStyleSheet(self._look.style_sheet)
        self.told.setVisible(bool(words))

    @override
    def reject(self) -> None:
        if self.work.busy:
            self.work.stop()
            return
        super().reject()

    def leave(self) -> None:
        """Close at once, as when the program ends."""
        self.work.close()
        self.done(QDialog.DialogCode.Rejected)

    def begin(self, task: Callable[[], Callable[[], None]], words: str) -> None:
        """Do something in the thread, and say what."""
        self.say(words)
        self.work.begin(task)
        self.refresh()

    def refresh(self) -> None:
        """Let be pressed what can be pressed now."""

    def compose(self, shown: Sequence[QWidget], buttons: Sequence[Button]) -> None:
        """Put everything below each other; the first of what is shown takes the room."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        for number, one in enumerate((*shown, self.told)):
            layout.addWidget(one, 0 if number else 1)
        row = QHBoxLayout()
        row.setSpacing(14)
        for button in buttons:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            button.setAutoDefault(False)
            row.addWidget(button, 1)
            self._look.dress_button(button)
        layout.addLayout(row)

    def _failed(self, words: str) -> None:
        self.say(words, failed=True)
