"""Every screen of the app, by its name: a new one gets a line here, and is walked with the others.

A screen is a function that shows it and yields its window; what follows the ``yield`` tidies up.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from formcheck.care.pain import Moment
from formcheck.care.today import Task
from formcheck.exercises.loader import list_exercises
from formcheck.session.live_state import LiveFrame
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.training.asking import Asking
from formcheck.training.stages import Now, Stage
from formcheck.ui.chooser import CameraChoice
from formcheck.ui.delete_dialog import DeleteDialog
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.look import Look
from formcheck.ui.people_dialog import PeopleDialog
from formcheck.ui.safety_note import SafetyNote
from formcheck.ui.screening_dialog import QUESTIONS
from formcheck.ui.training import TrainingOptions, make_training
from formcheck.ui.training_window import TrainingWindow
from formcheck.ui.voice_base import Silence
from tests.ui.conftest import STATES
from tests.ui.home_parts import SATURDAY, SUNDAY, Home
from tests.ui.test_summary_page import FIVE, GREEN, TITLES


class Kit:
    """What screens are made of, in one size.

    Parameters
    ----------
    home
        A store with a person in it.
    size
        Of the window.
    zoom
        Size of the letters, in percent.
    state_of
        Returns a state of the live window by name.
    """

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        size: tuple[int, int],
        zoom: int,
        state_of: Callable[[str], LiveFrame],
    ) -> None:
        self.qtbot, self.size, self.zoom, self.state_of = qtbot, size, zoom, state_of
        self.home = Home(qtbot, folder)
        self.another()

    @property
    def window(self) -> HomeWindow:
        return self.home.window

    def another(self, **options: str) -> HomeWindow:
        """Return the home window anew, as at the next start."""
        self.window.close()
        made = self.home.another(zoom=self.zoom, **options)
        made.resize(*self.size)
        return made

    def show(self, dialog: QDialog) -> QDialog:
        """Show a dialog as the app does."""
        dialog.open()
        return self.home.roomy(dialog)

    def look(self) -> Look:
        return self.window.look()


Screen = Callable[[Kit], Iterator[QWidget]]
SCREENS: Final[dict[str, Screen]] = {}


def screen(show: Screen) -> Screen:
    """Add a screen to the list."""
    SCREENS[show.__name__] = show
    return show


# The first window


@screen
def first_run(kit: Kit) -> Iterator[QWidget]:
    kit.window.show_home()
    yield kit.window


@screen
def broken_off(kit: Kit) -> Iterator[QWidget]:
    yield kit.another(news="Last time formcheck was closed in the middle of an exercise: Bridge.")
    kit.another()


@screen
def day_of_rest(kit: Kit) -> Iterator[QWidget]:
    kit.home.day = SATURDAY
    kit.window.show_home()
    yield kit.window
    kit.home.day = SUNDAY


@screen
def some_done(kit: Kit) -> Iterator[QWidget]:
    kit.home.did("pelvic-tilt")
    kit.window.show_home()
    yield kit.window


@screen
def history(kit: Kit) -> Iterator[QWidget]:
    for days_ago in range(1, 30, 3):
        training = f"training{days_ago}"
        kit.home.did("bridge", days_ago=days_ago, training=training)
        at = kit.home.now() - timedelta(days=days_ago)
        told = Answer(
            kind=AnswerKind.PAIN,
            question=Moment.BEFORE.value,
            number=3.0,
            training=training,
            given_at=at.astimezone(UTC),
        )
        Answers(kit.home.store).add(kit.home.person.id, [told])
    kit.window.show_history()
    yield kit.window


@screen
def history_told(kit: Kit) -> Iterator[QWidget]:
    kit.window.history.topics.setCurrentRow(1)
    yield kit.window


@screen
def history_of_one(kit: Kit) -> Iterator[QWidget]:
    kit.window.history.topics.setCurrentRow(2)
    yield kit.window


@screen
def morning_after(kit: Kit) -> Iterator[QWidget]:
    kit.window.show_morning()
    assert kit.window.page is kit.window.question
    yield kit.window
    kit.window.show_home()


@screen
def offers(kit: Kit) -> Iterator[QWidget]:
    kit.window.offers.show_summary(None, FIVE, TITLES)
    kit.window._pages.setCurrentWidget(kit.window.offers)
    yield kit.window


@screen
def learn(kit: Kit) -> Iterator[QWidget]:
    kit.window.show_learn("seek-care")
    yield kit.window


@screen
def settings(kit: Kit) -> Iterator[QWidget]:
    kit.window.show_settings()
    yield kit.window


@screen
def several_people(kit: Kit) -> Iterator[QWidget]:
    kit.home.people.add("Ben")
    kit.home.people.add("Großmutter Elisabeth-Charlotte")
    yield kit.another()


@screen
def people(kit: Kit) -> Iterator[QWidget]:
    dialog = kit.show(PeopleDialog(kit.home.store, kit.home.person.id, kit.look(), kit.window))
    yield dialog
    dialog.close()


@screen
def delete_somebody(kit: Kit) -> Iterator[QWidget]:
    dialog = kit.show(DeleteDialog(kit.home.store, kit.home.person, kit.look(), kit.window))
    yield dialog
    dialog.close()


# The safety questions


@screen
def consent(kit: Kit) -> Iterator[QWidget]:
    kit.window.show_home()
    kit.window.flow.ask()
    yield kit.home.roomy(kit.home.dialog)


@screen
def safety_question(kit: Kit) -> Iterator[QWidget]:
    kit.home.dialog.answer(yes=True)
    yield kit.home.dialog


@screen
def safety_follow_up(kit: Kit) -> Iterator[QWidget]:
    dialog = kit.home.dialog
    lasting = next(n for n, one in enumerate(QUESTIONS) if one.lasting)
    for _question in range(lasting):
        dialog.answer(yes=False)
    dialog.answer(yes=True)
    yield dialog


@screen
def safety_all_right(kit: Kit) -> Iterator[QWidget]:
    dialog = kit.home.dialog
    dialog.answer(yes=True)
    while dialog.given is None:
        dialog.answer(yes=False)
    yield dialog
    dialog.close()


@screen
def safety_stop(kit: Kit) -> Iterator[QWidget]:
    kit.window.flow.ask()
    kit.home.dialog.answer(yes=True)
    yield kit.home.roomy(kit.home.dialog)
    kit.home.dialog.close()
    QApplication.processEvents()


@screen
def stopped(kit: Kit) -> Iterator[QWidget]:
    yield kit.window


# A training


@contextmanager
def _training(kit: Kit) -> Iterator[TrainingWindow]:
    """Open the window of a training whose camera is never opened."""
    options = TrainingOptions(clip="none.mp4", voice=Silence())
    tasks: tuple[Task, ...] = kit.window._plan().today.tasks
    made = make_training(options, kit.window.resident, tasks)
    kit.qtbot.addWidget(made)
    made.resize(*kit.size)
    with kit.qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def _now(window: TrainingWindow, stage: Stage) -> Now:
    plans = window.run._parts.plans
    return Now(stage, max(plans, key=lambda one: len(one.exercise.title)), done=3, left_s=12.0)


def _page(window: TrainingWindow, page: QWidget, stage: Stage) -> TrainingWindow:
    window.run.now = _now(window, stage)
    window._pages.setCurrentWidget(page)
    window._show()
    return window


@screen
def training_movement(kit: Kit) -> Iterator[QWidget]:
    with _training(kit) as window:
        yield _page(window, window.show_page, Stage.SHOW)


@screen
def training_rest(kit: Kit) -> Iterator[QWidget]:
    with _training(kit) as window:
        yield _page(window, window.rest_page, Stage.REST)


@screen
def training_set(kit: Kit) -> Iterator[QWidget]:
    with _system_letters(kit.zoom), _training(kit) as window:
        for stage, state in (
            (Stage.SETUP, "setup"),
            (Stage.COUNTDOWN, "moving"),
            (Stage.WORK, "fault"),
        ):
            window.run.live = kit.state_of(state)
            yield _page(window, window.live_page, stage)


@screen
def training_questions(kit: Kit) -> Iterator[QWidget]:
    with _training(kit) as window:
        window.questions.ask(Asking(Moment.AFTER), "How was it?")
        window._pages.setCurrentWidget(window.questions)
        yield window
        window.questions.answer(5)
        yield window
        window.questions.answer(frozenset())
        yield window


@screen
def training_safety(kit: Kit) -> Iterator[QWidget]:
    with _training(kit) as window:
        window.show_safety()
        note = window.findChild(SafetyNote)
        assert note is not None
        yield note
        note.close()


@screen
def training_summary(kit: Kit) -> Iterator[QWidget]:
    with _training(kit) as window:
        window.summary.show_summary(GREEN, FIVE, TITLES)
        window._pages.setCurrentWidget(window.summary)
        yield window


# The live window


@contextmanager
def _system_letters(zoom: int) -> Iterator[None]:
    """Let the system have letters of a size: the live window knows no other setting."""
    normal, large = QApplication.font(), QApplication.font()
    large.setPointSizeF(normal.pointSizeF() * zoom / 100)
    QApplication.setFont(large)
    yield
    QApplication.setFont(normal)


def _live(name: str, kit: Kit) -> Iterator[QWidget]:
    with _system_letters(kit.zoom):
        yield from _live_window(name, kit)


def _live_window(name: str, kit: Kit) -> Iterator[QWidget]:
    made = LiveWindow(list_exercises(), [CameraChoice("Camera 0", source="0")], lambda _: None)
    kit.qtbot.addWidget(made)
    made.resize(*kit.size)
    with kit.qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    if name:
        live = kit.state_of(name)
        made._pages.setCurrentWidget(made.page)
        made.live = live
        made._show(live)
    yield made
    made.close()


SCREENS["chooser"] = partial(_live, "")
SCREENS.update({f"live_{name}": partial(_live, name) for name in STATES})
