"""Knows one yes or no that somebody on D-Bus tells, from when they come until they go.

It asks once, and again when they say that something changed; nobody is started for it, and nothing
is printed when nobody is there.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PyQt6.QtCore import QObject, pyqtSlot
from PyQt6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusPendingReply,
    QDBusServiceWatcher,
)

logger = logging.getLogger(__name__)

PROPERTIES: Final = "org.freedesktop.DBus.Properties"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask whom."""

    service: str
    path: str
    interface: str
    method: str
    arguments: tuple[object, ...] = ()
    signals: tuple[tuple[str, str], ...] = ()
    """Interface and name of what says that it changed, with the new answer or without."""
    turned: bool = False
    """Whether yes is said by a no."""

    def message(self) -> QDBusMessage:
        """Return the call, which starts no program."""
        call = QDBusMessage.createMethodCall(self.service, self.path, self.interface, self.method)
        call.setArguments(self.arguments)
        call.setAutoStartService(False)
        return call


def about_property(
    service: str,
    path: str,
    interface: str,
    name: str,
    *,
    signals: Sequence[tuple[str, str]] = (),
    turned: bool = False,
) -> Question:
    """Return how to ask for a property."""
    return Question(
        service=service,
        path=path,
        interface=PROPERTIES,
        method="Get",
        arguments=(interface, name),
        signals=((PROPERTIES, "PropertiesChanged"), *signals),
        turned=turned,
    )


class Teller(QObject):
    """One question, and its answer as it stands.

    Parameters
    ----------
    bus
        Where they are.
    question
        What to ask.
    on_change
        Called when the answer changed.
    """

    def __init__(
        self,
        bus: QDBusConnection,
        question: Question,
        on_change: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.yes = False
        """The answer; what is not told is not so."""
        self._bus, self._question, self._on_change = bus, question, on_change
        self._closed = False
        self._owner = QDBusServiceWatcher(question.service, bus, parent=self)
        self._owner.serviceOwnerChanged.connect(self._owned)
        for interface, name in question.signals:
            bus.connect(question.service, question.path, interface, name, self._said)
        self.ask()

    def ask(self) -> None:
        """Ask; the answer comes later."""
        ask(self._bus, self._question.message(), self, self._answered)

    def close(self) -> None:
        """Listen no longer, also to an answer that is under way."""
        self._closed = True
        for interface, name in self._question.signals:
            self._bus.disconnect(
                self._question.service, self._question.path, interface, name, self._said
            )

    def _owned(self, _service: str, _before: str, now: str) -> None:
        """Take in that they came, or went and tell nothing any more."""
        self._set(told=self._question.turned)
        if now:
            self.ask()

    @pyqtSlot(QDBusMessage)
    def _said(self, message: QDBusMessage) -> None:
        arguments = message.arguments()
        if arguments and isinstance(arguments[0], bool):
            self._set(told=arguments[0])
        else:
            self.ask()

    def _answered(self, arguments: Sequence[object]) -> None:
        answer = arguments[0] if arguments else None
        if isinstance(answer, bool):
            self._set(told=answer)

    def _set(self, *, told: bool) -> None:
        yes = told is not self._question.turned
        if yes is not self.yes and not self._closed:
            self.yes = yes
            self._on_change()


def ask(
    bus: QDBusConnection,
    message: QDBusMessage,
    parent: QObject,
    done: Callable[[Sequence[object]], None],
) -> None:
    """Send a call; ``done`` gets the answer's parts, and nothing happens when there is none."""
    watcher = QDBusPendingCallWatcher(bus.asyncCall(message), parent)

    def finished(watched: QDBusPendingCallWatcher) -> None:
        reply = QDBusPendingReply(watched).reply()
        watched.deleteLater()
        if reply.type() is QDBusMessage.MessageType.ReplyMessage:
            done(reply.arguments())
        else:
            logger.debug("%s: %s", message.service(), reply.errorMessage())

    watcher.finished.connect(finished)
