"""The range of one person: swings are compared with the person's own first two."""

from collections.abc import Iterable
from statistics import median
from typing import Final

from formcheck.checking.counter import took_long
from formcheck.checking.results import RepKind
from formcheck.exercises.rules import CycleRule
from formcheck.language import N_, _

QUICK: Final = N_("quick")
"""Note of a repetition with a half that was rushed; it counts."""
SHORT: Final = N_("less than your own range")

FIRST: Final = 2
"""So many swings make the own range (judgement: the first ones are fresh)."""


class OwnRange:
    """What a full swing of this person is; known from the first one on."""

    def __init__(self, rule: CycleRule) -> None:
        self.rule = rule
        self._swings: list[float] = []

    def add(self, size: float) -> None:
        """Take in a finished swing; those after the first ones change nothing."""
        if len(self._swings) < FIRST:
            self._swings.append(size)

    @property
    def known(self) -> bool:
        """Whether there was a swing to compare with."""
        return bool(self._swings)

    @property
    def full_from(self) -> float:
        """Size from which a swing is full, in the signal's unit."""
        if not self._swings:
            return self.rule.least
        return max(self.rule.least, self.rule.own_share * median(self._swings))

    def share(self, size: float) -> float:
        """Return how much of the own range a swing is, 0 to 1; of twice the least until known."""
        whole = median(self._swings) if self._swings else 2.0 * self.rule.least
        return min(1.0, size / whole)

    def judge(self, size: float, length_s: float, halves_s: Iterable[float]) -> tuple[RepKind, str]:
        """Return kind and note of a repetition, from its size, its length and its halves."""
        if length_s > self.rule.max_s:
            return RepKind.ATTEMPT, took_long(self.rule.max_s)
        quick = min(halves_s) < self.rule.half_s
        if size < self.full_from:
            return RepKind.PARTIAL, f"{_(SHORT)}, {_(QUICK)}" if quick else _(SHORT)
        return RepKind.FULL, _(QUICK) if quick else ""
