"""A thin line along the upper edge of every screen: seen from the corner of an eye.

It lies over everything, takes neither keyboard nor clicks, and is there until the person sits up.
"""

from collections.abc import Callable, Sequence
from typing import Final, cast

from PyQt6.QtCore import QObject, QRect, QTimer
from PyQt6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QScreen
from PyQt6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from formcheck.desk.view import Told
from formcheck.language import _
from formcheck.overlay.scene import Tone
from formcheck.ui.desk.bare_window import NO_PLACE, can_place, make_bare, show_bare
from formcheck.ui.desk.ways import Failed
from formcheck.ui.theme import INK, colour

THICK_PX: Final = 6
_DARK_PX: Final = 2
"""Of these, below: the line is seen on a white window, too."""
LONGEST_MS: Final = 180_000
"""Who has not sat up by then does not want to: the icon still leans (judgement)."""


class Strip(QWidget):
    """The line on one screen."""

    def __init__(self, screen: QScreen) -> None:
        super().__init__()
        make_bare(self, clicks=False)
        place = screen.geometry()
        self.setScreen(screen)
        self.setGeometry(QRect(place.x(), place.y(), place.width(), THICK_PX))

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Tone.WARN))
        bottom = QRect(0, THICK_PX - _DARK_PX, self.width(), _DARK_PX)
        painter.fillRect(bottom, QColor(INK))


class EdgeLine(QObject):
    """Shows the line, wherever there are screens.

    Parameters
    ----------
    places
        Whether windows can be placed.
    """

    def __init__(
        self, parent: QObject | None = None, *, places: Callable[[], bool] = can_place
    ) -> None:
        super().__init__(parent)
        self._places = places
        self.strips: tuple[Strip, ...] = ()
        """What is shown now."""
        self._watched: tuple[QScreen, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LONGEST_MS)
        self._timer.timeout.connect(self.hush)
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._follow)
            app.screenRemoved.connect(self._follow)

    def tell(self, told: Told, failed: Failed) -> None:
        """Show the line: what it is about only a screen reader says."""
        if not self._places():
            failed(_(NO_PLACE))
            return
        self._show(told.text)
        self._timer.start()

    def hush(self) -> None:
        """Take the line away."""
        self._timer.stop()
        for strip in self.strips:
            strip.close()
            strip.deleteLater()
        for screen in self._watched:
            screen.geometryChanged.disconnect(self._follow)
        self.strips, self._watched = (), ()

    def close(self) -> None:
        """Take the line away, for good."""
        self.hush()

    def _show(self, text: str) -> None:
        self.hush()
        self._watched = tuple(cast("Sequence[QScreen]", QGuiApplication.screens()))
        for screen in self._watched:
            screen.geometryChanged.connect(self._follow)
        self.strips = tuple(Strip(screen) for screen in self._watched)
        for strip in self.strips:
            strip.setAccessibleName(text)
            show_bare(strip)

    def _follow(self) -> None:
        """Screens came, went or changed: begin anew on those there are."""
        if self.strips:
            left_ms = self._timer.remainingTime()
            self._show(self.strips[0].accessibleName())
            self._timer.start(left_ms)
