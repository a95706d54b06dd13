"""What a frame shows of the body, before any exercise asks: the same for all of them.

::

    raw pose -> trust, smoothing -> near side, view
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from formcheck.checking.near_side import NearSide
from formcheck.checking.results import ViewEstimate
from formcheck.checking.view import UNKNOWN, ViewWatcher
from formcheck.features.feature import Feature
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Side
from formcheck.pose.pose import Pose
from formcheck.pose.smoothing import PoseSmoother
from formcheck.pose.trust import TrustFilter


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """The body in one frame."""

    pose: Pose | None = None
    """Smoothed, with its doubts; None when nobody is seen."""
    side: Side | None = None
    """The side nearer to the camera; None until somebody was seen."""
    view: ViewEstimate = UNKNOWN
    """From where the camera sees it now."""
    _bodies: dict[Side, SidedPose] = field(default_factory=dict)
    _raw: dict[tuple[str, Side], float] = field(default_factory=dict)

    def body(self, side: Side) -> SidedPose | None:
        """Return the body from one side; None when nobody is seen."""
        return None if self.pose is None else self._body(self.pose, side)

    def _body(self, pose: Pose, side: Side) -> SidedPose:
        if side not in self._bodies:
            self._bodies[side] = SidedPose(pose, side)
        return self._bodies[side]

    def raw(self, feature: Feature, side: Side | None) -> float:
        """Return a feature on one side as it reads in the picture; NaN where it cannot be seen.

        Measured once, however many exercises ask for it.
        """
        if self.pose is None or side is None:
            return math.nan
        key = feature.name, side
        found = self._raw.get(key)
        if found is None:
            found = self._raw[key] = feature.measure(self._body(self.pose, side))
        return found


class Eyes:
    """Follows one body from frame to frame; ``correct`` moves what somebody saw to be wrong.

    It comes after the smoothing: a landmark is where it was put, and other frames stay as they are.
    """

    def __init__(self, correct: Callable[[Pose], Pose] | None = None) -> None:
        self._correct = correct
        self._trust, self._smoother = TrustFilter(), PoseSmoother()
        self._near, self._views = NearSide(), ViewWatcher()
        self._view = UNKNOWN

    def see(self, pose: Pose | None) -> Sight:
        """Take in the raw pose of one frame. Called once a frame, in order of time."""
        if pose is None:
            return Sight(None, self._near.side, self._view)
        pose = self._smoother.smooth(pose, self._trust.doubts(pose))
        side = self._near.update(pose)
        body = SidedPose(pose, side)
        self._view = self._views.see(pose, body)
        # Last: the camera stands where it stood, wherever a landmark is put.
        corrected = pose if self._correct is None else self._correct(pose)
        if corrected is not pose:
            return Sight(corrected, side, self._view)
        return Sight(pose, side, self._view, {side: body})
