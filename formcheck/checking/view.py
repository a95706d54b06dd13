"""From which side the camera sees the person, and what that view can judge.

The yaw is taken from the model's own depth of shoulders and hips; where there is none (landmark
tables), from how far left and right lie apart in the picture.
"""

import math
from collections import deque
from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

from formcheck.checking.results import ViewEstimate
from formcheck.exercises.spec import View
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Landmark, Side
from formcheck.pose.pose import Pose

SIDE_MAX_DEG: Final = 35.0
"""Beyond this yaw a side view is refused: a 20 degree lean reads 17 at 30, 14 at 45 (derived)."""
SIDE_GOOD_DEG: Final = 20.0
"""Up to here a side view is good; from here to the limit it is asked to be turned."""
YAW_SD_DEG: Final = 5.0
"""Standard deviation of the estimate (measured on rendered people): so much more before asking."""
FRONT_MIN_DEG: Final = 60.0
"""From this yaw on it is a front view (judgement)."""
SHOULDER_WIDTH_TRUNKS: Final = 0.72
HIP_WIDTH_TRUNKS: Final = 0.5
"""Width by trunk length of an adult, clinical notes section 3 (derived)."""
LEANING_DEG: Final = 10.0
LEANING_FROM_DEG: Final = 6.0
MEMORY_S: Final = 1.0
LOCKED_DEG: Final = 18.0
"""A locked view is given up when the body is seen to turn by more (judgement)."""

_PAIRS: Final = (
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, SHOULDER_WIDTH_TRUNKS),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP, HIP_WIDTH_TRUNKS),
)
UNKNOWN: Final = ViewEstimate("unknown", math.nan)


def yaw_deg(pose: Pose) -> float:
    """Return how far the camera is turned away from a true side view, 0 to 90; NaN if unknown."""
    across = depth = 0.0
    for left, right, _ in _PAIRS:
        line = pose.world_m[left] - pose.world_m[right]
        across, depth = across + float(line[0]), depth + float(line[2])
    if math.isfinite(across) and math.isfinite(depth) and (across or depth):
        return _true_yaw_deg(pose, math.degrees(math.atan2(abs(across), abs(depth))))
    return _flat_yaw_deg(pose)


def _true_yaw_deg(pose: Pose, seen: float) -> float:
    """Undo the model's leaning towards a side view, measured on 850 stills of rendered people.

    Of people lying or kneeling, true yaws of 5, 15, 25, 35, 45 and 55 degrees are seen as 3, 6, 15,
    22, 38 and 46 (medians); of sitting ones from ahead as they are, from behind 12 too small.
    """
    leaning = LEANING_DEG / 2 if _is_upright(pose) else LEANING_DEG
    return min(90.0, seen + leaning * (1.0 - math.exp(-seen / LEANING_FROM_DEG)))


def ahead_sign(pose: Pose) -> float:
    """Return +1 when the camera is turned towards the head end (or the face) of the body, else -1.

    From ahead, what is farther away lies farther ahead in the picture. Measured on rendered people:
    right in 89 to 100 % of stills beyond 20 degrees, a guess below 10, where it matters little. +1
    where it cannot be told.
    """
    shoulders, hips = (pose.image_px[left] + pose.image_px[right] for left, right, _ in _PAIRS)
    across = sum(
        float(pose.image_px[left][0] - pose.image_px[right][0]) for left, right, _ in _PAIRS
    )
    depth = sum(float(pose.world_m[left][2] - pose.world_m[right][2]) for left, right, _ in _PAIRS)
    if _is_upright(pose):
        ahead = SidedPose(pose, Side.RIGHT if depth > 0.0 else Side.LEFT).facing
    else:
        ahead = float(shoulders[0] - hips[0])
    return -1.0 if across * depth * ahead < 0.0 else 1.0


def _is_upright(pose: Pose) -> bool:
    shoulders, hips = (pose.image_px[left] + pose.image_px[right] for left, right, _ in _PAIRS)
    return bool(abs(shoulders[1] - hips[1]) > abs(shoulders[0] - hips[0]))


def _flat_yaw_deg(pose: Pose) -> float:
    shoulders, hips = (
        (pose.image_px[left] + pose.image_px[right]) / 2 for left, right, _ in _PAIRS
    )
    trunk = math.hypot(*(shoulders - hips))
    shares = [
        abs(float(pose.image_px[left][0] - pose.image_px[right][0])) / (trunk * width)
        for left, right, width in _PAIRS
        if trunk > 0.0
    ]
    known = [share for share in shares if math.isfinite(share)]
    return math.degrees(math.asin(min(1.0, float(np.median(known))))) if known else math.nan


def name_view(yaw: float, ahead: float = 1.0) -> ViewEstimate:
    """Give a yaw its name."""
    if not math.isfinite(yaw):
        return UNKNOWN
    if yaw <= SIDE_MAX_DEG:
        return ViewEstimate("side", yaw, ahead)
    return ViewEstimate("front" if yaw >= FRONT_MIN_DEG else "oblique", yaw)


def allows(view: ViewEstimate, wanted: Collection[View]) -> bool:
    """Whether something that wants one of these views can be judged from this one."""
    return view.name in {one.value for one in wanted}


def nearest(view: ViewEstimate, accepted: Sequence[View]) -> View:
    """Return the accepted view that this one comes closest to; the first for an unknown one."""
    if not math.isfinite(view.yaw_deg):
        return accepted[0]
    aims = {View.SIDE: 0.0, View.FRONT: 90.0}
    return min(accepted, key=lambda one: abs(view.yaw_deg - aims[one]))


class ViewWatcher:
    """The view over the last second: a median, so that one odd frame changes nothing.

    While it is locked, it stays what it was, as a camera does: a raised limb or hip changes the
    model's depth (measured: by up to 15 degrees), and would change what is judged meanwhile.
    """

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float, float]] = deque()
        self._locked: ViewEstimate | None = None
        self._now = UNKNOWN

    def lock(self) -> None:
        """Hold on to the present view."""
        self._locked = self._now

    def unlock(self) -> None:
        """Follow what is seen again."""
        self._locked = None

    def update(self, pose: Pose) -> ViewEstimate:
        """Take in one pose and return the view now."""
        return self.follow(self.see(pose))

    def follow(self, now: ViewEstimate) -> ViewEstimate:
        """Take in a view that was seen already and return the view now."""
        self._now = now
        locked = self._locked
        if locked is None or self._turned_away(locked):
            return self._now
        return locked

    def _turned_away(self, locked: ViewEstimate) -> bool:
        """Whether the body turned out of the locked view; squarer than it does no harm."""
        away = self._now.yaw_deg - locked.yaw_deg
        return (away if locked.name == View.SIDE else -away) > LOCKED_DEG

    def see(self, pose: Pose) -> ViewEstimate:
        """Take in one pose and return the view over the last second, locked or not."""
        yaw = yaw_deg(pose)
        if math.isfinite(yaw):
            self._recent.append((pose.time_s, yaw, ahead_sign(pose)))
        while self._recent and pose.time_s - self._recent[0][0] > MEMORY_S:
            self._recent.popleft()
        if not self._recent:
            return UNKNOWN
        yaws = [one for _, one, _ in self._recent]
        turns = [one * ahead for _, one, ahead in self._recent]
        return name_view(float(np.median(yaws)), math.copysign(1.0, float(np.median(turns))))
