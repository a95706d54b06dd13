"""The live window: chooser, session and summary, everything by keyboard too.

::

    chooser --Start--> session --Stop, end, camera lost--> summary --Again--> session
       ^                 |  ^                                 |
       |                E, C Esc                              |
       +-----------------+--+---------------------------------+

The window never waits: the engine opens, reads and judges in its own threads and wakes it up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PyQt6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QStackedWidget
from typing_extensions import override

from formcheck.capture.source import FrameSource
from formcheck.exercises.spec import Exercise
from formcheck.language import _
from formcheck.session.live import LiveEngine
from formcheck.session.live_judge import SessionKeeper
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.record import SessionRecord
from formcheck.session.update import Phase
from formcheck.training.speech import Kind
from formcheck.ui.chooser import CameraChoice, Chooser
from formcheck.ui.end_page import EndPage
from formcheck.ui.live_page import LivePage
from formcheck.ui.look import ZOOMS, Colours, Look
from formcheck.ui.safety_note import SafetyNote
from formcheck.ui.speaker import Speaker
from formcheck.ui.voice_base import Silence, Voice

_START_SIZE = (1280, 720)
_SMALLEST = (800, 480)
_SPOKEN = frozenset({LiveState.SETUP, LiveState.RUNNING})
_GO_KEEP_S = 2.0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a session was started with, to start it again."""

    exercise: Exercise | None
    """None: found out from what is shown."""
    source: str


class _Waker(QObject):
    """Carries nothing but "look": the picture itself stays in the mailbox."""

    woke = pyqtSignal()


