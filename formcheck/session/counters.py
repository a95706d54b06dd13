"""Which counter serves which kind of rule, and what else a session asks of a rule."""

from collections.abc import Mapping

from formcheck.checking.counter import Counter
from formcheck.checking.cycles import CycleCounter
from formcheck.checking.guided import GuidedPacer
from formcheck.checking.holds import HoldTimer
from formcheck.checking.limbs import LimbCounter
from formcheck.checking.own_range import QUICK
from formcheck.checking.reps import RepCounter
from formcheck.checking.results import Rep, RepKind
from formcheck.checking.side_swings import SideSwingCounter
from formcheck.checking.snapshots import SnapshotTaker
from formcheck.checking.start import STRICT, StartGate
from formcheck.checking.stretches import StretchTimer
from formcheck.exercises.rules import (
    CycleRule,
    GuidedRule,
    HoldRule,
    LimbRule,
    PostureRule,
    RepRule,
    Rule,
    SnapshotRule,
    StretchRule,
)
from formcheck.exercises.spec import Against, Exercise
from formcheck.features.reading import Reading
from formcheck.language import says
from formcheck.session import reasons
from formcheck.session.update import NotJudged


def make_counter(rule: Rule) -> Counter:
    """Return the counter for a rule."""
    match rule:
        case RepRule():
            return RepCounter(rule)
        case LimbRule():
            return LimbCounter(rule)
        case CycleRule():
            return SideSwingCounter(rule) if rule.sides else CycleCounter(rule)
        case GuidedRule():
            return GuidedPacer(rule)
        case _:
            return _make_timer(rule)


def _make_timer(rule: HoldRule | PostureRule | StretchRule | SnapshotRule) -> Counter:
    match rule:
        case StretchRule():
            return StretchTimer(rule)
        case SnapshotRule():
            return SnapshotTaker(rule)
        case _:
            return HoldTimer(rule)


def settle_gate(exercise: Exercise) -> StartGate | None:
    """Return the gate that finds the own baseline of a posture; other rules need none."""
    rule = exercise.rule
    if not isinstance(rule, PostureRule):
        return None
    start = exercise.start.model_copy(update={"seconds": rule.baseline_s})
    compared = {one.feature for one in exercise.checks if one.against is not Against.ZERO}
    return StartGate(start, STRICT, compared)


def cue_after(rule: Rule, rep: Rep) -> str:
    """Return what to say after a repetition; empty when there is nothing to say."""
    match rule:
        case RepRule(partial_cue=cue) | LimbRule(partial_cue=cue):
            return cue if rep.kind is RepKind.PARTIAL else ""
        case CycleRule(hurry_cue=cue):
            return cue if says(rep.note, QUICK) else ""
        case _:
            return ""


def counted_by(counter: Counter) -> str:
    """Return the signal that was chosen to count by; empty where there is no choice."""
    if isinstance(counter, CycleCounter) and counter.rule.outline is not None:
        return counter.rule.signal
    return ""


def outline_gap(counter: Counter, readings: Mapping[str, Reading]) -> NotJudged | None:
    """Say that the outline of the back is not seen; None where it is, or nobody asks for it."""
    if not isinstance(counter, CycleCounter) or counter.rule.outline is None:
        return None
    signal = counter.rule.signal
    if signal != counter.rule.outline.signal:
        return reasons.NO_OUTLINE
    return None if readings[signal].judged else reasons.OUTLINE_LOST
