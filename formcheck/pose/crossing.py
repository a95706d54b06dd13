"""Notices feet that were taken for each other while the knees were not.

Where two thighs lie side by side, the estimator may move the shins to the wrong knees within a few
frames: too gradually for a jump, and each limb keeps its length. Which shin belongs to which knee
is then not known, until they change back.
"""

import math
from collections import deque
from dataclasses import dataclass
from typing import Final

from formcheck.landmarks import Joint, Side
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
_ANKLES: Final = [Joint.ANKLE.on(side) for side in Side]


@dataclass(frozen=True, slots=True)
class _Seen:
    time_s: float
    image_px: Floats
    speed_px: Floats
    """Pixels a second."""


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
        while self._recent and time_s - self._recent[0].time_s > WITHIN_S:
            self._recent.popleft()
        if any(_changed(one, time_s, image_px, scale) for one in self._recent):
            crossed = time_s - self._since_s <= UNKNOWN_S
            self._since_s = -math.inf if crossed else time_s
            self._recent.clear()
        self._recent.append(_Seen(time_s, image_px, speed_px))
        if math.dist(*image_px[_ANKLES]) < TOGETHER_TRUNKS * scale:
            self._since_s = -math.inf
        return time_s - self._since_s <= UNKNOWN_S


def _changed(before: _Seen, time_s: float, image_px: Floats, scale: float) -> bool:
    expected = before.image_px + before.speed_px * (time_s - before.time_s)
    knees, _ = _apart(Joint.KNEE, expected, image_px)
    if not knees < STAYED_TRUNKS * scale:
        return False
    # Feet that were together do not change places: they part.
    if not all(
        math.dist(*one[_ANKLES]) > PARTED_TRUNKS * scale for one in (before.image_px, image_px)
    ):
        return False
    own, other = _apart(Joint.ANKLE, expected, image_px)
    return own > APART_TRUNKS * scale and other < own / 2


def _apart(joint: Joint, expected: Floats, image_px: Floats) -> tuple[float, float]:
    """Return how far both sides are from where they were going, and where the other was going."""
    left, right = joint.on(Side.LEFT), joint.on(Side.RIGHT)
    own = math.dist(image_px[left], expected[left]) + math.dist(image_px[right], expected[right])
    other = math.dist(image_px[left], expected[right]) + math.dist(image_px[right], expected[left])
    return own, other
