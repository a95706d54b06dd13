"""One person's landmarks at one time."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.landmarks import COUNT, Landmark

Floats = npt.NDArray[np.float64]


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

    def __post_init__(self) -> None:
        """Check every shape."""
        for name, expected in _SHAPES.items():
            found = getattr(self, name).shape
            if found != expected:
                raise ValueError(f"{name}: expected shape {expected}, got {found}")
        if self.outline_px is not None and self.outline_px.shape[1:] != (2,):
            raise ValueError(f"outline_px: expected shape (n, 2), got {self.outline_px.shape}")

    def point(self, landmark: Landmark) -> Floats:
        """Return ``(2,)`` pixels of a landmark, NaN where it cannot be trusted."""
        if self.doubt[landmark]:
            return np.full(2, np.nan)
        point: Floats = self.image_px[landmark]
        return point
