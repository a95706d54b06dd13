"""Which texts of an exercise file a person reads, and an exercise in the language in use."""

from collections.abc import Iterator
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from formcheck.language import SOURCE, language, of_exercise

Table = TypeVar("Table", bound=BaseModel)

SPOKEN: Final = frozenset({"cue", "hurry_cue", "partial_cue", "words"})
"""Fields that are read, or heard, in the middle of a movement: `base.MOST_WORDS` at most."""
READ: Final = SPOKEN | frozenset(
    {
        "title",
        "summary",
        "setup",
        "text",
        "praise",
        "easier",
        "harder",
        "feel",
        "stop",
        "not_visible",
    }
)
SOURCES: Final = frozenset({"source", "sources"})
"""Fields that say where numbers come from: read by few, last in the catalogue."""


def in_language(exercise: Table) -> Table:
    """Return the same exercise with every text for people in the language in use."""
    return exercise if language() == SOURCE else _translated(exercise)


def texts(table: dict[str, Any], fields: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give field and text of each text in these fields, in the order of the file.

    Parameters
    ----------
    table
        The content of a valid exercise file.
    fields
        Names of fields, `READ` or `SOURCES`.
    """
    for name, value in table.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from texts(one, fields)
            elif isinstance(one, str) and name in fields:
                yield name, one


def _translated(table: Table) -> Table:
    """Return a copy of a table; what is checked of English texts is not asked of others."""
    changes = {}
    for name in type(table).model_fields:
        old = getattr(table, name)
        new = _words(old) if name in READ | SOURCES else _inside(old)
        if new != old:
            changes[name] = new
    return table.model_copy(update=changes)


def _words(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(of_exercise(one) for one in value)
    return of_exercise(value) if isinstance(value, str) else value


def _inside(value: Any) -> Any:
    match value:
        case BaseModel():
            return _translated(value)
        case tuple():
            return tuple(_inside(one) for one in value)
        case _:
            return value
