"""The sets of a day, in order, each with its exercise as this person does it."""

from collections.abc import Callable, Iterable, Iterator

from formcheck.care.programme import Item, Side
from formcheck.care.today import Task
from formcheck.exercises.rules import (
    GuidedRule,
    HoldRule,
    LimbRule,
    PostureRule,
    Rule,
    SnapshotRule,
    StretchRule,
)
from formcheck.exercises.spec import Exercise
from formcheck.training.stages import SetPlan


def plan_sets(tasks: Iterable[Task], load: Callable[[str], Exercise]) -> tuple[SetPlan, ...]:
    """Return the sets of a day, in the order in which they are done.

    Parameters
    ----------
    tasks
        The exercises of the day.
    load
        Returns an exercise by its slug.
    """
    return tuple(plan for task in tasks for plan in _sets(task, load(task.item.exercise)))


def _sets(task: Task, exercise: Exercise) -> Iterator[SetPlan]:
    """Yield the sets of one exercise: all of one side, then all of the other."""
    item = task.item
    turns = isinstance(exercise.rule, LimbRule) and len(task.sides) > 1
    sides: tuple[Side | None, ...] = (None,) if turns else task.sides or (None,)
    own = with_dose(exercise, item)
    count = len(sides) * item.sets
    for index in range(count):
        side = sides[index // item.sets]
        yield SetPlan(
            task=task,
            exercise=own,
            side=side,
            number=index % item.sets + 1,
            of=item.sets,
            amount=item.amount * (2 if turns and not item.timed else 1),
            rest_s=item.rest_s if index + 1 < count else 0.0,
        )


def with_dose(exercise: Exercise, item: Item) -> Exercise:
    """Return an exercise with the seconds, the hold and the tempo of a programme.

    Ranges and limits stay as they are: a dose says how much, not how well.
    """
    return exercise.model_copy(update={"rule": _dosed(exercise.rule, item)})


def _dosed(rule: Rule, item: Item) -> Rule:
    if isinstance(rule, GuidedRule):
        return _paced(rule, item)
    if isinstance(rule, LimbRule):
        held_s = item.hold_s or rule.dose_hold_s
        return rule.model_copy(update={"dose_hold_s": held_s})
    return rule.model_copy(update=_seconds(rule, float(item.amount)) if item.timed else {})


def _seconds(rule: Rule, seconds: float) -> dict[str, float]:
    """Return what changes in the rule of a timed exercise."""
    match rule:
        case HoldRule() | PostureRule():
            return {"target_s": seconds}
        case StretchRule(partial_s=partial_s, min_s=min_s):
            least_s, partly_s = min(min_s, seconds), min(partial_s, seconds)
            return {"target_s": seconds, "partial_s": partly_s, "min_s": least_s}
        case SnapshotRule():
            return {"seconds": seconds}
        case _:
            return {}


def _paced(rule: GuidedRule, item: Item) -> GuidedRule:
    """Return a beat with the repetitions and the tempo of a programme."""
    there_s, held_s, back_s = item.tempo or (rule.out_s, item.hold_s or rule.hold_s, rule.back_s)
    beat = {"out_s": there_s or rule.out_s, "hold_s": held_s, "back_s": back_s or rule.back_s}
    reps = {} if item.timed else {"reps": item.amount}
    return rule.model_copy(update={**beat, **reps})
