"""Exercises and programmes that the tests of care share."""

from datetime import date, timedelta
from typing import Any

from formcheck.care.move import Move
from formcheck.care.pain import Pain
from formcheck.care.programme import Item, Programme
from formcheck.care.progress_rules import Done

MONDAY = date(2026, 11, 23)


def move(slug: str, **changes: Any) -> Move:
    values: dict[str, Any] = {
        "slug": slug,
        "title": slug.capitalize(),
        "timed": False,
        "sided": False,
        "judged": True,
        "rep_s": 4.0,
        "sets": 1,
        "amount": 8,
        "hold_s": 0.0,
        "rest_s": 30.0,
    }
    return Move(**{**values, **changes})


MOVES = {
    one.slug: one
    for one in (
        move("tilt", amount=5, judged=False, harder=("bridge",)),
        move("bridge", hold_s=2.0, easier=("tilt",), harder=("one-leg", "march")),
        move("march", amount=10, easier=("bridge",)),
        move("one-leg", amount=6, sided=True, easier=("bridge",)),
        move("lift", amount=10, harder=("hold",)),
        move("hold", timed=True, rep_s=0.0, amount=10, sets=5, harder=("long-hold",)),
        move("long-hold", timed=True, rep_s=0.0, amount=30, easier=("hold",)),
        move("stretch", timed=True, sided=True, rep_s=0.0, amount=20),
    )
}


def item(exercise: str = "bridge", **changes: Any) -> Item:
    amount = {} if {"reps", "seconds"} & set(changes) else {"reps": 8}
    return Item.model_validate({"exercise": exercise, **amount, **changes})


def programme(*items: Item, **changes: Any) -> Programme:
    values: dict[str, Any] = {
        "name": "mine",
        "title": "Mine",
        "written_on": MONDAY,
        "exercises": items or (item(),),
    }
    return Programme.model_validate({**values, **changes})


def done(day: int = 0, **changes: Any) -> Done:
    """A good session."""
    told = ("during", "morning", "sharp")
    pain = {name: changes.pop(name) for name in told if name in changes}
    before = changes.pop("before", 1)
    values: dict[str, Any] = {
        "on": MONDAY + timedelta(days=day),
        "complete": True,
        "pain": Pain(before, **{"during": 2, "morning": 1, **pain}),
        "effort": 5,
        "good_share": 0.9,
    }
    return Done(**{**values, **changes})
