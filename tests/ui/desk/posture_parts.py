"""The whole reminder: a room is its camera, a test moves its clock, and the system is made up."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.care.today import Task
from formcheck.desk.style import Style
from formcheck.desk.surround import ALONE
from formcheck.desk.view import DeskState, DeskView, Told
from formcheck.pose.pose import Pose
from formcheck.store.database import Store, open_store
from formcheck.store.people import People
from formcheck.ui.desk.app import PostureApp, PostureParts
from formcheck.ui.desk.autostart_linux import DesktopEntry
from formcheck.ui.desk.notifier import Notifier, Ways
from formcheck.ui.desk.tray import DeskTray
from formcheck.ui.desk.ways import Failed
from formcheck.ui.resident import Resident, resident
from tests.desk.desk_room import RoomCamera, RoomEstimator, SimulatedClock, upright
from tests.desk.desks import MORNING

PATIENCE_MS = 60_000


class RunTo(SimulatedClock):
    """A clock that runs to where the test lets it, and stands still there."""

    def __init__(self) -> None:
        super().__init__()
        self.until_s, self.stood_s = 0.0, -1.0

    def wait(self, woken: Event, seconds: float) -> None:
        while self.time_s + seconds > self.until_s:
            self.stood_s = self.until_s
            # Whoever wakes it has a command, or wants it to end.
            if woken.wait(0.005):
                self.time_s += 0.001
                return
        super().wait(woken, seconds)


@dataclass
class Heard:
    """One way to reach somebody; it only remembers."""

    told: list[Told] = field(default_factory=list)
    hushed: int = 0
    trouble: str = ""
    """Why it does not work."""

    def tell(self, told: Told, failed: Failed) -> None:
        if self.trouble:
            failed(self.trouble)
            return
        self.told.append(told)

    def hush(self) -> None:
        self.hushed += 1

    def close(self) -> None:
        pass


class Exercises(QObject):
    """The window of a break's exercises; it shows nothing."""

    closed = pyqtSignal()
    barred = False

    def __init__(self, tasks: tuple[Task, ...]) -> None:
        super().__init__()
        self.tasks = tasks

    def close(self) -> bool:
        self.closed.emit()
        return True


class Desk:
    """Somebody at a desk, and the reminder of them."""

    def __init__(self, qtbot: QtBot, store: Store, app: QApplication, folder: Path) -> None:
        self.qtbot, self.store, self.app = qtbot, store, app
        self.person = People(store).add("Ann")
        self.given: dict[str, str] = {}
        self.camera, self.estimator = RoomCamera(), RoomEstimator(upright)
        self.surround, self.panel = ALONE, True
        self.note, self.voice, self.tone, self.edge = Heard(), Heard(), Heard(), Heard()
        self.opened: list[Exercises] = []
        self.login = DesktopEntry(("formcheck", "posture"), folder / "autostart", folder)
        self.clock = RunTo()
        self._posture: PostureApp | None = None

    @property
    def who(self) -> Resident:
        return resident(self.store, self.person, self.given, now=lambda: MORNING)

    @property
    def reminder(self) -> PostureApp:
        assert self._posture is not None
        return self._posture

    @property
    def view(self) -> DeskView:
        return self.reminder.view

    def start(self) -> PostureApp:
        """Start it, as the program does."""
        self.clock = RunTo()
        parts = PostureParts(
            who=self.who,
            open_source=self.camera,
            training=self._train,
            ask=lambda: self.surround,
            open_estimator=lambda: self.estimator,
            clock=self.clock,
            tray_there=lambda: self.panel,
            make_notifier=self._notifier,
            login=self.login,
        )
        self._posture = PostureApp(parts, self.app)
        self._posture.begin()
        return self._posture

    def run(self, seconds: float) -> DeskView:
        """Let so much time pass, and everything be shown."""
        self.clock.until_s += seconds
        clock = self.clock
        self.qtbot.waitUntil(lambda: clock.stood_s == clock.until_s, timeout=PATIENCE_MS)
        QApplication.processEvents()
        return self.view

    def reaches(self, state: DeskState) -> DeskView:
        """Let time pass until something shows."""
        for _second in range(120):
            if self.run(1.0).state is state:
                return self.view
        raise AssertionError(self.view)

    def sees(self, who: Callable[[float], Pose | None]) -> None:
        self.estimator.who = who

    def stop(self) -> None:
        if self._posture is not None:
            self._posture.quit()
            self._posture.deleteLater()
            self._posture = None

    def _notifier(
        self, style: Style, tray: DeskTray, opened: Callable[[], object], zoom: int
    ) -> Notifier:
        del opened, zoom  # Nobody clicks, and nothing is drawn.
        ways = Ways(notes=(self.note,), voice=self.voice, tone=self.tone, edge=self.edge)
        return Notifier(style, ways, tray)

    def _train(self, tasks: tuple[Task, ...]) -> Exercises:
        self.opened.append(Exercises(tasks))
        return self.opened[-1]


@contextmanager
def at_the_desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    """A desk with a store of its own."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with closing(open_store(str(folder / "store.sqlite"))) as store:
        desk = Desk(qtbot, store, app, folder)
        yield desk
        desk.stop()
    app.setQuitOnLastWindowClosed(True)
