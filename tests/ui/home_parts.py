"""A home window on a store of its own, with a day and settings that a test chooses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from PyQt6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from formcheck.care.move import Move
from formcheck.care.today import Task
from formcheck.errors import FormcheckError
from formcheck.exercises.loader import list_exercises
from formcheck.language import language
from formcheck.session.moves import known_moves
from formcheck.settings import COLOURS, LETTERS
from formcheck.store.database import open_store
from formcheck.store.kept import Opening
from formcheck.store.people import People, Person
from formcheck.store.sessions import Sessions
from formcheck.ui.health import Health
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.look import Colours
from formcheck.ui.openers import Openers, SessionWindow
from formcheck.ui.resident import resident
from formcheck.ui.screening_dialog import ScreeningDialog
from tests.ui.conftest import record_of

SUNDAY = date(2026, 11, 22)
SATURDAY = date(2026, 11, 21)
CAMERAS = [("Camera 0 (Integrated Webcam: Integrated C)", "0"), ("Camera 2", "2")]

OpenDialog = TypeVar("OpenDialog", bound=QDialog)
_SHARE = 0.92
"""Of a dialog, of its window."""


@cache
def moves_in(_language: str) -> dict[str, Move]:
    """Return every exercise, read once for all tests."""
    return known_moves()


class Home:
    """A real window, and what it opened."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.day = SUNDAY
        self.given: dict[str, str] = {}
        self.started: list[str] = []
        self.desks = 0
        """How often the reminder was started."""
        self.store = open_store(str(folder / "store.sqlite"))
        self.people = People(self.store)
        self.person = self.people.add("Ann")
        self.health = Health(self.store, self.person.id)
        self.window = self.another()

    def another(
        self,
        open_live: Callable[[str], SessionWindow] | None = None,
        *,
        colours: Colours = Colours.DARK,
        zoom: int = 100,
        person: Person | None = None,
        news: str = "",
    ) -> HomeWindow:
        """Return a window as the program opens it the next time."""
        self.person = person or self.person
        if zoom != 100 or colours is not Colours.DARK:
            self.people.set(self.person.id, LETTERS.name, str(zoom))
            self.people.set(self.person.id, COLOURS.name, colours.value)
        self.health = Health(self.store, self.person.id)
        self.window = HomeWindow(
            resident(self.store, self.person, self.given, news=news, now=self.now),
            Openers(open_live or self._open, self._open_training, self._open_desk),
            lambda: CAMERAS,
        )
        self.qtbot.addWidget(self.window)
        with self.qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        return self.window

    def now(self) -> datetime:
        """Return noon of the day."""
        return datetime.combine(self.day, time(12)).astimezone()

    def did(self, slug: str, *, days_ago: int = 0, training: str = "") -> str:
        """Keep a session of an exercise that was done; return its id."""
        record = replace(record_of(), exercise=slug)
        opening = Opening(
            person=self.person.id,
            exercise=slug,
            title=moves_in(language())[slug].title,
            exercise_version=1,
            error_model="1",
            model=record.model,
            source=record.source.path,
            training=training,
        )
        started = self.now() - timedelta(days=days_ago, hours=1)
        return Sessions(self.store).save(opening, record, started)

    def roomy(self, dialog: OpenDialog) -> OpenDialog:
        """Give an open dialog its share of the window, as on a screen that has room for it.

        The screen of tests is smaller than the windows that are walked on it.
        """
        dialog.resize(self.window.size() * _SHARE)
        return dialog

    @property
    def dialog(self) -> ScreeningDialog:
        """The safety questions that are open."""
        assert self.window.flow.dialog is not None
        return self.window.flow.dialog

    def _open_desk(self) -> None:
        self.desks += 1
        if self.desks > 1:
            raise FormcheckError("There is no desk.")

    def pass_questions(self) -> None:
        """Agree, and answer no to everything."""
        self.window.flow.ask()
        self.no_to_everything()

    def no_to_everything(self) -> None:
        """Answer the questions that are open, so that one may begin."""
        while self.dialog.given is None:
            self.dialog.answer(yes="agree" in self.dialog.yes_button.text())
        self.dialog.answer(yes=True)
        QApplication.processEvents()

    def _open(self, slug: str) -> LiveWindow:
        self.started.append(slug)
        made = LiveWindow(list_exercises(), [], lambda _: None)
        made.closed.connect(made.deleteLater)
        made.show()
        return made

    def _open_training(self, tasks: tuple[Task, ...]) -> LiveWindow:
        return self._open("+".join(one.item.exercise for one in tasks))
