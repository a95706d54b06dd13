"""A private bus, and desktops on it that say what they are told to."""

import shutil
import subprocess
from itertools import count
from typing import Final, Self

import pytest
from PyQt6.QtCore import QObject, pyqtClassInfo, pyqtProperty, pyqtSlot
from PyQt6.QtDBus import (
    QDBusAbstractAdaptor,
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
)

SESSION_PATH: Final = "/org/freedesktop/login1/session/_37"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_numbers = count()


class PrivateBus:
    """A real D-Bus daemon of the test's own; ends with the block."""

    def __enter__(self) -> Self:
        found = shutil.which("dbus-daemon")
        if found is None:
            pytest.skip("expected dbus-daemon: not installed")
        self._process = subprocess.Popen(
            [found, "--session", "--nofork", "--nopidfile", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout
        self.address = self._process.stdout.readline().strip()
        self._names: list[str] = []
        return self

    def __exit__(self, *_error: object) -> None:
        for name in self._names:
            QDBusConnection.disconnectFromBus(name)
        self.dies()

    def dies(self) -> None:
        """End it, whoever is connected."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def connection(self) -> QDBusConnection:
        """Return a new connection."""
        self._names.append(f"test {next(_numbers)}")
        return QDBusConnection.connectToBus(self.address, self._names[-1])


class Desktop(QObject):
    """Somebody on the bus."""

    def __init__(self, bus: QDBusConnection, service: str, path: str) -> None:
        super().__init__()
        self.bus, self.service, self.path = bus, service, path

    def comes(self) -> Self:
        """Be there."""
        assert self.bus.registerObject(self.path, self)
        assert self.bus.registerService(self.service)
        return self

    def goes(self) -> None:
        """Be gone."""
        assert self.bus.unregisterService(self.service)
        self.bus.unregisterObject(self.path)

    def says_changed(self, interface: str) -> None:
        """Say that a property changed, without its new value."""
        message = QDBusMessage.createSignal(self.path, _PROPERTIES, "PropertiesChanged")
        message.setArguments([interface, {}, []])
        assert self.bus.send(message)

    def says(self, interface: str, name: str, *arguments: object) -> None:
        """Send a signal."""
        message = QDBusMessage.createSignal(self.path, interface, name)
        message.setArguments(list(arguments))
        assert self.bus.send(message)


class Saver(Desktop):
    """A screen saver."""

    def __init__(self, bus: QDBusConnection, desktop: str) -> None:
        name = f"org.{desktop}.ScreenSaver"
        super().__init__(bus, name, f"/org/{desktop}/ScreenSaver")
        self.active = False

        @pyqtClassInfo("D-Bus Interface", name)
        class Adaptor(QDBusAbstractAdaptor):
            @pyqtSlot(name="GetActive", result=bool)
            def get_active(self) -> bool:
                return saver.active

        saver = self
        self._adaptor = Adaptor(self)

    def turns(self, *, active: bool) -> None:
        """Begin or end, and say so."""
        self.active = active
        self.says(self.service, "ActiveChanged", active)


class Notes(Desktop):
    """A service for messages, as KDE's is."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__(bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications")
        self.inhibited = False

        @pyqtClassInfo("D-Bus Interface", self.service)
        class Adaptor(QDBusAbstractAdaptor):
            Inhibited = pyqtProperty(bool, lambda _self: notes.inhibited)

        notes = self
        self._adaptor = Adaptor(self)


class GnomeSession(Desktop):
    """A session that programs can ask to stay awake."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__(bus, "org.gnome.SessionManager", "/org/gnome/SessionManager")
        self.inhibited = 0
        """What it was asked not to do: GNOME's flags."""

        @pyqtClassInfo("D-Bus Interface", self.service)
        class Adaptor(QDBusAbstractAdaptor):
            @pyqtSlot("uint", name="IsInhibited", result=bool)
            def is_inhibited(self, flags: int) -> bool:
                return bool(session.inhibited & flags)

        session = self
        self._adaptor = Adaptor(self)


class Login(Desktop):
    """Who knows the sessions of a computer."""

    def __init__(self, bus: QDBusConnection, session: "LoginSession") -> None:
        super().__init__(bus, "org.freedesktop.login1", "/org/freedesktop/login1")
        self.sleeps = False
        self.session = session
        self.asked: list[str] = []

        @pyqtClassInfo("D-Bus Interface", f"{self.service}.Manager")
        class Adaptor(QDBusAbstractAdaptor):
            PreparingForSleep = pyqtProperty(bool, lambda _self: login.sleeps)

            @pyqtSlot(str, name="GetSession", result=QDBusObjectPath)
            def get_session(self, which: str) -> QDBusObjectPath:
                login.asked.append(which)
                return QDBusObjectPath(SESSION_PATH)

        login = self
        self._adaptor = Adaptor(self)

    def comes(self) -> Self:
        """Be there, with the session."""
        assert self.bus.registerObject(SESSION_PATH, self.session)
        return super().comes()


class LoginSession(Desktop):
    """One person's session."""

    interface = "org.freedesktop.login1.Session"

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__(bus, "org.freedesktop.login1", SESSION_PATH)
        self.locked, self.active = False, True

        @pyqtClassInfo("D-Bus Interface", self.interface)
        class Adaptor(QDBusAbstractAdaptor):
            LockedHint = pyqtProperty(bool, lambda _self: session.locked)
            Active = pyqtProperty(bool, lambda _self: session.active)

        session = self
        self._adaptor = Adaptor(self)

    def turns(self, **how: bool) -> None:
        """Change, and say so."""
        for name, value in how.items():
            setattr(self, name, value)
        self.says_changed(self.interface)
