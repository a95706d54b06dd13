"""What changed between the first week and now, from the numbers of sessions alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from formcheck.care.trend import pooled
from formcheck.checking.results import FaultSpan, Rep, Severity
from formcheck.exercises.spec import Exercise
from formcheck.report.difference import Difference
from formcheck.report.history_exercises import exercise_history
from formcheck.report.history_lines import Line
from formcheck.report.history_rows import HoldRow, RepRow, SessionRow
from formcheck.session.record import SessionRecord


@dataclass(frozen=True, slots=True)
class Dated:
    """A session and its day; its series are not needed."""

    on: date
    record: SessionRecord


def first_and_now(
    sessions: Iterable[Dated], exercise: Exercise | None = None
) -> tuple[Difference, ...]:
    """Compare the first weeks of an exercise with the last ones.

    The weeks are those of the history: the first and the last one, or the first two and the last
    two where there are four. Each week is the mean of its sessions, the surer ones weighing more,
    and each session the median of its repetitions.

    Parameters
    ----------
    sessions
        In any order; those of other exercises than the last one's are left out.
    exercise
        By which they were judged; None where it is no longer known.

    Returns
    -------
    differences
        None of what there is for one week only.
    """
    rows = sorted(sessions, key=lambda one: one.on)
    if not rows:
        return ()
    slug = rows[-1].record.exercise
    alike = [_row(one) for one in rows if one.record.exercise == slug]
    history = exercise_history(slug, exercise, alike, judged=True)
    return tuple(_difference(line) for line in history.lines if line.compared)


def _difference(line: Line) -> Difference:
    ends = line.points[: line.compared], line.points[-line.compared :]
    first, second = (pooled(one.estimate for one in some) for some in ends)
    return Difference(
        title=line.title, first=first, second=second, scale=line.scale, change=line.change
    )


def _row(one: Dated) -> SessionRow:
    """Return a session as the history reads it from the store."""
    record = one.record
    clear = [span for span in record.faults if span.severity is Severity.FAULT]
    return SessionRow(
        on=one.on,
        training="",
        exercise=record.exercise,
        title=record.title,
        focus=record.focus,
        side=None,
        recording=True,
        interrupted=False,
        error_model=record.error_model,
        duration_s=record.source.duration_s,
        graded_fraction=record.graded_fraction,
        averages=tuple(
            (name, found.value, found.sd) for name, found in record.averages.items() if found.judged
        ),
        reps=tuple(_rep_row(rep, clear) for rep in record.reps),
        holds=tuple(
            HoldRow(hold.side, hold.end_s - hold.start_s, hold.good_s) for hold in record.holds
        ),
        faults=tuple(dict.fromkeys(span.check for span in clear)),
    )


def _rep_row(rep: Rep, clear: list[FaultSpan]) -> RepRow:
    wrong = any(span.start_s <= rep.end_s and span.end_s >= rep.start_s for span in clear)
    return RepRow(rep.side, rep.kind, rep.extreme, rep.sd, rep.start_s, rep.end_s, clean=not wrong)
