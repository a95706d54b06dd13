"""How the screens stand: whoever plugs one in may look elsewhere, and needs another baseline."""

from collections.abc import Sequence
from typing import cast

from PyQt6.QtCore import QObject, QTimer, pyqtSignal
from PyQt6.QtGui import QGuiApplication, QScreen
from PyQt6.QtWidgets import QApplication

_SETTLE_MS = 1500
"""Plugging in a screen is several changes at once (judgement)."""


def displays_key() -> str:
    """Return a key for the arrangement of the screens: names, places and sizes."""
    told = []
    for screen in cast("Sequence[QScreen]", QGuiApplication.screens()):
        place = screen.geometry()
        told.append(
            f"{screen.name()} {place.width()}x{place.height()}+{place.x()}+{place.y()}"
            f" @{screen.devicePixelRatio():g}"
        )
    return "; ".join(sorted(told))


class DisplayWatch(QObject):
    """Tells when the screens stand otherwise, once they have settled."""

    changed = pyqtSignal(str)
    """The new key."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.key = displays_key()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.look)
        app.screenAdded.connect(self._follow)
        app.screenRemoved.connect(self._moved)
        for screen in app.screens():
            self._follow(screen)

    def look(self) -> None:
        """Tell if they stand otherwise than when it was told last."""
        key = displays_key()
        if key != self.key:
            self.key = key
            self.changed.emit(key)

    def _follow(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._moved)
        self._moved()

    def _moved(self, *_details: object) -> None:
        self._settle.start()
