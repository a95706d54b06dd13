"""The range of motion of a session: the middle of its full repetitions, and the farthest."""

import math
from collections.abc import Iterable, Sequence

from formcheck.care.trend import Estimate, median_of
from formcheck.checking.results import Rep, RepKind
from formcheck.exercises.rules import CycleRule, LimbRule, RepRule
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import ERROR_SDS
from formcheck.landmarks import Side
from formcheck.session.record import SessionRecord


def full_reps(record: SessionRecord, side: Side | None) -> tuple[Rep, ...]:
    """Return the full repetitions of a side; of None those that are of no side."""
    return tuple(rep for rep in record.reps if rep.kind is RepKind.FULL and rep.side is side)


def middle_of(reps: Sequence[Rep]) -> Estimate | None:
    """Return the median of how far repetitions went; None where nothing was measured."""
    return median_of([rep.extreme for rep in reps], [rep.sd for rep in reps])


def stated(one: Estimate) -> float:
    """Return the ± of an estimate; that of a single value is its own."""
    return one.error if math.isfinite(one.random_sd) else ERROR_SDS * one.systematic_sd


def farthest(reps: Iterable[Rep], exercise: Exercise) -> Rep | None:
    """Return the repetition that went farthest; None where nobody knows which way that is."""
    known = [rep for rep in reps if math.isfinite(reach(rep, exercise)) and math.isfinite(rep.sd)]
    return max(known, key=lambda rep: reach(rep, exercise), default=None)


def reach(rep: Rep, exercise: Exercise) -> float:
    """Return how far a repetition went, more is farther; NaN where nobody knows which way that is.

    Where one signal swings to both sides its value is below zero on the right.
    """
    match exercise.rule:
        case RepRule() | LimbRule():
            return rep.extreme
        case CycleRule(sides=True):
            return rep.extreme if rep.side is Side.LEFT else -rep.extreme
        case _:
            return math.nan
