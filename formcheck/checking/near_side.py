"""Which side of the body is nearer to the camera: in a side view only that side is measured."""

import math
from typing import Final

import numpy as np

from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Pose

MARGIN: Final = 0.15
CHANGE_S: Final = 1.0
"""The other side must be better by this much for so long (clinical notes, section 2)."""
_CHAIN: Final = (
    Joint.SHOULDER,
    Joint.ELBOW,
    Joint.WRIST,
    Joint.HIP,
    Joint.KNEE,
    Joint.ANKLE,
)


def side_scores(pose: Pose) -> dict[Side, float]:
    """Return for each side how well it is seen: mean visibility, minus its depth in metres."""
    scores = {}
    for side in Side:
        chain = [joint.on(side) for joint in _CHAIN]
        depth = float(np.mean(pose.world_m[[Joint.SHOULDER.on(side), Joint.HIP.on(side)], 2]))
        scores[side] = float(np.mean(pose.visibility[chain])) - (
            depth if math.isfinite(depth) else 0.0
        )
    return scores


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
