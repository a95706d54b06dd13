"""What tells a movement from others that look the same: there, or denied by what is seen."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from formcheck.checking.results import Rep, RepKind
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import Reading
from formcheck.session.evidence import Looks

REST_S: Final = 1.5
"""So long before and after a repetition the body is taken to rest."""
SOMETIMES: Final = 0.25
"""Least share of these looks that show it: a box that is lifted and put back by turns is held in
every other rest; half of that, for what is seen badly (judgement)."""
SEEN: Final = 10
"""Fewer looks deny nothing: a second's worth."""


def shows(exercise: Exercise, readings: Mapping[str, Reading]) -> float:
    """Return whether an exercise's telltale is there, 0 or 1; NaN: it has none, or not seen."""
    tells = exercise.telltale
    if tells is None or not readings[tells.feature].judged:
        return math.nan
    return float(tells.min <= readings[tells.feature].value <= tells.max)


def denied(number: int, reps: Sequence[Rep], looks: Looks) -> bool:
    """Whether the ``number``-th exercise cannot be it: nothing of its telltale in the rests."""
    near = np.zeros(len(looks.time_s), bool)
    for one in reps:
        if one.kind in {RepKind.FULL, RepKind.PARTIAL}:
            for start_s, end_s in (
                (one.start_s - REST_S, one.start_s),
                (one.end_s, one.end_s + REST_S),
            ):
                near |= (looks.time_s >= start_s) & (looks.time_s <= end_s)
    told = looks.told[near, number]
    told = told[np.isfinite(told)]
    return len(told) >= SEEN and float(told.mean()) < SOMETIMES
