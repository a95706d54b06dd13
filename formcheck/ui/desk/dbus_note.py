"""A message of the desktop, asked for by D-Bus: what Linux desktops have in common.

It looks and behaves as the person set it, "do not disturb" included. Each one takes the place of
the one before, makes no sound, and is not kept in a list of what was missed.
"""

import logging
from collections.abc import Callable
from html import escape
from typing import Final, cast

from PyQt6.QtCore import QByteArray, QMetaType, QObject, QVariant, pyqtSignal, pyqtSlot
from PyQt6.QtDBus import (
    QDBusArgument,
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusPendingReply,
    QDBusServiceWatcher,
)
from PyQt6.QtGui import QImage

from formcheck.desk.view import Told
from formcheck.language import N_, _
from formcheck.ui.desk.icons import Face, picture
from formcheck.ui.desk.ways import FACES, FOR_MS, Failed

SERVICE: Final = "org.freedesktop.Notifications"
PATH: Final = "/org/freedesktop/Notifications"
NO_SERVICE: Final = N_("This desktop shows no messages.")
_PATIENCE_MS: Final = 5000
"""A service that the bus has to start first takes a second or two (judgement)."""
_LOW: Final = 0
_ICON_PX: Final = 48
_BITS: Final = 8
_OPEN: Final = "default"
"""What the specification calls a click on the message itself."""
logger = logging.getLogger(__name__)
_Type = QMetaType.Type
_Done = Callable[[QDBusMessage], None]


class DBusNote(QObject):
    """Asks the desktop to show messages.

    Parameters
    ----------
    bus
        The session's bus.
    """

    opened = pyqtSignal()
    """Somebody clicked the message."""

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus, self._id = bus, 0
        # Numbers are the service's own: a new service knows nothing of those of the old one.
        self._owner = QDBusServiceWatcher(SERVICE, bus, parent=self)
        self._owner.serviceOwnerChanged.connect(self._forget)
        bus.connect(SERVICE, PATH, SERVICE, "ActionInvoked", self._invoked)

    def tell(self, told: Told, failed: Failed) -> None:
        """Ask what the service can show, then to show it."""
        if not self._bus.isConnected():
            failed(_(NO_SERVICE))
            return

        def able(reply: QDBusMessage) -> None:
            abilities = reply.arguments()[0] if reply.arguments() else ()
            self._call("Notify", self._arguments(told, abilities), self._shown, failed)

        self._call("GetCapabilities", [], able, failed)

    def hush(self) -> None:
        """Close the message."""
        if self._id:
            self._call("CloseNotification", [_typed(self._id, _Type.UInt)], _ignore, _ignore)
            self._id = 0

    def close(self) -> None:
        """Close the message, for good."""
        self.hush()
        self._bus.disconnect(SERVICE, PATH, SERVICE, "ActionInvoked", self._invoked)

    def _arguments(self, told: Told, abilities: object) -> list[object]:
        able = abilities if isinstance(abilities, list) else []
        text = escape(told.text, quote=False) if "body-markup" in able else told.text
        actions = [_OPEN, _("Open")] if "actions" in able else []
        hints = {
            "urgency": _typed(_LOW, _Type.UChar),
            "transient": True,
            "suppress-sound": True,
            "image-data": _image(FACES[told.topic]),
        }
        return [
            "formcheck",
            _typed(self._id, _Type.UInt),
            "",
            told.title,
            text,
            _typed(actions, _Type.QStringList),
            hints,
            FOR_MS,
        ]

    def _call(self, name: str, arguments: list[object], done: _Done, failed: Failed) -> None:
        message = QDBusMessage.createMethodCall(SERVICE, PATH, SERVICE, name)
        message.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(message, _PATIENCE_MS), self)

        def finished(watched: QDBusPendingCallWatcher) -> None:
            reply = QDBusPendingReply(watched).reply()
            watched.deleteLater()
            if reply.type() is QDBusMessage.MessageType.ReplyMessage:
                done(reply)
                return
            logger.info("%s: %s", name, reply.errorMessage())
            failed(_(NO_SERVICE))

        watcher.finished.connect(finished)

    def _shown(self, reply: QDBusMessage) -> None:
        given = reply.arguments()
        self._id = given[0] if given and isinstance(given[0], int) else 0

    def _forget(self) -> None:
        self._id = 0

    @pyqtSlot(QDBusMessage)
    def _invoked(self, message: QDBusMessage) -> None:
        if message.arguments() == [self._id, _OPEN]:
            self.opened.emit()


def _typed(value: object, kind: QMetaType.Type) -> QVariant:
    """Return a value as the type that a call expects: Python has one kind of number."""
    made = QVariant(value)
    made.convert(QMetaType(_number(kind)))
    return made


def _number(kind: QMetaType.Type) -> int:
    # The enum's values are numbers, which PyQt's types do not know.
    return cast("int", kind.value)


def _image(face: Face) -> QDBusArgument:
    """Return the icon as the specification wants pixels: sizes, then red, green, blue, opacity."""
    drawn = picture(face, _ICON_PX).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    data = drawn.constBits().asstring(drawn.sizeInBytes())
    made = QDBusArgument()
    made.beginStructure()
    for number in (drawn.width(), drawn.height(), drawn.bytesPerLine()):
        made.add(number, _number(_Type.Int))
    made.add(drawn.hasAlphaChannel(), _number(_Type.Bool))
    for number in (_BITS, drawn.depth() // _BITS):
        made.add(number, _number(_Type.Int))
    made.add(QByteArray(data), _number(_Type.QByteArray))
    made.endStructure()
    return made


def _ignore(_what: object) -> None:
    """Take no notice: what is closed already cannot be closed."""
