"""Which repetition shows best how the movement is meant."""

from collections.abc import Mapping, Sequence
from typing import Final

from formcheck.checking.results import FaultSpan, Rep, RepKind, Severity
from formcheck.landmarks import Side
from formcheck.review.ranges import farthest
from formcheck.review.take import Take
from formcheck.session.record import SessionRecord

_MOST: Final = 0.5
"""Share of a repetition that has to be judged: of the rest nobody knows how good it was."""


def best_rep(take: Take) -> Rep | None:
    """Return the repetition to hold the others against; None where there is none.

    It is full, because half a movement shows nobody where to go; of the full ones the least of
    what was noticed, by how clear it was and then by how much, because range that was reached by
    a fault is no example; of these the one that went farthest. Most of it was judged: what nobody
    saw may have been anything.
    """
    return _best(take, take.record.reps)


def best_reps(take: Take) -> Mapping[Side | None, Rep]:
    """Return the best repetition of each side that has one; of None where sides are not told."""
    found: dict[Side | None, Rep] = {}
    for side in (None, *Side):
        best = _best(take, [rep for rep in take.record.reps if rep.side is side])
        if best is not None:
            found[side] = best
    return found


def weight(record: SessionRecord, rep: Rep) -> tuple[int, int]:
    """Return how much was noticed in a repetition: how clear it was, then how many things."""
    worst = max((span.severity for span in noticed_in(record, rep)), default=Severity.GOOD)
    return max(int(worst), int(bool(rep.faults))), len(rep.faults)


def noticed_in(record: SessionRecord, rep: Rep) -> list[FaultSpan]:
    """Return what was noticed while a repetition lasted."""
    return [
        span
        for span in record.faults
        if span.check in rep.faults and span.start_s <= rep.end_s and span.end_s >= rep.start_s
    ]


def _best(take: Take, reps: Sequence[Rep]) -> Rep | None:
    full = [rep for rep in reps if rep.kind is RepKind.FULL and _judged(take, rep) > _MOST]
    if not full:
        return None
    weights = [weight(take.record, rep) for rep in full]
    lightest = [rep for rep, one in zip(full, weights, strict=True) if one == min(weights)]
    return farthest(lightest, take.exercise) or lightest[0]


def _judged(take: Take, rep: Rep) -> float:
    """Return the share of a repetition's frames in which what counts was judged."""
    time_s = take.poses.time_s
    inside = (time_s >= rep.start_s) & (time_s <= rep.end_s)
    return float(take.seen.judged[inside].mean()) if inside.any() else 0.0
