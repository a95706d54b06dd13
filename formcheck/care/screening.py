"""Whether somebody may exercise now: any yes to a safety question stops it and says what to do.

Asked at the first run, every month, after a jump in pain, and whenever a red light was shown. It is
never a diagnosis: single signs are wrong more often than right, so each only says who should look.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from formcheck.care.questions import ACTIONS, QUESTIONS, Question, Tier
from formcheck.language import N_, _

EVERY: Final = timedelta(days=30)
"""Clinical notes, section 6: monthly."""


class Reason(StrEnum):
    """Why the questions are asked."""

    FIRST = "first"
    MONTHLY = "monthly"
    JUMP = "jump"


WHY: Final = {
    Reason.FIRST: N_("Before you begin, a few questions about your health."),
    Reason.MONTHLY: N_("A month has passed: please answer the questions about your health again."),
    Reason.JUMP: N_("Your pain is stronger: please answer the questions about your health again."),
}


def due(today: date, last: date | None, *, jump: bool = False) -> Reason | None:
    """Return why the questions are due, None if they are not.

    Parameters
    ----------
    today
        The day.
    last
        When they were answered last; None if never.
    jump
        Whether pain jumped, or a red light was shown, since then.
    """
    if last is None:
        return Reason.FIRST
    if jump:
        return Reason.JUMP
    # A day in the future comes from a clock that was wrong: nobody knows when it really was.
    return None if timedelta(0) <= today - last < EVERY else Reason.MONTHLY


@dataclass(frozen=True, slots=True)
class Screening:
    """What the answers mean."""

    yes: tuple[Question, ...]
    """What was answered with yes and nobody has looked at, the most urgent first."""
    missing: tuple[Question, ...]
    """What was not answered."""

    @property
    def tier(self) -> Tier | None:
        """How soon somebody should look; None if nobody has to."""
        return self.yes[0].tier if self.yes else None

    @property
    def may_exercise(self) -> bool:
        """Whether every question was answered, and none of them says no to exercise."""
        return not (self.yes or self.missing)

    @property
    def text(self) -> str:
        """What to do, in the language in use; empty when one may begin."""
        if self.tier is None:
            return _("Please answer every question first.") if self.missing else ""
        told = ", ".join(_(one.short) for one in self.yes)
        said = _("You answered yes to: {list}.").format(list=told)
        return f"{said} {_(ACTIONS[self.tier])}"


def screen(answers: Mapping[str, bool], cleared: frozenset[str] = frozenset()) -> Screening:
    """Return what the answers mean.

    Parameters
    ----------
    answers
        True for yes, by the id of the question.
    cleared
        Ids of lasting conditions with which a doctor or physio has agreed to exercise, as the
        person says. No sign of an emergency can be cleared, and nothing that is new.

    Raises
    ------
    ValueError
        When there is no question of an id.
    """
    known = {one.id for one in QUESTIONS}
    if not {*answers, *cleared} <= known:
        unknown = ", ".join(sorted({*answers, *cleared} - known))
        raise ValueError(f"expected ids of questions, got {unknown}")
    ranked = sorted(QUESTIONS, key=lambda one: list(Tier).index(one.tier))
    yes = [one for one in ranked if answers.get(one.id)]
    return Screening(
        yes=tuple(one for one in yes if not (one.lasting and one.id in cleared)),
        missing=tuple(one for one in ranked if one.id not in answers),
    )
