"""The summary of a batch: a page for people, and two tables for programs.

``summary.csv`` has a row for each patient, week and exercise, ``recordings.csv`` one for each
recording; ``summary.html`` shows both, needs nothing else and can be printed. They depend on the
recordings and their results, not on when or where the batch ran.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from formcheck.batch.folder import patient_of
from formcheck.batch.task import JSON, REPORT, Outcome, Wanted
from formcheck.batch.weeks import Dated, PatientWeek, clear_faults, patient_weeks
from formcheck.batch.when import Origin, When, when
from formcheck.care.trend import Estimate
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import ERROR_SDS, Unit
from formcheck.language import N_, _, ngettext
from formcheck.report import words
from formcheck.report.dates import day_name
from formcheck.report.files import write_text
from formcheck.report.pages import page
from formcheck.report.spreadsheet import Cell, to_csv
from formcheck.report.summary import headline
from formcheck.review.ranges import stated
from formcheck.session.record import SessionRecord

PAGE: Final = "summary.html"
WEEKS: Final = "summary.csv"
RECORDINGS: Final = "recordings.csv"
_MARK: Final = "\ufeff"
_ORIGINS: Final = {
    Origin.NAME: N_("in the name"),
    Origin.CAMERA: N_("from the camera"),
    Origin.FILE: N_("time of the file"),
}
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


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One recording of the batch."""

    outcome: Outcome
    patient: str
    when: When | None
    record: SessionRecord | None
    """None when it could not be analysed."""


def write_summary(wanted: Wanted, outcomes: Sequence[Outcome]) -> None:
    """Write page and tables, each whole or not at all; raise OutputError when one cannot be."""
    known = {one.slug: one for one in list_exercises()}
    if wanted.exercise is not None:
        known[wanted.exercise.slug] = wanted.exercise
    rows = [_row(wanted, one) for one in outcomes]
    dated = (
        Dated(one.patient, one.when.day, one.record)
        for one in rows
        if one.record is not None and one.when is not None
    )
    weeks = patient_weeks(dated, known)
    write_text(wanted.out / WEEKS, _MARK + to_csv(_WEEK_NAMES, map(_week_cells, weeks)))
    write_text(wanted.out / RECORDINGS, _MARK + to_csv(_RECORDING_NAMES, map(_cells, rows)))
    write_text(wanted.out / PAGE, _page(wanted, weeks, rows, known))


def _row(wanted: Wanted, one: Outcome) -> Row:
    record = None if one.note is None else one.note.session()
    return Row(one, patient_of(one.name), when(wanted.folder / one.name), record)


# Tables


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


# Page


def _page(
    wanted: Wanted,
    weeks: Iterable[PatientWeek],
    rows: Sequence[Row],
    known: Mapping[str, Exercise],
) -> str:
    done = [one for one in rows if one.record is not None]
    return page(
        "batch.html.j2",
        title=_("Summary of the recordings"),
        about=_about(len(done), len(rows)),
        patients=[
            {"name": _patient(name), "weeks": [_week(one, known) for one in some]}
            for name, some in groupby(weeks, key=lambda one: one.patient)
        ],
        failed=[one.outcome for one in rows if one.record is None],
        recordings=[_recording(wanted, one, known) for one in done],
    )


def _about(done: int, everything: int) -> str:
    text = ngettext(
        "{done} of {number} recording was analysed.",
        "{done} of {number} recordings were analysed.",
        everything,
    )
    return text.format(done=done, number=everything)


def _patient(name: str) -> str:
    return name or _("In no patient's folder")


def _week(one: PatientWeek, known: Mapping[str, Exercise]) -> dict[str, Any]:
    counted = one.counted
    return {
        "week": f"{day_name(counted.week)} {counted.week.year}",
        "exercise": one.title,
        "recordings": counted.sessions,
        "reps": _reps(one),
        "more": _more(one),
        "form": _share(one.form),
        "range": _range(one),
        "faults": [
            _("{title} ({number} of {all})").format(
                title=_check(known.get(one.exercise), check), number=many, all=counted.sessions
            )
            for check, many in one.faults.items()
        ],
        "judged": words.share(one.graded),
    }


def _reps(one: PatientWeek) -> tuple[int | str, ...]:
    """Return what was counted; what is held or guided has no count of these, not even none."""
    counted = (one.counted.full, one.counted.partial, one.counted.attempts)
    return counted if any(counted) or not _more(one) else ("", "", "")


def _more(one: PatientWeek) -> list[str]:
    """Return what was done that is no scored repetition."""
    counted, told = one.counted, []
    if counted.guided:
        told.append(_("{number} guided").format(number=counted.guided))
    if counted.held_s:
        text = _("held for {time}, {good} of it in good form")
        told.append(
            text.format(time=words.seconds(counted.held_s), good=words.seconds(counted.good_s))
        )
    return told


def _range(one: PatientWeek) -> tuple[str, ...]:
    if one.range is None:
        return ()
    text = words.measured(one.range.value, stated(one.range) / ERROR_SDS, one.range_unit)
    return one.range_of, text


def _share(form: Estimate | None) -> str:
    if form is None:
        return ""
    return words.measured(100 * form.value, 100 * stated(form) / ERROR_SDS, Unit.PERCENT)


def _check(exercise: Exercise | None, check: str) -> str:
    return check if exercise is None else words.check_title(exercise, check)


def _recording(wanted: Wanted, row: Row, known: Mapping[str, Exercise]) -> dict[str, Any]:
    record, name = row.record, row.outcome.name
    exercise = known.get(record.exercise) if record else None
    ending = REPORT if wanted.report else JSON
    return {
        "name": name,
        "link": quote(f"{name}{ending}"),
        "day": row.when.day.isoformat() if row.when else words.unknown(),
        "origin": _(_ORIGINS[row.when.origin]) if row.when else "",
        "exercise": record.title if record else "",
        "found": headline(record, exercise) if record and exercise else "",
        "faults": [_check(exercise, one) for one in clear_faults(record)] if record else [],
        "judged": words.share(record.graded_fraction) if record else "",
        "ended": record.ended if record else "",
    }