class LiveWindow(QMainWindow):
    """The main window.

    Parameters
    ----------
    exercises
        What can be chosen.
    cameras
        What can watch, best first.
    open_source
        Makes a source from what was chosen; called in the engine's thread.
    make_engine
        Makes the engine from its wake-up call.
    keep
        Keeps the record of a session that ended and returns a sentence about it.
    voice
        Speaks; silence when there is none.
    make_keeper
        Makes what keeps a session while it runs; None: nothing does.
    mirror
        Whether the picture is mirrored; None: that of a camera is.
    """

    shown = pyqtSignal()
    """After each snapshot was shown; see `live`."""
    over = pyqtSignal()
    """After the end of a session was shown; `live` has the record."""
    closed = pyqtSignal()
    """After it was closed, and nothing runs any more."""
    barred = False
    """It asks nothing about pain, so nothing in it bars the next session."""

    def __init__(
        self,
        exercises: Sequence[Exercise],
        cameras: Sequence[CameraChoice],
        open_source: Callable[[str], FrameSource],
        make_engine: Callable[[Callable[[], None]], LiveEngine] = LiveEngine,
        keep: Callable[[SessionRecord], str] | None = None,
        *,
        voice: Voice | None = None,
        make_keeper: Callable[[], SessionKeeper | None] = lambda: None,
        mirror: bool | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("formcheck")
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_START_SIZE)
        self._exercises = tuple(exercises)
        self.chooser = Chooser(exercises, cameras)
        self.page = LivePage()
        self.end_page = EndPage()
        self.live: LiveFrame | None = None
        self.speaker = Speaker(voice or Silence(), parent=self)
        self._phase: Phase | None = None
        self._trouble = ""
        self._open_source = open_source
        self._keep = keep
        self._kept = ""
        self._wanted: _Wanted | None = None
        self._mirror, self._make_keeper = mirror, make_keeper
        self._waker = _Waker()
        self._engine = make_engine(self._waker.woke.emit)
        self._waker.woke.connect(self._refresh)
        self._pages = QStackedWidget()
        for page in (self.chooser, self.page, self.end_page):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self._connect()
        self._add_shortcuts()
        self.chooser.exercise_list.setFocus()

    def begin(self, exercise: Exercise, source: str) -> None:
        """Start a session, ending one that is under way."""
        self._wanted = _Wanted(exercise, source)
        self.chooser.choose_exercise(exercise.slug)
        self.chooser.choose_camera(source)
        self._pages.setCurrentWidget(self.page)
        self.page.video.setFocus()
        self._engine.open(exercise, lambda: self._open_source(source), keeper=self._make_keeper())
        self._refresh()

    def begin_guessing(self, source: str) -> None:
        """Watch, and offer what it seems to be."""
        self._wanted = _Wanted(None, source)
        self.chooser.choose_camera(source)
        self._pages.setCurrentWidget(self.page)
        self.page.video.setFocus()
        self._engine.open(
            self._exercises[0], lambda: self._open_source(source), among=self._exercises
        )
        self._refresh()

    def take_offer(self) -> None:
        """Begin what is offered, if anything is."""
        guess = None if self.live is None else self.live.guess
        on_page = self._pages.currentWidget() is self.page
        if on_page and guess is not None and guess.offer is not None and self._wanted is not None:
            self.begin(guess.offer, self._wanted.source)

    def toggle(self) -> None:
        """Start, pause or go on, whatever fits."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        elif self._pages.currentWidget() is self.chooser:
            self.chooser.start()
        elif self._pages.currentWidget() is self.end_page:
            self.begin_again()
        else:
            self._step()

    def find_zero(self) -> None:
        """Take the next straight and still pose as the person's own zero."""
        if self._pages.currentWidget() is self.page:
            self._engine.find_zero()

    def tap(self) -> None:
        """Count a repetition of a guided movement that the person reports."""
        if self._pages.currentWidget() is self.page:
            self._engine.tap()

    def stop(self) -> None:
        """End the session and show the summary."""
        if self._pages.currentWidget() is self.page:
            self._engine.stop()

    def escape(self) -> None:
        """Go one step back: session to summary, chooser to a waiting session, else close."""
        current = self._pages.currentWidget()
        if current is self.page:
            self._engine.stop()
        elif current is self.chooser and self._waiting():
            self._back_to_session()
        else:
            self.close()

    def begin_again(self) -> None:
        """Start once more with the same exercise and source."""
        if self._wanted is not None:
            self._begin_chosen(self._wanted.exercise, self._wanted.source)

    def _begin_chosen(self, exercise: Exercise | None, source: str) -> None:
        if exercise is None:
            self.begin_guessing(source)
        else:
            self.begin(exercise, source)

    def choose(self) -> None:
        """Show the chooser; a session under way pauses behind it."""
        self._engine.pause()
        self.chooser.show_back(possible=self._waiting())
        self._pages.setCurrentWidget(self.chooser)
        self.chooser.exercise_list.setFocus()

    def mirror(self) -> None:
        """Show the picture the other way round: only the picture, never the rules."""
        self._mirror = not self._mirrored(self.live)
        self._show(self.live)

    def show_safety(self) -> None:
        """Pause, and show when to seek care at once."""
        self._engine.pause()
        SafetyNote(Look.of_window(self.height(), Colours.DARK, ZOOMS[0]), self).open()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _step(self) -> None:
        state = None if self.live is None else self.live.state
        if self.live is not None and self.live.guess is not None:
            self.take_offer()
        elif state is LiveState.SETUP:
            self._engine.start()
        elif state is LiveState.RUNNING:
            self._engine.pause()
        elif state is LiveState.PAUSED:
            self._engine.resume()

    def _waiting(self) -> bool:
        return self.live is not None and not self.live.state.over

    def _back_to_session(self) -> None:
        self._pages.setCurrentWidget(self.page)
        self.page.video.setFocus()
        self._show(self.live)

    def _refresh(self) -> None:
        live = self._engine.take()
        if live is not None:
            self.live = live
            self._say(live)
            if self._keep is not None and live.record is not None:
                self._kept = self._keep(live.record)
            self._show(live)
            self.shown.emit()

    def _say(self, live: LiveFrame) -> None:
        """Speak of what is shown; who is on the floor cannot read that it has begun."""
        if live.trouble:
            if live.trouble != self._trouble:
                self.speaker.tell(live.trouble, Kind.ALERT)
            self._trouble = live.trouble
            return
        self._trouble = ""
        if live.state not in _SPOKEN or live.update is None:
            self.speaker.hush()
            if live.message:
                self.speaker.tell(live.message, Kind.ALERT)
            return
        before, self._phase = self._phase, live.update.phase
        if before is Phase.SETUP and self._phase not in {Phase.SETUP, Phase.UNSEEN}:
            self.speaker.tell(_("Go."), keep_s=_GO_KEEP_S)
        self.speaker.hear(live.update)

    def _show_voice(self) -> None:
        self.page.show_voice(self.speaker.status, self.speaker.trouble)

    def _show(self, live: LiveFrame | None) -> None:
        if live is None:
            return
        choosing = self._pages.currentWidget() is self.chooser
        if live.state.over:
            self._show_end(live, choosing=choosing)
        elif not choosing:
            self.page.show_live(live, mirrored=self._mirrored(live))

    def _show_end(self, live: LiveFrame, *, choosing: bool) -> None:
        if choosing:
            self.chooser.show_back(possible=False)
        elif live.record is None and not live.message:
            self.choose()
        elif self._pages.currentWidget() is self.page:
            self._pages.setCurrentWidget(self.end_page)
            self.end_page.show_end(live, self._kept)
        self.over.emit()

    def _mirrored(self, live: LiveFrame | None) -> bool:
        if self._mirror is not None:
            return self._mirror
        return live is not None and live.source is not None and live.source.live

    def _connect(self) -> None:
        self.speaker.changed.connect(self._show_voice)
        self._show_voice()
        self.chooser.chosen.connect(self._begin_chosen)
        self.chooser.back.connect(self._back_to_session)
        self.end_page.again.connect(self.begin_again)
        self.end_page.choose.connect(self.choose)
        self.end_page.leave.connect(self.close)
        self.page.main_button.clicked.connect(self._step)
        self.page.stop_button.clicked.connect(self.stop)
        self.page.tap_button.clicked.connect(self.tap)

    def _add_shortcuts(self) -> None:
        for key, action in (
            ("Space", self.toggle),
            ("Escape", self.escape),
            ("S", self.stop),
            ("E", self.choose),
            ("C", self._choose_camera),
            ("M", self.mirror),
            ("Z", self.find_zero),
            ("T", self.tap),
            ("V", self.speaker.toggle),
            ("F", self.toggle_full_screen),
            ("F11", self.toggle_full_screen),
            ("F1", self.show_safety),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(action)
        for key in ("Return", "Enter"):
            # Of the picture alone: a button that has the focus is pressed by Enter.
            taking = QShortcut(QKeySequence(key), self.page.video)
            taking.setContext(Qt.ShortcutContext.WidgetShortcut)
            taking.activated.connect(self.take_offer)

    def _choose_camera(self) -> None:
        self.choose()
        self.chooser.camera_list.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent | None) -> None:
        self.hide()
        self.speaker.close()
        self._engine.close()
        super().closeEvent(event)
        self.closed.emit()
