"""What every voice has: the protocol, silence, and going on to the next when one does not work."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Protocol

from formcheck.training.speech import Phrase


class Sound(StrEnum):
    """What is heard."""

    SPEECH = "speech"
    TONES = "tones"
    NONE = "none"


class Voice(Protocol):
    """One thing that speaks, used in the window's thread alone. Nothing in it waits."""

    changed: Callable[[], None]
    """Called when it fell silent by itself, and when it finds that it does not work."""

    @property
    def sound(self) -> Sound:
        """What is heard of it."""
        ...

    @property
    def speaking(self) -> bool:
        """Whether something is being said, or is about to be, or has not quite stopped."""
        ...

    @property
    def trouble(self) -> str:
        """Why not all is heard that was wanted, and what to do; empty when all is well."""
        ...

    def say(self, phrase: Phrase) -> None:
        """Begin to say it. Called only while it is not ``speaking``."""
        ...

    def stop(self) -> None:
        """Fall silent, in mid-word if need be."""
        ...


def nobody_told() -> None:
    """Stand in for who wants to know of changes."""


class Silence:
    """Says nothing; with ``trouble``, as it stands for what cannot speak."""

    sound = Sound.NONE
    speaking = False

    def __init__(self, trouble: str = "") -> None:
        self.changed: Callable[[], None] = nobody_told
        self.trouble = trouble

    def say(self, phrase: Phrase) -> None:
        """Say nothing."""

    def stop(self) -> None:
        """Stay silent."""


class FirstThatWorks:
    """Speaks with the first of several that works, also when one stops working later.

    Its trouble is that of the last one that did not work: what is heard now is told by ``sound``.
    """

    def __init__(self, makers: Sequence[Callable[[], Voice]]) -> None:
        self.changed: Callable[[], None] = nobody_told
        self.trouble = ""
        self._makers = list(makers)
        self._voice: Voice = Silence()
        # Kept: one that tells of its end is not to be deleted while it does.
        self._ended: list[Voice] = []
        self._take_next()

    @property
    def sound(self) -> Sound:
        """What is heard of the one in use."""
        return self._voice.sound

    @property
    def speaking(self) -> bool:
        """Whether the one in use speaks."""
        return self._voice.speaking

    def say(self, phrase: Phrase) -> None:
        """Say it with the one in use."""
        self._voice.say(phrase)

    def stop(self) -> None:
        """Fall silent."""
        self._voice.stop()

    def _take_next(self) -> None:
        """Take the next that works; when none is left, silence."""
        self._voice = Silence()
        while self._makers:
            voice = self._makers.pop(0)()
            if not voice.trouble:
                self._voice = voice
                voice.changed = self._look
                return
            self.trouble = voice.trouble

    def _look(self) -> None:
        ended = self._voice
        if ended.trouble:
            self.trouble = ended.trouble
            self._ended.append(ended)
            # What it says of its own stopping would end the next one, too.
            ended.changed = nobody_told
            ended.stop()
            self._take_next()
        self.changed()
