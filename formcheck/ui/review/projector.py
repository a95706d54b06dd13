"""The thread that looks up pictures: what is asked last is answered, nothing queues.

::

    window --Latest[Ask]--> projector's thread --Latest[Answer] + wake-up--> window

Looking up a picture may take long, so a window never does it. While somebody drags through a film
most of what is asked is replaced before it is looked at; that is the point of it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Final

from formcheck.capture.pictures import Picture, Pictures
from formcheck.latest import Latest
from formcheck.session.attempt import attempt

logger = logging.getLogger(__name__)

_CLOSE_S: Final = 5.0
"""A key frame's worth of a large film on a slow computer (judgement)."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A picture that is wanted."""

    time_s: float
    frames: int = 0
    """So many pictures after the one at that time; before it when negative."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A picture that was found; or why there will be none any more."""

    ask: Ask | None
    """What was asked; None for the first picture, which comes unasked."""
    duration_s: float
    """How long the film is, as far as is known now."""
    picture: Picture | None
    trouble: str = ""


class Projector:
    """Opens pictures in a thread of its own, and looks them up.

    Parameters
    ----------
    pictures
        What to open.
    on_change
        Called from the thread whenever `take` has something new. It must return at once and must
        not raise; several calls may stand for one answer.
    """

    def __init__(self, pictures: Pictures, on_change: Callable[[], None]) -> None:
        self._pictures, self._on_change = pictures, on_change
        self._asks: Latest[Ask] = Latest()
        self._answers: Latest[Answer] = Latest()
        self._closed = Event()
        # A daemon: a disk that never answers must not keep the program from ending.
        self._thread = Thread(target=self._run, name="formcheck-projector", daemon=True)

    def start(self) -> None:
        """Open the pictures; the first one comes unasked."""
        self._thread.start()

    def ask(self, ask: Ask) -> None:
        """Ask for a picture, in place of what was asked before and is not looked at yet."""
        self._asks.put(ask)

    def take(self) -> Answer | None:
        """Return the newest answer; ``None`` when there is none since the last call."""
        return self._answers.take(0.0)

    def close(self, timeout_s: float = _CLOSE_S) -> bool:
        """Close the pictures; return whether the thread has ended in time."""
        self._closed.set()
        self._asks.close()
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            logger.warning("still looking up a picture %.0f s after closing", timeout_s)
        return not self._thread.is_alive()

    # --- projector's thread

    def _run(self) -> None:
        trouble = attempt(self._project)
        if trouble:
            self._tell(Answer(None, 0.0, None, trouble))

    def _project(self) -> None:
        with self._pictures as pictures:
            self._tell(Answer(None, pictures.duration_s, pictures.at(0.0)))
            while (ask := self._asks.take()) is not None and not self._closed.is_set():
                found = pictures.beside(ask.time_s, ask.frames)
                self._tell(Answer(ask, pictures.duration_s, found))

    def _tell(self, answer: Answer) -> None:
        self._answers.put(answer)
        if not self._closed.is_set():
            self._on_change()
