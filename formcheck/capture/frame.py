"""One picture and when it was taken."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

_IMAGE_NDIM: Final = 3
_CHANNELS: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a camera or a video. Its image must not be written to."""

    index: int
    """Number of the frame in its source, from 0; gaps are frames that were dropped."""
    time_s: float
    """Time of the frame, strictly increasing; for a file its own time stamp, from 0."""
    image: npt.NDArray[np.uint8]
    """(h, w, 3) uint8, blue-green-red, upright, read-only."""

    def __post_init__(self) -> None:
        """Check the image's shape and lock it."""
        shape, dtype = self.image.shape, self.image.dtype
        if len(shape) != _IMAGE_NDIM or shape[2] != _CHANNELS or dtype != np.uint8:
            raise ValueError(f"expected a uint8 image of shape (h, w, 3), got {dtype} {shape}")
        self.image.flags.writeable = False

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height."""
        return self.image.shape[1], self.image.shape[0]
