"""Bounds for whatever a file may hold, so that no file can stall the program or garble a screen.

They are far beyond what any exercise or programme needs; what a value means is checked elsewhere.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from formcheck.language import _
from formcheck.toml.file import Key
from formcheck.toml.mistake import Mistake, shown

MOST_DEPTH: Final = 8
MOST_ENTRIES: Final = 64
"""In one list or one table."""
MOST_CHARACTERS: Final = 1_000
"""In one text."""
MOST_NUMBER: Final = 1e6

_TURNED: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: a text would read differently than it stands."""


def beyond_bounds(table: dict[str, object]) -> list[Mistake]:
    """Return what is too large, too deep, not finite or not printable."""
    return list(_beyond(table, ()))


def _beyond(value: object, key: Key) -> Iterator[Mistake]:
    match value:
        case dict() | list():
            yield from _inside(value, key)
        case str():
            yield from _text(value, key)
        case int() | float():
            if not abs(value) <= MOST_NUMBER:  # "nan" is not, either
                yield Mistake(
                    key,
                    _("a number within ±{most}").format(most=f"{MOST_NUMBER:,.0f}"),
                    shown(value),
                )


def _inside(value: dict[str, object] | list[object], key: Key) -> Iterator[Mistake]:
    if len(key) >= MOST_DEPTH:
        yield Mistake(
            key,
            _("at most {most} levels of tables and lists").format(most=MOST_DEPTH),
            _("more"),
            shape=True,
        )
        return
    if len(value) > MOST_ENTRIES:
        yield Mistake(
            key, _("at most {most} entries").format(most=MOST_ENTRIES), f"{len(value)}", shape=True
        )
        return
    inner: Iterator[tuple[str | int, object]] = (
        iter(value.items()) if isinstance(value, dict) else iter(enumerate(value))
    )
    for name, one in inner:
        yield from _beyond(one, (*key, name))


def _text(text: str, key: Key) -> Iterator[Mistake]:
    if len(text) > MOST_CHARACTERS:
        yield Mistake(
            key, _("at most {most} characters").format(most=MOST_CHARACTERS), f"{len(text)}"
        )
    hidden = {one for one in text if one in _TURNED or unicodedata.category(one) == "Cc"} - {"\n"}
    if hidden:
        names = ", ".join(f"U+{ord(one):04X}" for one in sorted(hidden))
        yield Mistake(key, _("characters that can be printed"), names)
