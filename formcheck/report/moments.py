"""Which moments of a session are worth a picture, and why."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from formcheck.checking.results import FaultSpan, Hold, Rep, RepKind
from formcheck.exercises.spec import Direction, Exercise
from formcheck.features.reading import ERROR_SDS
from formcheck.language import _, ngettext
from formcheck.report import words
from formcheck.report.tables import by_weight, clearest
from formcheck.review.best import noticed_in, weight
from formcheck.review.ranges import farthest, reach
from formcheck.session.record import SessionRecord

_MOST: Final = 3
"""Pictures of what was noticed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a recording."""

    time_s: float
    title: str
    why: str
    """Why it was chosen."""
    check: str = ""
    """Id of the check that is shown; empty where it is not shown for what was noticed."""


def best_and_worst(record: SessionRecord, exercise: Exercise) -> tuple[Moment, ...]:
    """Return the best repetition and the one where most was noticed; of holds the same.

    The best is full, without anything noticed, and went farthest. The other is the one where most
    was noticed, or else the one that went least far; nothing where all were alike.
    """
    scored = [rep for rep in record.reps if rep.kind is not RepKind.GUIDED]
    if scored:
        return _of_reps(record, exercise, scored)
    return _of_holds(record, exercise)


def noticed(
    record: SessionRecord, exercise: Exercise, shown: Sequence[Moment]
) -> tuple[Moment, ...]:
    """Return the clearest moment of what was noticed most, without what is shown already."""
    known = {moment.check for moment in shown}
    spans = [spans for spans in by_weight(record) if spans[0].check not in known]
    return tuple(_of_fault(record, exercise, clearest(exercise, one)) for one in spans[:_MOST])


def _of_reps(record: SessionRecord, exercise: Exercise, reps: Sequence[Rep]) -> tuple[Moment, ...]:
    weights = {rep.number: weight(record, rep) for rep in reps}
    full = [rep for rep in reps if rep.kind is RepKind.FULL] or list(reps)
    least = min(weights[rep.number] for rep in full)
    lightest = [rep for rep in full if weights[rep.number] == least]
    far = farthest(lightest, exercise)
    best = far or lightest[0]
    if far is None and best.kind is not RepKind.FULL:
        return ()  # nothing tells which of them is better
    rest = [rep for rep in reps if rep is not best]
    found = [_best(record, exercise, best, clean=not best.faults)]
    if rest:
        most = max(weights[rep.number] for rep in rest)
        heaviest = [rep for rep in rest if weights[rep.number] == most]
        found += _worst(record, exercise, best, heaviest)
    return tuple(found)


def _best(record: SessionRecord, exercise: Exercise, rep: Rep, *, clean: bool) -> Moment:
    value = words.farthest(rep, words.rep_unit(record, exercise))
    if rep.kind is not RepKind.FULL:
        why = _("the one with the most range, {value}")
    elif clean:
        why = _("full range, nothing noticed, {value}")
    else:
        why = _("full range, least noticed, {value}")
    title = _("Best: repetition {number}").format(number=rep.number)
    return Moment(rep.turn_s, title, why.format(value=value))


def _worst(
    record: SessionRecord, exercise: Exercise, best: Rep, heaviest: Sequence[Rep]
) -> Iterable[Moment]:
    """Give the repetition to learn most from; nothing where it differs from the best by nothing."""
    title = _("To work on: repetition {number}")
    if heaviest[0].faults:
        rep = min(heaviest, key=lambda one: reach(one, exercise))
        names = ", ".join(words.check_title(exercise, check) for check in rep.faults)
        span = max(noticed_in(record, rep), key=lambda one: one.severity, default=None)
        time_s = rep.turn_s if span is None else _worst_s(record, exercise, span)
        shown = "" if span is None else span.check
        yield Moment(time_s, title.format(number=rep.number), names, shown)
        return
    value = partial(words.farthest, unit=words.rep_unit(record, exercise))
    rep = min(heaviest, key=lambda one: (one.kind is RepKind.FULL, reach(one, exercise)))
    if rep.kind is not RepKind.FULL:
        why = ", ".join(filter(None, (rep.note, value(rep))))
        yield Moment(rep.turn_s, title.format(number=rep.number), why)
        return
    # Left and right have rules of their own for what counts as a difference.
    alike = [one for one in heaviest if one.side is best.side]
    rep = min(alike, key=lambda one: reach(one, exercise), default=best)
    if reach(best, exercise) - reach(rep, exercise) > ERROR_SDS * math.hypot(best.sd, rep.sd):
        title = _("Least far: repetition {number}")
        yield Moment(rep.turn_s, title.format(number=rep.number), value(rep))


def _of_fault(record: SessionRecord, exercise: Exercise, span: FaultSpan) -> Moment:
    unit = words.check_unit(record, exercise, span.check)
    value = words.measured(span.worst, span.sd, unit)
    many = sum(one.check == span.check for one in record.faults)
    text = ngettext("{value}, noticed {number} time", "{value}, noticed {number} times", many)
    why = text.format(value=value, number=many)
    title = words.check_title(exercise, span.check)
    return Moment(_worst_s(record, exercise, span), title, why, span.check)


def _worst_s(record: SessionRecord, exercise: Exercise, span: FaultSpan) -> float:
    """Return when a reading was farthest beyond its limit; the middle where none is known.

    Not before it had lasted long enough to be noticed: until then the marks say nothing of it.
    """
    check = {one.id: one for one in exercise.checks}.get(span.check)
    series, middle_s = record.series, (span.start_s + span.end_s) / 2
    first_s = middle_s if check is None else min(span.start_s + check.lasts_s, middle_s)
    inside = (series.time_s >= first_s) & (series.time_s <= span.end_s)
    if check is None or not inside.any():
        return middle_s
    columns = [n for n, name in enumerate(series.names) if words.belongs(name, check.feature)]
    value = series.value[inside][:, columns]
    if not np.isfinite(value).any():
        return middle_s
    weight = {Direction.BELOW: -value, Direction.ABOVE: value, Direction.AWAY: np.abs(value)}
    row = int(np.nanargmax(weight[check.direction])) // len(columns)
    return float(series.time_s[inside][row])


def _of_holds(record: SessionRecord, exercise: Exercise) -> tuple[Moment, ...]:
    """Return a moment of the longest hold in good form, and the clearest of what was noticed."""
    if not record.holds:
        return ()
    best = max(record.holds, key=lambda hold: hold.good_s)
    time_s = _calm_s(record, best)
    length = words.seconds(best.good_s)
    why = _("{time} in good form").format(time=length)
    found = [Moment(time_s, _("Best moment"), why)]
    spans = by_weight(record)
    if spans:
        found.append(_of_fault(record, exercise, clearest(exercise, spans[0])))
    return tuple(found)


def _calm_s(record: SessionRecord, hold: Hold) -> float:
    """Return the middle of the longest stretch of a hold in which nothing was noticed."""
    edges = [(hold.start_s, hold.start_s), (hold.end_s, hold.end_s)]
    edges += [(span.start_s, span.end_s) for span in record.faults]
    edges += [(gap.start_s, gap.end_s) for gap in record.not_judged]
    inside = sorted(one for one in edges if one[1] >= hold.start_s and one[0] <= hold.end_s)
    best, reached_s = (0.0, (hold.start_s + hold.end_s) / 2), hold.start_s
    for start_s, end_s in inside:
        best = max(best, (start_s - reached_s, (start_s + reached_s) / 2))
        reached_s = max(reached_s, end_s)
    return best[1]
