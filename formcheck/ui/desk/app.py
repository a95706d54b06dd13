"""The reminder at the desk, put together: engine, icon, window, messages, records, breaks.

::

    DeskEngine --wake-up--> PostureApp --DeskView--> icon, window, records
                                       --Told------> notifier
    actions (menu, window) -----------> engine, breaks

When something is told, and what, is decided in the engine; nothing is decided here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QApplication, QSystemTrayIcon

from formcheck.capture.choose import open_small
from formcheck.capture.source import FrameSource
from formcheck.desk.engine import DeskEngine, desk_estimator
from formcheck.desk.manners import Manners
from formcheck.desk.reminder import Held
from formcheck.desk.shutter import Clock
from formcheck.desk.style import Style
from formcheck.desk.surround import ALONE, Ask
from formcheck.desk.view import DeskState, DeskView, Told, Topic
from formcheck.desk.watcher import DeskPlan
from formcheck.language import _
from formcheck.pose.estimator import PoseEstimator
from formcheck.settings import CAMERA, LETTERS, POSTURE_STYLE, Setting
from formcheck.ui.desk.actions import OVER, DeskActions
from formcheck.ui.desk.autostart import Autostart, autostart
from formcheck.ui.desk.chosen_manners import least_battery_of, manners_of, pace_of, style_of
from formcheck.ui.desk.desk_break import DeskBreak, Training
from formcheck.ui.desk.desk_choices import DeskChoices
from formcheck.ui.desk.displays import DisplayWatch
from formcheck.ui.desk.keeper import keep_window
from formcheck.ui.desk.notifier import Notifier, make_notifier
from formcheck.ui.desk.records import Records
from formcheck.ui.desk.today_window import Page, TodayWindow, Ways
from formcheck.ui.desk.tray import DeskTray
from formcheck.ui.resident import Resident

_QUIET: Final = frozenset({Held.BUSY, Held.SNOOZED, Held.QUIET_HOURS})


def open_desk_source(text: str) -> FrameSource:
    """Return a camera as the reminder uses it, or a video that behaves like one."""
    return open_small(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureParts:
    """What the reminder is made of."""

    who: Resident
    open_source: Callable[[], FrameSource]
    """Makes the camera that is chosen now; called in the engine's thread."""
    training: Training
    """Opens the guided training for a break."""
    cameras: Callable[[], Sequence[tuple[str, str]]] = tuple
    """Returns name and source of every camera."""
    ask: Ask = lambda: ALONE
    camera_chosen: Callable[[], None] = lambda: None
    """Called when another camera was chosen, before the old one is closed."""
    login: Autostart = field(default_factory=autostart)
    """Starts it at login, when somebody wants that."""
    open_estimator: Callable[[], PoseEstimator] = desk_estimator
    clock: Clock | None = None
    tray_there: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable
    make_notifier: Callable[[Style, DeskTray, Callable[[], object], int], Notifier] = make_notifier


