"""A row for each recording of a batch."""

from collections.abc import Iterable
from dataclasses import dataclass

from formcheck.batch.folder import patient_of
from formcheck.batch.task import Outcome, Wanted
from formcheck.batch.weeks import Dated
from formcheck.batch.when import When, when
from formcheck.session.record import SessionRecord


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One recording of the batch."""

    outcome: Outcome
    patient: str
    when: When | None
    record: SessionRecord | None
    """None when it could not be analysed."""


def row_of(wanted: Wanted, one: Outcome) -> Row:
    """Return what is known of a recording."""
    record = None if one.note is None else one.note.session()
    return Row(one, patient_of(one.name), when(wanted.folder / one.name), record)


def dated(rows: Iterable[Row]) -> list[Dated]:
    """Return those that were analysed, and whose day is known."""
    return [
        Dated(one.patient, one.when.day, one.record)
        for one in rows
        if one.record is not None and one.when is not None
    ]
