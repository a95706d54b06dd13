"""The One Euro filter (Casiez, Roussel, Vogel 2012) on landmarks, with true time steps.

The pose model's landmarks are not smoothed. Speeds are divided by the body's size first, so that a
person near the camera is not smoothed less than one far away.
"""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.pose.pose import Pose
from formcheck.pose.trust import body_scale_px

Floats = npt.NDArray[np.float64]

MIN_CUTOFF_HZ: Final = 1.5
BETA: Final = 0.7
SPEED_CUTOFF_HZ: Final = 1.0
"""Start values of the project's clinical notes, section 9, in body sizes a second."""
GAP_S: Final = 0.5
"""After a longer gap the filter starts anew: old places say nothing of new ones."""
TRUNK_M: Final = 0.5
"""A trunk's length in metres: the scale of world coordinates."""
_SCALE_MEMORY_S: Final = 2.0


def _weight(cutoff_hz: Floats | float, step_s: float) -> Floats:
    return np.asarray(1.0 / (1.0 + 1.0 / (2.0 * math.pi * np.asarray(cutoff_hz) * step_s)))


@dataclass(slots=True)
class OneEuro:
    """One filter for an array of coordinates of any shape. NaN elements start anew."""

    min_cutoff_hz: float = MIN_CUTOFF_HZ
    beta: float = BETA
    _raw: Floats | None = None
    _value: Floats | None = None
    _speed: Floats | None = None

    def reset(self) -> None:
        """Forget everything: the next value starts anew."""
        self._raw = self._value = self._speed = None

    def __call__(self, value: Floats, step_s: float, scale: float) -> Floats:
        """Return the filtered ``value``, ``step_s`` seconds after the one before.

        ``scale`` is the size, in the unit of ``value``, by which speeds are divided.
        """
        if self._raw is None or self._value is None or self._speed is None or step_s > GAP_S:
            self._raw, self._value, self._speed = value, value.copy(), np.zeros_like(value)
            return self._value
        fresh = np.isnan(self._value) | np.isnan(value)
        # From raw to raw: against the smoothed value the speed would grow with the frame rate.
        speed = np.where(fresh, 0.0, (value - self._raw) / (step_s * scale))
        smooth = self._speed + _weight(SPEED_CUTOFF_HZ, step_s) * (speed - self._speed)
        weight = _weight(self.min_cutoff_hz + self.beta * np.abs(smooth), step_s)
        filtered = self._value + weight * (value - self._value)
        self._raw, self._value, self._speed = value, np.where(fresh, value, filtered), smooth
        return self._value


class PoseSmoother:
    """Smooths image and world coordinates of successive poses; trust and times stay as they are."""

    def __init__(self) -> None:
        self._image = OneEuro()
        self._world = OneEuro()
        self._scale = math.nan
        self._time_s = -math.inf

    def smooth(self, pose: Pose) -> Pose:
        """Return the smoothed pose. Called once a frame, in order of time."""
        step_s = pose.time_s - self._time_s
        scale = self._follow_scale(body_scale_px(pose.image_px), step_s)
        self._time_s = pose.time_s
        if not math.isfinite(scale) or step_s <= 0.0:
            self._image.reset()
            self._world.reset()
            return pose
        trusted = np.where(pose.doubt[:, None] == 0, pose.image_px, np.nan)
        filtered = self._image(trusted, step_s, scale)
        image_px = np.where(np.isnan(filtered), pose.image_px, filtered)
        return replace(pose, image_px=image_px, world_m=self._world(pose.world_m, step_s, TRUNK_M))

    def _follow_scale(self, scale: float, step_s: float) -> float:
        """Follow the body's size slowly: a scale that trembles would make the landmarks tremble."""
        if not math.isfinite(self._scale) or step_s > GAP_S:
            self._scale = scale
        elif math.isfinite(scale):
            self._scale += min(1.0, step_s / _SCALE_MEMORY_S) * (scale - self._scale)
        return self._scale
