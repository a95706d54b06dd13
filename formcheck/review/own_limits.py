"""Limits that somebody may choose for one person: how far, and in which steps."""

from dataclasses import dataclass
from typing import Final

from formcheck.exercises.spec import Against, Check, Direction
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit
from formcheck.review.edits import SetLimit


@dataclass(frozen=True, slots=True)
class Steps:
    """How a limit is chosen."""

    step: float
    digits: int
    """After the decimal sign."""
    least: float
    most: float


_STEPS: Final = {
    Unit.DEG: Steps(1.0, 0, -360.0, 360.0),
    Unit.RATIO: Steps(0.01, 2, -10.0, 10.0),
    Unit.PERCENT: Steps(1.0, 0, -100.0, 500.0),
}
"""Finer steps are below the error of any camera (judgement)."""


def unit_of(check: Check) -> Unit:
    """Return the unit of a check's limits."""
    return Unit.PERCENT if check.against is Against.PERCENT else FEATURES[check.feature].unit


def steps_of(check: Check) -> Steps:
    """Return how the limits of a check are chosen."""
    found = _STEPS[unit_of(check)]
    if check.direction is Direction.AWAY:
        return Steps(found.step, found.digits, 0.0, found.most)
    return found


def fault_range(check: Check, warn: float) -> tuple[float, float]:
    """Return between which values the fault limit may lie: never on the good side of ``warn``."""
    steps = steps_of(check)
    if check.direction is Direction.BELOW:
        return steps.least, warn
    return warn, steps.most


def limit_of(check: Check) -> SetLimit:
    """Return the limits of a check as they are."""
    return SetLimit(check.id, check.warn, check.fault)


def kept_in_order(check: Check, warn: float, fault: float | None) -> SetLimit:
    """Return limits with the one between warn and fault moved along where it would be passed."""
    if fault is None:
        return SetLimit(check.id, warn)
    least, most = fault_range(check, warn)
    return SetLimit(check.id, warn, min(max(fault, least), most))
