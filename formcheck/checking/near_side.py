"""Which side of the body is nearer to the camera: in a side view only that side is measured."""

import math
from typing import Final

from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Floats, Pose

MARGIN: Final = 0.15
CHANGE_S: Final = 1.0
"""The other side must be better by this much for so long (clinical notes, section 2)."""
_CHAINS: Final = {
    side: tuple(
        joint.on(side)
        for joint in (
            Joint.SHOULDER,
            Joint.ELBOW,
            Joint.WRIST,
            Joint.HIP,
            Joint.KNEE,
            Joint.ANKLE,
        )
    )
    for side in Side
}
_TRUNKS: Final = {side: (Joint.SHOULDER.on(side), Joint.HIP.on(side)) for side in Side}


def side_scores(pose: Pose) -> dict[Side, float]:
    """Return for each side how well it is seen: mean visibility, minus its depth in metres."""
    visibility = pose.visibility.tolist()
    return {side: _score(pose.world_m, visibility, side) for side in Side}


def _score(world_m: Floats, visibility: list[float], side: Side) -> float:
    seen = 0.0
    for landmark in _CHAINS[side]:
        seen += visibility[landmark]
    shoulder, hip = _TRUNKS[side]
    depth = (world_m.item(shoulder, 2) + world_m.item(hip, 2)) / 2.0
    return seen / len(_CHAINS[side]) - (depth if math.isfinite(depth) else 0.0)


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
