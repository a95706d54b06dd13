"""Which of several people is the one: the largest and most central at first, then the same one.

Place and size decide. While others are in the picture, or were lately, a body somewhere else is
never taken for the one; somebody alone may have moved while the model did not see them.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from formcheck.pose.looks import Body, Box
from formcheck.pose.pose import Floats

REACH: Final = 0.25
REACH_PER_S: Final = 0.5
"""The middle of a body may move by a quarter of its size, and half its size a second unseen, to
count as the same (a person of 1.7 m walks 0.7 sizes a second; judgement)."""
SIZE_RATIO: Final = 2.0
"""A body more than twice as large or small is not the same."""
COMPANY_S: Final = 5.0
"""Others count as near for so long after they were seen last; then the one is given up."""
HOME_S: Final = 2.0
"""Time in which the place of the one follows where they are."""
SAME: Final = 0.35
"""Bodies whose boxes share this much of their common area are one and the same."""


class Lock:
    """Remembers where the one is, and who else is there."""

    def __init__(self) -> None:
        self._box: Box | None = None
        self._home: Box | None = None
        self._seen_s = self._company_s = -math.inf
        self._counts = (0, 0)

    @property
    def box(self) -> Box | None:
        """Where the one was last."""
        return self._box

    @property
    def others(self) -> int:
        """How many others there are: as many as both of the last two looks saw."""
        return min(self._counts)

    def in_company(self, time_s: float) -> bool:
        """Whether others are in the picture, or were lately."""
        return time_s - self._company_s <= COMPANY_S

    def fits(self, body: Body, time_s: float) -> bool:
        """Whether a body is where and as large as the one was."""
        if self._box is None:
            return True
        unseen_s = time_s - self._seen_s
        if self.in_company(time_s):
            unseen_s = min(unseen_s, 0.5)
        return _near(body.box, self._box, REACH + REACH_PER_S * unseen_s)

    def follow(self, body: Body, time_s: float) -> None:
        """Take the body as the one. Called for each frame that shows them."""
        gap_s = time_s - self._seen_s
        self._box, self._seen_s = body.box, time_s
        share = 1.0 if self._home is None else min(1.0, gap_s / HOME_S)
        self._home = _between(self._home or self._box, self._box, share)

    def count(self, others: int, time_s: float) -> None:
        """Note how many others a look at the whole picture saw."""
        self._counts = (self._counts[1], others)
        if others:
            self._company_s = time_s

    def give_up(self, time_s: float) -> None:
        """Forget the one when they have been away for long: whoever comes next is the one."""
        if time_s - self._seen_s > COMPANY_S:
            self._box = self._home = None
            self._company_s = -math.inf

    def choose(
        self, bodies: Sequence[Body], time_s: float, size_px: tuple[int, int]
    ) -> Body | None:
        """Return the one among bodies; None when they are not among them."""
        if not bodies:
            return None
        if self._home is None:
            return max(bodies, key=lambda body: prominence(body.box, size_px))
        home = self._home.centre
        near = [body for body in bodies if self._is_candidate(body, time_s)]
        # Beside a passer-by the one is who is nearer to where they have been all the time.
        return min(near, key=lambda body: _distance(body.box.centre, home), default=None)

    def _is_candidate(self, body: Body, time_s: float) -> bool:
        """Whether a body is where the one was just now, or where they have been all the time."""
        at_home = self._home is not None and _near(body.box, self._home, 2 * REACH)
        return at_home or self.fits(body, time_s)


def prominence(box: Box, size_px: tuple[int, int]) -> float:
    """Return how large and central a box is: its area inside the picture, less at the edge."""
    middle = np.array(size_px) / 2
    off = _distance(box.centre, middle) / math.hypot(*middle)
    return box.common(Box(0, 0, *size_px)).area * max(0.0, 1.0 - off)


def without_doubles(bodies: Sequence[Body]) -> list[Body]:
    """Return each person once: the model may find the same one twice."""
    kept: list[Body] = []
    for body in bodies:
        if not any(is_same(body, other) for other in kept):
            kept.append(body)
    return kept


def is_same(one: Body, other: Body) -> bool:
    """Whether two bodies of one picture are the same person."""
    shared = one.box.common(other.box).area
    return shared > SAME * (one.box.area + other.box.area - shared)


def _near(box: Box, last: Box, reach: float) -> bool:
    size, last_size = math.hypot(*box.size), max(math.hypot(*last.size), 1.0)
    close = _distance(box.centre, last.centre) <= reach * last_size
    return close and 1 / SIZE_RATIO <= size / last_size <= SIZE_RATIO


def _distance(a: Floats, b: Floats) -> float:
    return math.hypot(*(a - b))


def _between(a: Box, b: Box, share: float) -> Box:
    pairs = zip((a.left, a.top, a.right, a.bottom), (b.left, b.top, b.right, b.bottom), strict=True)
    return Box(*(first + share * (second - first) for first, second in pairs))
