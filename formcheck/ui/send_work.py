"""Reads and writes files that are sent in a thread: one with a video takes its time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Final

from PyQt6.QtCore import QObject, pyqtSignal

from formcheck.errors import FormcheckError
from formcheck.language import _
from formcheck.latest import Latest

logger = logging.getLogger(__name__)

_CLOSE_S: Final = 10.0


class GivenUpError(FormcheckError):
    """Nobody waits for it any more."""

    def __init__(self) -> None:
        super().__init__(_("It was stopped, and nothing was written."))


@dataclass(frozen=True, slots=True)
class _Said:
    text: str = ""
    """How far it is, or why it cannot be."""
    over: bool = False
    then: Callable[[], None] | None = None
    """What follows in the window; None where it failed."""


class SendWork(QObject):
    """Does one thing at a time. What a task returns is called where the window is."""

    said = pyqtSignal(str)
    """How far it is."""
    over = pyqtSignal()
    """It is over; what follows it comes after this."""
    failed = pyqtSignal(str)
    woke = pyqtSignal()
    """Carries nothing but "look"; comes from the thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = Event()
        self._told: Latest[_Said] = Latest()
        self._thread: Thread | None = None
        self.woke.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether something is done, or its end was not told yet."""
        return self._thread is not None

    def begin(self, task: Callable[[], Callable[[], None]]) -> None:
        """Do something; nothing happens while something else is being done.

        Parameters
        ----------
        task
            Called in the thread. It may call `tell`, and `check` to end where nobody waits.
        """
        if self.busy:
            return
        self._stopped.clear()
        self._thread = Thread(target=self._work, args=(task,), name="formcheck-send", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let it end as soon as it can; what is done already is done."""
        self._stopped.set()

    def close(self) -> bool:
        """Stop; return whether the thread has ended in time."""
        self.stop()
        if self._thread is not None:
            self._thread.join(_CLOSE_S)
            if self._thread.is_alive():
                return False
            self._told.take(0.0)
            self._thread = None
        return True

    def check(self) -> None:
        """Raise `GivenUpError` when nobody waits any more."""
        if self._stopped.is_set():
            raise GivenUpError

    def tell(self, text: str) -> None:
        """Say how far it is."""
        self._put(_Said(text))

    def _work(self, task: Callable[[], Callable[[], None]]) -> None:
        try:
            said = _Said(over=True, then=task())
        except FormcheckError as error:
            said = _Said(str(error), over=True)
        except Exception:
            # Also then: nobody may wait for ever.
            logger.exception("a file could not be read or written")
            said = _Said(_("Something went wrong inside formcheck: please try again."), over=True)
        self._put(said)

    def _put(self, said: _Said) -> None:
        self._told.put(said)
        self.woke.emit()

    def _look(self) -> None:
        said = self._told.take(0.0)
        if said is None:
            return
        if not said.over:
            self.said.emit(said.text)
            return
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self.over.emit()
        if said.then is not None:
            said.then()
        else:
            self.failed.emit(said.text)
