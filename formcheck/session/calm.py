"""Whether somebody keeps still: a posture is kept, not passed through."""

from collections import deque
from typing import Final

import numpy as np

from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Floats, Pose
from formcheck.pose.trust import body_scale_px

OVER_S: Final = 1.0
STILL: Final = 0.15
"""Head, shoulders and hands move less than this in the time above, by the body's size."""
_PLACES: Final = (
    (Landmark.NOSE, *(Joint.EAR.on(side) for side in Side)),
    tuple(Joint.SHOULDER.on(side) for side in Side),
    tuple(Joint.WRIST.on(side) for side in Side),
)


class Calm:
    """Watches head, shoulders and hands over the last second."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, Floats]] = deque()

    def update(self, pose: Pose) -> bool:
        """Take in one pose and return whether the body keeps still; parts not seen do not move."""
        scale = body_scale_px(pose.image_px)
        seen = np.where(pose.doubt[:, None] == 0, pose.image_px, np.nan)
        places = np.stack([seen[list(one)].mean(axis=0) for one in _PLACES])
        self._recent.append((pose.time_s, places))
        while pose.time_s - self._recent[0][0] > OVER_S:
            self._recent.popleft()
        all_places = np.stack([one for _, one in self._recent])
        lowest = np.where(np.isnan(all_places), np.inf, all_places).min(axis=0)
        highest = np.where(np.isnan(all_places), -np.inf, all_places).max(axis=0)
        return bool((highest - lowest).max() < STILL * scale)
