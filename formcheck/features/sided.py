"""A pose seen from one side: the joints of the near limb by their plain names."""

import math
from typing import Final

from formcheck.features.geometry import distance
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Point, Pose

_TINY_PX = 1e-6
"""Less is a rounding error of sides that cancel each other."""
_ON: Final = {side: tuple((joint, int(joint.on(side))) for joint in Joint) for side in Side}
_BOTH: Final = {joint: (int(joint.on(Side.LEFT)), int(joint.on(Side.RIGHT))) for joint in Joint}
_AHEAD: Final = tuple(
    (int(front.on(side)), int(back.on(side)), share)
    for side in Side
    for front, back, share in (
        (Joint.KNEE, Joint.HIP, 4.0),
        (Joint.FOOT_INDEX, Joint.HEEL, 2.0),
    )
)
"""What lies ahead of what on somebody who looks that way, and by how much more than the nose."""


class SidedPose:
    """A pose and the side of the body on which it is measured. What was found is kept."""

    __slots__ = ("_at", "_facing", "_points", "pose", "side")

    def __init__(self, pose: Pose, side: Side) -> None:
        self.pose, self.side = pose, side
        points = self._points = pose.points
        self._at = {joint: points[landmark] for joint, landmark in _ON[side]}
        self._facing: float | None = None

    def at(self, joint: Joint) -> Point:
        """Return where the joint is on this side, NaN where it cannot be trusted."""
        return self._at[joint]

    def both(self, joint: Joint) -> tuple[Point, Point]:
        """Return the left and the right joint."""
        left, right = _BOTH[joint]
        return self._points[left], self._points[right]

    def middle(self, joint: Joint) -> Point:
        """Return the point between left and right."""
        one, other = _BOTH[joint]
        left, right = self._points[one], self._points[other]
        return (left[0] + right[0]) / 2, (left[1] + right[1]) / 2

    @property
    def nose(self) -> Point:
        """The tip of the nose."""
        return self._points[Landmark.NOSE]

    @property
    def trunk_px(self) -> float:
        """Length of shoulder to hip on this side: the body's own measure."""
        return distance(self.at(Joint.SHOULDER), self.at(Joint.HIP))

    @property
    def facing(self) -> float:
        """+1 when somebody upright looks to the right of the picture, -1 to the left, else NaN.

        Nose, knees and toes of both sides vote, each by how far it lies ahead: the knees of a
        sitting person and the toes of a standing one still tell it when the head hangs and the nose
        does not, and the leg that stands tells it when the other one is stretched back. Not for
        bodies on the floor, whose legs point away from the face.
        """
        if self._facing is None:
            self._facing = self._face()
        return self._facing

    def _face(self) -> float:
        points = self._points
        vote = 0.0
        for ahead in (
            self.nose[0] - self.middle(Joint.EAR)[0],
            *((points[front][0] - points[back][0]) / share for front, back, share in _AHEAD),
        ):
            if math.isfinite(ahead):
                vote += ahead
        return math.copysign(1.0, vote) if abs(vote) > _TINY_PX else math.nan
