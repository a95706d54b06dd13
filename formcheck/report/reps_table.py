"""Repetitions and holds of a session as a table, one line each.

::

    exercise,title,item,number,side,kind,start_s,turn_s,end_s,to_turn_s,back_s,held_s,good_s,...
    bridge,Glute bridge,repetition,1,,full,0.500,2.500,4.500,2.000,2.000,,,hip_extension,170.250,...

The names of the columns are the same for every exercise and in every language, so that tables can
be put together. What is not known is empty.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from formcheck.checking.results import Hold, Rep, RepKind
from formcheck.exercises.rules import StretchRule
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import ERROR_SDS
from formcheck.landmarks import Side
from formcheck.report import words
from formcheck.report.at_turn import at_turn
from formcheck.report.exported import Exported
from formcheck.report.files import write_text
from formcheck.report.spreadsheet import EUROPEAN, STANDARD, Cell, Dialect, to_csv
from formcheck.session.record import SessionRecord

NAMES: Final = (
    "exercise",
    "title",
    "item",
    "number",
    "side",
    "kind",
    "start_s",
    "turn_s",
    "end_s",
    "to_turn_s",
    "back_s",
    "held_s",
    "good_s",
    "measure",
    "extreme",
    "extreme_error",
    "extreme_unit",
    "faults",
    "note",
)
_MARK: Final = "\ufeff"
"""Without it Excel reads the letters of notes and titles in another encoding."""


def to_rows(record: SessionRecord, exercise: Exercise | None) -> list[tuple[Cell, ...]]:
    """Return a row for each repetition, then for each hold; None or NaN for what is not known."""
    return [*_reps(record, exercise), *_holds(record, exercise)]


def write_reps(path: Path, exported: Exported) -> None:
    """Write the table in the standard dialect, whole or not at all."""
    _write(path, exported, STANDARD)


def write_european_reps(path: Path, exported: Exported) -> None:
    """Write the table for a spreadsheet with decimal comma, whole or not at all."""
    _write(path, exported, EUROPEAN)


def _write(path: Path, exported: Exported, dialect: Dialect) -> None:
    rows = to_rows(exported.record, exported.exercise)
    write_text(path, _MARK + to_csv(NAMES, rows, dialect))


def _reps(record: SessionRecord, exercise: Exercise | None) -> Iterator[tuple[Cell, ...]]:
    for rep in record.reps:
        yield (
            *(record.exercise, record.title, "repetition", rep.number, _side(rep.side)),
            rep.kind.value,
            *(rep.start_s, rep.turn_s, rep.end_s),
            *(rep.turn_s - rep.start_s, rep.end_s - rep.turn_s, None, None),
            *_extreme(rep, record, exercise),
            *(" ".join(rep.faults), rep.note),
        )


def _extreme(
    rep: Rep, record: SessionRecord, exercise: Exercise | None
) -> tuple[Cell, Cell, Cell, Cell]:
    if rep.kind is RepKind.GUIDED:
        return None, None, None, None
    error = ERROR_SDS * rep.sd
    if exercise is None:
        return None, rep.extreme, error, None
    what = at_turn(record, exercise, rep.side)
    return what.series, rep.extreme, error, what.unit


def _holds(record: SessionRecord, exercise: Exercise | None) -> Iterator[tuple[Cell, ...]]:
    for number, hold in enumerate(record.holds, start=1):
        yield (
            *(record.exercise, record.title, "hold", number, _side(hold.side)),
            _kind(hold, exercise),
            *(hold.start_s, None, hold.end_s),
            *(None, None, hold.end_s - hold.start_s, hold.good_s),
            *(None, None, None, None),
            *(" ".join(_during(record, hold)), ""),
        )


def _kind(hold: Hold, exercise: Exercise | None) -> str:
    """Return how much of a stretch was done; other holds are of no kind."""
    if exercise is None or not isinstance(exercise.rule, StretchRule):
        return ""
    return words.stretched(exercise.rule, hold)


def _during(record: SessionRecord, hold: Hold) -> tuple[str, ...]:
    """Return the checks that were beyond a limit while a hold lasted."""
    found = (
        fault.check
        for fault in record.faults
        if fault.start_s <= hold.end_s and fault.end_s >= hold.start_s
    )
    return tuple(dict.fromkeys(found))


def _side(side: Side | None) -> str:
    return "" if side is None else side.value
