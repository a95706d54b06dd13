"""From which side the camera sees the person, and what that view can judge.

The yaw is taken from the model's own depth of shoulders and hips; where there is none (landmark
tables), from how far left and right lie apart in the picture.
"""

import math
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from formcheck.checking.middle import Middle
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

UNKNOWN: Final = ViewEstimate("unknown", math.nan)
_SHOULDERS: Final = slice(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER + 1)
_HIPS: Final = slice(Landmark.LEFT_HIP, Landmark.RIGHT_HIP + 1)

_Pair = list[list[float]]
"""Left and right."""


@dataclass(frozen=True, slots=True, eq=False)
class _Trunk:
    """The four corners of the trunk as plain numbers."""

    body: SidedPose
    shoulders_px: _Pair
    hips_px: _Pair
    shoulders_m: _Pair
    hips_m: _Pair

    def yaw_deg(self) -> float:
        (left, right), (left_hip, right_hip) = self.shoulders_m, self.hips_m
        across = 0.0 + (left[0] - right[0]) + (left_hip[0] - right_hip[0])
        depth = 0.0 + (left[2] - right[2]) + (left_hip[2] - right_hip[2])
        if math.isfinite(across) and math.isfinite(depth) and (across or depth):
            return self._true_yaw_deg(math.degrees(math.atan2(abs(across), abs(depth))))
        return self._flat_yaw_deg()

    def _true_yaw_deg(self, seen: float) -> float:
        """Undo the model's leaning towards a side view, measured on 850 stills of rendered people.

        Of people lying or kneeling, true yaws of 5, 15, 25, 35, 45 and 55 degrees are seen as 3, 6,
        15, 22, 38 and 46 (medians); of sitting ones from ahead as they are, from behind 12 too
        small.
        """
        leaning = LEANING_DEG / 2 if self.is_upright else LEANING_DEG
        return min(90.0, seen + leaning * (1.0 - math.exp(-seen / LEANING_FROM_DEG)))

    def _flat_yaw_deg(self) -> float:
        (left, right), (left_hip, right_hip) = self.shoulders_px, self.hips_px
        trunk = math.hypot(
            (left[0] + right[0]) / 2 - (left_hip[0] + right_hip[0]) / 2,
            (left[1] + right[1]) / 2 - (left_hip[1] + right_hip[1]) / 2,
        )
        if not trunk > 0.0:
            return math.nan
        shares = (
            abs(left[0] - right[0]) / (trunk * SHOULDER_WIDTH_TRUNKS),
            abs(left_hip[0] - right_hip[0]) / (trunk * HIP_WIDTH_TRUNKS),
        )
        known = [share for share in shares if math.isfinite(share)]
        return math.degrees(math.asin(min(1.0, median(known)))) if known else math.nan

    def ahead_sign(self) -> float:
        (left, right), (left_hip, right_hip) = self.shoulders_px, self.hips_px
        across = 0.0 + (left[0] - right[0]) + (left_hip[0] - right_hip[0])
        depth = 0.0
        for one, other in (self.shoulders_m, self.hips_m):
            depth += one[2] - other[2]
        if self.is_upright:
            ahead = self.body.facing
        else:
            ahead = (left[0] + right[0]) - (left_hip[0] + right_hip[0])
        return -1.0 if across * depth * ahead < 0.0 else 1.0

    @property
    def is_upright(self) -> bool:
        (left, right), (left_hip, right_hip) = self.shoulders_px, self.hips_px
        down = (left[1] + right[1]) - (left_hip[1] + right_hip[1])
        return abs(down) > abs((left[0] + right[0]) - (left_hip[0] + right_hip[0]))


def _trunk(pose: Pose, body: SidedPose | None = None) -> _Trunk:
    return _Trunk(
        body or SidedPose(pose, Side.LEFT),
        pose.image_px[_SHOULDERS].tolist(),
        pose.image_px[_HIPS].tolist(),
        pose.world_m[_SHOULDERS].tolist(),
        pose.world_m[_HIPS].tolist(),
    )


def yaw_deg(pose: Pose) -> float:
    """Return how far the camera is turned away from a true side view, 0 to 90; NaN if unknown."""
    return _trunk(pose).yaw_deg()


def ahead_sign(pose: Pose) -> float:
    """Return +1 when the camera is turned towards the head end (or the face) of the body, else -1.

    From ahead, what is farther away lies farther ahead in the picture. Measured on rendered people:
    right in 89 to 100 % of stills beyond 20 degrees, a guess below 10, where it matters little. +1
    where it cannot be told.
    """
    return _trunk(pose).ahead_sign()


def name_view(yaw: float, ahead: float = 1.0) -> ViewEstimate:
    """Give a yaw its name."""
    if not math.isfinite(yaw):
        return UNKNOWN
    if yaw <= SIDE_MAX_DEG:
        return ViewEstimate("side", yaw, ahead)
    return ViewEstimate("front" if yaw >= FRONT_MIN_DEG else "oblique", yaw)


def allows(view: ViewEstimate, wanted: Collection[View]) -> bool:
    """Whether something that wants one of these views can be judged from this one."""
    return view.name in wanted


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
        """Time, yaw and signed yaw."""
        self._yaws, self._turns = Middle(), Middle()
        self._seen = UNKNOWN
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

    def see(self, pose: Pose, body: SidedPose | None = None) -> ViewEstimate:
        """Take in one pose and return the view over the last second, locked or not.

        ``body`` is the pose from either side, where there is one already.
        """
        trunk = _trunk(pose, body)
        yaw = trunk.yaw_deg()
        if math.isfinite(yaw):
            turn = yaw * trunk.ahead_sign()
            self._recent.append((pose.time_s, yaw, turn))
            self._yaws.add(yaw)
            self._turns.add(turn)
        while self._recent and pose.time_s - self._recent[0][0] > MEMORY_S:
            _time_s, yaw, turn = self._recent.popleft()
            self._yaws.remove(yaw)
            self._turns.remove(turn)
        if not self._recent:
            return UNKNOWN
        yaw, ahead = self._yaws.median, math.copysign(1.0, self._turns.median)
        if yaw != self._seen.yaw_deg or ahead != self._seen.ahead:
            self._seen = name_view(yaw, ahead)
        return self._seen
