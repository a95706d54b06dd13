"""A panel that takes icons by D-Bus, as KDE's does and GNOME's with an extension."""

from typing import Final

from PyQt6.QtCore import pyqtClassInfo, pyqtProperty, pyqtSlot
from PyQt6.QtDBus import QDBusAbstractAdaptor, QDBusConnection

from tests.ui.desk.desktops import Desktop

SERVICE: Final = "org.kde.StatusNotifierWatcher"


class SniPanel(Desktop):
    """Keeps what was registered with it."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__(bus, SERVICE, "/StatusNotifierWatcher")
        self.icons: list[str] = []

        @pyqtClassInfo("D-Bus Interface", SERVICE)
        class Adaptor(QDBusAbstractAdaptor):
            IsStatusNotifierHostRegistered = pyqtProperty(bool, lambda _self: True)

            @pyqtSlot(str, name="RegisterStatusNotifierItem")
            def register(self, name: str) -> None:
                panel.icons.append(name)

        panel = self
        self._adaptor = Adaptor(self)
