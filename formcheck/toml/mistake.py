"""One thing that is wrong in a file, and the words for it."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.language import _
from formcheck.toml.file import Key

_SHORT_LIST: Final = 6
"""Of more names than this, only the nearest one is told."""
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """What was expected and what was found at one key."""

    key: Key
    expected: str
    found: str
    shape: bool = False
    """Whether the file is so large or so deep that it is not looked at any further."""


def key_text(key: Key) -> str:
    """Write a key as ``checks[1].warn``."""
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            bare = re.fullmatch(r"[A-Za-z0-9_-]{1,60}", part)
            text += f".{part}" if bare else f".{shown(part)}"
    return text.removeprefix(".")


def shown(value: object) -> str:
    """Show a value of a TOML file in a few words, whatever it is."""
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return _("a table")
        case list():
            return _("a list of {number}").format(number=len(value))
        case str() | int() | float():
            text = repr(value)
            return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        case _:
            return str(value)  # a date or a time of day


def nearest(name: str, known: Sequence[str]) -> str:
    """Say which names are expected: the nearest one, or all where none is near."""
    close = difflib.get_close_matches(name[:_LONGEST], known, n=1)
    if close and len(known) > _SHORT_LIST:
        return _("a known name, perhaps {name!r}").format(name=close[0])
    names = ", ".join(known)
    if close:
        return _("one of {names} (perhaps {name!r})").format(names=names, name=close[0])
    return _("one of {names}").format(names=names)
