"""What a cheap webcam does to a picture: noise, blur, wrong exposure, backlight, compression."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """Flaws of one camera; the same seed and frame give the same picture."""

    seed: int = 0
    noise_sd: float = 0.0
    """Standard deviation of the grain, grey levels of 255."""
    blur_px: float = 0.0
    """Standard deviation of the blur, at a picture 960 px wide."""
    exposure: float = 1.0
    """Below 1 is dark, above 1 is bright and clips."""
    backlight: float = 0.0
    """0 to 1: a bright window behind the person darkens and veils the rest."""
    quality: int = 0
    """JPEG quality 1 to 95; 0 leaves the picture as it is."""

    @property
    def clear(self) -> bool:
        """Whether it changes nothing."""
        return self == Lens(seed=self.seed)

    def picture(self, clean: Picture, index: int) -> Picture:
        """Return what the camera gives for frame ``index``, RGB."""
        if self.clear:
            return clean
        light = clean.astype(np.float32) * np.float32(self.exposure)
        if self.backlight:
            light = _against_light(light, self.backlight)
        if self.blur_px:
            size_px = self.blur_px * clean.shape[1] / 960
            light = np.asarray(cv2.GaussianBlur(light, (0, 0), size_px), np.float32)
        if self.noise_sd:
            rng = np.random.default_rng([self.seed, index])
            grain = rng.standard_normal(light.shape[:2], dtype=np.float32)[..., None]
            colour = rng.standard_normal(light.shape, dtype=np.float32)
            light = light + np.float32(self.noise_sd) * (0.8 * grain + 0.6 * colour)
        seen: Picture = np.clip(light, 0, 255).astype(np.uint8)
        return _compressed(seen, self.quality) if self.quality else seen


CLEAR: Final = Lens()
"""A perfect camera."""


def _against_light(light: NDArray[np.float32], strength: float) -> NDArray[np.float32]:
    height, width = light.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    window = np.exp(-(((x / width - 0.3) / 0.22) ** 2) - ((y / height - 0.15) / 0.25) ** 2)
    glow = window[..., None] * np.float32(200.0 * strength)
    veil = np.float32(30.0 * strength)
    lit: NDArray[np.float32] = light * np.float32(1.0 - 0.6 * strength) + glow + veil
    return lit


def _compressed(picture: Picture, quality: int) -> Picture:
    """Return the picture after JPEG."""
    _, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    again = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
    return np.ascontiguousarray(again[..., ::-1])
