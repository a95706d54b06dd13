"""One line of advice for today, or none. Movement comes first, for it is what helps.

::

    a break is due -> a long sit -> few shifts -> far from the own baseline -> praise -> nothing

What is in order is not talked about; whoever moves is told so. Nothing is said of a day that has
hardly begun, and nothing anywhere of harm: no posture is known to do any.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from formcheck.desk.breaks import AGAIN, STAND_AFTER_S, Due
from formcheck.desk.day import HOUR_S, Day
from formcheck.language import N_, _, ngettext

LEAST_SEATED_S: Final = 1800.0
"""Of a shorter day nothing is said, but that a break is due (judgement)."""
LONG_SIT: Final = 2.0
"""One sit was long at twice the time after which one is to stand: 60 minutes for 30. More than 30
in a row raise discomfort (clinical notes, section 5); twice that is worth a word (judgement)."""
FEW_SHIFTS: Final = 4.0
"""Shifts an hour. Counted finely, people who sit freely shift 9 times in 15 minutes (clinical
notes, section 4.1a); the counter here takes moves of 4 cm that are kept (judgement)."""
MANY_SHIFTS: Final = 12.0
"""Shifts an hour that are praised (judgement)."""
LITTLE_NEAR: Final = 0.5
"""Share of the time near the own baseline (judgement)."""
MINUTE_S: Final = 60.0

DUE: Final = {
    Due.TIME: N_("Time to move: stand up for a minute, or walk a few steps."),
    Due.OVERDUE: N_("You have sat for a good while: stand up for a minute when it suits you."),
}
SHIFT: Final = N_("Sit another way now and then: your next posture is your best posture.")
NEAR: Final = N_(
    "Much of today was away from your own baseline: sit as you like it best, or learn it anew."
)
OFTEN: Final = N_("You shift often: just right.")


class Kind(StrEnum):
    """What advice is about."""

    BREAK = "break"
    LONG_SIT = "long sit"
    SHIFTS = "shifts"
    BASELINE = "baseline"
    PRAISE = "praise"


@dataclass(frozen=True, slots=True)
class Advice:
    """One line."""

    kind: Kind
    text: str
    """In the language in use."""


def advise(day: Day, due: Due = Due.NOT, stand_after_s: float = STAND_AFTER_S) -> Advice | None:
    """Return the one line for today so far; None: nothing is worth one.

    Parameters
    ----------
    day
        Today.
    due
        How much a break is due now.
    stand_after_s
        After how many seconds seated one wants to stand up.
    """
    if due is not Due.NOT:
        return Advice(Kind.BREAK, _(DUE[due]))
    if day.seated_s < LEAST_SEATED_S:
        return None
    rules: tuple[Callable[[], Advice | None], ...] = (
        lambda: _long_sit(day, stand_after_s),
        lambda: _few_shifts(day),
        lambda: _far_from_baseline(day),
        lambda: _praise(day, stand_after_s),
    )
    return next((advice for rule in rules if (advice := rule()) is not None), None)


def _long_sit(day: Day, stand_after_s: float) -> Advice | None:
    if day.longest_sit_s < LONG_SIT * stand_after_s:
        return None
    return Advice(
        Kind.LONG_SIT,
        _(
            "Your longest sit was {minutes} minutes: try to stand up after about {aim} next time."
        ).format(minutes=round(day.longest_sit_s / MINUTE_S), aim=round(stand_after_s / MINUTE_S)),
    )


def _few_shifts(day: Day) -> Advice | None:
    few = day.seated_s >= HOUR_S and day.shifts_per_hour < FEW_SHIFTS
    return Advice(Kind.SHIFTS, _(SHIFT)) if few else None


def _far_from_baseline(day: Day) -> Advice | None:
    little = day.judged_s >= HOUR_S and day.near_share < LITTLE_NEAR
    return Advice(Kind.BASELINE, _(NEAR)) if little else None


def _praise(day: Day, stand_after_s: float) -> Advice | None:
    if day.breaks and day.longest_sit_s <= AGAIN * stand_after_s:
        text = ngettext(
            "{number} break, and no long sit: well moved.",
            "{number} breaks, and no long sit: well moved.",
            day.breaks,
        )
        return Advice(Kind.PRAISE, text.format(number=day.breaks))
    # Counted in few minutes, shifts say nothing: NaN is not many.
    return Advice(Kind.PRAISE, _(OFTEN)) if day.shifts_per_hour >= MANY_SHIFTS else None
