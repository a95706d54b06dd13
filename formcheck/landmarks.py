"""The 33 body landmarks of the pose model: names, edges, and which is the mirror of which.

Order and names are those of MediaPipe's pose landmarker (BlazePose topology).
"""

from enum import IntEnum, StrEnum
from typing import Final


class Landmark(IntEnum):
    """Index of a landmark in every ``(33, ...)`` array of the program."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT_INDEX = 31
    RIGHT_FOOT_INDEX = 32


COUNT: Final = len(Landmark)


class Side(StrEnum):
    """A side of the person's own body, never of the picture."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Joint(StrEnum):
    """A landmark that exists on both sides, named without its side."""

    EYE = "eye"
    EYE_OUTER = "eye_outer"
    EAR = "ear"
    SHOULDER = "shoulder"
    ELBOW = "elbow"
    WRIST = "wrist"
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"
    HEEL = "heel"
    FOOT_INDEX = "foot_index"

    def on(self, side: Side) -> Landmark:
        """Return the landmark of this joint on ``side``."""
        return _ON[self, side]


# Asked for a hundred times a frame: names put together each time would take a tenth of all rules.
_ON: Final = {
    (joint, side): Landmark[f"{side.name}_{joint.name}"] for joint in Joint for side in Side
}


def _mirror_of(landmark: Landmark) -> Landmark:
    name = landmark.name
    if "LEFT" in name:
        return Landmark[name.replace("LEFT", "RIGHT")]
    return Landmark[name.replace("RIGHT", "LEFT")]


MIRROR: Final[tuple[int, ...]] = tuple(int(_mirror_of(landmark)) for landmark in Landmark)
"""``(33,)``: for each landmark the index of its mirror image; the nose is its own."""


def _edges_of(side: Side) -> tuple[tuple[Landmark, Landmark], ...]:
    chain = [
        (Joint.SHOULDER, Joint.ELBOW),
        (Joint.ELBOW, Joint.WRIST),
        (Joint.SHOULDER, Joint.HIP),
        (Joint.HIP, Joint.KNEE),
        (Joint.KNEE, Joint.ANKLE),
        (Joint.ANKLE, Joint.HEEL),
        (Joint.HEEL, Joint.FOOT_INDEX),
        (Joint.ANKLE, Joint.FOOT_INDEX),
        (Joint.EAR, Joint.EYE),
    ]
    return tuple((a.on(side), b.on(side)) for a, b in chain)


EDGES: Final[tuple[tuple[Landmark, Landmark], ...]] = (
    *_edges_of(Side.LEFT),
    *_edges_of(Side.RIGHT),
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    (Landmark.LEFT_EYE, Landmark.NOSE),
    (Landmark.RIGHT_EYE, Landmark.NOSE),
)
"""Pairs of landmarks that the skeleton joins with a line."""
