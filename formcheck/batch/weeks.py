"""What the recordings of a folder come to: by patient, exercise and week.

A recording is a session as those in the history are: what counts as good form, how the range of a
week is found and what its error is, is said there, and is the same here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from formcheck.care.trend import Estimate
from formcheck.checking.results import FaultSpan, Hold, Rep, Severity
from formcheck.exercises.spec import Exercise
from formcheck.report import words
from formcheck.report.history_exercises import ExerciseHistory, ExerciseWeek, exercise_history
from formcheck.report.history_lines import Measure, monday
from formcheck.report.history_rows import HoldRow, RepRow, SessionRow
from formcheck.session.at_turn import rep_feature
from formcheck.session.moves import moves_of
from formcheck.session.record import SessionRecord


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """A recording that was analysed."""

    patient: str
    """Empty for a recording that lies in no patient's folder."""
    on: date
    record: SessionRecord
    """Without its series."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PatientWeek:
    """One exercise of a patient in a week."""

    patient: str
    exercise: str
    """Slug."""
    counted: ExerciseWeek
    form: Estimate | None
    """Share of good form, 0 to 1; None where nothing of it could be judged."""
    range: Estimate | None
    """Median of the full repetitions; None where there are none."""
    range_of: str
    """What was measured, as people call it."""
    range_unit: str
    faults: Mapping[str, int]
    """In how many recordings a check was at fault, by its id; the most frequent first."""
    graded: float
    """Share of the time that could be judged, 0 to 1."""
    title: str


def patient_weeks(
    found: Iterable[Dated], exercises: Mapping[str, Exercise]
) -> tuple[PatientWeek, ...]:
    """Return the weeks of every patient: by name, week and exercise.

    Parameters
    ----------
    found
        Every recording that was analysed.
    exercises
        Those that are known, by slug.
    """
    groups: dict[tuple[str, str], list[Dated]] = defaultdict(list)
    for one in sorted(found, key=lambda one: one.on):
        groups[one.patient, one.record.exercise].append(one)
    weeks = [
        week
        for (patient, slug), some in groups.items()
        for week in _weeks(patient, some, exercises.get(slug))
    ]
    return tuple(sorted(weeks, key=_order))


def _order(one: PatientWeek) -> tuple[str, str, date, str]:
    return one.patient.casefold(), one.patient, one.counted.week, one.exercise


def _weeks(
    patient: str, recordings: list[Dated], exercise: Exercise | None
) -> Iterable[PatientWeek]:
    slug = recordings[0].record.exercise
    judged = exercise is None or moves_of([exercise])[slug].judged
    history = exercise_history(slug, exercise, [_row(one) for one in recordings], judged=judged)
    for week in history.weeks:
        some = [one for one in recordings if monday(one.on) == week.week]
        record = some[-1].record
        feature = record.focus if exercise is None else rep_feature(exercise, record.focus)
        yield PatientWeek(
            patient=patient,
            exercise=slug,
            counted=week,
            form=_estimate(history, Measure.FORM, week.week),
            range=_estimate(history, Measure.RANGE, week.week),
            range_of=words.feature_title(feature),
            range_unit=words.unit_of(record, feature),
            faults=_faults(some),
            graded=_graded(some),
            title=history.title,
        )


def _estimate(history: ExerciseHistory, measure: Measure, week: date) -> Estimate | None:
    points = (one for line in history.lines if line.measure is measure for one in line.points)
    return next((one.estimate for one in points if one.week == week), None)


def _faults(recordings: Iterable[Dated]) -> dict[str, int]:
    counted = Counter(check for one in recordings for check in clear_faults(one.record))
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def clear_faults(record: SessionRecord) -> list[str]:
    """Return the ids of the checks that were clearly at fault, each once."""
    return sorted({one.check for one in record.faults if one.severity is Severity.FAULT})


def _graded(recordings: Iterable[Dated]) -> float:
    """Return the share of the time that could be judged; a longer recording counts for more."""
    parts = [(one.record.graded_fraction, one.record.source.duration_s) for one in recordings]
    whole_s = sum(length_s for _share, length_s in parts)
    return sum(share * length_s for share, length_s in parts) / whole_s if whole_s else 0.0


def _row(one: Dated) -> SessionRow:
    record = one.record
    return SessionRow(
        on=one.on,
        training="",
        exercise=record.exercise,
        title=record.title,
        focus=record.focus,
        side=None,
        recording=True,
        interrupted=bool(record.ended),
        error_model=record.error_model,
        duration_s=record.source.duration_s,
        graded_fraction=record.graded_fraction,
        averages=tuple(
            (name, found.value, found.sd) for name, found in record.averages.items() if found.judged
        ),
        reps=tuple(_rep(rep, record.faults) for rep in record.reps),
        holds=tuple(_hold(hold) for hold in record.holds),
        faults=tuple(clear_faults(record)),
    )


def _rep(rep: Rep, faults: Iterable[FaultSpan]) -> RepRow:
    wrong = any(
        one.severity is Severity.FAULT and one.start_s <= rep.end_s and one.end_s >= rep.start_s
        for one in faults
    )
    return RepRow(rep.side, rep.kind, rep.extreme, rep.sd, rep.start_s, rep.end_s, clean=not wrong)


def _hold(hold: Hold) -> HoldRow:
    return HoldRow(hold.side, hold.end_s - hold.start_s, hold.good_s)
