"""How well lit a picture is: only what its pixels tell, whoever is in it."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from formcheck.capture.frame import Frame

LEAST_CONTRAST: Final = 25.0
"""Contrast below which people are lost, in the dark and behind a veil alike: up to 24, and nobody
at 25 or more. The mean tells nothing: somebody before a lamp in a dark room was found at a mean of
4 (measured: two rendered clips and four real ones, darkened and veiled, with grain of 4 grey
levels, which is 13 of the contrast)."""
DIM: Final = 60.0
"""Mean luma below which little contrast is darkness, and above which it is mist (judgement: clips
so dark have 42 at most, veiled ones 95 at least)."""
BLACK: Final = 15.0
"""Mean luma of a picture in which nothing at all could be seen (judgement: rendered rooms without
light have 3 to 5, a dark shirt right before the camera 23)."""
GLARE_SHARE: Final = 0.7
"""From here on landmarks are off by 3 % of the trunk, and at 0.98 everybody is lost (measured:
clips overexposed); nothing can be seen in most of such a picture (judgement)."""
EVERY_S: Final = 0.25
"""Rooms change slowly."""
_STEP_PX: Final = 8
"""Every eighth pixel of every eighth line: 14,000 of 720p, in a fifth of a millisecond."""
_WEIGHTS: Final = (0.114, 0.587, 0.299)
"""Blue, green and red in luma (ITU-R BT.601)."""
_SATURATED: Final = 250.0
_DARKEST, _LIGHTEST = 5.0, 95.0
"""Percentiles that stand for black and white: a lamp in the picture is no contrast."""


class Lighting(StrEnum):
    """What is wrong with the light; one thing at most."""

    FINE = "fine"
    DARK = "dark"
    GLARE = "glare"
    MISTY = "misty"


@dataclass(frozen=True, slots=True)
class Light:
    """The light in one picture."""

    mean: float
    """Mean luma, 0 to 255."""
    saturated: float
    """Share of the picture that is as bright as the camera can tell, 0 to 1."""
    contrast: float
    """Luma between its darkest and its lightest twentieth, 0 to 255."""

    @property
    def lighting(self) -> Lighting:
        """What is wrong with it."""
        if self.saturated > GLARE_SHARE:
            return Lighting.GLARE
        if self.contrast >= LEAST_CONTRAST:
            return Lighting.FINE
        return Lighting.DARK if self.mean < DIM else Lighting.MISTY


def light_of(frame: Frame) -> Light:
    """Measure the light in a picture."""
    pixels = frame.image[::_STEP_PX, ::_STEP_PX].reshape(-1, 3).astype(np.float32)
    luma = pixels @ np.asarray(_WEIGHTS, np.float32)
    darkest, lightest = np.percentile(luma, (_DARKEST, _LIGHTEST))
    return Light(float(luma.mean()), float((luma >= _SATURATED).mean()), float(lightest - darkest))


class LightWatch:
    """Measures the light of a source now and then: the answer stays until the next look."""

    def __init__(self) -> None:
        self._light: Light | None = None
        self._looked_s = -math.inf

    def look(self, frame: Frame) -> Light:
        """Return the light in a frame, or in one shortly before it."""
        if self._light is None or frame.time_s - self._looked_s >= EVERY_S:
            self._light, self._looked_s = light_of(frame), frame.time_s
        return self._light
