"""What to think about in a programme: advice for whoever writes it, never a refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from formcheck.care.move import Moves
from formcheck.care.programme import Day, Programme
from formcheck.care.today import Today, on_day
from formcheck.language import N_, _

MOST_A_DAY: Final = 6
MOST_MINUTES: Final = 15


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice: when it is given, and why."""

    id: str
    text: str
    """English."""
    source: str
    fits: Callable[[Today], bool]
    """Whether it is for this day."""


ADVICE: Final = (
    Advice(
        "many",
        N_("More than 6 exercises on one day: with fewer, people keep it up and do them better."),
        "clinical notes, section 7: default 3 to 5, cap 6 (BMC MSK 10:155; Henry 1999)",
        lambda day: len(day.tasks) > MOST_A_DAY,
    ),
    Advice(
        "long",
        N_("More than 15 minutes on one day: shorter sessions are done more regularly."),
        "clinical notes, section 7: at most 15 minutes (BMC MSK 10:155; the number: judgement)",
        lambda day: day.minutes > MOST_MINUTES,
    ),
)


def advice(programme: Programme, moves: Moves) -> tuple[Advice, ...]:
    """Return what there is to think about."""
    days = [on_day(programme, day, moves) for day in Day]
    return tuple(one for one in ADVICE if any(one.fits(day) for day in days))


def advice_text(one: Advice) -> str:
    """Return a piece of advice in the language in use."""
    return _("Advice: {text}").format(text=_(one.text))
