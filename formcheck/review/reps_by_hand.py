"""Repetitions that somebody took out, added, or knows to be of another side."""

import math
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from formcheck.checking.results import Rep, RepKind
from formcheck.errors import ReviewError
from formcheck.exercises.rules import CycleRule, GuidedRule, LimbRule, RepRule
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.language import _
from formcheck.review.edits import AddRep, RemoveRep, SideRep
from formcheck.session.at_turn import turn_series
from formcheck.session.record import SessionRecord
from formcheck.session.record_builder import counts, with_faults

RepEdit = RemoveRep | AddRep | SideRep
_SAME_S: Final = 1e-6
_COUNTED: Final = (RepRule, CycleRule, LimbRule, GuidedRule)


def with_reps(
    record: SessionRecord, exercise: Exercise, edits: Sequence[RepEdit]
) -> tuple[SessionRecord, tuple[tuple[RepEdit, str], ...]]:
    """Return a record with its repetitions corrected, and the edits that fit nothing, with why."""
    reps = record.reps
    left_out: list[tuple[RepEdit, str]] = []
    for edit in edits:
        try:
            reps = _numbered(_changed(record, exercise, reps, edit))
        except ReviewError as error:
            left_out.append((edit, str(error)))
    if reps is record.reps:
        return record, tuple(left_out)
    return replace(record, reps=reps, counts=counts(reps)), tuple(left_out)


def check_reps(record: SessionRecord, exercise: Exercise, edit: RepEdit) -> None:
    """Raise ReviewError when repetitions cannot be corrected so."""
    _changed(record, exercise, record.reps, edit)


def _numbered(reps: tuple[Rep, ...]) -> tuple[Rep, ...]:
    return tuple(replace(rep, number=number) for number, rep in enumerate(reps, start=1))


def _changed(
    record: SessionRecord, exercise: Exercise, reps: tuple[Rep, ...], edit: RepEdit
) -> tuple[Rep, ...]:
    if isinstance(edit, AddRep):
        return _added(record, exercise, reps, edit)
    index = _find(reps, edit.turn_s)
    before, rep, after = reps[:index], reps[index], reps[index + 1 :]
    if isinstance(edit, RemoveRep):
        return (*before, *after)
    return (*before, _sided(record, exercise, rep, edit.side), *after)


def _find(reps: tuple[Rep, ...], turn_s: float) -> int:
    """Return which repetition a moment lies in: its turn moves a little when a landmark does."""
    around = [
        index
        for index, rep in enumerate(reps)
        if rep.start_s - _SAME_S <= turn_s <= rep.end_s + _SAME_S
    ]
    if not around:
        raise ReviewError(_("There is no repetition at this moment any more."))
    return min(around, key=lambda index: abs(reps[index].turn_s - turn_s))


def _sided(record: SessionRecord, exercise: Exercise, rep: Rep, side: Side | None) -> Rep:
    """Return a repetition of a side; of limbs, the other one was measured."""
    sided = replace(rep, side=side)
    if isinstance(exercise.rule, LimbRule) and rep.side is not side:
        extreme, sd = _at_turn(record, exercise, sided)
        return replace(sided, extreme=extreme, sd=sd)
    return sided


def _added(
    record: SessionRecord, exercise: Exercise, reps: tuple[Rep, ...], edit: AddRep
) -> tuple[Rep, ...]:
    _check_times(record, edit)
    if not isinstance(exercise.rule, _COUNTED):
        raise ReviewError(
            _("In {exercise} nothing is repeated: there is nothing to add.").format(
                exercise=exercise.title
            )
        )
    for rep in reps:
        if edit.start_s < rep.end_s - _SAME_S and edit.end_s > rep.start_s + _SAME_S:
            raise ReviewError(
                _(
                    "Repetition {number} is at this time already: take it out first, or choose "
                    "another stretch."
                ).format(number=rep.number)
            )
    place = bisect([rep.end_s for rep in reps], edit.end_s)
    return (*reps[:place], _new(record, exercise, edit), *reps[place:])


def _check_times(record: SessionRecord, edit: AddRep) -> None:
    times_s = record.series.time_s
    # Written so that NaN is refused too.
    if not edit.start_s < edit.turn_s < edit.end_s:
        raise ReviewError(
            _("A repetition starts, turns and ends in this order: choose its stretch anew.")
        )
    if edit.start_s < times_s[0] - _SAME_S or edit.end_s > times_s[-1] + _SAME_S:
        raise ReviewError(_("This stretch is not in the recording: choose one that is."))


def _new(record: SessionRecord, exercise: Exercise, edit: AddRep) -> Rep:
    rep = Rep(
        number=0,
        side=edit.side,
        start_s=edit.start_s,
        turn_s=edit.turn_s,
        end_s=edit.end_s,
        extreme=math.nan,
        sd=math.nan,
        kind=edit.kind,
    )
    if edit.kind is not RepKind.GUIDED:
        extreme, sd = _at_turn(record, exercise, rep)
        rep = replace(rep, extreme=extreme, sd=sd)
    return with_faults((rep,), record.faults)[0]


def _at_turn(record: SessionRecord, exercise: Exercise, rep: Rep) -> tuple[float, float]:
    """Return what was measured at the turn, and its standard deviation; NaN where nothing was."""
    series = record.series
    name, _side = turn_series(exercise, record.focus, rep.side)
    if name not in series.names:
        return math.nan, math.nan
    index, column = int(np.argmin(np.abs(series.time_s - rep.turn_s))), series.names.index(name)
    return float(series.value[index, column]), float(series.sd[index, column])
