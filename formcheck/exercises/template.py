"""Writes a commented exercise file for a physio to fill in."""

import json
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel

from formcheck.errors import ExerciseError
from formcheck.exercises.loader import built_in_slugs, load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.features.body import FEATURES
from formcheck.landmarks import Joint
from formcheck.language import N_, _
from formcheck.toml.notes import notes_of

_MOST_CHECKS: Final = 2
_MOST_VALUES: Final = 8
"""A list of more allowed values than this stands at the top of the file."""
_MOST_LETTERS: Final = 60
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
"""Windows opens a device when a file has one of these names."""

_TEXTS: Final[dict[str, object]] = {
    "version": 1,
    "summary": N_("Say the whole exercise in one sentence."),
    "setup": [N_("Say how to get into the start position."), N_("One sentence for each step.")],
    "easier": [N_("Say how to make it easier.")],
    "harder": [N_("Say how to make it harder.")],
    "feel": N_("Say where the work should be felt."),
    "not_visible": [N_("Say what one camera cannot see of it.")],
    "regressions": [],
    "progressions": [],
    "sources": [N_("judgement: say where doses and limits come from")],
    "source": N_("judgement: example numbers, put your own source here"),
    "partial_cue": N_("Say how to finish the movement."),
    "cue": N_("Say what to do, not what is wrong."),
    "praise": N_("Say that it is better now."),
}
_HEAD: Final = (
    N_("{name}: an exercise of your own. Change what stands after each = sign."),
    N_("Every number is only an example, taken from the built-in exercise"),
    N_("'{example}': put your own number and your own source in its place."),
    N_("When you are done, this tells everything that is not right yet:"),
)
_MEASURED: Final = N_(
    "What can be measured (deg: degrees; ratio: a share of one of the person's lengths):"
)
_LEFT_OUT: Final = ("zero", "telltale", "figure", "measured_as")
"""What is optional in an exercise, and hardly any file of one's own needs."""


def kinds() -> dict[str, Exercise]:
    """Map each kind of rule to the built-in exercise whose numbers are its example."""
    found: dict[str, Exercise] = {}
    for slug in built_in_slugs():
        exercise = load_exercise(slug)
        found.setdefault(exercise.rule.kind, exercise)
    return found


def check_name(name: str) -> str:
    """Return a name if a new exercise may have it.

    Raises
    ------
    ExerciseError
        When it is no slug, the name of a built-in exercise, or of a device.
    """
    if not re.fullmatch(rf"[a-z][a-z0-9-]{{0,{_MOST_LETTERS - 1}}}", name) or name in _DEVICES:
        raise ExerciseError(
            _(
                "Expected a name of at most {most} small letters a-z, digits and hyphens, a "
                "letter first, found {found!r}. Choose another, 'my-bridge' for example."
            ).format(most=_MOST_LETTERS, found=name[:_MOST_LETTERS])
        )
    if name in built_in_slugs():
        raise ExerciseError(
            _(
                "Expected a name that no built-in exercise has, found {name!r}. Choose "
                "another, 'my-{name}' for example."
            ).format(name=name)
        )
    return name


def template(name: str, kind: str) -> str:
    """Return the TOML of a new exercise with example numbers, every key explained.

    Raises
    ------
    ExerciseError
        When the name cannot be used, or there is no such kind of rule.
    """
    slug = check_name(name)
    examples = kinds()
    if kind not in examples:
        known = ", ".join(sorted(examples))
        raise ExerciseError(
            _("Expected a kind of exercise ({known}), found {found!r}.").format(
                known=known, found=kind[:60]
            )
        )
    example = examples[kind]
    lines = [*_head(slug, example), *_table(_example_of(example, slug), "")]
    return "\n".join(lines) + "\n"


def _example_of(example: Exercise, slug: str) -> Exercise:
    checks = tuple(
        check.model_copy(
            update={
                "id": f"check_{number}",
                "title": _("Name of mistake {number}").format(number=number),
            }
        )
        for number, check in enumerate(example.checks[:_MOST_CHECKS], start=1)
    )
    title = slug.replace("-", " ").capitalize()
    left_out = dict.fromkeys(("zero", "telltale", "figure"))
    changes = {"slug": slug, "title": title, "checks": checks, **left_out}
    return example.model_copy(update=changes)


def _head(slug: str, example: Exercise) -> Iterator[str]:
    for text in _HEAD:
        yield f"# {_(text).format(name=slug, example=example.slug)}"
    yield f"#     formcheck exercises check {slug}.toml"
    yield "#"
    yield f"# {_(_MEASURED)}"
    width = max(map(len, FEATURES))
    for feature in sorted(FEATURES.values(), key=lambda one: one.name):
        yield f"#   {feature.name:{width}}  {_(feature.title)} ({feature.unit})"
    yield "#"
    yield "# " + _("Joints: {names}.").format(names=", ".join(Joint))
    yield ""


def _table(table: BaseModel, path: str) -> Iterator[str]:
    """Give the lines of a table: its plain keys first, as TOML wants it, then the tables in it."""
    notes = notes_of(type(table))
    inner = [name for name in type(table).model_fields if _is_table(getattr(table, name))]
    for name in type(table).model_fields:
        if name not in inner and not (name in _LEFT_OUT and not path):
            yield from _line(table, name, notes[name])
    for name in inner:
        yield ""
        yield f"# {_(notes[name])}"
        yield from _inner(getattr(table, name), f"{path}.{name}".removeprefix("."))


def _inner(
    value: BaseModel | tuple[BaseModel, ...] | dict[str, object], path: str
) -> Iterator[str]:
    """Give a table, the tables of a list, or a table whose keys are not fixed."""
    if isinstance(value, BaseModel):
        yield f"[{path}]"
        yield from _table(value, path)
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from ["", f"[[{path}]]"] if number else [f"[[{path}]]"]
            lines = _table(one, path)
            # The first one explains the keys.
            yield from (line for line in lines if not (number and line.startswith("#")))
    else:
        yield f"[{path}]"
        yield from (f"{key} = {_toml(one)}" for key, one in value.items())


def _is_table(value: object) -> bool:
    if isinstance(value, tuple):
        return bool(value) and isinstance(value[0], BaseModel)
    return isinstance(value, BaseModel | dict)


def _line(table: BaseModel, name: str, note: str) -> Iterator[str]:
    allowed = _allowed(type(table).model_fields[name].annotation)
    yield f"# {_(note)}{allowed}"
    value = _text(name, getattr(table, name))
    if value is None or value in (float("inf"), float("-inf")):
        yield f"# {name} = " + _("(may be left out)")
    else:
        number = isinstance(value, float | int) and not isinstance(value, bool)
        mark = "  # " + _("example") if number and name != "version" else ""
        yield f"{name} = {_toml(value)}{mark}"


def _text(name: str, example: object) -> object:
    """Return the value to write: words to be replaced, or the example's."""
    match _TEXTS.get(name, example):
        case list(texts):
            return [_(text) for text in texts]
        case str(text) if name in _TEXTS:
            return _(text)
        case value:
            return value


def _allowed(annotation: Any) -> str:
    """Say which values a key may have, where they are few."""
    if get_origin(annotation) is Literal:
        return ""
    for inner in (annotation, *get_args(annotation)):
        if isinstance(inner, type) and issubclass(inner, Enum) and len(inner) <= _MOST_VALUES:
            names = ", ".join(str(one) for one in inner)
            return " " + _("One of: {names}.").format(names=names)
    return ""


def _toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case tuple() | list():
            return f"[{', '.join(_toml(one) for one in value)}]"
        case _:
            return json.dumps(str(value), ensure_ascii=False)
