"""Whether the screen is locked, and whether the desktop asks not to be disturbed.

Linux, by D-Bus, as far as somebody is there to tell:

- login1 (systemd): the session is locked (``LockedHint``), another person's is in front
  (``Active``), the computer goes to sleep. Its ``Lock`` is a wish: it counts for half a minute, in
  which a locker says so itself. One that does not unlock by login1 (swaylock) would else lock us
  out for ever.
- The screen savers of GNOME, of KDE and others that follow freedesktop.org, of Cinnamon, MATE and
  Xfce: active is locked, or about to be.
- "Do not disturb" of KDE and of dunst. GNOME keeps its own among its settings, which no bus tells;
  it holds back our messages itself.
- GNOME, Cinnamon: a program asked the session not to fall asleep, as one that shows a film or a
  presentation does. Asked for longer than four hours it is a habit, and does not count.

Windows says whether the screen shows somebody's desktop. macOS tells other programs neither.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from math import inf
from time import monotonic
from typing import Final, cast

from PyQt6.QtCore import QMetaType, QObject, QTimer, QVariant, pyqtSlot
from PyQt6.QtDBus import QDBusConnection, QDBusMessage

from formcheck.around.full_screen import notification_state
from formcheck.around.microphone import LONGEST_S
from formcheck.ui.desk.bus import Question, Teller, about_property, ask

WISH_MS: Final = 30_000
"""How long a wish to lock counts by itself: a locker takes a second or two (judgement)."""
_SYSTEM: Final[str] = sys.platform
_NOT_PRESENT: Final = 1
"""QUNS_NOT_PRESENT (shellapi.h): locked, a screen saver, or somebody else's session."""
_SWITCH_DESKTOP: Final = 0x100
_IDLE: Final = 8
"""GNOME's flag for: do not fall asleep for want of a hand on the keyboard."""

_LOGIN: Final = "org.freedesktop.login1"
_MANAGER: Final = f"{_LOGIN}.Manager"
_SESSION: Final = f"{_LOGIN}.Session"
_LOGIN_PATH: Final = "/org/freedesktop/login1"
_SAVERS: Final = ("gnome", "freedesktop", "cinnamon", "mate", "xfce")
_NOTES: Final = "org.freedesktop.Notifications"
_NOTES_PATH: Final = "/org/freedesktop/Notifications"
_GNOME: Final = "org.gnome.SessionManager"
_GNOME_PATH: Final = "/org/gnome/SessionManager"

SLEEPS: Final = about_property(
    _LOGIN, _LOGIN_PATH, _MANAGER, "PreparingForSleep", signals=((_MANAGER, "PrepareForSleep"),)
)
QUIET: Final = (
    about_property(_NOTES, _NOTES_PATH, _NOTES, "Inhibited"),  # KDE
    about_property(_NOTES, _NOTES_PATH, "org.dunstproject.cmd0", "paused"),
)


def saver(desktop: str) -> Question:
    """Return how to ask a screen saver."""
    name = f"org.{desktop}.ScreenSaver"
    return Question(
        service=name,
        path=f"/org/{desktop}/ScreenSaver",
        interface=name,
        method="GetActive",
        signals=((name, "ActiveChanged"),),
    )


def stays_awake() -> Question:
    """Return how to ask GNOME whether a program asked it not to fall asleep."""
    return Question(
        service=_GNOME,
        path=_GNOME_PATH,
        interface=_GNOME,
        method="IsInhibited",
        arguments=(_unsigned(_IDLE),),
        signals=((_GNOME, "InhibitorAdded"), (_GNOME, "InhibitorRemoved")),
    )


def _unsigned(number: int) -> QVariant:
    made = QVariant(number)
    # The enum's values are numbers, which PyQt's types do not know.
    made.convert(QMetaType(cast("int", QMetaType.Type.UInt.value)))
    return made


if sys.platform == "win32":

    def screen_is_taken() -> bool:
        """Whether the screen shows something else than this person's desktop."""
        user = ctypes.windll.user32
        user.OpenInputDesktop.restype = ctypes.c_void_p
        desktop = user.OpenInputDesktop(0, 0, _SWITCH_DESKTOP)
        if not desktop:
            return True
        user.CloseDesktop(ctypes.c_void_p(desktop))
        return notification_state() == _NOT_PRESENT

