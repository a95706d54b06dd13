"""A real camera on the loopback network that can have every trouble a camera has."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from formcheck.capture.opencv import cv2
from tests.capture.servers import COUNT, MjpegServer

Image = npt.NDArray[np.uint8]
SMALL, LARGE = (64, 48), (96, 80)


def noisy(number: int, size_px: tuple[int, int] = SMALL, level: int = 120) -> Image:
    """A picture as a sensor gives it: no two are the same, in the dark neither."""
    grain = np.random.default_rng(number).integers(0, 30, (size_px[1], size_px[0], 3))
    slope = np.linspace(0, 120, size_px[0])[None, :, None] if level > 100 else 0
    return np.clip(level - 60 + slope + grain, 0, 255).astype(np.uint8)


def jpegs(pictures: list[Image]) -> list[bytes]:
    """Pictures as they go over the network, round and round."""
    sent = [cv2.imencode(".jpg", one)[1].tobytes() for one in pictures]
    return (sent * (COUNT // len(sent) + 1))[:COUNT]


class Phone(MjpegServer):
    """A phone that is used as a camera."""

    def __init__(self, *, interval_s: float = 0.02) -> None:
        super().__init__(interval_s=interval_s)
        self.shows()

    def shows(self, size_px: tuple[int, int] = SMALL, level: int = 120) -> None:
        """Send pictures of a room from now on."""
        self.jpegs = jpegs([noisy(number, size_px, level) for number in range(50)])

    def hangs(self) -> None:
        """Send one picture for ever."""
        self.jpegs = self.jpegs[:1] * COUNT

    def is_covered(self) -> None:
        """Send black pictures, without a grain: a cover that switches the sensor off."""
        self.jpegs = jpegs([np.zeros((SMALL[1], SMALL[0], 3), np.uint8)])

    @contextmanager
    def away(self) -> Iterator[None]:
        """Be out of the network for a while."""
        self.drop()
        yield
        self.dropped.clear()
