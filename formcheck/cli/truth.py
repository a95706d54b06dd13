"""A sample clip's truth, beside what was found in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from formcheck.errors import SourceError
from formcheck.exercises.spec import Exercise, HoldRule, PostureRule, SnapshotRule, StretchRule
from formcheck.language import N_, _, pgettext
from formcheck.report import words
from formcheck.session.record import SessionRecord

_SCHEMA: Final = "formcheck-truth/1"
_SUFFIX: Final = ".truth.json"
_HOLD_SLACK_S: Final = 2.0
"""A hold's start and end are found within about a second each: getting into it is gradual."""
_NO_TRUTH: Final = (
    OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError, ArithmeticError
)  # fmt: skip
"""What reading something else as one raises."""
_LONGEST: Final = 60
"""Letters of a reason."""


_COUNTED: Final = {
    "full": N_("full repetitions"),
    "partial": N_("partial repetitions"),
    "attempt": N_("attempt repetitions"),
    "left": N_("left repetitions"),
    "right": N_("right repetitions"),
    "guided": N_("guided repetitions"),
}


@dataclass(frozen=True, slots=True)
class Truth:
    """What a rendered clip shows, as far as it is compared."""

    clip: Path
    exercise: str
    counts: dict[str, int]
    """Repetitions by kind and side."""
    held_s: tuple[float, ...]
    """Length of each hold."""
    faults: frozenset[str]
    """Ids of the checks that must find something."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line: what was found, what is true."""

    what: str
    found: str
    true: str
    agrees: bool


def read_truth(path: Path) -> Truth:
    """Return a truth file's content; raise SourceError when it is missing or not one."""
    try:
        return _truth(path, json.loads(path.read_text("utf-8")))
    except _NO_TRUTH as error:
        raise SourceError(
            _(
                "Expected the truth of a sample clip at {path}, found none that can be read "
                "({reason}): install formcheck again."
            ).format(path=path, reason=str(error)[:_LONGEST])
        ) from error


def find_sample(folder: Path, slug: str) -> Truth:
    """Return the first sample of an exercise, one with a planted fault where there is one.

    Raises
    ------
    SourceError
        When there is no sample clip of this exercise.
    """
    paths = sorted(folder.glob(f"{slug}_*{_SUFFIX}"))
    truths = [truth for truth in map(read_truth, paths) if truth.clip.is_file()]
    truths.sort(key=lambda truth: not truth.faults)
    if not truths:
        raise SourceError(
            _(
                "There is no sample clip of {name} in {path}: choose another exercise, or "
                "install formcheck again."
            ).format(name=slug, path=folder)
        )
    return truths[0]


def compare(record: SessionRecord, truth: Truth, exercise: Exercise) -> tuple[Comparison, ...]:
    """Compare faults, and repetitions or holds where the exercise has such."""
    found_faults = frozenset(fault.check for fault in record.faults)
    faults = Comparison(
        _("faults"), _names(found_faults), _names(truth.faults), found_faults == truth.faults
    )
    match exercise.rule:
        case PostureRule() | SnapshotRule():
            return (faults,)
        case HoldRule() | StretchRule():
            return (_holds(record, truth), faults)
        case _:
            return (*_counts(record, truth), faults)


def print_comparison(console: Console, comparisons: tuple[Comparison, ...]) -> None:
    """Print what was found beside the truth."""
    table = Table(title=_("Beside the sample's truth"), title_justify="left")
    for column in (_("what"), _("found"), pgettext("truth", "true"), ""):
        table.add_column(column)
    for line in comparisons:
        table.add_row(
            line.what, line.found, line.true, _("agrees") if line.agrees else _("DIFFERS")
        )
    console.print(table)


def _counts(record: SessionRecord, truth: Truth) -> Iterator[Comparison]:
    for kind, true in truth.counts.items():
        found = getattr(record.counts, kind)
        if true or found or kind == "full":
            yield Comparison(_(_COUNTED[kind]), str(found), str(true), found == true)


def _holds(record: SessionRecord, truth: Truth) -> Comparison:
    held_s = tuple(hold.end_s - hold.start_s for hold in record.holds)
    agrees = len(held_s) == len(truth.held_s) and all(
        abs(found - true) <= _HOLD_SLACK_S for found, true in zip(held_s, truth.held_s, strict=True)
    )
    return Comparison(_("holds"), _lengths(held_s), _lengths(truth.held_s), agrees)


def _truth(path: Path, table: dict[str, Any]) -> Truth:
    if table["schema"] != _SCHEMA:
        raise ValueError(f"schema {table['schema']!r}")
    return Truth(
        clip=path.with_name(path.name.removesuffix(_SUFFIX) + ".mp4"),
        exercise=str(table["exercise"]),
        counts={str(kind): int(count) for kind, count in table["counts"].items()},
        held_s=tuple(float(hold["end_s"]) - float(hold["start_s"]) for hold in table["holds"]),
        faults=frozenset(str(fault["check"]) for fault in table["faults"]),
    )


def _names(faults: frozenset[str]) -> str:
    return ", ".join(sorted(faults)) or pgettext("faults", "none")


def _lengths(held_s: tuple[float, ...]) -> str:
    return ", ".join(words.seconds(length_s) for length_s in held_s) or pgettext("faults", "none")
