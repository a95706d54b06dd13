"""Reads, checks and writes programmes: one TOML file each, which may come from anybody."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from formcheck.care.move import Moves
from formcheck.care.programme import Programme
from formcheck.errors import ProgrammeError
from formcheck.language import _
from formcheck.paths import starters_dir, user_programmes_dir
from formcheck.toml.file import TomlFile, read_toml
from formcheck.toml.mistake import Mistake, nearest, shown
from formcheck.toml.problems import Examined, Problem, examine

SUFFIX: Final = ".toml"
STARTER: Final = "starter"
"""The programme to begin with."""
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}
)
"""Names that are no files on Windows."""


def read_programme(path: Path) -> Programme:
    """Read a programme's file, whoever wrote it.

    Raises
    ------
    ProgrammeError
        When it cannot be read, or is not right.
    """
    return _read(read_toml(path, ProgrammeError))


def parse_programme(text: str, name: str) -> Programme:
    """Return the programme of a TOML text that was kept; ``name`` is said when it is not right.

    Raises
    ------
    ProgrammeError
        When it is not right.
    """
    try:
        return _read(TomlFile(Path(name), text, tomllib.loads(text)))
    except ValueError as error:
        raise ProgrammeError(
            _("The programme {name} cannot be read: {reason}.").format(name=name, reason=error)
        ) from error


def check_programme(path: Path, moves: Moves) -> tuple[Problem, ...]:
    """Return everything that is wrong with a programme's file, by line.

    Raises
    ------
    ProgrammeError
        When it cannot be read, or is not valid TOML: then nothing more can be said of it.
    """
    return _examined(read_toml(path, ProgrammeError), moves).problems


def load_programme(name: str | Path) -> Programme:
    """Load a programme by its name, a person's own before a built-in one, or from a TOML file.

    Texts of a built-in one are in the language in use.

    Raises
    ------
    ProgrammeError
        When there is none of that name, or its file is not right.
    """
    if isinstance(name, Path) or name.endswith(SUFFIX):
        return read_programme(Path(name))
    files = programme_files()
    if name not in files:
        raise ProgrammeError(
            _("There is no programme {name!r}: expected {known}.").format(
                name=name[:60], known=nearest(name, sorted(files))
            )
        )
    programme = read_programme(files[name])
    return in_language(programme) if files[name].parent == starters_dir() else programme


def programme_files() -> dict[str, Path]:
    """Return every programme's file by its name."""
    return {
        path.stem: path
        for folder in (starters_dir(), user_programmes_dir())
        for path in sorted(folder.glob(f"*{SUFFIX}"), key=lambda one: one.stem)
    }


def starter_names() -> frozenset[str]:
    """Return the names of the built-in programmes: no other may have one of them."""
    return frozenset(path.stem for path in starters_dir().glob(f"*{SUFFIX}"))


def place_of(name: str) -> Path:
    """Return where a programme of this name is kept.

    Raises
    ------
    ProgrammeError
        When the name belongs to a built-in programme, or to a device.
    """
    if name in _DEVICES | starter_names():
        raise ProgrammeError(
            _("Expected another name than {name!r}: it is taken. Try 'my-{name}'.").format(
                name=name
            )
        )
    return user_programmes_dir() / f"{name}{SUFFIX}"


def in_language(programme: Programme) -> Programme:
    """Return a built-in programme with its texts in the language in use."""
    items = tuple(
        one.model_copy(update={"note": _(one.note)}) if one.note else one
        for one in programme.exercises
    )
    texts = {name: _(getattr(programme, name)) for name in ("title", "goal", "note")}
    return programme.model_copy(update={**texts, "exercises": items})


def programme_text(programme: Programme) -> str:
    """Return the TOML of a programme: what is left at its default is left out."""
    return "\n".join(_lines(programme, "")) + "\n"


def _read(file: TomlFile) -> Programme:
    examined = _examined(file, None)
    if examined.value is None:
        first, *more = examined.problems
        counted = " " + _("({number} more)").format(number=len(more)) if more else ""
        raise ProgrammeError(
            _(
                "The programme {path}, line {line}: {text}. "
                "`formcheck programme check` tells all that is wrong."
            ).format(path=file.path, line=first.line, text=f"{first.text}{counted}")
        )
    return examined.value


def _examined(file: TomlFile, moves: Moves | None) -> Examined[Programme]:
    def asked(programme: Programme) -> list[Mistake]:
        return [] if moves is None else list(_unknown(programme, moves))

    return examine(Programme, file.text, file.table, asked)


def _unknown(programme: Programme, moves: Moves) -> Iterator[Mistake]:
    """Give the exercises that there are not, and those that are given in the wrong unit."""
    for index, item in enumerate(getattr(programme, "exercises", ())):
        slug = getattr(item, "exercise", None)
        if slug is None:
            continue
        if slug not in moves:
            expected = nearest(slug, sorted(moves))
            yield Mistake(("exercises", index, "exercise"), expected, shown(slug))
        elif moves[slug].timed and getattr(item, "reps", None) is not None:
            told = _("seconds, as {slug} is held for a time").format(slug=slug)
            yield Mistake(("exercises", index, "reps"), told, _("repetitions"))
        elif not moves[slug].timed and getattr(item, "seconds", None) is not None:
            told = _("reps, as {slug} is counted").format(slug=slug)
            yield Mistake(("exercises", index, "seconds"), told, _("seconds"))


def _lines(table: BaseModel, path: str) -> Iterator[str]:
    """Give the lines of a table: its plain keys first, as TOML wants it, then the tables in it."""
    inner: list[tuple[str, Any]] = []
    for name, field in type(table).model_fields.items():
        value = getattr(table, name)
        if value is None or value == field.get_default(call_default_factory=True):
            continue
        tables = isinstance(value, BaseModel) or (
            isinstance(value, tuple) and isinstance(value[0], BaseModel)
        )
        if tables:
            inner.append((f"{path}.{name}".removeprefix("."), value))
        else:
            yield f"{name} = {_value(value)}"
    for key, value in inner:
        many = isinstance(value, tuple)
        for one in value if many else (value,):
            yield from ["", f"[[{key}]]" if many else f"[{key}]", *_lines(one, key)]


def _value(value: object) -> str:
    match value:
        case tuple():
            return f"[{', '.join(_value(one) for one in value)}]"
        case StrEnum():
            return json.dumps(value.value)
        case bool() | str():
            return json.dumps(value, ensure_ascii=False)
        case date():
            return value.isoformat()
        case _:
            return repr(value)
