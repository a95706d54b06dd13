"""Where a take is not as it was measured."""

from typing import Final

import numpy as np

from formcheck.checking.results import Rep
from formcheck.pose.pose import Floats
from formcheck.review.seen import Seen
from formcheck.session.record import SessionRecord

_TOLD: Final = ("side", "start_s", "end_s", "extreme", "kind", "faults")
"""What makes a repetition another; its number may change with those before it."""


def stretches(seen: Seen, times_s: Floats) -> tuple[tuple[float, float], ...]:
    """Return from when to when some landmark is where somebody put it."""
    moved = seen.by_hand.any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], moved, [False]))))
    return tuple(
        (float(times_s[first]), float(times_s[after - 1]))
        for first, after in zip(edges[::2], edges[1::2], strict=True)
    )


def changed(record: SessionRecord, measured: SessionRecord | None) -> frozenset[int]:
    """Return the numbers of the repetitions that are not as they were measured."""
    if measured is None or measured is record:
        return frozenset()
    before = {_moment(rep): _told(rep) for rep in measured.reps}
    return frozenset(rep.number for rep in record.reps if before.get(_moment(rep)) != _told(rep))


def _moment(rep: Rep) -> float:
    return round(rep.turn_s, 3)


def _told(rep: Rep) -> tuple[str, ...]:
    # As text, in which a NaN is equal to a NaN.
    return tuple(str(getattr(rep, name)) for name in _TOLD)
