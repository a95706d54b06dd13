"""Which counter serves which kind of rule."""

from formcheck.checking.counter import Counter
from formcheck.checking.holds import HoldTimer
from formcheck.checking.limbs import LimbCounter
from formcheck.checking.reps import RepCounter
from formcheck.checking.start import STRICT, StartGate
from formcheck.exercises.spec import (
    Against,
    Exercise,
    HoldRule,
    LimbRule,
    PostureRule,
    RepRule,
    Rule,
)


def make_counter(rule: Rule) -> Counter:
    """Return the counter for a rule."""
    match rule:
        case RepRule():
            return RepCounter(rule)
        case LimbRule():
            return LimbCounter(rule)
        case HoldRule() | PostureRule():
            return HoldTimer(rule)
        case _:
            raise NotImplementedError(rule.kind)


def settle_gate(exercise: Exercise) -> StartGate | None:
    """Return the gate that finds the own baseline of a posture; other rules need none."""
    rule = exercise.rule
    if not isinstance(rule, PostureRule):
        return None
    start = exercise.start.model_copy(update={"seconds": rule.baseline_s})
    compared = {one.feature for one in exercise.checks if one.against is not Against.ZERO}
    return StartGate(start, STRICT, compared)
