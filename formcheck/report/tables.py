"""The tables of a report: repetitions, holds, what was noticed, what was not judged, limits."""

from collections.abc import Sequence
from typing import Final

from formcheck.checking.results import FaultSpan, Hold, Rep, RepKind
from formcheck.exercises.spec import Against, Check, Direction, Exercise, StretchRule
from formcheck.language import N_, _, ngettext
from formcheck.report import words
from formcheck.report.content import Cell, Column, Table
from formcheck.report.tempo import tempo
from formcheck.review.by_hand import changed
from formcheck.session.record import SessionRecord

_MARKS: Final = {RepKind.FULL: "good", RepKind.GUIDED: "told"}
_FROM_ZERO: Final = {
    Direction.ABOVE: N_("above {limit}"),
    Direction.BELOW: N_("below {limit}"),
    Direction.AWAY: N_("away {limit}"),
}
_FROM_OWN: Final = {
    Direction.ABOVE: N_("{limit} above the own baseline"),
    Direction.BELOW: N_("{limit} below the own baseline"),
    Direction.AWAY: N_("{limit} away from the own baseline"),
}

Row = tuple[Cell, ...]


def reps_table(
    record: SessionRecord, exercise: Exercise, measured: SessionRecord | None = None
) -> Table:
    """Return all repetitions, a line each.

    Parameters
    ----------
    record, exercise
        What was done.
    measured
        The session before it was corrected by hand; lines that differ from it say so.
    """
    sided = any(rep.side for rep in record.reps)
    names = [_("Kind"), *([_("Side")] if sided else []), _("Start"), _("Range")]
    columns = [*map(Column, ("#", *names, _("Tempo")))]
    by_hand = changed(record, measured)
    return Table(
        _("Repetitions"),
        (*columns, Column(_("Noticed"), wide=True)),
        tuple(_rep(record, exercise, rep, by_hand, sided=sided) for rep in record.reps),
    )


def _rep(
    record: SessionRecord,
    exercise: Exercise,
    rep: Rep,
    by_hand: frozenset[int],
    *,
    sided: bool,
) -> Row:
    told = [words.check_title(exercise, check) for check in rep.faults]
    told += [rep.note] if rep.note else []
    if rep.number in by_hand:
        told.append(_("corrected by hand"))
    return (
        Cell(str(rep.number)),
        Cell(words.kind(rep.kind), _MARKS.get(rep.kind, "part")),
        *([Cell(words.side(rep.side))] if sided else []),
        Cell(words.clock(rep.start_s)),
        Cell(words.farthest(rep, words.rep_unit(record, exercise))),
        Cell(tempo(record, exercise, rep).text),
        Cell("; ".join(told)),
    )


def holds_table(record: SessionRecord, exercise: Exercise) -> Table:
    """Return all holds or stretches, a line each."""
    rule = exercise.rule
    stretch = rule if isinstance(rule, StretchRule) else None
    sided = any(hold.side for hold in record.holds)
    names = [
        *([_("Kind")] if stretch else []),
        *([_("Side")] if sided else []),
        *(_("Start"), _("Held"), _("Still") if stretch else _("In good form")),
    ]
    return Table(
        _("Stretches") if stretch else _("Holds"),
        tuple(map(Column, ("#", *names))),
        tuple(
            (Cell(str(number)), *_hold(hold, stretch, sided=sided))
            for number, hold in enumerate(record.holds, start=1)
        ),
    )


def _hold(hold: Hold, stretch: StretchRule | None, *, sided: bool) -> Row:
    kind = words.stretched(stretch, hold) if stretch else ""
    return (
        *([Cell(words.stretch(kind), "good" if kind == "full" else "part")] if kind else []),
        *([Cell(words.side(hold.side))] if sided else []),
        Cell(words.clock(hold.start_s)),
        Cell(words.seconds(hold.end_s - hold.start_s)),
        Cell(words.seconds(hold.good_s)),
    )


def by_weight(record: SessionRecord) -> tuple[tuple[FaultSpan, ...], ...]:
    """Return what was noticed, check by check: the clearest first, then the most frequent."""
    found: dict[str, list[FaultSpan]] = {}
    for span in record.faults:
        found.setdefault(span.check, []).append(span)
    ordered = sorted(found.values(), key=lambda spans: (-_worst(spans), -_often(record, spans)))
    return tuple(map(tuple, ordered))


def _worst(spans: Sequence[FaultSpan]) -> int:
    return max(span.severity for span in spans)


