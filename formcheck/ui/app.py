"""The one QApplication."""

import os
import sys
from collections.abc import MutableMapping
from typing import Final

from PyQt6.QtCore import QLibraryInfo, QTranslator
from PyQt6.QtWidgets import QApplication

from formcheck.errors import FormcheckError
from formcheck.language import _, language
from formcheck.ui.desk.icons import Face, icon
from formcheck.ui.place import keep_to_ourselves
from formcheck.ui.theme import STYLE_SHEET

_SPOILT_BY_OPENCV: Final = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
"""Importing OpenCV points Qt at plugins and fonts of its own, which do not fit."""
_TURN_S: Final = 0.0005
"""So long at most the analysis waits for a window that paints: Python's own 5 ms would be most of
what a frame may take beyond the model."""
_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def check_display(environ: MutableMapping[str, str], *, unattended: bool) -> None:
    """See that there is a screen to open a window on, before Qt ends the program for want of one.

    Parameters
    ----------
    environ
        The environment; told to do without a screen where ``unattended``.
    unattended
        Whether nobody has to see the window.

    Raises
    ------
    FormcheckError
        When somebody has to, and there is no screen.
    """
    if sys.platform != "linux" or any(environ.get(name) for name in _DISPLAYS):
        return
    if not unattended:
        raise FormcheckError(
            _(
                "Expected a screen to open the window on, found none: start formcheck on a "
                "desktop, or use `formcheck analyse` for recordings."
            )
        )
    environ["QT_QPA_PLATFORM"] = "offscreen"


def application() -> QApplication:
    """Return the application, made and dressed if there is none yet."""
    for name in _SPOILT_BY_OPENCV:
        os.environ.pop(name, None)
    sys.setswitchinterval(_TURN_S)
    running = QApplication.instance()
    if isinstance(running, QApplication):
        app = running
    else:
        keep_to_ourselves()
        app = QApplication(["formcheck"])
        speak(app)
    app.setApplicationName("formcheck")
    app.setApplicationDisplayName("formcheck")
    # Desktops find icon and name of the window by that of the desktop entry.
    app.setDesktopFileName("formcheck")
    app.setStyleSheet(STYLE_SHEET)
    app.setWindowIcon(icon(Face.UPRIGHT))
    return app


def speak(app: QApplication) -> None:
    """Put Qt's own dialogs into the language in use."""
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    app.installTranslator(dialog_words(app))


def dialog_words(app: QApplication) -> QTranslator:
    """Return the words of Qt's own dialogs in the language in use; none where Qt has none."""
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    words.load(f"qtbase_{language()}", folder)
    return words
