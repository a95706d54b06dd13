"""A session as tables on the terminal."""

from collections.abc import Iterator
from typing import TextIO

from rich.console import Console
from rich.table import Table

from formcheck.exercises.spec import Exercise, StretchRule
from formcheck.language import N_, _, pgettext
from formcheck.report import words
from formcheck.report.summary import summarise
from formcheck.session.record import SessionRecord


def plain_console(file: TextIO) -> Console:
    """Return a console that prints names as they are, whatever brackets they contain."""
    return Console(file=file, markup=False, highlight=False, emoji=False)


def print_session(console: Console, record: SessionRecord, exercise: Exercise) -> None:
    """Print repetitions, holds, faults, what was not judged, and the three sentences."""
    summary = summarise(record, exercise)
    console.print(words.name_and(record.title, summary.headline))
    for table in session_tables(record, exercise):
        console.print(table)
    console.print(_("Went well: {sentence}").format(sentence=summary.went_well))
    console.print(_("To work on: {sentence}").format(sentence=summary.work_on))
    console.print(_("Judged: {share}.").format(share=words.judged(record.graded_fraction)))


def print_still(console: Console, record: SessionRecord, exercise: Exercise) -> None:
    """Print what is seen in a single picture: angles, and what is at fault; no course over time."""
    console.print(words.name_and(record.title, record.ended))
    seen = _table(N_("Seen in the picture"), N_("what"), N_("reading"))
    for title, text in words.averages(record.averages):
        seen.add_row(title, text)
    console.print(seen)
    for fault in record.faults:
        far = words.measured(fault.worst, fault.sd, words.check_unit(record, exercise, fault.check))
        title = _("{title}, {how_far}").format(
            title=words.check_title(exercise, fault.check),
            how_far=words.severity(fault.severity),
        )
        console.print(words.name_and(title, far))
    if not record.graded_fraction:
        console.print(_("No check was judged: the picture does not show its start pose."))
    elif not record.faults:
        console.print(_("No check found anything to mend."))
    for gap in record.not_judged:
        console.print(words.name_and(_("Not judged"), gap.reason))


def session_tables(record: SessionRecord, exercise: Exercise) -> Iterator[Table]:
    """Give the tables that have rows."""
    tables = (
        _reps(record, exercise),
        _holds(record, exercise),
        _averages(record),
        _faults(record, exercise),
        _not_judged(record),
    )
    return (table for table in tables if table.row_count)


def _reps(record: SessionRecord, exercise: Exercise) -> Table:
    table = _table(
        N_("Repetitions"),
        "#",
        N_("kind"),
        N_("side"),
        N_("from"),
        N_("to"),
        N_("farthest"),
        N_("faults"),
    )
    unit = words.rep_unit(record, exercise)
    for rep in record.reps:
        table.add_row(
            str(rep.number),
            words.kind(rep.kind),
            words.side(rep.side),
            words.clock(rep.start_s),
            words.clock(rep.end_s),
            words.farthest(rep, unit),
            ", ".join([*rep.faults, *filter(None, [rep.note])]) or pgettext("faults", "none"),
        )
    return table


def _holds(record: SessionRecord, exercise: Exercise) -> Table:
    rule = exercise.rule
    if isinstance(rule, StretchRule):
        table = _table(
            N_("Stretches"),
            N_("side"),
            N_("from"),
            N_("to"),
            N_("held"),
            N_("still"),
            N_("kind"),
        )
    else:
        table = _table(
            N_("Holds"), N_("side"), N_("from"), N_("to"), N_("held"), N_("in good form")
        )
    for hold in record.holds:
        kind = [words.stretch(words.stretched(rule, hold))] if isinstance(rule, StretchRule) else []
        table.add_row(
            words.side(hold.side),
            words.clock(hold.start_s),
            words.clock(hold.end_s),
            words.seconds(hold.end_s - hold.start_s),
            words.seconds(hold.good_s),
            *kind,
        )
    return table


def _averages(record: SessionRecord) -> Table:
    table = _table(N_("Averages"), N_("what"), N_("average"))
    for title, text in words.averages(record.averages):
        table.add_row(title, text)
    return table


def _faults(record: SessionRecord, exercise: Exercise) -> Table:
    table = _table(
        N_("Faults"),
        N_("what"),
        N_("check"),
        N_("how far"),
        N_("from"),
        N_("to"),
        N_("farthest"),
    )
    for fault in record.faults:
        table.add_row(
            words.check_title(exercise, fault.check),
            fault.check,
            words.severity(fault.severity),
            words.clock(fault.start_s),
            words.clock(fault.end_s),
            words.measured(fault.worst, fault.sd, words.check_unit(record, exercise, fault.check)),
        )
    return table


def _not_judged(record: SessionRecord) -> Table:
    table = _table(N_("Not judged"), N_("why"), N_("from"), N_("to"))
    for gap in record.not_judged:
        table.add_row(gap.reason, words.clock(gap.start_s), words.clock(gap.end_s))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=_(title), title_justify="left")
    for column in columns:
        table.add_column(_(column))
    return table
