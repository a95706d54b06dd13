"""What was found in a recording as tables of which every row has its place in the recording."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formcheck.checking.results import FaultSpan, Severity
from formcheck.exercises.spec import Exercise
from formcheck.language import _
from formcheck.report import words
from formcheck.report.content import Cell, Column, Table
from formcheck.report.facts import facts
from formcheck.report.lanes import ItemKind, shows_holds, shows_reps
from formcheck.report.tables import averages_table, holds_table, reps_table
from formcheck.review.take import Take
from formcheck.session.record import SessionRecord

_MARKS = {Severity.GOOD: "good", Severity.WARN: "warn", Severity.FAULT: "fault"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the recording a row is."""

    kind: ItemKind
    key: int
    """As that of the same thing in a timeline."""
    start_s: float
    end_s: float
    jump_s: float
    """Where to look at it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; ``places`` has one for each row, or none at all."""

    table: Table
    places: tuple[Place, ...]

    def row_of(self, kind: ItemKind, key: int) -> int | None:
        """Return the row of something; None where it is in another sheet."""
        found = ((one.kind, one.key) for one in self.places)
        return next((row for row, one in enumerate(found) if one == (kind, key)), None)

    def row_at(self, time_s: float) -> int | None:
        """Return the row of what is going on at a moment; of several the last that began."""
        rows = [row for row, one in enumerate(self.places) if one.start_s <= time_s <= one.end_s]
        return max(rows, key=lambda row: self.places[row].start_s, default=None)


def sheets(take: Take, measured: SessionRecord | None = None) -> tuple[Sheet, ...]:
    """Return the tables that an exercise of this kind has; what was noticed is the last.

    Parameters
    ----------
    take
        What was found.
    measured
        The session before it was corrected by hand; rows that differ from it say so.
    """
    return tuple(_sheets(take, measured))


def totals(take: Take) -> tuple[tuple[str, str], ...]:
    """Return what was counted and measured in all: each in one short line, and in a long one."""
    found = []
    for one in facts(take.record, take.exercise):
        short = words.name_and(one.name, one.value)
        found.append((short, f"{short} ({one.more})" if one.more else short))
    if found and (take.record.counts.left or take.record.counts.right):
        found[0] = (found[0][1], found[0][1])  # how many of each side belongs to how many
    return tuple(found)


def _sheets(take: Take, measured: SessionRecord | None) -> Iterator[Sheet]:
    record, exercise = take.record, take.exercise
    if shows_reps(record, exercise):
        places = [
            Place(ItemKind.REP, rep.number, rep.start_s, rep.end_s, rep.turn_s)
            for rep in record.reps
        ]
        yield Sheet(reps_table(record, exercise, measured), tuple(places))
    if shows_holds(record, exercise):
        places = [
            Place(ItemKind.HOLD, key, hold.start_s, hold.end_s, hold.start_s)
            for key, hold in enumerate(record.holds)
        ]
        yield Sheet(holds_table(record, exercise), tuple(places))
    if record.averages:
        yield Sheet(averages_table(record), ())
    yield episodes(record, exercise)


def episodes(record: SessionRecord, exercise: Exercise) -> Sheet:
    """Return every episode of what was noticed, in the order of time."""
    found = sorted(enumerate(record.faults), key=lambda one: (one[1].start_s, one[0]))
    names = (_("How far beyond"), _("Start"), _("How long"), _("Farthest"))
    table = Table(
        _("Noticed"),
        (Column(_("What"), wide=True), *map(Column, names)),
        tuple(_episode(record, exercise, fault) for _place, fault in found),
    )
    return Sheet(table, _of_faults(found))


def _of_faults(found: Sequence[tuple[int, FaultSpan]]) -> tuple[Place, ...]:
    return tuple(
        Place(ItemKind.FAULT, key, fault.start_s, fault.end_s, fault.start_s)
        for key, fault in found
    )


def _episode(record: SessionRecord, exercise: Exercise, fault: FaultSpan) -> tuple[Cell, ...]:
    unit = words.check_unit(record, exercise, fault.check)
    return (
        Cell(words.check_title(exercise, fault.check)),
        Cell(words.severity(fault.severity), _MARKS[fault.severity]),
        Cell(words.clock(fault.start_s)),
        Cell(words.seconds(fault.end_s - fault.start_s)),
        Cell(words.measured(fault.worst, fault.sd, unit)),
    )
