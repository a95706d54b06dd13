"""Open the home window, and the live window from it."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial

from PyQt6.QtCore import QByteArray, QSettings, QTimer

from formcheck.exercises.loader import load_exercise
from formcheck.paths import user_data_dir
from formcheck.store.database import open_store
from formcheck.ui.app import application, check_display
from formcheck.ui.health import Health
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.manners import good_manners
from formcheck.ui.run import Options, make_window, show_window

_PLACE = "home/geometry"


@dataclass(frozen=True, slots=True)
class HomeOptions:
    """How the home window is opened."""

    source: str = ""
    """Camera or video of every session, as `formcheck.capture.choose.open_source` takes it."""
    close_at_end: bool = False
    """Whether a session's window closes when the session is over."""
    store: str = ""
    """Where everything is kept; empty for what is set."""


def run_home(options: HomeOptions) -> int:
    """Open the home window and return the exit status when it was closed.

    Raises
    ------
    StoreError
        When what is kept cannot be opened.
    FormcheckError
        When there is no screen.
    """
    check_display(os.environ, unattended=False)
    app = application()
    settings = QSettings(str(user_data_dir() / "window.ini"), QSettings.Format.IniFormat)
    with closing(open_store(options.store)) as store:
        window = HomeWindow(Health(store), partial(open_live, options), settings)
        with _remembered_place(window, settings), good_manners(window.leave):
            window.show()
            if store.notice:
                window.tell(store.notice)
            return app.exec()


def open_live(options: HomeOptions, slug: str) -> LiveWindow:
    """Open the live window with an exercise, or with its own choice when ``slug`` is empty."""
    exercise = load_exercise(slug) if slug else None
    live = Options(exercise=exercise, source=options.source, close_at_end=options.close_at_end)
    window = make_window(live)
    if options.close_at_end:
        window.over.connect(lambda: QTimer.singleShot(0, window.close))
    show_window(window, live)
    return window


@contextmanager
def _remembered_place(window: HomeWindow, settings: QSettings) -> Iterator[None]:
    """Open the window where it was closed last time."""
    saved = settings.value(_PLACE)
    if isinstance(saved, QByteArray):
        window.restoreGeometry(saved)
    yield
    settings.setValue(_PLACE, window.saveGeometry())
    settings.sync()