def _often(record: SessionRecord, spans: Sequence[FaultSpan]) -> float:
    touched = sum(spans[0].check in rep.faults for rep in record.reps)
    return touched or sum(span.end_s - span.start_s for span in spans)


def faults_table(record: SessionRecord, exercise: Exercise) -> Table:
    """Return what was noticed, a line for each check."""
    names = (_("How far beyond"), _("How often"), _("How long"), _("Farthest"), _("First at"))
    return Table(
        _("Noticed"),
        (Column(_("What"), wide=True), *map(Column, names)),
        tuple(_fault(record, exercise, spans) for spans in by_weight(record)),
    )


def _fault(record: SessionRecord, exercise: Exercise, spans: Sequence[FaultSpan]) -> Row:
    check = spans[0].check
    unit = words.check_unit(record, exercise, check)
    worst = clearest(exercise, spans)
    return (
        Cell(words.check_title(exercise, check)),
        Cell(words.severity(worst.severity), worst.severity.word),
        Cell(_how_often(record, spans)),
        Cell(words.seconds(sum(span.end_s - span.start_s for span in spans))),
        Cell(words.measured(worst.worst, worst.sd, unit)),
        Cell(words.clock(min(span.start_s for span in spans))),
    )


def _how_often(record: SessionRecord, spans: Sequence[FaultSpan]) -> str:
    touched = sum(spans[0].check in rep.faults for rep in record.reps)
    if touched:
        many = len(record.reps)
        text = ngettext(
            "{touched} of {number} repetition", "{touched} of {number} repetitions", many
        )
        return text.format(touched=touched, number=many)
    return ngettext("{number} time", "{number} times", len(spans)).format(number=len(spans))


def clearest(exercise: Exercise, spans: Sequence[FaultSpan]) -> FaultSpan:
    """Return the span of one check in which it was farthest beyond its limit."""
    found = {check.id: check for check in exercise.checks}.get(spans[0].check)
    way = -1.0 if found is not None and found.direction is Direction.BELOW else 1.0
    away = found is not None and found.direction is Direction.AWAY

    def weight(span: FaultSpan) -> tuple[int, float]:
        return span.severity, abs(span.worst) if away else way * span.worst

    return max(spans, key=weight)


def gaps_table(record: SessionRecord) -> Table:
    """Return what could not be judged, a line for each reason, the longest first."""
    times: dict[str, list[tuple[float, float]]] = {}
    for gap in record.not_judged:
        times.setdefault(gap.reason, []).append((gap.start_s, gap.end_s))
    total_s = {reason: sum(end - start for start, end in spans) for reason, spans in times.items()}
    return Table(
        _("Not judged"),
        (Column(_("Why"), wide=True), Column(_("How long")), Column(_("First at"))),
        tuple(
            (
                Cell(reason),
                Cell(" ".join((words.seconds(total_s[reason]), *_stretches(times[reason])))),
                Cell(words.clock(times[reason][0][0])),
            )
            for reason in sorted(times, key=lambda reason: -total_s[reason])
        ),
    )


def _stretches(spans: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    many = len(spans)
    if many == 1:
        return ()
    text = ngettext("in {number} stretch", "in {number} stretches", many)
    return (text.format(number=many),)


def averages_table(record: SessionRecord) -> Table:
    """Return what a snapshot found, a line each."""
    return Table(
        _("Averages"),
        (Column(_("What"), wide=True), Column(_("Average and its error"), wide=True)),
        tuple((Cell(title), Cell(text)) for title, text in words.averages(record.averages)),
    )


def limits_table(record: SessionRecord, exercise: Exercise) -> Table:
    """Return what was looked for, and where each limit comes from."""
    names = (_("Check"), _("Noticed when"), _("Clearly from"), _("Source"))
    return Table(
        _("Limits and sources"),
        tuple(Column(name, wide=name != names[2]) for name in names),
        tuple(_limit(record, exercise, check) for check in exercise.checks),
    )


def _limit(record: SessionRecord, exercise: Exercise, check: Check) -> Row:
    unit = words.check_unit(record, exercise, check.id)
    told = _FROM_ZERO if check.against is Against.ZERO else _FROM_OWN
    return (
        Cell(check.title),
        Cell(_(told[check.direction]).format(limit=words.limit(check.warn, unit))),
        Cell("" if check.fault is None else words.limit(check.fault, unit)),
        Cell(check.source),
    )
