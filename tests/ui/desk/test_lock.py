import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PyQt6.QtDBus import QDBusConnection
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.around.microphone import LONGEST_S
from formcheck.ui.desk.bus import Teller
from formcheck.ui.desk.lock import LockWatch, screen_is_taken
from tests.around.programs import Clock
from tests.ui.desk.desktops import (
    GnomeSession,
    Login,
    LoginSession,
    Notes,
    PrivateBus,
    Saver,
)

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform != "linux", reason="expected Linux: D-Bus"),
]


@pytest.fixture(scope="module")
def daemon(qapp: QApplication) -> Iterator[PrivateBus]:
    with PrivateBus() as bus:
        yield bus


@dataclass
class Room:
    """A computer with a bus, which is its session's and its system's."""

    daemon: PrivateBus
    qtbot: QtBot
    bus: QDBusConnection
    clock: Clock = field(default_factory=Clock)

    def watch(self) -> LockWatch:
        ours = self.daemon.connection()
        self.watched = LockWatch(ours, ours, environ={"XDG_SESSION_ID": "7"}, clock=self.clock)
        return self.watched

    def soon(self, *, locked: bool = False, quiet: bool = False) -> None:
        """Wait until this is told; fails when it never is."""
        self.qtbot.waitUntil(
            lambda: (self.watched.locked, self.watched.do_not_disturb) == (locked, quiet)
        )


@pytest.fixture
def room(daemon: PrivateBus, qtbot: QtBot) -> Iterator[Room]:
    room = Room(daemon, qtbot, daemon.connection())
    yield room
    room.watched.close()
    for name in ("gnome", "freedesktop", "cinnamon", "mate", "xfce"):
        room.bus.unregisterService(f"org.{name}.ScreenSaver")
    room.bus.unregisterService("org.freedesktop.Notifications")
    room.bus.unregisterService("org.gnome.SessionManager")
    room.bus.unregisterService("org.freedesktop.login1")
    assert room.bus.lastError().isValid() is False


@pytest.mark.parametrize("desktop", ["gnome", "freedesktop", "cinnamon", "mate", "xfce"])
def test_a_screen_saver_says_when_it_begins_and_ends(room: Room, desktop: str) -> None:
    # GIVEN
    saver = Saver(room.bus, desktop).comes()
    watch = room.watch()
    assert not watch.locked
    # WHEN
    saver.turns(active=True)
    # THEN
    room.soon(locked=True)
    # WHEN
    saver.turns(active=False)
    # THEN
    room.soon()


def test_a_screen_that_is_locked_already(room: Room) -> None:
    saver = Saver(room.bus, "gnome").comes()
    saver.active = True
    room.watch()
    room.soon(locked=True)


def test_a_screen_saver_that_comes_later_and_goes_while_locked(room: Room) -> None:
    # GIVEN nobody who tells
    watch = room.watch()
    assert not watch.locked
    # WHEN one comes, locked
    saver = Saver(room.bus, "gnome")
    saver.active = True
    saver.comes()
    # THEN
    room.soon(locked=True)
    # WHEN it crashes
    saver.goes()
    # THEN it tells nothing any more
    room.soon()


def test_one_of_several_is_enough(room: Room) -> None:
    savers = [Saver(room.bus, name).comes() for name in ("gnome", "freedesktop")]
    room.watch()
    for saver in savers:
        saver.turns(active=True)
        room.soon(locked=True)
    savers[0].turns(active=False)
    room.qtbot.waitUntil(lambda: sum(teller.yes for teller in room.watched._lockers) == 1)
    assert room.watched.locked
    savers[1].turns(active=False)
    room.soon()


@pytest.fixture
def session(room: Room) -> LoginSession:
    return LoginSession(room.bus)


@pytest.fixture
def login(room: Room, session: LoginSession) -> Login:
    """Have login1, and be watching it."""
    login = Login(room.bus, session).comes()
    session.locked = True
    room.watch()
    room.soon(locked=True)
    session.turns(locked=False)
    room.soon()
    return login


def test_login_says_that_the_session_is_locked(
    room: Room, login: Login, session: LoginSession
) -> None:
    session.turns(locked=True)
    room.soon(locked=True)
    session.turns(locked=False)
    room.soon()
    assert login.asked == ["7"]


def test_somebody_else_is_at_the_computer(room: Room, login: Login, session: LoginSession) -> None:
    session.turns(active=False)
    room.soon(locked=True)
    session.turns(active=True)
    room.soon()
    # WHEN it goes while somebody else is there
    session.turns(active=False)
    room.soon(locked=True)
    login.goes()
    # THEN it tells nothing any more
    room.soon()


def test_the_computer_goes_to_sleep(room: Room, login: Login) -> None:
    login.says("org.freedesktop.login1.Manager", "PrepareForSleep", True)
    room.soon(locked=True)
    login.says("org.freedesktop.login1.Manager", "PrepareForSleep", False)
    room.soon()


def test_a_wish_to_lock_counts_until_the_wish_to_unlock(
    room: Room, login: Login, session: LoginSession
) -> None:
    session.says(session.interface, "Lock")
    room.soon(locked=True)
    session.says(session.interface, "Unlock")
    room.soon()


