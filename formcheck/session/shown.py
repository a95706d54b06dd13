"""What an update says of the reading that matters most, and of the repetitions so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.checking.results import Counts, Rep, Severity
from formcheck.features.feature import Feature
from formcheck.features.reading import Reading
from formcheck.landmarks import Side
from formcheck.language import _
from formcheck.session.record_builder import counts
from formcheck.session.update import Focus


def focus_on(key: str, feature: Feature, side: Side, reading: Reading, tone: Severity) -> Focus:
    """Return the focus on a reading of one side."""
    arc = None
    if feature.arc is not None:
        start, vertex, end = feature.arc
        arc = start.on(side), vertex.on(side), end.on(side)
    return Focus(_(feature.title), reading, arc, tone, key, feature.outline)


@dataclass(frozen=True, slots=True)
class Tally:
    """The repetitions so far."""

    counts: Counts
    dots: tuple[str, ...]
    """The kind of each."""


class Tallying:
    """Counts the repetitions anew when there are others than in the frame before."""

    def __init__(self) -> None:
        self._tally, self._number = Tally(Counts(), ()), 0
        self._last: Rep | None = None

    def of(self, reps: Sequence[Rep]) -> Tally:
        """Return what there is now; only the last repetition ever changes."""
        last = reps[-1] if reps else None
        if last is not self._last or len(reps) != self._number:
            self._last, self._number = last, len(reps)
            self._tally = Tally(counts(reps), tuple(rep.kind.value for rep in reps))
        return self._tally
