"""How the program behaves while Qt has the thread: asked to end it ends, mistakes are logged."""

import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Final

from PyQt6.QtCore import QCoreApplication, QSocketNotifier
from PyQt6.QtGui import QGuiApplication
from PyQt6.sip import voidptr

ENDINGS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Ctrl-C; a logout, or the computer that is switched off; a terminal that was closed."""
_READ_BYTES: Final = 64

logger = logging.getLogger(__name__)


@contextmanager
def good_manners(
    close: Callable[[], object], at_logout: Callable[[], object] | None = None
) -> Iterator[None]:
    """While the block runs, who asks the program to end calls ``close``; a mistake ends nothing.

    A desktop that is about to log somebody out asks first, and somebody may still say no to it:
    then ``at_logout`` is called, or ``close`` where there is nothing else to do.

    Qt would end the program at once when a Python error reaches it. What is ignored from the
    start stays so, as the terminal that was closed is by ``nohup``.
    """
    heeded = [one for one in ENDINGS if signal.getsignal(one) is not signal.SIG_IGN]
    with _heard_by_qt(heeded, close), _heard_by_desktop(at_logout or close):
        before = {one: signal.signal(one, _nothing) for one in heeded}
        hook, sys.excepthook = sys.excepthook, _log_mistake
        try:
            yield
        finally:
            sys.excepthook = hook
            for one, handler in before.items():
                signal.signal(one, handler)


@contextmanager
def _heard_by_qt(heeded: Sequence[int], close: Callable[[], object]) -> Iterator[None]:
    """Have Qt's loop call ``close``, never in the middle of something, nor before it runs.

    A timer that lets Python look at its signals would wake the computer again and again, all day.
    """

    def hear() -> None:
        if set(receiver.recv(_READ_BYTES)) & set(heeded):
            close()

    sender, receiver = socket.socketpair()
    with sender, receiver:
        sender.setblocking(False)
        woken = QSocketNotifier(voidptr(receiver.fileno()), QSocketNotifier.Type.Read)
        woken.activated.connect(hear)
        # Python writes the number of each signal there.
        before = signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)
            woken.setEnabled(False)


@contextmanager
def _heard_by_desktop(keep: Callable[[], object]) -> Iterator[None]:
    app = QCoreApplication.instance()

    def hear(_manager: object) -> None:
        keep()

    if isinstance(app, QGuiApplication):
        app.commitDataRequest.connect(hear)
    yield
    if isinstance(app, QGuiApplication):
        app.commitDataRequest.disconnect(hear)


def _nothing(_signal: int, _frame: FrameType | None) -> None:
    """Stand in for what ends the program."""


def _log_mistake(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    logger.error("the window made a mistake", exc_info=(kind, error, trace))
