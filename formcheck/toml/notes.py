"""What each key of an exercise file means, in one line, for templates and descriptions."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Final, get_args

from pydantic import BaseModel

_IN_SECONDS: Final = ("_s", "seconds")

_PLAIN: Final = {
    "against": "What the limits are compared with.",
    "arm_down": "Both at or below: back; the gap to arm_up and leg_up keeps noise from counting.",
    "arm_up": "Both from here on: the limbs are raised. In degrees.",
    "arm_signal": "The feature of the arm by which it is counted; see the list above.",
    "back_s": "The way back.",
    "camera": "Where to put the camera.",
    "checks": "What can be wrong, one table each.",
    "conditions": "Each must hold; min or max may be left out.",
    "direction": "On which side of its limits the value is wrong.",
    "dose": "What is usually asked for.",
    "easier": "Ways to make it easier, in sentences.",
    "feature": "What is measured; see the list above.",
    "floor": "Two joints that rest on the floor in the start pose; leave it out if there are none.",
    "harder": "Ways to make it harder, in sentences.",
    "hold_at": "The hold clock runs above this, below top, in the signal's unit.",
    "hold_s": "How long it is held.",
    "id": "A name for this check: small letters, digits and _.",
    "leg_signal": "The feature of the leg by which it is counted; see the list above.",
    "keeps": "What must stay so during the exercise.",
    "kind": "How it is counted or timed.",
    "max": "Largest value that is right, in the feature's unit.",
    "max_s": "Longer ones do not count.",
    "min": "Smallest value that is right, in the feature's unit.",
    "min_s": "Shorter ones do not count.",
    "moment": "When it is looked at.",
    "progressions": "Harder exercises, by their slugs.",
    "regressions": "Easier exercises, by their slugs.",
    "reps": "Repetitions.",
    "rest_s": "Rest.",
    "rule": "How it is counted or timed.",
    "seconds": "How long it lasts.",
    "sets": "Sets of a session.",
    "setup": "What to do before it begins, one sentence each.",
    "signal": "The feature by which it is counted; see the list above.",
    "slug": "Its name in commands; the file's name without .toml.",
    "source": "Where the numbers of this table come from, or: judgement.",
    "sources": "Where its doses and limits come from.",
    "start": "The pose before the first repetition or hold.",
    "summary": "The whole exercise in one sentence.",
    "target_s": "How long is asked for.",
    "text": "What to do, in plain words.",
    "title": "Its name for people.",
    "version": "A whole number; one more whenever a number in the file changes.",
    "where": "On which limb it is measured.",
}


@cache
def notes_of(model: type[BaseModel]) -> dict[str, str]:
    """Return a line on each field of a table, its unit included."""
    written = dict(_written(model))
    notes = {}
    for name in model.model_fields:
        note = written.get(name) or _PLAIN.get(name, "")
        notes[name] = _with_unit(model, name, note or f"{name.replace('_', ' ').capitalize()}.")
    return notes


def _with_unit(model: type[BaseModel], name: str, note: str) -> str:
    """Add the unit of a number where the note does not say it."""
    number = float in (model.model_fields[name].annotation, *_parts(model, name))
    if name.endswith(_IN_SECONDS):
        unit = "in seconds"
    elif number and _has_signal(model) and "share" not in name:
        unit = "in the signal's unit"
    else:
        return note
    said = "second" in note.lower() or "unit" in note
    return note if said else f"{note.removesuffix('.')}, {unit}."


def _has_signal(model: type[BaseModel]) -> bool:
    return any(name.endswith("signal") for name in model.model_fields)


def _parts(model: type[BaseModel], name: str) -> tuple[object, ...]:
    return get_args(model.model_fields[name].annotation)


def _written(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Give the docstrings right after the fields, those of the bases first."""
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            yield from _in_class(base)


def _in_class(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    try:
        source = textwrap.dedent(inspect.getsource(model))
    except OSError:  # a program that was packed without its sources
        return
    body = ast.parse(source).body[0]
    assert isinstance(body, ast.ClassDef)
    for field, after in zip(body.body, body.body[1:], strict=False):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, " ".join(text.split()).replace("``", "")
