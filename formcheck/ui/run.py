"""Open the live window and let it run until it is closed."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QMessageBox, QWidget

from formcheck.capture.choose import open_live
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.language import language
from formcheck.paths import user_data_dir
from formcheck.report.files import check_output
from formcheck.session.live import LiveEngine
from formcheck.settings import VOICE
from formcheck.store.makeshift import store_for_now
from formcheck.store.people import People
from formcheck.store.zeros import ZeroStore
from formcheck.ui.app import application, check_display
from formcheck.ui.camera_choices import camera_choices
from formcheck.ui.desk.single import camera_lent
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.manners import good_manners
from formcheck.ui.photographer import Photographer
from formcheck.ui.place import remembered, remembered_place
from formcheck.ui.recordings import Recordings, last_person
from formcheck.ui.voice import Silence, Voice, choose_voice

_PLACE = "live/geometry"


@dataclass(frozen=True, slots=True)
class Options:
    """How the window is opened."""

    exercise: Exercise | None = None
    """What to start with; None: the window asks."""
    source: str = ""
    """As `formcheck.capture.choose.open_source` takes it; empty: the first camera."""
    screenshot: Path | None = None
    """Where to save a picture of the window near the end."""
    close_at_end: bool = False
    """Whether it closes when the session is over."""
    voice: str = ""
    """As the setting takes it; empty: as it is set elsewhere."""
    recordings: Recordings | None = None
    """Keep sessions in a store; None: nothing is kept."""
    mirror: bool | None = None
    """Whether the picture is mirrored; None: that of a camera is."""


def run_window(options: Options) -> int:
    """Open the window and return the exit status when it was closed.

    Raises
    ------
    OutputError
        When the screenshot cannot be saved.
    FormcheckError
        When there is no screen.
    """
    if options.screenshot is not None:
        check_output(options.screenshot)
    check_display(os.environ, unattended=options.screenshot is not None)
    app = application()
    with ExitStack() as stack:
        if options.screenshot is None and options.recordings is None:
            options = replace(options, recordings=stack.enter_context(_recordings()))
        window = make_window(options)
        if options.close_at_end:
            window.over.connect(lambda: QTimer.singleShot(0, window.close))
        if options.screenshot is None:
            stack.enter_context(remembered_place(window, _PLACE))
            stack.enter_context(camera_lent(user_data_dir()))
        else:
            stack.callback(Photographer(window, options.screenshot).check)
        stack.enter_context(good_manners(window.close))
        show_window(window, options)
        if options.recordings is not None and options.recordings.notice:
            tell(window, options.recordings.notice)
        return app.exec()


def tell(window: QWidget, words: str) -> None:
    """Tell something in a dialog of its own, over a window."""
    QMessageBox(QMessageBox.Icon.Warning, "formcheck", words, parent=window).open()


def make_window(options: Options) -> LiveWindow:
    """Return the window as it is asked for, not shown yet."""
    window = LiveWindow(
        _exercises(options),
        camera_choices(),
        open_live,
        make_engine=_engine_maker(options),
        keep=None if options.recordings is None else options.recordings.told,
        voice=_voice(options),
        make_keeper=_no_keeper if options.recordings is None else options.recordings.make,
        mirror=options.mirror,
    )
    if options.source:
        window.chooser.choose_camera(options.source)
    return window


def show_window(window: LiveWindow, options: Options) -> None:
    """Show the window, and begin what it was asked for."""
    window.show()
    # Another window may hide behind it: not every desktop hands the keyboard on by itself.
    window.activateWindow()
    if options.exercise is not None:
        window.begin(options.exercise, options.source or window.chooser.first_source())


def _exercises(options: Options) -> tuple[Exercise, ...]:
    """Return what can be chosen: also the file that the program was started with."""
    known = list_exercises()
    own = options.exercise
    return known if own is None or own in known else (own, *known)


@contextmanager
def _recordings() -> Iterator[Recordings]:
    """Keep sessions for who was here last, in the store that is set."""
    place = remembered()
    with store_for_now() as store:
        made = Recordings(store, last_person(People(store), place).id)
        yield made
        made.close()


def _no_keeper() -> None:
    """Keep nothing while it runs: a picture for a demonstration leaves no session behind."""


def _voice(options: Options) -> Voice:
    """Return what speaks; nobody listens to a demonstration."""
    if options.screenshot is not None:
        return Silence()
    return choose_voice(VOICE.value(options.voice), language())


def _engine_maker(options: Options) -> Callable[[Callable[[], None]], LiveEngine]:
    """Return what makes the engine; one for a demonstration neither uses nor keeps a zero."""
    zeros = None if options.screenshot is not None else ZeroStore(user_data_dir() / "zeros.json")
    return lambda wake: LiveEngine(wake, zeros=zeros)