else:

    def screen_is_taken() -> bool:
        """Return that nothing was said: only Windows does."""
        return notification_state() == _NOT_PRESENT


class LockWatch(QObject):
    """Keeps what the desktop tells; made, and closed, in the window's thread.

    `locked` and `do_not_disturb` may be read from any thread.

    Parameters
    ----------
    session, system
        The buses; the computer's own on Linux when not given. Where there is none, nothing is told.
    environ
        Says which session this is.
    clock
        Returns the time in seconds.
    taken
        What Windows says.
    """

    def __init__(
        self,
        session: QDBusConnection | None = None,
        system: QDBusConnection | None = None,
        *,
        environ: Mapping[str, str] = os.environ,
        clock: Callable[[], float] = monotonic,
        taken: Callable[[], bool] = screen_is_taken,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._taken = clock, taken
        self._locked = self._quiet = False
        self._awake_since_s = inf
        self._lockers: list[Teller] = []
        self._hushers: list[Teller] = []
        self._stays_awake: Teller | None = None
        self._session_path = ""
        self._wish = QTimer(self)
        self._wish.setSingleShot(True)
        self._wish.setInterval(WISH_MS)
        self._wish.timeout.connect(self._lock_changed)
        if _SYSTEM == "linux":
            self._hear_session(session or QDBusConnection.sessionBus())
            self._system = system or QDBusConnection.systemBus()
            self._hear_system(environ.get("XDG_SESSION_ID") or "auto")

    @property
    def locked(self) -> bool:
        """The screen is locked, somebody else is at the computer, or it goes to sleep."""
        return self._locked or self._taken()

    @property
    def do_not_disturb(self) -> bool:
        """The desktop was asked not to disturb, or a program shows something."""
        return self._quiet or 0.0 <= self._clock() - self._awake_since_s < LONGEST_S

    def close(self) -> None:
        """Listen no longer; what was told last stays."""
        self._wish.stop()
        if self._stays_awake:
            self._stays_awake.close()
        for teller in (*self._lockers, *self._hushers):
            teller.close()
        if self._session_path:
            self._wishes(self._system.disconnect)

    def _hear_session(self, bus: QDBusConnection) -> None:
        for desktop in _SAVERS:
            self._lockers.append(Teller(bus, saver(desktop), self._lock_changed, self))
        for question in QUIET:
            self._hushers.append(Teller(bus, question, self._quiet_changed, self))
        self._stays_awake = Teller(bus, stays_awake(), self._awake_changed, self)

    def _hear_system(self, session: str) -> None:
        self._lockers.append(Teller(self._system, SLEEPS, self._lock_changed, self))
        which = Question(
            service=_LOGIN,
            path=_LOGIN_PATH,
            interface=_MANAGER,
            method="GetSession",
            arguments=(session,),
        )
        ask(self._system, which.message(), self, self._found_session)

    def _found_session(self, answer: Sequence[object]) -> None:
        self._session_path = str(answer[0])
        for name, turned in (("LockedHint", False), ("Active", True)):
            question = about_property(_LOGIN, self._session_path, _SESSION, name, turned=turned)
            self._lockers.append(Teller(self._system, question, self._lock_changed, self))
        self._wishes(self._system.connect)

    def _wishes(self, do: Callable[..., bool]) -> None:
        for name, slot in (("Lock", self._wished), ("Unlock", self._unwished)):
            do(_LOGIN, self._session_path, _SESSION, name, slot)

    @pyqtSlot(QDBusMessage)
    def _wished(self, _message: QDBusMessage) -> None:
        self._wish.start()
        self._lock_changed()

    @pyqtSlot(QDBusMessage)
    def _unwished(self, _message: QDBusMessage) -> None:
        self._wish.stop()
        self._lock_changed()

    def _lock_changed(self) -> None:
        told = any(teller.yes for teller in self._lockers)
        if told:
            self._wish.stop()  # from now on it is told when this ends
        self._locked = told or self._wish.isActive()

    def _quiet_changed(self) -> None:
        self._quiet = any(teller.yes for teller in self._hushers)

    def _awake_changed(self) -> None:
        awake = self._stays_awake is not None and self._stays_awake.yes
        self._awake_since_s = self._clock() if awake else inf
