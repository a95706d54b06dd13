"""Reads a TOML file that anybody may have written, and finds the line in which a key stands."""

import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formcheck.errors import ExerciseError, FormcheckError
from formcheck.language import _

Key = tuple[str | int, ...]
"""Where a value is: names of keys, and positions in lists."""

MOST_BYTES: Final = 256_000
MOST_LINE: Final = 1_500
"""Characters in a line. A key of many dotted parts takes a time that grows with their square."""
MOST_SAID: Final = 160
"""Characters of what a parser says of a file."""
_MOST_LINES: Final = 80
"""Lines of one value, when its line is looked for."""
_MOST_LEVELS: Final = 10
"""Levels of tables and lists in which a line is looked for."""


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file that is valid TOML."""

    path: Path
    text: str
    table: dict[str, object]


def read_toml(path: Path, refused: type[FormcheckError] = ExerciseError) -> TomlFile:
    """Read a file.

    Parameters
    ----------
    path
        The file, wherever it is.
    refused
        What is raised.

    Raises
    ------
    FormcheckError
        When it is no ordinary file, too large, not UTF-8 text or not valid TOML.
    """
    text = _text(path, refused)
    try:
        return TomlFile(path, text, tomllib.loads(text))
    except RecursionError as error:
        raise refused(
            _(
                "The file {path} is not valid TOML: expected a few levels of lists in "
                "lists, found too many."
            ).format(path=path)
        ) from error
    except ValueError as error:  # a TOMLDecodeError, or a number with thousands of digits
        raise refused(
            _("The file {path} is not valid TOML: {reason}. Correct it there.").format(
                path=path, reason=_short(error)
            )
        ) from error


def _short(error: ValueError) -> str:
    """Return what is wrong, and where: that comes last, and long names between."""
    told = str(error)
    half = MOST_SAID // 2
    return told if len(told) <= MOST_SAID else f"{told[:half]} … {told[-half:]}"


def _text(path: Path, refused: type[FormcheckError]) -> str:
    content = _content(path, refused)
    if len(content) > MOST_BYTES:
        raise refused(
            _("The file {path} is too large: expected at most {most} kB, found more.").format(
                path=path, most=MOST_BYTES // 1000
            )
        )
    try:
        text = content.decode("utf-8-sig")  # some editors begin a file with a byte order mark
    except UnicodeDecodeError as error:
        raise refused(
            _(
                "The file {path} is not valid TOML: expected text in UTF-8, found "
                "byte {found:#04x} at {position}. Save it as UTF-8."
            ).format(path=path, found=content[error.start], position=error.start)
        ) from error
    longest = max(text.splitlines(), key=len, default="")
    if len(longest) > MOST_LINE:
        raise refused(
            _(
                "The file {path} cannot be used: expected lines of at most "
                "{most} characters, found one of {found}."
            ).format(path=path, most=MOST_LINE, found=len(longest))
        )
    return text


def _content(path: Path, refused: type[FormcheckError]) -> bytes:
    """Return the first bytes of an ordinary file; a pipe would never end, so it is not opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise refused(
                _("{path} cannot be read: expected a file, found something else.").format(path=path)
            )
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise refused(
            _("The file {path} cannot be read ({reason}). Check its name.").format(
                path=path, reason=error.strerror
            )
        ) from error
    except ValueError as error:  # a NUL in the name
        raise refused(
            _("The file {path!r} cannot be read ({reason}). Check its name.").format(
                path=str(path), reason=error
            )
        ) from error


def find_line(lines: Mapping[Key, int], key: Key) -> int:
    """Return the line of a key, or of the nearest table or list around it; 1 for the file."""
    while key not in lines and key:
        key = key[:-1]
    return lines.get(key, 1)


def lines_of(text: str) -> dict[Key, int]:
    """Map the keys of a valid file to their lines, counted from 1; a list's items to its line."""
    found: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    table: Key = ()
    for line, statement, value in _statements(text):
        if statement.lstrip().startswith("["):
            table = _header(value, counts)
            found.setdefault(table, line)
        else:
            found.update((table + key, line) for key in _keys(value, _MOST_LEVELS))
    return found


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Give line, text and content of each header and each key with its value."""
    lines = text.replace("\r\n", "\n").split("\n")
    start = 0
    while start < len(lines):
        end, value = _statement(lines, start)
        if value:
            yield start + 1, lines[start], value
        start = end


def _statement(lines: list[str], start: int) -> tuple[int, dict[str, object]]:
    """Return where the statement ends, and its content: a part of one is never valid alone."""
    for end in range(start + 1, min(start + _MOST_LINES, len(lines)) + 1):
        try:
            return end, tomllib.loads("\n".join(lines[start:end]))
        except ValueError:
            continue
    return len(lines), {}


def _header(value: dict[str, object], counts: dict[Key, int]) -> Key:
    """Return the key of a table, given its header alone: ``[a.b]`` or ``[[a.b]]``."""
    key: Key = ()
    inner: object = value
    while isinstance(inner, dict) and inner:
        ((name, inner),) = inner.items()
        key = (*key, name)
        if isinstance(inner, list):
            counts[key] = counts.get(key, -1) + 1
        if key in counts:
            key = (*key, counts[key])
    return key


def _keys(value: object, levels: int) -> Iterator[Key]:
    """Give the key of everything within a value, as many levels deep."""
    inner: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(value, dict):
        inner = iter(value.items())
    elif isinstance(value, list):
        inner = iter(enumerate(value))
    for name, one in inner if levels else ():
        yield (name,)
        yield from ((name, *key) for key in _keys(one, levels - 1))
