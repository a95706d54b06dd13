"""A programme's file with every key explained: what ``formcheck programme new`` writes."""

from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel

from formcheck.care.programme import Item, Limit, Programme, Targets
from formcheck.care.programme_file import programme_text
from formcheck.features.body import FEATURES
from formcheck.language import N_, _
from formcheck.toml.notes import notes_of

_HEAD: Final = (
    N_("A programme for formcheck. Change what you like, then check it with:"),
    N_("Lines that begin with # are explanations, and do nothing."),
)
_TABLES: Final[tuple[tuple[str, type[BaseModel]], ...]] = (
    ("", Programme),
    ("[[exercises]]", Item),
    ("[exercises.targets]", Targets),
    ("[[exercises.limits]]", Limit),
)
_MEASURED: Final = N_("What can be measured for a limit (feature):")


def programme_template(programme: Programme) -> str:
    """Return the TOML of a programme with an explanation of every key."""
    return "\n".join(_head(programme)) + "\n" + programme_text(programme)


def _head(programme: Programme) -> Iterator[str]:
    yield f"# {_(_HEAD[0])}"
    yield f"#     formcheck programme check {programme.name}.toml"
    yield f"# {_(_HEAD[1])}"
    for header, model in _TABLES:
        notes = notes_of(model)
        width = max(map(len, notes))
        yield "#"
        if header:
            yield f"# {header}"
        yield from (f"#   {name:{width}}  {_(note)}" for name, note in notes.items())
    yield "#"
    yield f"# {_(_MEASURED)}"
    width = max(map(len, FEATURES))
    for feature in sorted(FEATURES.values(), key=lambda one: one.name):
        yield f"#   {feature.name:{width}}  {_(feature.title)} ({feature.unit})"
    yield ""
