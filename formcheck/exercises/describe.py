"""An exercise in plain text, for a person who wants to know what it asks for and why."""

import math
import re
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from formcheck.exercises.notes import notes_of
from formcheck.exercises.rules import OutlineSignal, Rule
from formcheck.exercises.spec import Against, Check, Condition, Direction, Exercise, Moment, View
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit

_INDENT: Final = "  "
_UNIT: Final = {Unit.DEG: "°", Unit.RATIO: "", Unit.PERCENT: " %"}
_OF_SIGNAL: Final = "in the signal's unit"
_DETAILS: Final = re.compile(rf"[.;](?: |$)|, {_OF_SIGNAL}|, in seconds")
"""Where a note has said what a value is, and goes on with details."""
_NAMES: Final = frozenset(FEATURES)
_BEYOND: Final = {
    Direction.ABOVE: "above",
    Direction.BELOW: "below",
    Direction.AWAY: "farther from zero than",
}
_MOMENT: Final = {
    Moment.ALWAYS: "all the time",
    Moment.TURN: "at the turn",
    Moment.HOLD: "during the hold",
}
_AGAINST: Final = {
    Against.ZERO: "",
    Against.DIFFERENCE: " from your own baseline",
    Against.PERCENT: " from your own baseline",
}


def describe(exercise: Exercise, width: int = 80) -> str:
    """Describe an exercise.

    Parameters
    ----------
    exercise
        What to describe.
    width
        Most characters in a line.
    """
    title = f"{exercise.title} ({exercise.slug}, version {exercise.version})"
    lines = _wrapped(title, width)
    lines += ["=" * min(len(title), width), *_wrapped(exercise.summary, width)]
    for heading, entries in _sections(exercise):
        told = [line for entry in entries for line in _entry(entry, width)]
        if told:
            lines += ["", heading, *told]
    return "\n".join(lines) + "\n"


def _sections(exercise: Exercise) -> Iterator[tuple[str, Iterator[str]]]:
    yield "How to set up", iter(exercise.setup)
    yield "Camera", _camera(exercise)
    yield "Start position", _held(exercise.start.seconds, "Held for", exercise.start.conditions)
    yield "How it is counted or timed", _rule(exercise)
    yield "Checks", (line for check in exercise.checks for line in _check(check))
    yield "It ends when", _held(exercise.keeps.seconds, "Not so for", exercise.keeps.conditions)
    yield "Your own straight line", _zero(exercise)
    yield "Dose", _dose(exercise)
    yield "Easier", _ways(exercise.easier, exercise.regressions)
    yield "Harder", _ways(exercise.harder, exercise.progressions)
    yield "What you should feel", iter([exercise.feel])
    yield "When to stop", iter([exercise.stop])
    yield "What one camera cannot see", iter(exercise.not_visible)
    yield "Sources", _sources(exercise)


def _camera(exercise: Exercise) -> Iterator[str]:
    camera = exercise.camera
    yield camera.text
    for view in camera.views:
        joints = ", ".join(joint.value.replace("_", " ") for joint in camera.needs[view])
        feature = FEATURES[exercise.focus[view]]
        yield f"From the {view.value} it must see: {joints}. Drawn large: {feature.title.lower()}."


def _held(seconds: float, word: str, conditions: tuple[Condition, ...]) -> Iterator[str]:
    if conditions:
        yield f"{word} {seconds:g} s:"
    for condition in conditions:
        views = "" if len(condition.views) == len(View) else f", {_views(condition.views)}"
        feature = FEATURES[condition.feature]
        yield f"- {condition.text} ({feature.title} {_range(condition, feature.unit)}{views})"


def _range(condition: Condition, unit: Unit) -> str:
    if math.isinf(condition.max):
        return f"at least {_value(condition.min, unit)}"
    if math.isinf(condition.min):
        return f"at most {_value(condition.max, unit)}"
    return f"{_value(condition.min, unit)} to {_value(condition.max, unit)}"