class PostureApp(QObject):
    """Runs until somebody quits. The small window is `window`, and may be hidden."""

    over = pyqtSignal()
    """Somebody quit, and everything is given back and kept."""
    ended = pyqtSignal()
    """Nothing more is watched: the recording is over, or something broke."""
    again = pyqtSignal()
    """Another language was chosen: make it anew."""
    _woken = pyqtSignal()

    def __init__(self, parts: PostureParts, app: QApplication) -> None:
        super().__init__(app)
        self._parts, self._chosen = parts, parts.who.chosen
        self._view = DeskView(state=DeskState.OPENING)
        self._day: date | None = None
        self._ended = self._quiet = False
        self.records = Records(parts.who.store, parts.who.person.id, self)
        self.actions = DeskActions(self)
        choices = DeskChoices(self._chosen, parts.login)
        self.window = TodayWindow(
            self.actions,
            choices,
            Ways(self.records.export, self.records.delete),
            parts.cameras,
        )
        self.tray = DeskTray(self.actions, self, there=parts.tray_there)
        style = style_of(self._chosen)
        zoom = int(self._chosen.value(LETTERS))
        self.notifier = parts.make_notifier(style, self.tray, self.open_today, zoom)
        self.keeper = keep_window(self.window, self.tray, self.actions, self.notifier.note)
        self.breaks = DeskBreak(self.window, parts.who, self.window.look, parts.training)
        self.displays = DisplayWatch(app)
        self.engine = DeskEngine(
            self._woken.emit,
            open_source=parts.open_source,
            ask=parts.ask,
            open_estimator=parts.open_estimator,
            clock=parts.clock,
        )
        self._connect()

    @property
    def view(self) -> DeskView:
        """How things stand."""
        return self._view

    def begin(self) -> None:
        """Look for the tray, and begin to watch."""
        profiles = self.records.profiles()
        plan = DeskPlan(
            profiles=profiles,
            displays=self.displays.key,
            manners=self._manners(),
            usual_s=pace_of(self._chosen),
            least_battery=least_battery_of(self._chosen),
        )
        self._show_days()
        self.tray.start()
        if not profiles:
            # Who has never sat tall for it has to see what it is about.
            self.window.open_page(Page.LEARN)
        self.engine.start(plan)

    def open_today(self) -> None:
        """Show the small window."""
        self.window.open_page(Page.TODAY)

    def lend(self, *, on: bool) -> None:
        """Give the camera to formcheck's own exercises, or take it back."""
        self.engine.lend(on=on)

    def quit(self) -> None:
        """End: give the camera back, keep the day, take the icon away."""
        if self._ended:
            return
        self._ended = True
        self.keeper.let_go()
        self.breaks.leave()
        self.engine.close()
        self._look()
        self.records.close()
        self.notifier.close()
        self.tray.close()
        self.window.close()
        self.over.emit()

    def _connect(self) -> None:
        actions, engine = self.actions, self.engine
        # Queued: it is sent by the engine's thread, and carries nothing.
        self._woken.connect(self._look)
        actions.paused.connect(lambda on: engine.pause(on=on))
        actions.snoozed.connect(engine.snooze)
        actions.woken.connect(lambda: engine.snooze(None))
        actions.learn.connect(engine.learn)
        actions.take_break.connect(self.breaks.start)
        actions.quit.connect(self.quit)
        self.breaks.begun.connect(lambda: self.lend(on=True))
        self.breaks.over.connect(lambda: self.lend(on=False))
        self.breaks.nothing.connect(self._say_break)
        self.displays.changed.connect(engine.arrange)
        self.window.changed.connect(self._set)
        self.window.again.connect(self.again)
        self.records.changed.connect(self._show_days)
        self.records.trouble.connect(self._tell_trouble)
        self.tray.missing.connect(partial(self.window.today.show_quit, on=True))
        self.tray.found.connect(partial(self.window.today.show_quit, on=False))
        self.notifier.changed.connect(self._show_trouble)
        # After the window has opened the page.
        actions.settings.connect(self._show_trouble)

    def _look(self) -> None:
        """Take in what the engine has to show and to tell."""
        for told in self.engine.told():
            self.notifier.tell(told)
        view = self.engine.take()
        if view is None:
            return
        self._view = view
        self.records.take(view)
        self.actions.show_view(view)
        self.tray.show_view(view)
        self.window.show_view(view)
        self._show_line(view)
        if view.days and view.days[-1].date != self._day:
            self._day = view.days[-1].date
            self._behave()
        if view.state in OVER:
            self.ended.emit()

    def _show_line(self, view: DeskView) -> None:
        """Let what is shown go when they sit up, and all of it when it is to be quiet."""
        now = view.now
        watching = view.state is DeskState.WATCHING and now is not None
        self.notifier.lean(on=watching and now is not None and now.nudge.lean)
        quiet = now is not None and now.held in _QUIET
        if quiet and not self._quiet:
            self.notifier.hush()
        self._quiet = quiet

    def _show_trouble(self) -> None:
        """Say on its row why the style that was chosen is not possible here."""
        if self.notifier.trouble:
            self.window.settings.refuse(POSTURE_STYLE, self.notifier.trouble)

    def _set(self, setting: Setting) -> None:
        """Let what was chosen hold."""
        self.notifier.use(style_of(self._chosen))
        self._behave()
        if setting is CAMERA:
            self._parts.camera_chosen()
            self.engine.reopen()

    def _behave(self) -> None:
        self.engine.behave(self._manners(), pace_of(self._chosen), least_battery_of(self._chosen))

    def _manners(self) -> Manners:
        """Return how it behaves: half the reminders after two good weeks."""
        manners = manners_of(self._chosen)
        return manners.faded if self.records.is_fading(self._parts.who.today) else manners

    def _show_days(self) -> None:
        self.window.show_days(self.records.days(), self._parts.who.today)

    def _say_break(self, text: str) -> None:
        self.notifier.note(Told(Topic.BREAK, _("Time for a break"), text))

    def _tell_trouble(self, text: str) -> None:
        if text:
            self.notifier.note(Told(Topic.BASELINE, _("Not kept"), text))
