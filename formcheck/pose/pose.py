"""One person's landmarks at one time."""

import math
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.landmarks import COUNT, Landmark

Floats = npt.NDArray[np.float64]
Point = tuple[float, float]
"""x and y in pixels, y down."""

NOWHERE: Final[Point] = (math.nan, math.nan)
"""Where a landmark is that cannot be trusted."""


class Doubt(IntEnum):
    """Why a landmark is not to be trusted, whatever its visibility says."""

    NONE = 0
    HIDDEN = 1
    """The estimator itself gives it a low visibility."""
    OUTSIDE = 2
    """It lies outside the picture: a guess."""
    LIMB_LENGTH = 3
    """A limb that ends in it has become much longer or shorter than it was."""
    SWAPPED = 4
    """Left and right have changed places since the frame before."""
    JUMPED = 5
    """It moved farther than a person can between two frames."""


_SHAPES: Final = {
    "image_px": (COUNT, 2),
    "world_m": (COUNT, 3),
    "visibility": (COUNT,),
    "doubt": (COUNT,),
}


def no_doubt() -> npt.NDArray[np.uint8]:
    """Return ``(33,)`` zeros: every landmark trusted."""
    return np.zeros(COUNT, np.uint8)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Pose:
    """The 33 landmarks of one person in one frame. Nobody seen is ``None`` in place of a pose."""

    time_s: float
    """Time of the frame it was seen in."""
    image_px: Floats
    """(33, 2) float64, x and y in pixels of the upright picture, y down."""
    world_m: Floats
    """(33, 3) float64, metres, origin between the hips, smaller z is nearer to the camera."""
    visibility: Floats
    """(33,) float64, 0 to 1, as the estimator states it."""
    image_size: tuple[int, int]
    """Width and height of the picture in pixels."""
    doubt: npt.NDArray[np.uint8]
    """(33,) uint8 of `Doubt`; 0 where the landmark can be trusted."""
    others: int = 0
    """Number of other people seen in the picture."""
    outline_px: Floats | None = None
    """(n, 2) pixels, the contour of the back from the hips to the shoulders, NaN where it was not
    found; None when it was not looked for. Experimental."""
    _points: list[Point] = field(init=False, repr=False, default_factory=list)

    def __post_init__(self) -> None:
        """Check every shape."""
        if (
            self.image_px.shape != (COUNT, 2)
            or self.world_m.shape != (COUNT, 3)
            or self.visibility.shape != self.doubt.shape
            or self.doubt.shape != (COUNT,)
            or (self.outline_px is not None and self.outline_px.shape[1:] != (2,))
        ):
            raise ValueError(self._wrong_shape())

    def _wrong_shape(self) -> str:
        for name, expected in _SHAPES.items():
            found = getattr(self, name).shape
            if found != expected:
                return f"{name}: expected shape {expected}, got {found}"
        shape = None if self.outline_px is None else self.outline_px.shape
        return f"outline_px: expected shape (n, 2), got {shape}"

    def with_(
        self,
        *,
        image_px: Floats | None = None,
        world_m: Floats | None = None,
        doubt: npt.NDArray[np.uint8] | None = None,
    ) -> "Pose":
        """Return the pose with other places or doubts, in a third of the time of ``replace``."""
        return Pose(
            time_s=self.time_s,
            image_px=self.image_px if image_px is None else image_px,
            world_m=self.world_m if world_m is None else world_m,
            visibility=self.visibility,
            image_size=self.image_size,
            doubt=self.doubt if doubt is None else doubt,
            others=self.others,
            outline_px=self.outline_px,
        )

    @property
    def points(self) -> list[Point]:
        """The 33 places as plain numbers, NaN where one cannot be trusted; not to be changed.

        All at once, when the first one is asked for: an exercise asks for some thirty, and each
        would cost a third of what all do.
        """
        if not self._points:
            places = zip(self.image_px.tolist(), self.doubt.tobytes(), strict=True)
            # In one step: another thread may ask at the same time.
            self._points[:] = [NOWHERE if why else (px[0], px[1]) for px, why in places]
        return self._points

    def point(self, landmark: Landmark) -> Point:
        """Return where a landmark is, NaN where it cannot be trusted."""
        return self.points[landmark]
