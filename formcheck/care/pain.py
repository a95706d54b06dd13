"""Pain, from 0 to 10: when it is asked for, and what a change of it means.

Numbers before, after an exercise that asks for it, after the session and on the next morning.
Where it is felt matters as much as how strong it is: pain that moves from the leg towards the back
is a good sign while one exercises, pain that moves down the leg is a reason to stop (McKenzie).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Final

from formcheck.care.answers import Place, check_score, farthest
from formcheck.language import N_

JUMP: Final = 2
"""The smallest change that is more than chance (MDC of the scale, pubmed 15928561)."""


class Moment(StrEnum):
    """When somebody is asked."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    MORNING = "morning"


QUESTIONS: Final = {
    Moment.BEFORE: N_("How strong is your pain now, from 0 (none) to 10 (the worst)?"),
    Moment.DURING: N_("How strong was your pain during this exercise, from 0 to 10?"),
    Moment.AFTER: N_("How strong is your pain after the session, from 0 to 10?"),
    Moment.MORNING: N_("How strong was your pain on the morning after, from 0 to 10?"),
}
WHERE: Final = N_("Where do you feel it? Choose everything that is so.")
SHARP: Final = N_("Was it sharp, or like an electric shock?")


class Shift(StrEnum):
    """How the place of the pain changed over an exercise."""

    CENTRALISING = "centralising"
    """Towards the back, or gone: good."""
    SAME = "same"
    PERIPHERALISING = "peripheralising"
    """Away from the back, or new tingling or numbness: stop."""


SHIFT_WORDS: Final = {
    Shift.CENTRALISING: N_("The pain moved towards your back, or went: that is a good sign."),
    Shift.SAME: N_("The place of the pain did not change: try a smaller range of movement."),
    Shift.PERIPHERALISING: N_(
        "The pain moved away from your back, or tingling or numbness is new: stop this exercise "
        "and contact your physio."
    ),
}


@dataclass(frozen=True, slots=True)
class Pain:
    """What a person said about the pain around one exercise or one session."""

    before: int | None = None
    """None, as the others: it was not told."""
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    """On the next morning; None until it was asked."""
    sharp: bool = False
    """Whether it was sharp, or like an electric shock."""
    places_before: frozenset[Place] = frozenset()
    places_after: frozenset[Place] | None = None
    """None when it was not asked."""

    def __post_init__(self) -> None:
        for score in (self.before, self.during, self.after, self.morning):
            check_score(score)

    @property
    def most(self) -> int:
        """The strongest pain during the exercise or after it; before it, if nothing was told."""
        return max(self.told_later, default=self.before or 0)

    @property
    def told_later(self) -> tuple[int, ...]:
        """What was said during and after."""
        return tuple(one for one in (self.during, self.after) if one is not None)

    @property
    def rise(self) -> int:
        """How much stronger it became; below 0 when it eased, 0 when it is not known."""
        return 0 if self.before is None else self.most - self.before

    @property
    def next_day(self) -> int | None:
        """How much stronger it was on the next morning than before; None when it is not known."""
        if self.morning is None or self.before is None:
            return None
        return self.morning - self.before

    @property
    def known(self) -> bool:
        """Whether it was told before, and during or after: only then a rise would be seen."""
        return self.before is not None and bool(self.told_later)

    @property
    def shift(self) -> Shift | None:
        """How its place changed; None when it was not asked."""
        if self.places_after is None:
            return None
        return shift(self.places_before, self.places_after)


def shift(before: Iterable[Place], after: Iterable[Place]) -> Shift:
    """Return how the place of the pain changed."""
    was, now = frozenset(before), frozenset(after)
    new_tingling = Place.TINGLING in now - was
    moved = farthest(now) - farthest(was)
    # Pain in the back alone, where there was none, is told by its number and did not move down.
    if new_tingling or (moved > 0 and farthest(now) > 0):
        return Shift.PERIPHERALISING
    return Shift.CENTRALISING if moved < 0 else Shift.SAME


def jumped(last: int | None, now: int) -> bool:
    """Whether pain before a session is so much stronger than last time that it is looked into."""
    check_score(last)
    check_score(now)
    return last is not None and now - last >= JUMP


def rises_by_the_week(last_week: Iterable[int], this_week: Iterable[int]) -> bool:
    """Whether pain rose from one week to the next by more than chance.

    Pain may come and go from day to day; it should not rise from week to week (pain-monitoring
    model, Thomee 1997, Silbernagel 2007).
    """
    last, this = list(last_week), list(this_week)
    return bool(last and this) and median(this) - median(last) >= JUMP
