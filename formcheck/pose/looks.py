"""Ways to look at a picture: a part of it, turned by quarter turns; and the way back.

The person detector was trained on upright people who fill a good part of the picture. Lying,
head hidden or far away they are found more often in a turned picture or in a part of it (the
network enlarges a part by itself: it always takes the same number of pixels).
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Floats
from formcheck.pose.trust import body_scale_px

Picture = npt.NDArray[np.uint8]

_FRAME: Final = [
    joint.on(side)
    for joint in (
        Joint.SHOULDER,
        Joint.ELBOW,
        Joint.WRIST,
        Joint.HIP,
        Joint.KNEE,
        Joint.ANKLE,
    )
    for side in Side
]
"""Landmarks that say where a body is."""
_TRUNK: Final = [joint.on(side) for joint in (Joint.SHOULDER, Joint.HIP) for side in Side]
_ROOM: Final = 0.04
VISIBLE: Final = 0.5
"""Shoulders and hips of a person found anew have at least this visibility (a chair that is taken
for a person has 0.97 and more, so this alone is not enough: measured)."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, points_px: Floats) -> Self:
        """Return the smallest box around ``(n, 2)`` points."""
        (left, top), (right, bottom) = points_px.min(axis=0), points_px.max(axis=0)
        return cls(float(left), float(top), float(right), float(bottom))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height; negative where there is nothing inside."""
        return self.right - self.left, self.bottom - self.top

    @property
    def area(self) -> float:
        """Area in square pixels; 0 where there is nothing inside."""
        width, height = self.size
        return max(width, 0.0) * max(height, 0.0)

    @property
    def centre(self) -> Floats:
        """``(2,)`` x and y."""
        return np.array([(self.left + self.right) / 2, (self.top + self.bottom) / 2])

    def common(self, other: "Box") -> "Box":
        """Return what both cover."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def grown(self, factor: float, size_px: tuple[int, int]) -> "Box":
        """Return the box grown about its centre, in whole pixels of a picture of ``size_px``.

        A side shorter than half the longer one counts as half.
        """
        x, y = self.centre
        longer = max(self.size)
        half_w, half_h = (factor * max(side, longer / 2) / 2 for side in self.size)
        return Box(x - half_w, y - half_h, x + half_w, y + half_h).whole(size_px)

    def whole(self, size_px: tuple[int, int]) -> "Box":
        """Return the box cut to whole pixels of a picture of ``size_px``."""
        cut = self.common(Box(0, 0, *size_px))
        edges = (cut.left, cut.top, max(cut.right, cut.left), max(cut.bottom, cut.top))
        return Box(*(float(round(max(edge, 0.0))) for edge in edges))

    def holds(self, other: "Box") -> bool:
        """Whether the other lies inside."""
        return self.common(other) == other


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """One person as the model found them in one picture, in that picture's pixels."""

    image_px: Floats
    """(33, 2) pixels, y down."""
    world_m: Floats
    """(33, 3) metres."""
    visibility: Floats
    """(33,) 0 to 1."""

    @property
    def box(self) -> Box:
        """Box around trunk and limbs."""
        return Box.around(self.image_px[_FRAME])

    def outline(self, size_px: tuple[int, int]) -> Box:
        """Return the box around all of the body, with a little room, in whole pixels."""
        box = Box.around(self.image_px)
        room = _ROOM * max(box.size)
        wide = Box(box.left - room, box.top - room, box.right + room, box.bottom + room)
        return wide.whole(size_px)

    @property
    def plausible(self) -> bool:
        """Whether shoulders and hips are visible and the middle of the trunk is no guess."""
        return bool((self.visibility[_TRUNK] >= VISIBLE).all())

    @property
    def sureness(self) -> float:
        """Mean visibility of trunk and limbs, 0 to 1."""
        return float(self.visibility[_FRAME].mean())

    def is_inside(self, size_px: tuple[int, int]) -> bool:
        """Whether the middle of the trunk lies inside the picture."""
        middle = self.image_px[_TRUNK].mean(axis=0)
        return bool(((middle >= 0) & (middle < size_px)).all())

    def apart(self, other: "Body") -> float:
        """Return the median distance of the limbs' landmarks in trunks of this body."""
        gaps = np.linalg.norm(self.image_px[_FRAME] - other.image_px[_FRAME], axis=1)
        return float(np.median(gaps)) / max(body_scale_px(self.image_px), 1.0)


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at a picture."""

    turns: int = 0
    """Quarter turns counter-clockwise, 0 to 3."""
    region: Box | None = None
    """Part of the picture in whole pixels; all of it when None."""

    def see(self, picture: Picture) -> Picture:
        """Return what is seen: part of the picture, turned."""
        part = picture
        if self.region is not None:
            rows = slice(int(self.region.top), int(self.region.bottom))
            part = picture[rows, int(self.region.left) : int(self.region.right)]
        return np.ascontiguousarray(np.rot90(part, self.turns))

    def to_picture(self, body: Body, seen_px: tuple[int, int]) -> Body:
        """Return a body of what is seen as one of the whole upright picture.

        Parameters
        ----------
        body
            In pixels of what is seen.
        seen_px
            Width and height of what is seen.
        """
        if self == PLAIN:
            return body
        points, world = body.image_px, body.world_m.copy()
        size = np.array(seen_px, float)
        for _ in range(self.turns):
            # A quarter turn clockwise takes the top edge to the right.
            points = np.column_stack([size[1] - points[:, 1], points[:, 0]])
            world[:, :2] = np.column_stack([-world[:, 1], world[:, 0]])
            size = size[::-1]
        corner = (0.0, 0.0) if self.region is None else (self.region.left, self.region.top)
        return Body(points + corner, world, body.visibility)


PLAIN: Final = Look()
