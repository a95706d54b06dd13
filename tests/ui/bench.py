"""A real window on a bench: its sources held by the hand."""

from collections.abc import Callable

from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from formcheck.capture.source import FrameSource
from formcheck.exercises.spec import Exercise
from formcheck.session.live import LiveEngine
from formcheck.session.live_state import LiveState
from formcheck.ui.chooser import CameraChoice
from formcheck.ui.live_window import LiveWindow
from tests.session.live_parts import HandSource, Nobody

CAMERAS = [CameraChoice("Camera 0", source="0"), CameraChoice("Camera 2", source="2")]


class Bench:
    """A window, and the sources that it will open one after another."""

    def __init__(self, qtbot: QtBot, exercises: tuple[Exercise, ...]) -> None:
        self.qtbot = qtbot
        self.estimator = Nobody()
        self.sources: list[HandSource] = []
        self.opened: list[str] = []
        self.window = LiveWindow(
            exercises,
            CAMERAS,
            self._open,
            lambda wake: LiveEngine(wake, open_estimator=lambda: self.estimator),
        )
        qtbot.addWidget(self.window, before_close_func=self._let_go)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def _let_go(self, _window: object) -> None:
        self.estimator.loading.set()
        for source in self.sources:
            source.let_go()

    def _open(self, text: str) -> FrameSource:
        self.opened.append(text)
        return self.sources[len(self.opened) - 1]

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the focus is."""
        for key in keys:
            target = self.window.focusWidget() or self.window
            self.qtbot.keyClick(target, key)

    def begin(self, source: HandSource) -> None:
        """Start a session on a source."""
        self.sources.append(source)
        self.window.begin(self.window.chooser._exercises[0], "0")

    def show(self, source: HandSource, index: int) -> None:
        """Give a frame and wait until the window shows it."""
        source.give()
        self.until(lambda: self.live is not None and self.live.frame is not None)
        self.until(lambda: self.live.frame.index == index)

    @property
    def live(self):
        return self.window.live

    def until(self, what: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(what, timeout=20_000)

    def in_state(self, state: LiveState) -> None:
        self.until(lambda: self.live is not None and self.live.state is state)

    @property
    def page(self):
        return self.window._pages.currentWidget()
