"""Which one sentence is said now.

One at a time, the highest severity first, at most one in five seconds, and praise when a fault was
corrected (clinical notes, section 7: feedback bandwidth).
"""

import math
from collections.abc import Sequence
from typing import Final

from formcheck.checking.faults import FaultWatcher
from formcheck.checking.results import Severity
from formcheck.session.update import Cue, CueKind

GAP_S: Final = 5.0
"""Least time between two cues."""
SHOWN_S: Final = 3.0
"""A cue whose reason is gone stays for so long, so that it can be read."""
CORRECTED_S: Final = 1.0
"""Good for so long after a cue is a correction, and is praised."""


class CueDirector:
    """Chooses the cue from the checks."""

    def __init__(self) -> None:
        self.cue: Cue | None = None
        self._given_s = -math.inf
        self._to_praise: str | None = None

    def update(
        self, time_s: float, watchers: Sequence[FaultWatcher], extra: str = ""
    ) -> Cue | None:
        """Take in the checks of one frame and return the cue to show.

        ``extra`` is a sentence that comes from no check, such as "a little higher" after a partial
        repetition; it is said when no check has anything to say.
        """
        since_s = time_s - self._given_s
        if since_s >= GAP_S:
            following = self._next(time_s, watchers, extra)
            if following is not None:
                self.cue, self._given_s, since_s = following, time_s, 0.0
        if self.cue is not None and since_s >= SHOWN_S and not self._still(watchers):
            self.cue = None
        return self.cue

    def _still(self, watchers: Sequence[FaultWatcher]) -> bool:
        shown = self.cue
        return shown is not None and any(
            one.check.id == shown.check and one.severity > Severity.GOOD
            for one in watchers
            if shown.kind is CueKind.CORRECT
        )

    def _next(self, time_s: float, watchers: Sequence[FaultWatcher], extra: str) -> Cue | None:
        active = [one for one in watchers if one.severity]
        if active:
            worst = max(active, key=lambda one: (one.severity, one.check.priority))
            if self.cue is not None and self.cue.check == worst.check.id:
                return None
            self._to_praise = worst.check.id
            check = worst.check
            return Cue(check.cue, CueKind.CORRECT, worst.severity, check.id, time_s)
        for one in watchers if self._to_praise else ():
            if one.check.id == self._to_praise and time_s - one.good_since_s >= CORRECTED_S:
                self._to_praise = None
                return Cue(one.check.praise, CueKind.PRAISE, Severity.GOOD, one.check.id, time_s)
        return Cue(extra, CueKind.CORRECT, Severity.WARN, "", time_s) if extra else None
