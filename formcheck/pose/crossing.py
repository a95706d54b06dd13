"""Notices feet that were taken for each other while the knees were not.

Where two thighs lie side by side, the estimator may move the shins to the wrong knees within a few
frames: too gradually for a jump, and each limb keeps its length. Which shin belongs to which knee
is then not known, until they change back.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.landmarks import Landmark
from formcheck.pose.pose import Floats

WITHIN_S: Final = 0.25
"""The change takes two to four frames at 15 a second (measured on rendered clips)."""
UNKNOWN_S: Final = 5.0
"""After so long what the estimator says is believed again: it may have been right (judgement)."""
APART_TRUNKS: Final = 0.5
"""The feet lie at least so far from where each was going, by trunks, both together (judgement)."""
TOGETHER_TRUNKS: Final = 0.3
"""Feet that meet may part either way: what was noticed before says nothing any more (judgement)."""
PARTED_TRUNKS: Final = 0.4
"""Feet that change places lie farther apart than this, before and after (judgement)."""
STAYED_TRUNKS: Final = 0.3
"""Knees that moved less than this from where they were going did not change."""
_LEGS: Final = slice(Landmark.LEFT_KNEE, Landmark.RIGHT_ANKLE + 1)
"""Both knees, then both ankles."""

_Place = Sequence[float]


@dataclass(frozen=True, slots=True)
class _Seen:
    time_s: float
    places: list[_Place]
    speeds: list[_Place]
    """Pixels a second."""

    def expected(self, which: int, elapsed_s: float) -> _Place:
        """Return where one of the places was going."""
        (x, y), (across, down) = self.places[which], self.speeds[which]
        return x + across * elapsed_s, y + down * elapsed_s


class Crossing:
    """Whether the feet are those of the other knees, as far as their way tells."""

    def __init__(self) -> None:
        self._recent: deque[_Seen] = deque()
        self._since_s = -math.inf

    def forget(self) -> None:
        """Begin anew, with another body or after a long gap."""
        self._recent.clear()
        self._since_s = -math.inf

    def update(self, time_s: float, image_px: Floats, speed_px: Floats, scale: float) -> bool:
        """Take in one frame; true while it is not known which foot is which.

        ``image_px`` and ``speed_px`` (33, 2), ``scale`` the trunk's length in pixels.
        """
        now = _Seen(time_s, image_px[_LEGS].tolist(), speed_px[_LEGS].tolist())
        recent, feet = self._recent, math.dist(*now.places[_FEET:])
        while recent and time_s - recent[0].time_s > WITHIN_S:
            recent.popleft()
        # Feet that are together do not change places: they part.
        if feet > PARTED_TRUNKS * scale and any(_changed(one, now, scale) for one in recent):
            crossed = time_s - self._since_s <= UNKNOWN_S
            self._since_s = -math.inf if crossed else time_s
            recent.clear()
        recent.append(now)
        if feet < TOGETHER_TRUNKS * scale:
            self._since_s = -math.inf
        return time_s - self._since_s <= UNKNOWN_S


_KNEES, _FEET = 0, 2
"""Where the pairs begin among the places."""


def _changed(before: _Seen, now: _Seen, scale: float) -> bool:
    own, other = _apart(_FEET, before, now)
    if not (own > APART_TRUNKS * scale and other < own / 2):
        return False
    if not math.dist(*before.places[_FEET:]) > PARTED_TRUNKS * scale:
        return False
    knees, _ = _apart(_KNEES, before, now)
    return knees < STAYED_TRUNKS * scale


def _apart(pair: int, before: _Seen, now: _Seen) -> tuple[float, float]:
    """Return how far both sides are from where they were going, and where the other was going."""
    elapsed_s = now.time_s - before.time_s
    left, right = now.places[pair : pair + 2]
    to_left, to_right = before.expected(pair, elapsed_s), before.expected(pair + 1, elapsed_s)
    own = math.dist(left, to_left) + math.dist(right, to_right)
    other = math.dist(left, to_right) + math.dist(right, to_left)
    return own, other
