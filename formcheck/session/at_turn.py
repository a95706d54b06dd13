"""What a repetition's extreme is a measurement of."""

from formcheck.checking.limbs import sided
from formcheck.exercises.rules import CycleRule, LimbRule, OutlineSignal, RepRule
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side


def rep_feature(exercise: Exercise, focus: str) -> str:
    """Return the feature of a repetition's extreme, where ``focus`` was plotted first."""
    match exercise.rule:
        case CycleRule(outline=OutlineSignal()):
            return focus  # which is what it was counted by
        case RepRule(signal=signal) | CycleRule(signal=signal) | LimbRule(leg_signal=signal):
            return signal
        case _:
            return focus


def turn_series(exercise: Exercise, focus: str, side: Side | None) -> tuple[str, Side | None]:
    """Return the name of the series that it is read from, and the side of the limb.

    Where an arm and the opposite leg move together, the repetition is of the arm's side and the
    measurement of the leg.
    """
    feature = rep_feature(exercise, focus)
    if side is not None and isinstance(exercise.rule, LimbRule):
        return sided(feature, side.other), side.other
    return feature, side