def test_a_wish_that_nobody_fulfils_counts_for_a_while(
    room: Room, login: Login, session: LoginSession
) -> None:
    # GIVEN a wait that is over soon
    room.watched._wish.setInterval(1)
    # WHEN
    with room.qtbot.waitSignal(room.watched._wish.timeout):
        session.says(session.interface, "Lock")
    # THEN
    room.soon()


def test_a_wish_that_was_fulfilled_ends_with_the_lock(
    room: Room, login: Login, session: LoginSession
) -> None:
    # GIVEN
    session.says(session.interface, "Lock")
    room.soon(locked=True)
    session.turns(locked=True)
    room.qtbot.waitUntil(lambda: not room.watched._wish.isActive())
    assert room.watched.locked
    # WHEN it is unlocked right away
    session.turns(locked=False)
    # THEN
    room.soon()


def test_messages_are_held_back_as_in_kde(room: Room) -> None:
    notes = Notes(room.bus)
    notes.inhibited = True
    notes.comes()
    room.watch()
    room.soon(quiet=True)
    notes.inhibited = False
    notes.says_changed(notes.service)
    room.soon()


def test_a_program_asks_gnome_to_stay_awake(room: Room) -> None:
    # GIVEN one that asked for something else
    gnome = GnomeSession(room.bus).comes()
    gnome.inhibited = 4
    room.watch()
    # WHEN a film begins
    gnome.inhibited = 4 | 8
    gnome.says(gnome.service, "InhibitorAdded", "/1")
    # THEN
    room.soon(quiet=True)
    # WHEN it ends
    gnome.inhibited = 4
    gnome.says(gnome.service, "InhibitorRemoved", "/1")
    # THEN
    room.soon()


def test_who_asks_all_day_is_not_heard(room: Room) -> None:
    # GIVEN
    gnome = GnomeSession(room.bus).comes()
    gnome.inhibited = 8
    room.watch()
    room.soon(quiet=True)
    # WHEN
    room.clock.goes(LONGEST_S)
    # THEN
    assert not room.watched.do_not_disturb


def test_once_closed_it_hears_nothing(room: Room, login: Login, session: LoginSession) -> None:
    # GIVEN
    saver = Saver(room.bus, "gnome").comes()
    room.watched.close()
    first = room.watched
    room.watch()
    # WHEN
    saver.turns(active=True)
    session.says(session.interface, "Lock")
    # THEN another one hears it, this one does not
    room.soon(locked=True)
    assert not first.locked


def test_without_a_bus_nothing_is_told(qtbot: QtBot, capfd: pytest.CaptureFixture[str]) -> None:
    nowhere = QDBusConnection.connectToBus("unix:path=/nowhere", "nowhere")
    watch = LockWatch(nowhere, nowhere)
    assert (watch.locked, watch.do_not_disturb) == (False, False)
    watch.close()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("taken", [True, False])
def test_windows_says_whether_the_screen_is_taken(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, taken: bool
) -> None:
    monkeypatch.setattr("formcheck.ui.desk.lock._SYSTEM", "win32")
    watch = LockWatch(taken=lambda: taken)
    assert watch.locked is taken
    assert not watch.do_not_disturb
    assert not watch.findChildren(Teller), "expected that no bus is asked"
    watch.close()
    assert not screen_is_taken()


_ASKS = """
from PyQt6.QtCore import QCoreApplication, QTimer
from formcheck.ui.desk.bus import Teller
from formcheck.ui.desk.lock import LockWatch
app, watch = QCoreApplication([]), LockWatch()
timer = QTimer()
timer.timeout.connect(lambda: app.quit() if watch.locked and watch.do_not_disturb else None)
timer.start(5)
QTimer.singleShot(60_000, lambda: app.exit(1))
raise SystemExit(app.exec())
"""


def test_finds_the_computers_own_buses(room: Room, session: LoginSession) -> None:
    # GIVEN a locked session on the system's bus, and quiet on the session's
    login = Login(room.bus, session).comes()
    session.locked = True
    notes = Notes(room.bus)
    notes.inhibited = True
    notes.comes()
    room.watch()
    # WHEN a program of its own asks
    address = room.daemon.address
    environ = os.environ | {
        "DBUS_SESSION_BUS_ADDRESS": address,
        "DBUS_SYSTEM_BUS_ADDRESS": address,
    }
    environ.pop("XDG_SESSION_ID", None)
    program = subprocess.Popen(
        [sys.executable, "-c", _ASKS],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    room.qtbot.waitUntil(lambda: program.poll() is not None, timeout=60_000)
    # THEN it is told, and prints nothing
    assert (program.communicate()[0], program.returncode) == ("", 0)
    assert "auto" in login.asked


def test_a_bus_that_dies(room: Room, qtbot: QtBot, capfd: pytest.CaptureFixture[str]) -> None:
    room.watch()
    with PrivateBus() as daemon:
        theirs, ours = daemon.connection(), daemon.connection()
        watch = LockWatch(ours, ours)
        saver = Saver(theirs, "gnome").comes()
        saver.turns(active=True)
        qtbot.waitUntil(lambda: watch.locked)
        # WHEN
        daemon.dies()
        qtbot.waitUntil(lambda: not ours.isConnected())
        # THEN nothing breaks
        watch.close()
    assert capfd.readouterr() == ("", "")
