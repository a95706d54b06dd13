"""Two movements beside each other: which moment of one goes with which moment of the other.

Repetitions are aligned where they begin, turn and end, and run evenly in between: so a slow one
goes with a quick one, and both turn at the same time. Holds are aligned where they begin, and run
on as they are, second for second.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from formcheck.checking.results import Rep
from formcheck.landmarks import Side

Knot = tuple[float, float]
Span = tuple[float, float]
"""From when to when."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Moments that belong together; between them both run evenly.

    What lies before the first and after the last stands still there: nothing is known of it.
    """

    knots: tuple[Knot, ...]
    """Seconds of the first and of the second, both never falling."""

    def __post_init__(self) -> None:
        """Check that there is something, and that neither runs backwards."""
        table = np.array(self.knots, np.float64)
        if not (table.size and np.isfinite(table).all() and (np.diff(table, axis=0) >= 0).all()):
            raise ValueError(f"expected moments that never fall, got {self.knots}")

    def to_second(self, time_s: float) -> float:
        """Return the moment of the second that goes with one of the first."""
        first_s, second_s = zip(*self.knots, strict=True)
        return float(np.interp(time_s, first_s, second_s))

    def to_first(self, time_s: float) -> float:
        """Return the moment of the first that goes with one of the second."""
        return self.back.to_second(time_s)

    @property
    def back(self) -> "Alignment":
        """The same, seen from the second."""
        return Alignment(tuple((second_s, first_s) for first_s, second_s in self.knots))

    @property
    def span_s(self) -> tuple[float, float]:
        """Where it begins and ends in the first."""
        return self.knots[0][0], self.knots[-1][0]


_BEGIN, _TURN, _END = 0.0, 0.5, 1.0


def phases(rep: Rep) -> Alignment:
    """Return how much of a repetition is done: 0 at its start, 0.5 at its turn, 1 at its end."""
    return Alignment(_kept(zip(_moments(rep), (_BEGIN, _TURN, _END), strict=True)))


def aligned_reps(first: Rep, second: Rep) -> Alignment:
    """Return what goes together in two repetitions."""
    return Alignment(_kept(zip(_moments(first), _moments(second), strict=True)))


def aligned_beginnings(first_s: Span, second_s: Span) -> Alignment:
    """Return what goes together in two stretches of time: as long as the shorter one lasts."""
    both_s = min(end_s - start_s for start_s, end_s in (first_s, second_s))
    return Alignment(
        ((first_s[0], second_s[0]), (first_s[0] + both_s, second_s[0] + both_s)),
    )


def aligned_sets(pairs: Iterable[tuple[Rep, Rep]]) -> Alignment | None:
    """Return what goes together in two sets, with the rests between the repetitions.

    A pair that would make one of them run backwards is left out; None when there is no pair.
    """
    knots: list[Knot] = []
    for first, second in sorted(pairs, key=lambda pair: pair[0].start_s):
        more = aligned_reps(first, second).knots
        if not knots or (more[0][0] >= knots[-1][0] and more[0][1] >= knots[-1][1]):
            knots += more
    return Alignment(tuple(knots)) if knots else None


def pairs_of(first: Sequence[Rep], second: Sequence[Rep]) -> tuple[tuple[Rep, Rep], ...]:
    """Return each repetition with that of the other set: of the same side, in order."""
    found: list[tuple[Rep, Rep]] = []
    for side in (None, *Side):
        ours, theirs = ([rep for rep in reps if rep.side is side] for reps in (first, second))
        found += zip(ours, theirs, strict=False)
    return tuple(sorted(found, key=lambda pair: pair[0].start_s))


def _moments(rep: Rep) -> tuple[float, float, float]:
    return rep.start_s, rep.turn_s, rep.end_s


def _kept(knots: Iterable[Knot]) -> tuple[Knot, ...]:
    """Return those that are known: nobody looked where a guided repetition turned."""
    return tuple(knot for knot in knots if all(map(math.isfinite, knot)))
