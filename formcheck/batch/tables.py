"""The tables of a batch, for programs: the same names of columns in every language."""

from collections.abc import Iterable
from typing import Final

from formcheck.batch.rows import Row
from formcheck.batch.task import JSON
from formcheck.batch.weeks import PatientWeek, clear_faults
from formcheck.care.trend import Estimate
from formcheck.report.spreadsheet import Cell, to_csv
from formcheck.review.ranges import stated

_MARK: Final = "\ufeff"
"""Without it Excel reads the letters of names in another encoding."""
_WEEK_NAMES: Final = (
    *("patient", "week", "monday", "exercise", "title", "recordings", "full", "partial"),
    *("attempts", "guided", "held_s", "good_s", "good_form", "good_form_error"),
    *("range_of", "range", "range_error", "range_unit", "faults", "judged"),
)
_RECORDING_NAMES: Final = (
    *("recording", "patient", "date", "date_from", "state", "reason", "exercise", "title"),
    *("duration_s", "full", "partial", "attempts", "guided", "held_s", "good_s", "faults"),
    *("judged", "ended", "result"),
)


def weeks_csv(weeks: Iterable[PatientWeek]) -> str:
    """Return a table with a row for each patient, week and exercise."""
    return _MARK + to_csv(_WEEK_NAMES, map(_week_cells, weeks))


def recordings_csv(rows: Iterable[Row]) -> str:
    """Return a table with a row for each recording, those without a result too."""
    return _MARK + to_csv(_RECORDING_NAMES, map(_cells, rows))


def _week_cells(one: PatientWeek) -> tuple[Cell, ...]:
    counted = one.counted
    year, week, _day = counted.week.isocalendar()
    return (
        *(one.patient, f"{year}-W{week:02d}", counted.week.isoformat(), one.exercise, one.title),
        *(counted.sessions, counted.full, counted.partial, counted.attempts, counted.guided),
        *(counted.held_s, counted.good_s, *_numbers(one.form), one.range_of),
        *(*_numbers(one.range), one.range_unit if one.range else ""),
        " ".join(f"{check}:{many}" for check, many in one.faults.items()),
        one.graded,
    )


def _numbers(one: Estimate | None) -> tuple[Cell, Cell]:
    return (None, None) if one is None else (one.value, stated(one))


def _cells(row: Row) -> tuple[Cell, ...]:
    one, record = row.outcome, row.record
    told = (
        *(one.name, row.patient, row.when.day.isoformat() if row.when else ""),
        *(row.when.origin.value if row.when else "", one.state.name.lower(), one.reason),
    )
    if record is None:
        return (*told, *[None] * (len(_RECORDING_NAMES) - len(told)))
    counts = record.counts
    return (
        *(*told, record.exercise, record.title, record.source.duration_s),
        *(counts.full, counts.partial, counts.attempt, counts.guided),
        sum(hold.end_s - hold.start_s for hold in record.holds),
        sum(hold.good_s for hold in record.holds),
        *(
            " ".join(clear_faults(record)),
            record.graded_fraction,
            record.ended,
            f"{one.name}{JSON}",
        ),
    )
