"""How much of a set was done, whatever kind of exercise it is."""

import math
from typing import Final

from formcheck.checking.counter import MAX_STEP_S
from formcheck.session.update import Phase, Update

TIRED: Final = 1.5
"""A hold ends after so many times its seconds, even where its form was not good for long enough:
nobody is asked to hold a tired pose on and on (judgement)."""
_WAITING: Final = frozenset({Phase.SETUP, Phase.UNSEEN})


class Tally:
    """Adds up one set.

    Parameters
    ----------
    amount
        Repetitions or seconds asked for.
    timed
        Whether they are seconds.
    """

    def __init__(self, amount: int, *, timed: bool) -> None:
        self.amount, self.timed = amount, timed
        self.by_hand = 0
        """Repetitions that the person added or took away."""
        self._counted = 0
        self._before_good_s = self._before_total_s = 0.0
        """Of the holds that are over."""
        self._good_s = self._total_s = 0.0
        self._last_s = math.nan

    def take(self, update: Update) -> None:
        """Take in an update of the set."""
        counts = update.counts
        self._counted = counts.full + counts.partial + counts.guided
        clock = update.hold
        step_s = update.time_s - self._last_s
        self._last_s = update.time_s
        if clock is None:
            # Time is all that is asked for, as in marching: whoever is in position does it.
            if update.phase not in _WAITING and math.isfinite(step_s):
                self._good_s += min(step_s, MAX_STEP_S)
            self._total_s = self._good_s
            return
        if clock.total_s < self._total_s:
            # The clock shows a new hold: a set may be done in several.
            self._before_good_s += self._good_s
            self._before_total_s += self._total_s
        self._good_s, self._total_s = clock.good_s, clock.total_s

    @property
    def good_s(self) -> float:
        """Seconds done so far, in good form where that is judged."""
        return self._before_good_s + self._good_s

    @property
    def total_s(self) -> float:
        """Seconds done so far, in whatever form."""
        return self._before_total_s + self._total_s

    @property
    def done(self) -> int:
        """Repetitions, corrections by hand included, or whole good seconds."""
        if self.timed:
            return max(0, math.floor(self.good_s) + self.by_hand)
        return max(0, self._counted + self.by_hand)

    @property
    def enough(self) -> bool:
        """Whether the set is over."""
        return self.done >= self.amount or (self.timed and self.total_s >= TIRED * self.amount)
