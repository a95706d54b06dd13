"""A house for the tests: a real store, a room with somebody in it as the camera, short waits."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PyQt6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from formcheck.care.programme import Item, Programme
from formcheck.store.database import Store, open_store
from formcheck.store.sessions import Sessions
from formcheck.store.versions import Versions
from formcheck.training.coach import Manner
from formcheck.training.stages import Stage
from formcheck.ui.home import HomeOptions, open_live
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.house import House
from formcheck.ui.openers import Openers
from formcheck.ui.resident import Resident
from formcheck.ui.training import TrainingOptions, open_training
from formcheck.ui.training_window import TrainingWindow
from formcheck.ui.voice_recorder import Recorder
from tests.ui.room import Room

QUICK = Manner(show_s=0.4, countdown_s=0.6, change_s=0.4)
PATIENCE_MS = 120_000
BIRD_DOG = {"exercise": "bird-dog", "reps": 2, "rest_s": 0}


class Visit:
    """Somebody at home: the windows, the room, and what is kept."""

    def __init__(self, qtbot: QtBot, store: Store, folder: Path, manner: Manner) -> None:
        self.qtbot, self.store = qtbot, store
        self.room, self.voice = Room(), Recorder()
        self.training: TrainingWindow | None = None
        self._options = TrainingOptions(
            open_source=lambda: self.room, manner=manner, voice=self.voice
        )
        place = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.house = House(store, self._openers, list, place, given={})

    @property
    def home(self) -> HomeWindow:
        return self.house.window

    @property
    def window(self) -> TrainingWindow:
        assert self.training is not None
        return self.training

    @property
    def person(self) -> str:
        return self.home.resident.person.id

    @property
    def sessions(self) -> Sessions:
        return Sessions(self.store)

    def plan(self, *items: dict[str, Any]) -> None:
        """Let these exercises be for today."""
        exercises = tuple(Item.model_validate(one) for one in items)
        programme = Programme(
            name="day", title="A day", written_on=date(2026, 11, 22), exercises=exercises
        )
        Versions(self.store, self.person).add(programme, self.home.resident.today)
        self.home.show_home()

    def pass_questions(self) -> None:
        """Agree, and answer no to everything that is asked about health."""
        self.until(lambda: self.home.flow.dialog is not None)
        dialog = self.home.flow.dialog
        assert dialog is not None
        while dialog.given is None:
            dialog.answer(yes="agree" in dialog.yes_button.text())
        dialog.answer(yes=True)
        self.until(lambda: self.home.flow.dialog is None)

    def tell(self, *answers: object) -> None:
        """Answer the questions that are shown, one after the other."""
        for one in answers:
            assert self.window.page is self.window.questions
            self.window.questions.answer(one)

    def until(self, there: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(there, timeout=PATIENCE_MS)

    def wait(self, stage: Stage) -> None:
        """Wait until the training is there."""
        self.until(lambda: self.window.run.now.stage is stage)

    def do(self, clip: Path) -> None:
        """Do an exercise once it is asked for, until its set is over."""
        self.wait(Stage.SETUP)
        self.room.play(clip)
        self.wait(Stage.WORK)
        self.until(lambda: self.window.run.now.stage is not Stage.WORK)

    def _openers(self, who: Resident) -> Openers:
        return Openers(partial(open_live, HomeOptions(), who), partial(self._open, who), list)

    def _open(self, who: Resident, tasks: Any) -> TrainingWindow:
        self.training = window = open_training(self._options, who, tasks)
        window.resize(800, 480)  # less to paint
        show_to(window, self.room)
        return window


@contextmanager
def visit(qtbot: QtBot, folder: Path, *, manner: Manner = QUICK) -> Iterator[Visit]:
    """Open the first window on an empty store, and close everything at the end."""
    with closing(open_store(str(folder / "store.sqlite"))) as store:
        made = Visit(qtbot, store, folder, manner)
        qtbot.addWidget(made.home)
        made.house.open()
        yield made
        if made.training is not None:
            made.training.close()
        made.house.leave()


def show_to(window: TrainingWindow, room: Room) -> None:
    """Let the room know which of its pictures the window has shown."""

    def look() -> None:
        live = window.run.live
        room.look_at(None if live is None or live.frame is None else live.frame.index)

    window.run.changed.connect(look)
