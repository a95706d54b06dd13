"""What is wrong with a file: every problem at once, each with its key and line."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from formcheck.language import N_, _, pgettext
from formcheck.toml.bounds import beyond_bounds
from formcheck.toml.file import Key, find_line, lines_of
from formcheck.toml.mistake import Mistake, key_text, nearest, shown
from formcheck.toml.notes import notes_of
from formcheck.toml.partial import build, model_at, plain_key

_EXPECTED: Final = {
    "int_type": N_("a whole number"),
    "int_parsing": N_("a whole number"),
    "int_from_float": N_("a whole number"),
    "float_type": N_("a number"),
    "float_parsing": N_("a number"),
    "finite_number": N_("a finite number"),
    "bool_type": N_("true or false"),
    "bool_parsing": N_("true or false"),
    "string_type": N_('text in quotes, "like this"'),
    "tuple_type": N_("a list, [like, this]"),
    "list_type": N_("a list, [like, this]"),
    "dict_type": N_("a table"),
    "model_type": N_("a table"),
    "model_attributes_type": N_("a table"),
    "union_tag_not_found": N_("a key 'kind' in this table"),
}
_PATTERNS: Final = {
    "-": N_("small letters a-z, digits and hyphens, a letter first"),
    "_": N_("small letters a-z, digits and _, a letter first"),
}

_LIMITS: Final = (
    (
        r"Input should be greater than or equal to (?P<limit>\S+)",
        N_("a value greater than or equal to {limit}"),
    ),
    (
        r"Input should be less than or equal to (?P<limit>\S+)",
        N_("a value less than or equal to {limit}"),
    ),
    (r"Input should be greater than (?P<limit>\S+)", N_("a value greater than {limit}")),
    (r"Input should be less than (?P<limit>\S+)", N_("a value less than {limit}")),
    (r"1 to (?P<most>\d+) words", N_("1 to {most} words")),
)
"""How the messages of the library that checks values are put."""

Table = TypeVar("Table", bound=BaseModel)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in words for a person."""

    line: int
    """Line in the file, from 1; that of the nearest table where the key itself is missing."""
    key: str
    """``checks[1].warn``; empty for the whole file."""
    expected: str
    found: str
    """Empty where ``expected`` is a whole sentence that says it."""

    @property
    def text(self) -> str:
        """Key, expected and found in one line."""
        told = self.expected
        if self.found:
            text = _("expected {expected}, found {found}")
            told = text.format(expected=self.expected, found=self.found)
        return (self.key or _("the file")) + f": {told}"


@dataclass(frozen=True, slots=True)
class Examined(Generic[Made]):
    """What a file's table turned out to be: what it describes, or what is wrong."""

    value: Made | None
    problems: tuple[Problem, ...]


def examine(
    model: type[Table],
    text: str,
    table: dict[str, object],
    asked: Callable[[Table], list[Mistake]],
) -> Examined[Table]:
    """Validate the content of a TOML file.

    Parameters
    ----------
    model
        What the file should describe.
    text, table
        The file, and what it says.
    asked
        What holds between tables; it gets a value in which wrong fields are missing.
    """
    wrong = beyond_bounds(table)
    if not any(one.shape for one in wrong):
        try:
            value = model.model_validate(table)
        except ValidationError as error:
            told = [*_of_fields(model, error, table), *_of_tables(model, table, asked)]
        else:
            told = asked(value)
            if not wrong and not told:
                return Examined(value, ())
        covered = {one.key for one in wrong}
        wrong += [one for one in told if one.key not in covered]
    return Examined(None, _in_order(text, wrong))


def problem_at(text: str, mistake: Mistake) -> Problem:
    """Return a problem that was found outside of the file's own content."""
    return _problem(lines_of(text), mistake)


def _problem(lines: Mapping[Key, int], one: Mistake) -> Problem:
    return Problem(find_line(lines, one.key), key_text(one.key), one.expected, one.found)


def _in_order(text: str, wrong: Sequence[Mistake]) -> tuple[Problem, ...]:
    # Whatever is too large for an exercise is also too large to look for lines in it.
    lines = {} if any(one.shape for one in wrong) else lines_of(text)
    told = dict.fromkeys(_problem(lines, one) for one in wrong)
    return tuple(sorted(told, key=lambda one: one.line))


