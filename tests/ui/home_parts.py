"""A home window on a store of its own, with a day and settings that a test chooses."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from PyQt6.QtCore import QSettings
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.care.move import Move
from formcheck.exercises.loader import list_exercises
from formcheck.session.moves import known_moves
from formcheck.store.database import open_store
from formcheck.ui.health import Health
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.look import Colours
from formcheck.ui.screening_dialog import QUESTIONS, ScreeningDialog

SUNDAY = date(2026, 11, 22)
SATURDAY = date(2026, 11, 21)


@cache
def moves_in(_language: str) -> dict[str, Move]:
    """Return every exercise, read once for all tests."""
    return known_moves()


class Home:
    """A real window, and what it opened."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.day = SUNDAY
        self.started: list[str] = []
        self.store = open_store(str(folder / "store.sqlite"))
        self.health = Health(self.store)
        self.window = self.another()

    def another(
        self,
        open_live: Callable[[str], LiveWindow] | None = None,
        *,
        colours: Colours = Colours.DARK,
        zoom: int = 100,
    ) -> HomeWindow:
        """Return a window as the program opens it the next time."""
        settings = QSettings(str(self.folder / "window.ini"), QSettings.Format.IniFormat)
        if zoom != 100 or colours is not Colours.DARK:
            settings.setValue("home/zoom", zoom)
            settings.setValue("home/colours", colours.value)
        opens = open_live or self._open
        self.window = HomeWindow(self.health, opens, settings, lambda: self.day)
        self.qtbot.addWidget(self.window)
        with self.qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        return self.window

    @property
    def dialog(self) -> ScreeningDialog:
        """The safety questions that are open."""
        assert self.window.dialog is not None
        return self.window.dialog

    def pass_questions(self) -> None:
        """Agree, and answer no to everything."""
        self.window.ask()
        self.dialog.answer(yes=True)
        for _question in QUESTIONS:
            self.dialog.answer(yes=False)
        self.dialog.answer(yes=True)
        QApplication.processEvents()

    def _open(self, slug: str) -> LiveWindow:
        self.started.append(slug)
        # Whoever opened it deletes it when it was closed.
        made = LiveWindow(list_exercises(), [], lambda _: None)
        made.show()
        return made
