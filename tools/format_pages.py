#!/usr/bin/env python3
"""Writes the tables of the pages on file formats, from the types that read these files.

``PYTHONPATH=. python tools/format_pages.py`` puts a table between each pair of marks in
``docs/formats/*.md``, and says which pages changed; a test fails while a table is not up to date.
"""

import json
import math
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from formcheck.care.programme import Item, Limit, Programme, Targets
from formcheck.exercises.figure import Figure, KeyPose, LimbPose
from formcheck.exercises.rules import (
    CycleRule,
    GuidedRule,
    HoldRule,
    LimbRule,
    OutlineSignal,
    PostureRule,
    RepRule,
    SnapshotRule,
    StretchRule,
)
from formcheck.exercises.spec import (
    Camera,
    Check,
    Condition,
    Dose,
    Exercise,
    Keeps,
    Start,
    Telltale,
    Zero,
)
from formcheck.features.body import FEATURES
from formcheck.landmarks import Joint
from formcheck.settings import DESK_SETTINGS, SETTINGS, Setting
from formcheck.toml.notes import notes_of

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "formats"
TABLES: Final[dict[str, type[BaseModel]]] = {
    model.__name__: model
    for model in (
        *(Exercise, Camera, Start, Keeps, Condition, Check, Dose, Zero, Telltale),
        *(RepRule, LimbRule, HoldRule, PostureRule, CycleRule, OutlineSignal),
        *(StretchRule, GuidedRule, SnapshotRule, Figure, KeyPose, LimbPose),
        *(Programme, Item, Targets, Limit),
    )
}
_MARKED: Final = re.compile(r"<!-- table: (\w+) -->\n.*?<!-- end -->", re.DOTALL)
_BOUNDS: Final = (("gt", "more than"), ("ge", "at least"), ("le", "at most"))
_OF_FIGURES: Final = {
    "anchor": "What stays in its place while the body moves.",
    "poses": "Its key poses, one after the other; from the last it goes back to the first.",
    "name": "A name for this pose: small letters, digits and _.",
    "stay_s": "How long it is kept, in seconds.",
}
_PLAIN: Final = {str: "text", float: "number", int: "whole number", bool: "true or false"}


def main() -> None:
    """Bring every page up to date."""
    for path in sorted(FOLDER.glob("*.md")):
        old = path.read_text("utf-8")
        new = with_tables(old)
        if new != old:
            path.write_text(new, "utf-8")
            sys.stdout.write(f"{path.name} was brought up to date\n")


def with_tables(page: str) -> str:
    """Return a page with all its tables as they should be; KeyError for a mark nobody knows."""
    return _MARKED.sub(_marked, page)


def _marked(found: re.Match[str]) -> str:
    name = found[1]
    lines = "\n".join(_LISTS[name]() if name in _LISTS else _fields(TABLES[name]))
    return f"<!-- table: {name} -->\n{lines}\n<!-- end -->"


def _fields(model: type[BaseModel]) -> Iterator[str]:
    """Give a row for each key: its value, whether it may be left out, and its meaning."""
    yield "| key | value | left out | meaning |"
    yield "|---|---|---|---|"
    notes = notes_of(model) | (_figure_notes(model) if model in (Figure, KeyPose) else {})
    for name, field in model.model_fields.items():
        value = f"{_kind(field.annotation)}{_bounds(field)}"
        yield f"| `{name}` | {value} | {_left_out(field)} | {notes[name]} |"


def _figure_notes(model: type[BaseModel]) -> dict[str, str]:
    """Return what is said of the keys of a movement: a limb's are those of both sides."""
    known = _OF_FIGURES | notes_of(LimbPose)
    return {name: known[name] for name in model.model_fields if name in known}


def _kind(annotation: Any) -> str:
    """Say in words what may stand behind a key."""
    origin = get_origin(annotation)
    inner = [one for one in get_args(annotation) if one not in (NoneType, ...)]
    if origin is None:
        return _of_type(annotation)
    if origin is Literal:
        return " or ".join(f'`"{one}"`' for one in inner)
    if origin is tuple:
        return _list(inner, fixed=... not in get_args(annotation))
    if origin is Annotated:
        inner = inner[:1]
    kinds = list(dict.fromkeys(_kind(one) for one in inner))
    return "table: " + " to ".join(kinds) if origin is dict else " or ".join(kinds)


def _of_type(kind: type) -> str:
    if issubclass(kind, BaseModel):
        return "table"
    if kind is Joint:
        return "joint"
    if issubclass(kind, Enum):
        return ", ".join(f'`"{one.value}"`' for one in kind)
    return _PLAIN.get(kind, kind.__name__)


def _list(inner: list[Any], *, fixed: bool) -> str:
    kind = _kind(inner[0])
    if kind == "table":
        return "tables"
    return f"list of {len(inner)}: {kind}" if fixed else f"list: {kind}"


def _bounds(field: FieldInfo) -> str:
    said = [
        f"{words} {getattr(one, name):g}"
        for one in field.metadata
        for name, words in _BOUNDS
        if getattr(one, name, None) is not None
    ]
    return "".join(f", {one}" for one in said)


def _left_out(field: FieldInfo) -> str:
    """Say what holds when a key is left out."""
    if field.is_required():
        return "**needed**"
    default = field.default
    if isinstance(default, float) and math.isinf(default):
        return "no limit"
    if isinstance(default, bool | int | float | Enum):
        return f"`{json.dumps(default)}`"
    values = default if isinstance(default, tuple) else ()
    return ", ".join(f"`{json.dumps(value)}`" for value in values) or "none"


def _features() -> Iterator[str]:
    yield "| name | what | unit |"
    yield "|---|---|---|"
    for one in sorted(FEATURES.values(), key=lambda feature: feature.name):
        yield f"| `{one.name}` | {one.title} | {one.unit.value} |"


def _joints() -> Iterator[str]:
    yield ", ".join(f"`{joint.value}`" for joint in Joint)


def _settings(settings: Sequence[Setting]) -> Iterator[str]:
    yield "| setting | option | variable | choices | default |"
    yield "|---|---|---|---|---|"
    for one in settings:
        choices = ", ".join(f"`{choice}`" for choice in one.choices) or "anything"
        default = f"`{one.default}`" if one.default else "none"
        row = (f"**{one.title}**: {one.help}", f"`{one.option}`", f"`{one.variable}`")
        yield f"| {' | '.join((*row, choices, default))} |"


_LISTS: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "FEATURES": _features,
    "JOINTS": _joints,
    "SETTINGS": partial(_settings, SETTINGS),
    "DESK_SETTINGS": partial(_settings, DESK_SETTINGS),
}


if __name__ == "__main__":
    main()
