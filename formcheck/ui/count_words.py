"""What stands around the large number. No widgets here."""

import math
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
from formcheck.language import _
from formcheck.report import words
from formcheck.session.update import HoldClock, Update

_MINUTES_FROM_S: Final = 100
_S_PER_MIN: Final = 60.0
_TENTHS: Final = 10


def count_lines(exercise: Exercise, update: Update) -> tuple[str, str]:
    """Return what stands under the count: its goal, and a smaller line."""
    counts, reps = update.counts, exercise.dose.reps
    partial = _("and {number} partial").format(number=counts.partial) if counts.partial else ""
    match exercise.rule:
        case LimbRule() | RepRule(sided=True) | CycleRule(sides=True):
            goal = _("Aim for {number} on each side").format(number=reps) if reps else partial
            sides = _("{left} left  ·  {right} right")
            return sides.format(left=counts.left, right=counts.right), goal
        case _:
            goal = _("of {number}").format(number=reps) if reps else _("full repetitions")
            return goal, partial


def beat_lines(rule: GuidedRule, update: Update) -> tuple[str, str]:
    """Return what stands under the seconds of a beat: how many were done; none is scored."""
    done = _("{number} of {all} done").format(number=update.counts.guided, all=rule.reps)
    return done, _("Guided, not scored.")


def clock_goal(rule: Rule, hold: HoldClock) -> str:
    """Return what a clock counts towards."""
    aim = clock_text(hold.target_s)
    in_minutes = ":" in aim
    match rule:
        case SnapshotRule():
            text = _("minutes left") if in_minutes else _("seconds left")
        case StretchRule():
            text = _("of {time} still minutes") if in_minutes else _("of {time} still seconds")
        case _:
            text = _("of {time} good minutes") if in_minutes else _("of {time} good seconds")
    return text.format(time=aim)


def clock_detail(hold: HoldClock) -> str:
    """Return the smaller lines under a clock."""
    waits = _("The clock waits for you.") if hold.total_s and not hold.running else ""
    if hold.counts_down:
        return waits
    best = _("Best so far {time}").format(time=words.seconds(_reached_s(hold.longest_s)))
    return f"{waits}\n{best}".strip()


def _reached_s(time_s: float) -> float:
    """Return a time as far as it is full: the clock above it shows only full seconds, too."""
    if time_s >= _S_PER_MIN:
        return math.floor(time_s)
    tenths = math.floor(round(time_s * _TENTHS, 6))  # 6.3 times ten is a little less than 63
    return tenths / _TENTHS


def clock_text(time_s: float) -> str:
    """Return seconds as a large number: whole seconds, from 100 on minutes and seconds."""
    whole = int(max(0.0, time_s))
    return str(whole) if whole < _MINUTES_FROM_S else f"{whole // 60}:{whole % 60:02d}"
