"""A voice that keeps what it is given: for tests, and to read what would be said."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

from formcheck.training.speech import Kind, Phrase
from formcheck.ui.voice_base import Sound, nobody_told

LETTERS_A_SECOND: Final = 14.0
BREATH_S: Final = 0.3
"""About as fast as a system's voice at its usual speed."""

logger = logging.getLogger(__name__)


def spoken_s(text: str) -> float:
    """Return about how long a voice needs for a text."""
    return BREATH_S + len(text) / LETTERS_A_SECOND


@dataclass(frozen=True, slots=True)
class Said:
    """One phrase that was said."""

    text: str
    kind: Kind
    start_s: float
    end_s: float


class Recorder:
    """Says nothing aloud, takes as long as a voice would, and keeps it all."""

    sound = Sound.SPEECH
    trouble = ""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.changed: Callable[[], None] = nobody_told
        self._clock = clock
        self._said: list[Said] = []

    @property
    def said(self) -> tuple[Said, ...]:
        """All that was said, in order; of what was cut short only as long as it was heard."""
        return tuple(self._said)

    @property
    def texts(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(one.text for one in self._said)

    @property
    def speaking(self) -> bool:
        """Whether a voice would still be at it."""
        return bool(self._said) and self._clock() < self._said[-1].end_s

    def say(self, phrase: Phrase) -> None:
        """Keep it."""
        now_s = self._clock()
        said = Said(phrase.text, phrase.kind, now_s, now_s + spoken_s(phrase.text))
        self._said.append(said)
        logger.info("said: %s", phrase.text)

    def stop(self) -> None:
        """Cut short what is being said."""
        if self.speaking:
            last = self._said[-1]
            self._said[-1] = Said(last.text, last.kind, last.start_s, self._clock())
