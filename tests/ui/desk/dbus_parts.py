"""A desktop that shows messages, on a real bus."""

from dataclasses import dataclass
from typing import Any

from PyQt6.QtCore import QMetaType, QVariant, pyqtClassInfo, pyqtSlot
from PyQt6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage

from formcheck.ui.desk.dbus_note import PATH, SERVICE
from tests.ui.desk.desktops import Desktop


@dataclass(frozen=True)
class Shown:
    """One message as the service got it."""

    app: str
    replaces: int
    title: str
    text: str
    actions: list[str]
    hints: dict[str, Any]
    for_ms: int
    signature: str


class Messages(Desktop):
    """What shows messages, on a connection of its own."""

    def __init__(self, bus: QDBusConnection, *abilities: str, first: int = 1) -> None:
        super().__init__(bus, SERVICE, PATH)
        self.shown: list[Shown] = []
        self.closed: list[int] = []
        self.refuses = False
        self._next = first

        @pyqtClassInfo("D-Bus Interface", SERVICE)
        class Adaptor(QDBusAbstractAdaptor):
            @pyqtSlot(name="GetCapabilities", result="QStringList")
            def capabilities(self) -> list[str]:
                return list(abilities)

            @pyqtSlot(
                *(str, "uint", str, str, str, "QStringList", "QVariantMap", int, QDBusMessage),
                name="Notify",
                result="uint",
            )
            def notify(self, *arguments: Any) -> int:
                return messages.show(*arguments)

            @pyqtSlot("uint", name="CloseNotification")
            def close(self, number: int) -> None:
                messages.closed.append(number)

        messages = self
        self._adaptor = Adaptor(self)
        self.comes()

    def show(self, *arguments: Any) -> int:
        """Show a message, or refuse; return its number."""
        app, replaces, _icon, title, text, actions, hints, for_ms, call = arguments
        if self.refuses:
            call.setDelayedReply(True)
            self.bus.send(call.createErrorReply("org.example.Full", "no room"))
            return 0
        signature = call.signature()
        self.shown.append(Shown(app, replaces, title, text, actions, hints, for_ms, signature))
        number = replaces or self._next
        self._next += not replaces
        return number

    def click(self, number: int, action: str = "default") -> None:
        """Tell that somebody clicked a message."""
        which = QVariant(number)
        assert which.convert(QMetaType(QMetaType.Type.UInt.value))
        self.says(SERVICE, "ActionInvoked", which, action)
