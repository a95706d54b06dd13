"""Which side of the body is nearer to the camera: in a side view only that side is measured."""

import math
from typing import Final

from formcheck.landmarks import Landmark, Side
from formcheck.pose.pose import Pose

MARGIN: Final = 0.15
CHANGE_S: Final = 1.0
"""The other side must be better by this much for so long (clinical notes, section 2)."""
_ARMS: Final = slice(Landmark.LEFT_SHOULDER, Landmark.RIGHT_WRIST + 1)
_LEGS: Final = slice(Landmark.LEFT_HIP, Landmark.RIGHT_ANKLE + 1)
"""Shoulders, elbows and wrists; hips, knees and ankles: the left one first."""


def side_scores(pose: Pose) -> dict[Side, float]:
    """Return for each side how well it is seen: mean visibility, minus its depth in metres."""
    seen = pose.visibility[_ARMS].tolist() + pose.visibility[_LEGS].tolist()
    depth_m = pose.world_m[:, 2]
    return {
        Side.LEFT: _score(seen[::2], depth_m.item(_ARMS.start), depth_m.item(_LEGS.start)),
        Side.RIGHT: _score(
            seen[1::2], depth_m.item(_ARMS.start + 1), depth_m.item(_LEGS.start + 1)
        ),
    }


def _score(seen: list[float], shoulder_m: float, hip_m: float) -> float:
    total = 0.0
    for one in seen:  # `sum` adds otherwise from Python 3.12 on: the last digit would be another
        total += one
    depth = (shoulder_m + hip_m) / 2.0
    return total / len(seen) - (depth if math.isfinite(depth) else 0.0)


class NearSide:
    """Remembers the side, and changes it only for a good reason."""

    def __init__(self) -> None:
        self.side: Side | None = None
        self._better_since_s: float | None = None

    def update(self, pose: Pose) -> Side:
        """Take in one pose and return the near side."""
        scores = side_scores(pose)
        if self.side is None:
            self.side = max(Side, key=lambda side: scores[side])
        gain = scores[self.side.other] - scores[self.side]
        if not gain > MARGIN:
            self._better_since_s = None
        elif self._better_since_s is None:
            self._better_since_s = pose.time_s
        elif pose.time_s - self._better_since_s >= CHANGE_S:
            self.side, self._better_since_s = self.side.other, None
        return self.side
