"""Looks again, in other ways, when the person is lost: one further look a frame at most.

The part of the picture where the person was last comes first, enlarged; then the turned picture,
then that part turned, then parts of the picture. After a while with nobody it looks rarely, so that
an empty room costs little. What comes is decided by the frames' own times alone.
"""

import math
from typing import Final

from formcheck.pose.looks import Body, Box, Look

PATIENCE: Final = 2
"""Frames without a person before another look is taken: one blink of the tracker is no loss."""
EAGER_S: Final = 2.0
"""For so long after the loss every frame gets a further look."""
RARELY_S: Final = 0.5
"""Later there is one look in this time: 15 % more work in an empty room at 30 fps (measured)."""
GROWN: Final = 1.6
"""The last region is taken larger than the person was, as people move."""
AGREE_TRUNKS: Final = 0.25
"""Two looks that differ must find the limbs this close together. Of what was found in pictures
without a person (14 of 390 looks at chairs, mats and curtains) none was found so again, of what
was found rightly 83 % in the first second look (measured)."""
RECENT_S: Final = 1.0
"""A find is compared with those of the last second."""
_SMALLEST_PX: Final = 32


class Search:
    """Decides how to look next while nobody is followed, and whether a find can be believed."""

    def __init__(self) -> None:
        self.found()

    def found(self) -> None:
        """Note that somebody is followed: called for each such frame."""
        self._lost_frames = 0
        self._lost_s = math.inf
        self._next_s = -math.inf
        self._tried, self._ways = 0, 1
        self._again: Look | None = None
        self._finds: list[tuple[float, Look, Body]] = []

    def next_look(self, time_s: float, last: Box | None, size_px: tuple[int, int]) -> Look | None:
        """Return how to look now, None for not at all. Called for each frame with nobody.

        Parameters
        ----------
        time_s
            Time of the frame.
        last
            Where the person was last.
        size_px
            Width and height of the picture.
        """
        self._lost_s = min(self._lost_s, time_s)
        self._lost_frames += 1
        if self._lost_frames < PATIENCE or time_s < self._next_s:
            return None
        if self._again is not None:
            look, self._again = self._again, None
            return look
        if time_s - self._lost_s > EAGER_S:
            self._next_s = time_s + RARELY_S
        looks = all_looks(last, size_px)
        self._ways = len(looks)
        look = looks[self._tried % self._ways]
        self._tried += 1
        return look

    def confirm(
        self, time_s: float, look: Look, body: Body | None, size_px: tuple[int, int]
    ) -> bool:
        """Return whether a look that differs found the same within the last second.

        A first find makes the next look one at its own place.
        """
        if body is None:
            return False
        self._finds = [find for find in self._finds if time_s - find[0] <= RECENT_S]
        if any(seen != look and body.apart(then) < AGREE_TRUNKS for _, seen, then in self._finds):
            return True
        if all(seen != look for _, seen, _ in self._finds):
            self._again = region_look(body.box, size_px, turns=look.turns)
        self._finds.append((time_s, look, body))
        return False

    @property
    def exhausted(self) -> bool:
        """Whether every way to look was tried once."""
        return self._tried >= self._ways and self._again is None


def all_looks(last: Box | None, size_px: tuple[int, int]) -> list[Look]:
    """Return every way to look but the plain one, the most promising first."""
    near = region_look(last, size_px) if last is not None else None
    looks = [Look(turns) for turns in (1, 3, 2)]
    if near is not None:
        looks = [near, *looks, *(Look(turns, near.region) for turns in (1, 3, 2))]
    return looks + [Look(0, part) for part in _parts(size_px)]


def region_look(last: Box, size_px: tuple[int, int], *, turns: int = 0) -> Look | None:
    """Return the look at the region around a box; None where hardly anything of it is left."""
    region = last.grown(GROWN, size_px)
    return Look(turns, region) if min(region.size) >= _SMALLEST_PX else None


def _parts(size_px: tuple[int, int]) -> list[Box]:
    """Return the middle and the four quarters of the picture: people far away are small."""
    width, height = (side // 2 for side in size_px)
    corners = [(0.5, 0.5), (0, 1), (1, 1), (0, 0), (1, 0)]
    lefts_tops = [(int(x * width), int(y * height)) for x, y in corners]
    return [Box(left, top, left + width, top + height) for left, top in lefts_tops]
