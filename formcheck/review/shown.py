"""Which stretch of a recording is looked at: the whole, or a part that was zoomed into."""

from dataclasses import dataclass, replace
from typing import Final

LEAST_S: Final = 0.5
"""Nobody needs to look closer: 15 frames of an ordinary camera (judgement)."""
_LEAD: Final = 0.1
"""Share of the stretch before the moment that is being played, when it is turned over."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of a recording of ``length_s``."""

    start_s: float
    end_s: float
    length_s: float

    @classmethod
    def all_of(cls, length_s: float) -> "Shown":
        """Return the whole of a recording."""
        whole_s = max(length_s, LEAST_S)
        return cls(0.0, whole_s, whole_s)

    @property
    def wide_s(self) -> float:
        """How much is shown."""
        return self.end_s - self.start_s

    @property
    def whole(self) -> bool:
        """Whether everything is shown."""
        return self.wide_s >= self.length_s

    def has(self, time_s: float) -> bool:
        """Whether a moment is in it."""
        return self.start_s <= time_s <= self.end_s

    def share(self, time_s: float) -> float:
        """Return where in it a moment is, from 0 to 1; outside less or more."""
        return (time_s - self.start_s) / self.wide_s

    def time_at(self, share: float) -> float:
        """Return the moment at a place from 0 to 1, kept inside the recording."""
        return min(max(self.start_s + share * self.wide_s, 0.0), self.length_s)

    def zoomed(self, about_s: float, factor: float) -> "Shown":
        """Return a stretch that is ``factor`` times as long; ``about_s`` stays where it is."""
        wide_s = min(max(self.wide_s * factor, LEAST_S), self.length_s)
        return self._at(about_s - self.share(about_s) * wide_s, wide_s)

    def moved(self, by_s: float) -> "Shown":
        """Return a stretch as long as this, later by so much; never beyond the recording."""
        return self._at(self.start_s + by_s, self.wide_s)

    def following(self, time_s: float) -> "Shown":
        """Return the stretch itself, or the next one with this moment where it is not in it."""
        if self.has(time_s):
            return self
        return self._at(time_s - _LEAD * self.wide_s, self.wide_s)

    def showing(self, start_s: float, end_s: float) -> "Shown":
        """Return another stretch of the same recording."""
        wide_s = min(max(end_s - start_s, LEAST_S), self.length_s)
        return self._at(start_s, wide_s)

    def of_length(self, length_s: float) -> "Shown":
        """Return the same stretch of a longer recording; all of it where all was shown."""
        if self.whole:
            return Shown.all_of(length_s)
        longer = replace(self, length_s=max(length_s, LEAST_S))
        return longer.showing(self.start_s, self.end_s)

    def _at(self, start_s: float, wide_s: float) -> "Shown":
        start_s = min(max(start_s, 0.0), self.length_s - wide_s)
        return Shown(start_s, start_s + wide_s, self.length_s)
