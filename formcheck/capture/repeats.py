"""A picture that is the one before to the last bit is no news: a camera that hangs sends such.

Two pictures of a real sensor are never the same, even in the dark. What repeats a picture is a
driver that lost its camera, a phone whose app fell asleep, or a cover that switches the sensor off.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.capture.arrival import elapsed_s
from formcheck.capture.frame import Frame
from formcheck.capture.light import BLACK, light_of
from formcheck.errors import SourceLostError
from formcheck.language import _

HANGS_S: Final = 3.0
"""A picture that stays for so long hangs: a camera's longest exposure is a third of a second, and
cheap ones send each picture twice (judgement)."""
_LINES: Final = 8
"""Every eighth line, whole, is compared: 90 of 720, in 30 microseconds."""


class Repeats:
    """Tells new pictures of one camera from repeated ones.

    Parameters
    ----------
    clock
        Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = elapsed_s) -> None:
        self._clock = clock
        self._lines: npt.NDArray[np.uint8] | None = None
        self._new_s = 0.0

    def is_news(self, frame: Frame, camera: str) -> bool:
        """Whether a frame is another picture than the one before.

        Called for every frame, with the camera's name.

        Raises
        ------
        SourceLostError
            When the picture has been the same for `HANGS_S`.
        """
        lines, now_s = frame.image[::_LINES], self._clock()
        if self._lines is None or not np.array_equal(lines, self._lines):
            # A copy: a part of the picture would keep all of it.
            self._lines, self._new_s = lines.copy(), now_s
            return True
        if now_s - self._new_s >= HANGS_S:
            raise SourceLostError(_hangs(frame, camera))
        return False


def _hangs(frame: Frame, camera: str) -> str:
    if light_of(frame).mean < BLACK:
        return _(
            "The picture of {camera} is black and never changes. Open its cover, and see whether "
            "the camera is switched off by a key or by a privacy setting."
        ).format(camera=camera)
    return _(
        "The picture of {camera} stands still. Unplug the camera and plug it in again; of a phone, "
        "open the camera app again."
    ).format(camera=camera)
