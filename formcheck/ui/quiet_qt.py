"""Keep Qt from writing to the terminal about parts that a computer lacks: people get a sentence."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from PyQt6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

logger = logging.getLogger(__name__)


@contextmanager
def quiet_qt() -> Iterator[None]:
    """Send what Qt says meanwhile to the log, for who looks for the cause."""
    before = qInstallMessageHandler(_note)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _note(_kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    logger.debug("Qt: %s", text)
