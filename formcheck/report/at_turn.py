"""What a repetition's extreme is a measurement of: the feature, its unit, and whose side it is."""

from dataclasses import dataclass

from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.report import words
from formcheck.session.at_turn import turn_series
from formcheck.session.record import SessionRecord


@dataclass(frozen=True, slots=True)
class AtTurn:
    """What was measured at the turn of a repetition."""

    series: str
    """Name in the record's series."""
    unit: str
    side: Side | None
    """Side of the limb that was measured: where an arm and the opposite leg move together, the
    repetition is of the arm's side and the measurement of the leg."""


def at_turn(record: SessionRecord, exercise: Exercise, side: Side | None) -> AtTurn:
    """Return what the extreme of a repetition of this side is a measurement of."""
    series, measured = turn_series(exercise, record.focus, side)
    return AtTurn(series, words.unit_of(record, series), measured)
