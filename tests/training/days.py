"""Days of a programme for the tests, and updates that say what the camera saw."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from formcheck.care.programme import Item, Programme
from formcheck.care.today import today
from formcheck.checking.counter import HoldClock
from formcheck.checking.results import Counts
from formcheck.exercises.loader import load_exercise
from formcheck.session.moves import known_moves
from formcheck.session.session import Session
from formcheck.session.update import Phase, Update
from formcheck.training.plans import plan_sets
from formcheck.training.stages import SetPlan

MONDAY = date(2026, 11, 23)


def plans(*items: dict[str, Any]) -> tuple[SetPlan, ...]:
    """Return the sets of a programme of these exercises."""
    exercises = tuple(Item.model_validate(one) for one in items)
    programme = Programme(name="day", title="A day", written_on=MONDAY, exercises=exercises)
    return plan_sets(today(programme, MONDAY, known_moves()).tasks, load_exercise)


@cache
def _nothing() -> Update:
    return Session(load_exercise("bridge")).update(0.0, None)


def update(
    time_s: float,
    phase: Phase = Phase.READY,
    *,
    full: int = 0,
    partial: int = 0,
    guided: int = 0,
    hold: tuple[float, float] | None = None,
) -> Update:
    """Return an update; ``hold`` is the total and the good seconds of the hold that is shown."""
    clock = None if hold is None else HoldClock(hold[0], hold[1], hold[1], True, 30.0)
    counts = Counts(full=full, partial=partial, guided=guided)
    return replace(_nothing(), time_s=time_s, phase=phase, counts=counts, hold=clock)
