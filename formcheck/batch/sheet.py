"""The summary of a batch: a page for people, and two tables for programs.

``summary.csv`` has a row for each patient, week and exercise, ``recordings.csv`` one for each
recording; ``summary.html`` shows both, needs nothing else and can be printed. They depend on the
recordings and their results, not on when or where the batch ran.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from formcheck.batch.folder import shown
from formcheck.batch.rows import Row, dated, row_of
from formcheck.batch.tables import recordings_csv, weeks_csv
from formcheck.batch.task import JSON, REPORT, Outcome, Wanted
from formcheck.batch.weeks import PatientWeek, clear_faults, patient_weeks
from formcheck.batch.when import Origin
from formcheck.care.trend import Estimate
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import ERROR_SDS, Unit
from formcheck.language import N_, _, ngettext
from formcheck.report import words
from formcheck.report.dates import day_name
from formcheck.report.files import write_text
from formcheck.report.pages import page
from formcheck.report.summary import headline
from formcheck.review.ranges import stated

PAGE: Final = "summary.html"
WEEKS: Final = "summary.csv"
RECORDINGS: Final = "recordings.csv"
_ORIGINS: Final = {
    Origin.NAME: N_("in the name"),
    Origin.CAMERA: N_("from the camera"),
    Origin.FILE: N_("time of the file"),
}


def write_summary(wanted: Wanted, outcomes: Sequence[Outcome]) -> None:
    """Write page and tables, each whole or not at all; raise OutputError when one cannot be."""
    known = {one.slug: one for one in list_exercises()}
    if wanted.exercise is not None:
        known[wanted.exercise.slug] = wanted.exercise
    rows = [row_of(wanted, one) for one in outcomes]
    weeks = patient_weeks(dated(rows), known)
    write_text(wanted.out / WEEKS, weeks_csv(weeks))
    write_text(wanted.out / RECORDINGS, recordings_csv(rows))
    write_text(wanted.out / PAGE, _page(wanted, weeks, rows, known))


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
        failed=[
            {"name": shown(one.outcome.name), "reason": one.outcome.reason}
            for one in rows
            if one.record is None
        ],
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