def _rule(exercise: Exercise) -> Iterator[str]:
    """Give the rule of whatever kind, by the words of its class and of its fields."""
    rule = exercise.rule
    yield " ".join((type(rule).__doc__ or rule.kind).split())
    notes = notes_of(type(rule))
    for name in type(rule).model_fields:
        value = getattr(rule, name)
        if name in ("kind", "source") or value is None or value is False:
            continue
        unit = _unit_of_signal(rule, name) if _OF_SIGNAL in notes[name] else ""
        said = _DETAILS.split(notes[name])[0]
        yield f"- {said} ({name}): {_plain(name, value)}{unit}"


def _unit_of_signal(rule: Rule, name: str) -> str:
    """Return the unit of the signal with which a value is compared: of its own limb, if any."""
    limb = name.split("_", maxsplit=1)[0]
    feature = getattr(rule, f"{limb}_signal", getattr(rule, "signal", ""))
    return _UNIT[FEATURES[feature].unit]


def _plain(name: str, value: Any) -> str:
    """Write the value of a field of a rule."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() | int():
            return f"{value:g}{' s' if name.endswith(('_s', 'seconds')) else ''}"
        case tuple():
            return ", ".join(f'"{one}"' for one in value)
        case OutlineSignal():
            return f"{FEATURES[value.signal].title.lower()}, from {value.least:g} on"
        case _:
            return FEATURES[value].title.lower() if value in _NAMES else f'"{value}"'


def _check(check: Check) -> Iterator[str]:
    feature = FEATURES[check.feature]
    unit = Unit.PERCENT if check.against is Against.PERCENT else feature.unit
    beyond = _BEYOND[check.direction]
    limits = f"warns {beyond} {_value(check.warn, unit)}"
    if check.fault is not None:
        limits += f", a fault {beyond} {_value(check.fault, unit)}"
    limits += f"{_AGAINST[check.against]}, for {check.lasts_s:g} s"
    seen = f"{feature.title.lower()}, {_views(check.views)}, {_MOMENT[check.moment]}"
    yield f"- {check.title} ({seen}): {limits}."
    yield f'{_INDENT}Says: "{check.cue}" Then: "{check.praise}"'
    yield f"{_INDENT}Limits: {_sentence(check.source)}"


def _zero(exercise: Exercise) -> Iterator[str]:
    zero = exercise.zero
    if zero is None:
        return
    title = FEATURES[zero.feature].title.lower()
    yield (
        f"{zero.text} Still for {zero.seconds:g} s, the {title} becomes your own zero: at most "
        f"{zero.limit:g}° of shift, {_views(zero.views)}."
    )


def _dose(exercise: Exercise) -> Iterator[str]:
    dose = exercise.dose
    yield dose.text
    numbers = (
        ("repetition", "repetitions", dose.reps),
        ("set", "sets", dose.sets),
        ("s hold", "s hold", dose.hold_s),
        ("s rest", "s rest", dose.rest_s),
    )
    told = [
        f"{number:g} {one if number == 1 else many}"
        for one, many, number in numbers
        if number is not None
    ]
    yield f"As the app counts it: {', '.join(told)}."
    yield f"Source: {_sentence(dose.source)}"


def _ways(ways: tuple[str, ...], slugs: tuple[str, ...]) -> Iterator[str]:
    yield from ways
    if slugs:
        yield f"Exercises: {', '.join(slugs)}."


def _sources(exercise: Exercise) -> Iterator[str]:
    yield from (f"- {source}" for source in exercise.sources)
    yield f"- Camera: {_sentence(exercise.camera.source)}"
    yield f"- Start position: {_sentence(exercise.start.source)}"
    yield f"- End: {_sentence(exercise.keeps.source)}"
    yield f"- Counting: {_sentence(exercise.rule.source)}"
    if exercise.zero is not None:
        yield f"- Own straight line: {_sentence(exercise.zero.source)}"


def _views(views: tuple[View, ...]) -> str:
    return " or ".join(f"from the {view.value}" for view in views)


def _value(value: float, unit: Unit) -> str:
    return f"{value:g}{_UNIT[unit]}"


def _sentence(text: str) -> str:
    return text.rstrip(". ") + "."


def _entry(text: str, width: int) -> list[str]:
    """Wrap a paragraph below a heading; one that begins with a dash hangs from it."""
    inner = text.lstrip("- ")
    mark = text[: len(text) - len(inner)]
    first = _INDENT + mark
    return _wrapped(inner, width, first, _INDENT + " " * len(mark))


def _wrapped(text: str, width: int, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False
    )
