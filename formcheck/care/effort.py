"""Effort, from 0 to 10 (Borg CR10): how hard it was, and how hard it should be.

The number differs much between people with back pain: only its trend over one person's sessions
means something, so it never decides alone that somebody goes on.
"""

from enum import StrEnum
from typing import Final

from formcheck.care.answers import check_score
from formcheck.language import N_

QUESTION: Final = N_("How hard was it, from 0 (nothing at all) to 10 (as hard as can be)?")
MOST_TO_ADVANCE: Final = 6
"""Clinical notes, section 7."""
TOO_HARD: Final = 8
"""From here on the next step is back (clinical notes, section 7)."""
_WORK: Final = 5
_HARDEST: Final = 9
FIRST_DAYS: Final = 14
"""In these no 9 or 10 (clinical notes, section 6: judgement)."""


class Effort(StrEnum):
    """What a number means for the next set."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"
    TOO_HARD = "too_hard"


WORDS: Final = {
    Effort.EASY: N_("Easy: a good place to begin. Keep breathing."),
    Effort.RIGHT: N_("This is work, and as hard as it should be. Keep breathing."),
    Effort.HARD: N_("Hard. Take a longer rest, and do not hold your breath."),
    Effort.TOO_HARD: N_("Too hard for the first two weeks: do less, and do not hold your breath."),
}


def judge_effort(effort: int, days_since_start: int) -> Effort:
    """Return what an effort means: begin at 3 to 4, work at 5 to 7, no 9 or 10 in two weeks."""
    check_score(effort)
    if effort < _WORK:
        return Effort.EASY
    if effort < TOO_HARD:
        return Effort.RIGHT
    early = days_since_start < FIRST_DAYS
    return Effort.TOO_HARD if effort >= _HARDEST and early else Effort.HARD
