"""A pose seen from one side: the joints of the near limb by their plain names."""

import math
from dataclasses import dataclass

import numpy as np

from formcheck.features.geometry import Point, distance
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Pose

_TINY_PX = 1e-6
"""Less is a rounding error of sides that cancel each other."""


@dataclass(frozen=True, slots=True, eq=False)
class SidedPose:
    """A pose and the side of the body on which it is measured."""

    pose: Pose
    side: Side

    def at(self, joint: Joint) -> Point:
        """Return ``(2,)`` pixels of the joint on this side, NaN where it cannot be trusted."""
        return self.pose.point(joint.on(self.side))

    def both(self, joint: Joint) -> tuple[Point, Point]:
        """Return the left and the right joint."""
        return self.pose.point(joint.on(Side.LEFT)), self.pose.point(joint.on(Side.RIGHT))

    def middle(self, joint: Joint) -> Point:
        """Return the point between left and right."""
        left, right = self.both(joint)
        middle: Point = (left + right) / 2
        return middle

    @property
    def nose(self) -> Point:
        """The tip of the nose."""
        return self.pose.point(Landmark.NOSE)

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
        ahead = [float(self.nose[0] - self.middle(Joint.EAR)[0])]
        for side in Side:
            knee, hip, toes, heel = (
                float(self.pose.point(joint.on(side))[0])
                for joint in (Joint.KNEE, Joint.HIP, Joint.FOOT_INDEX, Joint.HEEL)
            )
            ahead += [(knee - hip) / 4.0, (toes - heel) / 2.0]
        vote = sum(one for one in ahead if math.isfinite(one))
        return float(np.sign(vote)) if abs(vote) > _TINY_PX else math.nan
