"""Uses a window as a person does: ``python -m tests.privacy.drive home|review CLIP``.

The window is opened by what opens it for everybody; a timer beside it presses what a person would.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication, QFileDialog, QWidget
from PyQt6.sip import isdeleted

from formcheck.session.live_state import LiveState
from formcheck.training.stages import Stage
from formcheck.ui.app import application
from formcheck.ui.home import HomeOptions, run_home
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.people_dialog import PeopleDialog
from formcheck.ui.review.run import Options, run_review
from formcheck.ui.review.saving import What
from formcheck.ui.review.window import ReviewWindow
from formcheck.ui.training_window import TrainingWindow

LOOK_MS = 20
PATIENCE_S = 60.0
WATCHED = 15
"""Pictures in which somebody exercises."""
BEGUN = frozenset({LiveState.SETUP, LiveState.RUNNING})
AnyWindow = TypeVar("AnyWindow", bound=QWidget)
Hand = Iterator[None]
"""Does a thing whenever it is asked for the next, or looks whether it is time for it."""


def main() -> int:
    """Open a window, do in it what a person does, and close it."""
    wanted, clip = sys.argv[1], Path(sys.argv[2])
    if wanted == "home":
        return _by_hand(at_home(), lambda: run_home(HomeOptions(str(clip), close_at_end=True)))
    return _by_hand(review(), lambda: run_review(Options(wanted=str(clip), exercise="bridge")))


def at_home() -> Hand:
    """Answer the questions, exercise, be led through a training, look at every page."""
    home = yield from shown(HomeWindow)
    yield from pass_questions(home)
    yield from train(home)
    yield from exercise(home)
    for page in (home.show_learn, home.show_history, home.show_settings, home.show_home):
        page()
        yield
    yield from save_everything(home)
    home.leave()


def pass_questions(home: HomeWindow) -> Hand:
    """Agree, and answer no to everything."""
    yield from until(lambda: home.flow.dialog is not None)
    dialog = home.flow.dialog
    assert dialog is not None
    while dialog.given is None:
        dialog.answer(yes="agree" in dialog.yes_button.text())
    dialog.answer(yes=True)
    yield from until(lambda: home.flow.dialog is None)


def train(home: HomeWindow) -> Hand:
    """Be watched in the first set of today's training, then end it."""
    home.home.start_button.click()
    training = yield from shown(TrainingWindow)
    pictures = set()
    while len(pictures) < WATCHED and not training.run.lost:
        stage = training.run.now.stage
        if training.page is training.questions:
            training.questions.answer(0)
        elif stage is Stage.SHOW:
            training.run.go_on()
        elif training.run.live is not None and training.run.live.frame is not None:
            pictures.add(training.run.live.frame.index)
        yield
    assert pictures
    training.run.stop()
    # It closes by itself after the last questions.
    while not home.isVisible():
        if not isdeleted(training) and training.page is training.questions:
            training.questions.answer(0)
        yield


def exercise(home: HomeWindow) -> Hand:
    """Do a single exercise, begun at once, until its clip is over."""
    home.start("bridge")
    window = yield from shown(LiveWindow)
    yield from until(lambda: window.live is not None and window.live.state in BEGUN)
    assert window.live is not None
    if window.live.state is LiveState.SETUP:
        window.page.main_button.click()
    yield from until(home.isVisible)


def save_everything(home: HomeWindow) -> Hand:
    """Save all that is kept, by the dialog that asks for a file."""
    home.show_people()
    people = yield from shown(PeopleDialog)
    people.export_button.click()
    asking = yield from shown(QFileDialog)
    asking.selectFile(str(Path.cwd() / "everything.zip"))
    asking.accept()
    yield from until((Path.cwd() / "everything.zip").exists)
    people.accept()
    yield


def review() -> Hand:
    """Wait until all was looked at, save a report, and close."""
    window = yield from shown(ReviewWindow)
    yield from until(lambda: window.work.settled and window.work.editable)
    menu = window.outlets.save_menu
    asking = menu.ask(What.REPORT)
    assert asking is not None
    report = Path.cwd() / "report.html"
    asking.selectFile(str(report))
    asking.accept()
    yield from until(lambda: report.exists() and not window.outlets.saver.busy)
    window.close()


def shown(kind: type[AnyWindow]) -> Iterator[None]:
    """Wait for a window of a kind; return it."""
    return (yield from until(lambda: _visible(kind)))


def until(there: Callable[[], object]) -> Iterator[None]:
    """Wait until something is there; return it."""
    began_s = monotonic()
    while not (found := there()):
        if monotonic() - began_s > PATIENCE_S:
            raise AssertionError(f"waited in vain for {there}")
        yield
    return found


def _visible(kind: type[AnyWindow]) -> AnyWindow | None:
    windows = QApplication.topLevelWidgets()
    return next((one for one in windows if isinstance(one, kind) and one.isVisible()), None)


def _by_hand(hand: Hand, run: Callable[[], int]) -> int:
    """Run the program, and the hand beside it; a mistake of either ends it."""
    app = application()
    failed: list[BaseException] = []
    timer = QTimer(app)

    def move() -> None:
        try:
            next(hand)
        except StopIteration:
            timer.stop()
        except (AssertionError, AttributeError, RuntimeError) as error:
            failed.append(error)
            timer.stop()
            app.exit(9)

    timer.timeout.connect(move)
    timer.start(LOOK_MS)
    status = run()
    for error in failed:
        raise error
    return status


sys.exit(main())
