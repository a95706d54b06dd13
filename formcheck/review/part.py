"""A part of a recording that is held against another one: a repetition, a hold, or all of it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.checking.results import Hold, Rep, RepKind
from formcheck.overlay.scene import Scene
from formcheck.pose.pose import Floats
from formcheck.review.align import (
    Alignment,
    aligned_beginnings,
    aligned_reps,
    aligned_sets,
    pairs_of,
    phases,
)
from formcheck.review.ghost import Moving, laid_over
from formcheck.review.take import Take
from formcheck.session.at_turn import turn_series

Move = Rep | Hold | None
"""None is the whole recording."""
_COUNTED: Final = frozenset({RepKind.FULL, RepKind.PARTIAL, RepKind.GUIDED})
_PHASES: Final = 101
"""Points of a curve over the phase of a repetition: one for each percent."""
_STEP_S: Final = 0.1
"""Between the points of one over time: nobody holds still faster."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What is looked at of a recording."""

    take: Take
    move: Move = None

    @property
    def span_s(self) -> tuple[float, float]:
        """When it begins and ends."""
        if self.move is not None:
            return self.move.start_s, self.move.end_s
        moves: tuple[Rep | Hold, ...] = self.reps or self.take.record.holds
        if not moves:
            return float(self.take.poses.time_s[0]), float(self.take.poses.time_s[-1])
        return moves[0].start_s, max(one.end_s for one in moves)

    @property
    def reps(self) -> tuple[Rep, ...]:
        """The repetitions in it: those that somebody counts."""
        if isinstance(self.move, Rep):
            return (self.move,)
        if self.move is not None:
            return ()
        return tuple(rep for rep in self.take.record.reps if rep.kind in _COUNTED)


def together(first: Part, second: Part) -> Alignment:
    """Return what goes together in two parts.

    Repetitions are aligned at their turns, whole sets repetition by repetition, and everything
    else where it begins, second for second.
    """
    match first.move, second.move:
        case Rep() as one, Rep() as other:
            return aligned_reps(one, other)
        case None, None:
            sets = aligned_sets(pairs_of(first.reps, second.reps))
            return sets or aligned_beginnings(first.span_s, second.span_s)
        case _:
            return aligned_beginnings(first.span_s, second.span_s)


def ghost_of(here: Part, other: Part, time_s: float) -> Scene | None:
    """Return the other part's body as it is laid over this one; None where it cannot be."""
    if type(here.move) is not type(other.move):
        return None
    for rep, its in pairs_of(here.reps, other.reps):
        if rep.start_s <= time_s <= rep.end_s:
            return laid_over(Moving(here.take, rep), Moving(other.take, its), time_s)
    return None


@dataclass(frozen=True, slots=True, eq=False)
class PhaseCurve:
    """One movement's measurement: over its phase, or over time where it has no turn."""

    at: Floats
    """(n,) percent of the repetition, 50 at its turn; or seconds since the beginning."""
    value: Floats
    """(n,) NaN where nothing was measured."""
    sd: Floats
    """(n,)"""


def curves_of(part: Part) -> tuple[PhaseCurve, ...]:
    """Return the measurement that counts: a curve for each repetition, or one over time."""
    if part.reps:
        return tuple(_over_phase(part.take, rep) for rep in part.reps)
    start_s, end_s = part.span_s
    times_s = np.arange(0.0, end_s - start_s, _STEP_S)
    return (_read(part.take, part.take.record.focus, times_s, times_s + start_s),)


def middle_of(curves: tuple[PhaseCurve, ...]) -> PhaseCurve:
    """Return the median of curves over the same phases, with the error that they share.

    That is the error of one: a camera errs in much the same way each time.
    """
    table = np.array([one.value for one in curves])
    sds = np.array([one.sd for one in curves])
    known = np.isfinite(table).any(axis=0)
    middles = [np.full(table.shape[1], np.nan) for _each in range(2)]
    for middle, values in zip(middles, (table, sds), strict=True):
        middle[known] = np.nanmedian(values[:, known], axis=0)
    return PhaseCurve(curves[0].at, *middles)


def _over_phase(take: Take, rep: Rep) -> PhaseCurve:
    percent = np.linspace(0.0, 100.0, _PHASES)
    done = phases(rep)
    times_s = np.array([done.to_first(one / 100.0) for one in percent])
    name, _side = turn_series(take.exercise, take.record.focus, rep.side)
    return _read(take, name, percent, times_s)


def _read(take: Take, name: str, at: Floats, times_s: Floats) -> PhaseCurve:
    """Return the readings of a series at some times; NaN where there is no such series."""
    series = take.record.series
    if name not in series.names:
        nothing = np.full(len(at), np.nan)
        return PhaseCurve(at, nothing, nothing)
    column = series.names.index(name)
    value, sd = (
        _between(series.time_s, table[:, column], times_s) for table in (series.value, series.sd)
    )
    return PhaseCurve(at, value, sd)


def _between(time_s: Floats, values: Floats, at_s: Floats) -> Floats:
    """Return values between those that were measured; NaN where the nearest one was not."""
    known = np.isfinite(values)
    if not known.any():
        return np.full(len(at_s), np.nan)
    found = np.interp(at_s, time_s[known], values[known])
    nearest = np.abs(time_s[:, None] - at_s).argmin(axis=0)
    return np.where(known[nearest], found, np.nan)
