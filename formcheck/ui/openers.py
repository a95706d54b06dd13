"""What the first window opens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PyQt6.QtCore import pyqtBoundSignal

from formcheck.care.today import Task


class SessionWindow(Protocol):
    """A window in which somebody exercises; the first window is hidden until it was closed."""

    @property
    def closed(self) -> pyqtBoundSignal:
        """Sent after it was closed, and nothing runs any more."""

    @property
    def barred(self) -> bool:
        """Whether the safety questions have to be answered again: a red light, a jump in pain."""

    def close(self) -> bool:
        """Close it, as when the program ends; return whether it is closed."""


@dataclass(frozen=True, slots=True)
class Openers:
    """How windows are opened; each shows its window, and deletes it when it was closed."""

    live: Callable[[str], SessionWindow]
    """With one exercise, by slug; empty: the window asks which."""
    training: Callable[[tuple[Task, ...]], SessionWindow]
    """With the guided training of these tasks, in this order."""
    desk: Callable[[], None]
    """Starts the reminder at the desk, or shows the one that runs; raises FormcheckError."""
