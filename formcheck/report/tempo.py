"""How a repetition's time was spent: on the way out, at the turn, on the way back."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.checking.results import Rep, RepKind
from formcheck.exercises.spec import Exercise
from formcheck.language import _, number
from formcheck.report import words
from formcheck.report.at_turn import at_turn
from formcheck.session.record import SessionRecord

_NEAR: Final = 0.1
"""Share of its range within which a movement is at its turn (judgement: a swing as even as a
pendulum's spends a fifth of its time there)."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds of the three parts of a repetition; NaN when not known."""

    up_s: float
    """From the start pose until the turn is reached."""
    hold_s: float
    """At the turn."""
    down_s: float
    """Back to the start pose."""

    @property
    def text(self) -> str:
        """For people: ``2.1 / 2.0 / 2.4 s``."""
        parts = (self.up_s, self.hold_s, self.down_s)
        if not all(map(math.isfinite, parts)):
            return words.unknown()
        up, hold, down = (number(one, 1) for one in parts)
        return _("{up} / {hold} / {down} s").format(up=up, hold=hold, down=down)


_UNKNOWN: Final = Tempo(math.nan, math.nan, math.nan)


def tempo(record: SessionRecord, exercise: Exercise, rep: Rep) -> Tempo:
    """Return how a repetition's time was spent.

    It is at its turn while it is within a tenth of its own range of the extreme, from the first
    time to the last. Without readings of what was counted by the turn is a moment.
    """
    if rep.kind is RepKind.GUIDED:
        return _UNKNOWN
    time_s, value = _signal(record, exercise, rep)
    if not value.size:
        return Tempo(rep.turn_s - rep.start_s, 0.0, rep.end_s - rep.turn_s)
    rest = float((value[0] + value[-1]) / 2)
    there = time_s[np.abs(value - rep.extreme) <= _NEAR * abs(rep.extreme - rest)]
    first_s, last_s = (float(there[0]), float(there[-1])) if there.size else (rep.turn_s,) * 2
    return Tempo(first_s - rep.start_s, last_s - first_s, rep.end_s - last_s)


def _signal(record: SessionRecord, exercise: Exercise, rep: Rep) -> tuple[Floats, Floats]:
    """Return times and readings of what the repetition was counted by, while it lasted."""
    series, what = record.series, at_turn(record, exercise, rep.side)
    names = (what.series, words.feature_of(what.series))
    column = next((series.names.index(name) for name in names if name in series.names), None)
    if column is None:
        return np.zeros(0), np.zeros(0)
    first = int(np.searchsorted(series.time_s, rep.start_s))
    after = int(np.searchsorted(series.time_s, rep.end_s, side="right"))
    time_s, value = series.time_s[first:after], series.value[first:after, column]
    known = np.isfinite(value)
    return time_s[known], value[known]