def _of_fields(
    model: type[BaseModel], error: ValidationError, table: dict[str, object]
) -> list[Mistake]:
    """Return what pydantic found in single fields."""
    errors = [
        (one, plain_key(model, table, one["loc"]))
        for one in error.errors(include_url=False)
        if not (one["type"] == "value_error" and isinstance(one["input"], dict))
    ]
    unknown = [key for one, key in errors if one["type"] == "extra_forbidden"]
    return [
        _of_field(model, one, key, table)
        for one, key in errors
        if not (one["type"] == "missing" and _misspelt(key, unknown))
    ]


def _misspelt(key: Key, unknown: list[Key]) -> bool:
    """Whether a missing key is there under a name like it: one mistake, told once."""
    beside = [str(one[-1]) for one in unknown if one[:-1] == key[:-1]]
    return bool(difflib.get_close_matches(str(key[-1]), beside, n=1))


def _of_field(
    model: type[BaseModel], error: Mapping[str, Any], key: Key, table: dict[str, object]
) -> Mistake:
    kind = error["type"]
    value = error["input"]
    if kind == "extra_forbidden":
        return Mistake(key, _meant(model, key, table), f"{key[-1]!r}")
    if kind == "union_tag_invalid":
        key, value = (*key, "kind"), value["kind"]
    if kind == "missing":
        return Mistake(key, _needed(model, table, key), pgettext("value", "none"))
    if kind == "tuple_type" and isinstance(value, dict):
        return Mistake(
            key,
            _("a list of tables, {example}").format(example=f"[[{key_text(key)}]]"),
            _("a single table"),
        )
    return Mistake(key, _expected(error, value), _found(error, value))


def _needed(model: type[BaseModel], table: dict[str, object], key: Key) -> str:
    if isinstance(key[-1], int):  # in a list of a fixed length
        return _("one more entry")
    note = notes_of(model_at(model, table, key[:-1]))[key[-1]]
    return _("a value ({meaning})").format(meaning=_(note).removesuffix("."))


def _found(error: Mapping[str, Any], value: object) -> str:
    if isinstance(value, str) and error["msg"].endswith(" words"):
        return f"{len(value.split())}: {shown(value)}"
    return shown(value)


def _meant(model: type[BaseModel], key: Key, table: dict[str, object]) -> str:
    """Say which key was meant: one of the same table, or one of the top that stands too low."""
    name = str(key[-1])
    names = list(model_at(model, table, key[:-1]).model_fields)
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return _("a known key, perhaps {name!r}").format(name=close[0])
    if name in model.model_fields and len(key) > 1:
        return _("no key of this name here; move it above the first [table]")
    return _("only known keys ({names})").format(names=", ".join(names))


def _expected(error: Mapping[str, Any], value: object) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _EXPECTED:
        return _(_EXPECTED[kind])
    if kind == "string_pattern_mismatch":
        shape = _PATTERNS["-" if "-]" in context["pattern"] else "_"]
        return _(shape)
    message = str(error["msg"]).removeprefix("Value error, ").removeprefix("expected ")
    names = _names(message, context)
    if names:
        return nearest(value if isinstance(value, str) else "", names)
    for pattern, text in _LIMITS:
        found = re.fullmatch(pattern, message)
        if found:
            return _(text).format(**found.groupdict())
    return _(re.sub(r"^Input should be ", "a value ", message))


def _names(message: str, context: Mapping[str, object]) -> list[str]:
    """Return the names of which one was expected, if that is what a message says."""
    if message.startswith("one of "):
        return message.removeprefix("one of ").split(", ")
    return re.findall(r"'([^']*)'", str(context.get("expected", context.get("expected_tags", ""))))


def _of_tables(
    model: type[Table], table: dict[str, object], asked: Callable[[Table], list[Mistake]]
) -> list[Mistake]:
    """Return what is wrong between fields; also where other fields are wrong."""
    wrong: list[Mistake] = []
    value = build(model, table, (), wrong)
    return [*wrong, *asked(value)]
