"""The One Euro filter (Casiez, Roussel, Vogel 2012) on landmarks, with true time steps.

The pose model's landmarks are not smoothed. Speeds are divided by the body's size first, so that a
person near the camera is not smoothed less than one far away.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.landmarks import COUNT
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
_PX: Final = COUNT * 2
_FLAT: Final = _PX + COUNT * 3


@dataclass(frozen=True, slots=True, eq=False)
class _Before:
    """The value before: as it came in, filtered, which elements were NaN, and its speed."""

    raw: Floats
    value: Floats
    missing: npt.NDArray[np.bool_]
    speed: Floats


@dataclass(slots=True)
class OneEuro:
    """One filter for an array of coordinates of any shape. NaN elements start anew."""

    min_cutoff_hz: float = MIN_CUTOFF_HZ
    beta: float = BETA
    _before: _Before | None = None

    def reset(self) -> None:
        """Forget everything: the next value starts anew."""
        self._before = None

    def __call__(self, value: Floats, step_s: float, scale: float | Floats) -> Floats:
        """Return the filtered ``value``, ``step_s`` seconds after the one before.

        ``scale`` is the size, in the unit of ``value``, by which speeds are divided; for all
        elements or for each.
        """
        missing, before = np.isnan(value), self._before
        if before is None or step_s > GAP_S:
            self._before = _Before(value, value.copy(), missing, np.zeros_like(value))
            return self._before.value
        fresh = missing | before.missing
        # From raw to raw: against the smoothed value the speed would grow with the frame rate.
        speed = value - before.raw
        speed /= step_s * scale
        speed[fresh] = 0.0
        speed -= before.speed
        speed *= 1.0 / (1.0 + 1.0 / (2.0 * math.pi * SPEED_CUTOFF_HZ * step_s))
        speed += before.speed
        filtered = value - before.value
        filtered *= self._weight(speed, step_s)
        filtered += before.value
        np.copyto(filtered, value, where=fresh)
        self._before = _Before(value, filtered, missing, speed)
        return filtered

    def _weight(self, speed: Floats, step_s: float) -> Floats:
        """Return 1 / (1 + 1 / (2 pi cutoff step)): the share of the way to a new value.

        All in one array: for so few numbers, making others would take as long as the arithmetic.
        """
        weight = np.abs(speed)
        weight *= self.beta
        weight += self.min_cutoff_hz
        weight *= 2.0 * math.pi
        weight *= step_s
        np.reciprocal(weight, out=weight)
        weight += 1.0
        return np.reciprocal(weight, out=weight)


class PoseSmoother:
    """Smooths image and world coordinates of successive poses; trust and times stay as they are."""

    def __init__(self) -> None:
        self._filter = OneEuro()
        self._sizes = np.full(_FLAT, TRUNK_M)
        """(165,) by what the speed of each number is divided."""
        self._scale = math.nan
        self._time_s = -math.inf

    def smooth(self, pose: Pose, doubt: npt.NDArray[np.uint8] | None = None) -> Pose:
        """Return the smoothed pose. Called once a frame, in order of time.

        ``doubt`` takes the place of the pose's own, where it was found only now.
        """
        doubt = pose.doubt if doubt is None else doubt
        step_s = pose.time_s - self._time_s
        scale = self._follow_scale(body_scale_px(pose.image_px), step_s)
        self._time_s = pose.time_s
        if not math.isfinite(scale) or step_s <= 0.0:
            self._filter.reset()
            return pose if doubt is pose.doubt else pose.with_(doubt=doubt)
        # Both kinds of place in one array: for so few numbers the time goes by the calls.
        places = np.concatenate((pose.image_px, pose.world_m), axis=None)
        places[:_PX].reshape(COUNT, 2)[doubt.astype(bool)] = math.nan
        self._sizes[:_PX] = scale
        filtered = self._filter(places, step_s, self._sizes)
        smooth_px = filtered[:_PX].reshape(COUNT, 2)
        return pose.with_(
            image_px=np.where(np.isnan(smooth_px), pose.image_px, smooth_px),
            world_m=filtered[_PX:].reshape(COUNT, 3),
            doubt=doubt,
        )

    def _follow_scale(self, scale: float, step_s: float) -> float:
        """Follow the body's size slowly: a scale that trembles would make the landmarks tremble."""
        if not math.isfinite(self._scale) or step_s > GAP_S:
            self._scale = scale
        elif math.isfinite(scale):
            self._scale += min(1.0, step_s / _SCALE_MEMORY_S) * (scale - self._scale)
        return self._scale
