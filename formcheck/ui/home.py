"""Open the first window, and others from it."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from PyQt6.QtCore import QTimer

from formcheck.exercises.loader import load_exercise
from formcheck.paths import user_data_dir
from formcheck.settings import CAMERA, MIRROR, VOICE, mirrored
from formcheck.store.makeshift import store_for_now
from formcheck.ui.app import application, check_display
from formcheck.ui.camera_choices import camera_choices
from formcheck.ui.desk.single import HOME, camera_lent, first_or_show
from formcheck.ui.desk.start import start_desk
from formcheck.ui.house import House
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.manners import good_manners
from formcheck.ui.openers import Openers, SessionWindow
from formcheck.ui.place import fit_screen, remembered
from formcheck.ui.recordings import Recordings
from formcheck.ui.resident import Resident
from formcheck.ui.run import Options, make_window, show_window
from formcheck.ui.training import TrainingOptions, open_training

AnyWindow = TypeVar("AnyWindow", bound=SessionWindow)


@dataclass(frozen=True, slots=True)
class HomeOptions:
    """How the first window is opened."""

    clip: str = ""
    """A video that is played in every session as if it were a camera."""
    close_at_end: bool = False
    """Whether a session's window closes when the session is over."""
    store: str = ""
    """Where everything is kept; empty for what is set."""
    person: str = ""
    """Who is at home, by name; empty for who was here last."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Settings that the command line named, by name."""


def run_home(options: HomeOptions) -> int:
    """Open the first window and return the exit status when it was closed.

    Where one is open already on the same store it comes to the front, and this one ends.

    Raises
    ------
    StoreError
        When what is kept cannot be opened, or nobody has the name.
    SettingError
        When a setting is no choice.
    FormcheckError
        When there is no screen.
    """
    check_display(os.environ, unattended=False)
    app = application()
    place = remembered()
    with ExitStack() as stack:
        # A store of its own is another home.
        key = hashlib.sha256(options.store.encode()).hexdigest()[:8]
        single = first_or_show(user_data_dir(), name=f"{HOME}-{key}" if options.store else HOME)
        if single is None:
            return 0
        stack.callback(single.close)
        store = stack.enter_context(store_for_now(options.store))
        house = House(
            store,
            partial(openers_of, options),
            cameras,
            place,
            given=options.given,
            name=options.person,
        )
        single.asked.connect(house.show)
        with good_manners(house.leave):
            house.open()
            status = app.exec()
        house.remember()
        return status


def openers_of(options: HomeOptions, who: Resident) -> Openers:
    """Return how windows are opened for a person; the reminder at the desk lends the camera."""
    options_of = TrainingOptions(options.clip, options.close_at_end)
    live, training = partial(open_live, options, who), partial(open_training, options_of, who)
    return Openers(
        lambda slug: with_camera(partial(live, slug)),
        lambda tasks: with_camera(partial(training, tasks)),
        partial(start_desk, who.person.name, options.store),
    )


def with_camera(open_window: Callable[[], AnyWindow]) -> AnyWindow:
    """Open a window that needs the camera; the reminder has it again when it was closed."""
    with ExitStack() as stack:
        stack.enter_context(camera_lent(user_data_dir()))
        window = open_window()
        lent = stack.pop_all()
        # A signal keeps this alive, but not what a method belongs to.
        window.closed.connect(partial(ExitStack.close, lent))
    return window


def cameras() -> Sequence[tuple[str, str]]:
    """Return name and source of every camera that the system lists."""
    return [(one.label, one.source) for one in camera_choices()]


def open_live(options: HomeOptions, who: Resident, slug: str) -> LiveWindow:
    """Open the live window with an exercise, or with its own choice when ``slug`` is empty."""
    recordings = Recordings(who.store, who.person.id)
    live = Options(
        exercise=load_exercise(slug) if slug else None,
        source=options.clip or who.chosen.value(CAMERA),
        close_at_end=options.close_at_end,
        voice=who.chosen.value(VOICE),
        recordings=recordings,
        mirror=mirrored(who.chosen.value(MIRROR)),
    )
    window = make_window(live)
    window.closed.connect(recordings.close)
    window.closed.connect(window.deleteLater)
    if options.close_at_end:
        window.over.connect(lambda: QTimer.singleShot(0, window.close))
    fit_screen(window)
    show_window(window, live)
    return window
