"""Exercises as the rules of care see them."""

from collections.abc import Iterable
from typing import Final

from formcheck.care.move import Move
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.rules import (
    CycleRule,
    GuidedRule,
    HoldRule,
    LimbRule,
    PostureRule,
    RepRule,
    SnapshotRule,
    StretchRule,
)
from formcheck.exercises.spec import Exercise

REP_S: Final = 4.0
"""A repetition there and back, slowly: 2 s and 2 s (clinical notes, 4.15)."""
_TIMED: Final = (HoldRule, StretchRule, PostureRule, SnapshotRule)
_POSTURE_S: Final = 60


def known_moves() -> dict[str, Move]:
    """Return every known exercise by its slug, in the language in use."""
    return moves_of(list_exercises())


def moves_of(exercises: Iterable[Exercise]) -> dict[str, Move]:
    """Return exercises by their slugs."""
    return {one.slug: move_of(one) for one in exercises}


def move_of(exercise: Exercise) -> Move:
    """Return what a programme needs to know of an exercise."""
    rule, dose = exercise.rule, exercise.dose
    timed = isinstance(rule, _TIMED) or dose.reps is None
    holds = dose.reps or 1 if isinstance(rule, _TIMED) else 1
    return Move(
        slug=exercise.slug,
        title=exercise.title,
        timed=timed,
        sided=_sided(exercise),
        judged=bool(exercise.checks) and not isinstance(rule, GuidedRule),
        rep_s=0.0 if timed else _rep_s(exercise),
        sets=dose.sets * holds,
        amount=int(dose.hold_s or _POSTURE_S) if timed else dose.reps or 1,
        hold_s=0.0 if timed else dose.hold_s or 0.0,
        rest_s=dose.rest_s or 0.0,
        easier=exercise.regressions,
        harder=exercise.progressions,
    )


def _sided(exercise: Exercise) -> bool:
    match exercise.rule:
        case LimbRule():
            return True
        case RepRule(sided=sided) | StretchRule(sided=sided) | HoldRule(sided=sided):
            return sided
        case _:
            return False


def _rep_s(exercise: Exercise) -> float:
    match exercise.rule:
        case GuidedRule(out_s=out_s, back_s=back_s, rest_s=rest_s):
            return out_s + back_s + rest_s
        case CycleRule(half_s=half_s):
            return max(2.0 * half_s, REP_S)
        case _:
            return REP_S
