"""What waits to be said: one thing at a time, the urgent first, and nothing that comes too late."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Kind(IntEnum):
    """What a phrase is for; the greater, the more urgent."""

    COUNT = 0
    """A number: a newer one takes the place of one that still waits."""
    GUIDE = 1
    """What comes next, and how to get into place."""
    PRAISE = 2
    CUE = 3
    """What to do better, now."""
    END = 4
    """A set, a side or a hold is over."""
    ALERT = 5
    """Stop, or something does not work."""

    @property
    def word(self) -> str:
        """Lower-case name."""
        return self.name.lower()


KEEP_S: Final[Mapping[Kind, float]] = {
    Kind.COUNT: 1.2,
    Kind.GUIDE: 20.0,
    Kind.PRAISE: 2.5,
    Kind.CUE: 2.5,
    Kind.END: 6.0,
    Kind.ALERT: 15.0,
}
"""Until when each is worth saying (judgement): a cue belongs to the movement it was given for,
while the way into a pose may wait until its title was said."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing to say."""

    text: str
    kind: Kind
    given_s: float
    """When there was reason to say it."""
    keep_s: float
    """For how many seconds after that it is worth saying."""

    def late(self, now_s: float) -> bool:
        """Whether it is too late to begin with it."""
        return now_s - self.given_s > self.keep_s


def phrase(text: str, kind: Kind, now_s: float, keep_s: float | None = None) -> Phrase:
    """Return something to say, worth it for as long as its kind is."""
    return Phrase(text, kind, now_s, KEEP_S[kind] if keep_s is None else keep_s)


class SpeechQueue:
    """Holds what waits and gives one phrase at a time.

    More urgent kinds go first; within a kind what was given first is said first.
    """

    def __init__(self) -> None:
        self._waiting: list[Phrase] = []

    @property
    def waiting(self) -> tuple[Phrase, ...]:
        """What waits, in the order in which it would be said."""
        return tuple(sorted(self._waiting, key=lambda one: -one.kind))

    def add(self, new: Phrase) -> None:
        """Let a phrase wait; one that says the same, or an older count, gives it its place."""
        for place, old in enumerate(self._waiting):
            if _replaces(new, old):
                self._waiting[place] = new
                return
        self._waiting.append(new)

    def next(self, now_s: float, *, speaking: bool) -> Phrase | None:
        """Return what to say now, and forget it; None while something is being said.

        What has become late is forgotten, too.
        """
        self._waiting = [one for one in self._waiting if not one.late(now_s)]
        if speaking or not self._waiting:
            return None
        chosen = self.waiting[0]
        self._waiting.remove(chosen)
        return chosen

    def clear(self) -> None:
        """Forget all that waits."""
        self._waiting.clear()


def _replaces(new: Phrase, old: Phrase) -> bool:
    return new.kind is old.kind and (new.kind is Kind.COUNT or new.text == old.text)
