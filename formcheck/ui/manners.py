"""How the program behaves while Qt has the thread: Ctrl-C closes, mistakes are logged."""

import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

from PyQt6.QtCore import QTimer

_LOOK_MS = 200

logger = logging.getLogger(__name__)


@contextmanager
def good_manners(close: Callable[[], object]) -> Iterator[None]:
    """While the block runs, Ctrl-C calls ``close``, and a mistake in the window ends nothing.

    Qt would end the program at once when a Python error reaches it.
    """

    def on_interrupt(_signal: int, _frame: FrameType | None) -> None:
        close()

    # Python looks at signals only between its own instructions: give it some.
    timer = QTimer()
    timer.timeout.connect(_nothing)
    timer.start(_LOOK_MS)
    interrupt = signal.signal(signal.SIGINT, on_interrupt)
    hook, sys.excepthook = sys.excepthook, _log_mistake
    try:
        yield
    finally:
        sys.excepthook = hook
        signal.signal(signal.SIGINT, interrupt)
        timer.stop()


def _nothing() -> None:
    """Stand in for work."""


def _log_mistake(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    logger.error("the window made a mistake", exc_info=(kind, error, trace))
