"""A pose seen from one side: the joints of the near limb by their plain names."""

import math
from dataclasses import dataclass, field
from typing import Final

from formcheck.features.geometry import distance
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Point, Pose

_TINY_PX = 1e-6
"""Less is a rounding error of sides that cancel each other."""
_ON: Final = {side: {joint: joint.on(side) for joint in Joint} for side in Side}
_LEFT, _RIGHT = _ON[Side.LEFT], _ON[Side.RIGHT]
_AHEAD: Final = tuple(
    (joints[front], joints[back], share)
    for joints in _ON.values()
    for front, back, share in (
        (Joint.KNEE, Joint.HIP, 4.0),
        (Joint.FOOT_INDEX, Joint.HEEL, 2.0),
    )
)
"""What lies ahead of what on somebody who looks that way, and by how much more than the nose."""


@dataclass(frozen=True, slots=True, eq=False)
class SidedPose:
    """A pose and the side of the body on which it is measured."""

    pose: Pose
    side: Side
    _facing: list[float] = field(init=False, repr=False, default_factory=list)

    def at(self, joint: Joint) -> Point:
        """Return where the joint is on this side, NaN where it cannot be trusted."""
        return self.pose.points[_ON[self.side][joint]]

    def both(self, joint: Joint) -> tuple[Point, Point]:
        """Return the left and the right joint."""
        points = self.pose.points
        return points[_LEFT[joint]], points[_RIGHT[joint]]

    def middle(self, joint: Joint) -> Point:
        """Return the point between left and right."""
        left, right = self.both(joint)
        return (left[0] + right[0]) / 2, (left[1] + right[1]) / 2

    @property
    def nose(self) -> Point:
        """The tip of the nose."""
        return self.pose.points[Landmark.NOSE]

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
        if not self._facing:
            self._facing[:] = [self._face()]
        return self._facing[0]

    def _face(self) -> float:
        points = self.pose.points
        vote = 0.0
        for ahead in (
            self.nose[0] - self.middle(Joint.EAR)[0],
            *((points[front][0] - points[back][0]) / share for front, back, share in _AHEAD),
        ):
            if math.isfinite(ahead):
                vote += ahead
        return math.copysign(1.0, vote) if abs(vote) > _TINY_PX else math.nan
