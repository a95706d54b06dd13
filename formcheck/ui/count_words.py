"""What stands around the large number. No widgets here."""

from typing import Final

from formcheck.exercises.rules import (
    CycleRule,
    GuidedRule,
    LimbRule,
    RepRule,
    Rule,
    SnapshotRule,
    StretchRule,
)
from formcheck.exercises.spec import Exercise
from formcheck.report import words
from formcheck.session.update import HoldClock, Update

_MINUTES_FROM_S: Final = 100


def count_lines(exercise: Exercise, update: Update) -> tuple[str, str]:
    """Return what stands under the count: its goal, and a smaller line."""
    counts, reps = update.counts, exercise.dose.reps
    partial = f"and {counts.partial} partial" if counts.partial else ""
    match exercise.rule:
        case LimbRule() | RepRule(sided=True) | CycleRule(sides=True):
            goal = f"Aim for {reps} on each side" if reps else partial
            return f"{counts.left} left  ·  {counts.right} right", goal
        case _:
            return f"of {reps}" if reps else "full repetitions", partial


def beat_lines(rule: GuidedRule, update: Update) -> tuple[str, str]:
    """Return what stands under the seconds of a beat: how many were done; none is scored."""
    done = f"{update.counts.guided} of {rule.reps} done"
    return done, f"{words.GUIDED.capitalize()}."


def clock_goal(rule: Rule, hold: HoldClock) -> str:
    """Return what a clock counts towards."""
    unit = "minutes" if ":" in clock_text(hold.target_s) else "seconds"
    if isinstance(rule, SnapshotRule):
        return f"{unit} left"
    kind = "still" if isinstance(rule, StretchRule) else "good"
    return f"of {clock_text(hold.target_s)} {kind} {unit}"


def clock_detail(hold: HoldClock) -> str:
    """Return the smaller lines under a clock."""
    waits = "The clock waits for you." if hold.total_s and not hold.running else ""
    if hold.counts_down:
        return waits
    return f"{waits}\nBest so far {words.seconds(hold.longest_s)}".strip()


def clock_text(time_s: float) -> str:
    """Return seconds as a large number: whole seconds, from 100 on minutes and seconds."""
    whole = int(max(0.0, time_s))
    return str(whole) if whole < _MINUTES_FROM_S else f"{whole // 60}:{whole % 60:02d}"
