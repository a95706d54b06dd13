"""The one QApplication."""

import os
from typing import Final

from PyQt6.QtWidgets import QApplication

from formcheck.ui.theme import STYLE_SHEET

_SPOILT_BY_OPENCV: Final = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
"""Importing OpenCV points Qt at plugins and fonts of its own, which do not fit."""


def application() -> QApplication:
    """Return the application, made and dressed if there is none yet."""
    for name in _SPOILT_BY_OPENCV:
        os.environ.pop(name, None)
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["formcheck"])
    app.setApplicationName("formcheck")
    app.setApplicationDisplayName("formcheck")
    app.setStyleSheet(STYLE_SHEET)
    return app
