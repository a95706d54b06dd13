"""Which landmarks can be believed.

The estimator's own visibility is often above 0.9 for joints that are outside the picture or
hidden, so four more things are looked at: the picture's edge, limb lengths, swaps and jumps.
Limits are from the project's clinical notes (section 2, 9) or marked as judgement.
"""

import math
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.landmarks import COUNT, Joint, Landmark, Side
from formcheck.pose.crossing import Crossing
from formcheck.pose.pose import Doubt, Floats, Pose

VISIBLE_ENTER: Final = 0.6
VISIBLE_LEAVE: Final = 0.5
"""Hysteresis of the visibility gate."""
LIMB_CHANGE: Final = 0.3
"""A limb more than 30 % longer or shorter than it was is not the limb."""
CUT_SHORT: Final = 0.15
"""Where a limb at its known length would end outside the picture, less is enough: the estimator
draws a hand that has left the picture back inside it, on too short a forearm (measured)."""
LIMB_MEMORY_S: Final = 4.0
"""Time in which a limb's remembered length follows the seen one: turning round is allowed."""
JUMP_TRUNKS: Final = 0.1
JUMP_TRUNKS_PER_S: Final = 6.0
"""A landmark may move 0.1 trunk and 6 trunks a second between frames (3 m/s; judgement)."""
SETTLE_S: Final = 0.15
"""After a jump a landmark is believed again once it has stayed where it is for so long."""
SWAP_TRUNKS: Final = 0.15
"""Sides that lie closer together than this cannot be told to have swapped."""
FORGET_S: Final = 1.0
"""After so long with nobody seen, what was remembered of the body no longer counts."""

_LIMBS: Final = tuple(
    (upper.on(side), lower.on(side))
    for side in Side
    for upper, lower in (
        (Joint.SHOULDER, Joint.ELBOW),
        (Joint.ELBOW, Joint.WRIST),
        (Joint.HIP, Joint.KNEE),
        (Joint.KNEE, Joint.ANKLE),
    )
)
_PAIRED: Final = (
    Joint.SHOULDER,
    Joint.ELBOW,
    Joint.WRIST,
    Joint.HIP,
    Joint.KNEE,
    Joint.ANKLE,
)
_FEET: Final = np.isin(
    np.arange(COUNT),
    [joint.on(side) for joint in (Joint.ANKLE, Joint.HEEL, Joint.FOOT_INDEX) for side in Side],
)


def body_scale_px(image_px: Floats) -> float:
    """Return the larger of trunk length and shoulder width in pixels: the body's own measure."""
    shoulders = image_px[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]]
    hips = image_px[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]]
    trunk = math.hypot(*(shoulders.mean(axis=0) - hips.mean(axis=0)))
    width = math.hypot(*(shoulders[0] - shoulders[1]))
    return max((x for x in (trunk, width) if math.isfinite(x)), default=math.nan)


class TrustFilter:
    """Marks the landmarks of successive poses that are not to be trusted."""

    def __init__(self) -> None:
        self._last: Pose | None = None
        self._speed_px = np.zeros((COUNT, 2))
        self._visible = np.zeros(COUNT, bool)
        self._doubted_until = np.zeros(COUNT)
        self._why = np.zeros(COUNT, np.uint8)
        self._lengths = np.full(len(_LIMBS), np.nan)
        self._crossing = Crossing()

    def assess(self, pose: Pose) -> Pose:
        """Return ``pose`` with its doubts filled in. Called once a frame, in order of time."""
        if self._last is not None and pose.time_s - self._last.time_s > FORGET_S:
            self._forget()
        doubt = np.maximum(pose.doubt, self._unseen(pose)).astype(np.uint8)
        scale = body_scale_px(pose.image_px)
        if self._last is not None and math.isfinite(scale):
            self._find_sudden_changes(pose, self._last, scale)
        recent = (self._doubted_until > pose.time_s) & (doubt == Doubt.NONE)
        doubt[recent] = self._why[recent]
        self._find_changed_limbs(pose, doubt)
        self._last = pose
        return replace(pose, doubt=doubt)

    def _forget(self) -> None:
        self._last = None
        self._speed_px[:] = 0.0
        self._visible[:] = False
        self._doubted_until[:] = 0.0
        self._lengths[:] = np.nan
        self._crossing.forget()

    def _unseen(self, pose: Pose) -> npt.NDArray[np.uint8]:
        limit = np.where(self._visible, VISIBLE_LEAVE, VISIBLE_ENTER)
        self._visible = pose.visibility >= limit
        size = np.asarray(pose.image_size, float)
        inside = np.all((pose.image_px >= 0) & (pose.image_px < size), axis=1)
        doubt = np.where(self._visible, Doubt.NONE, Doubt.HIDDEN)
        doubt = np.where(inside, doubt, Doubt.OUTSIDE)
        lost = ~np.isfinite(pose.image_px).all(axis=1)
        return np.where(lost, Doubt.HIDDEN, doubt).astype(np.uint8)

    def _find_sudden_changes(self, pose: Pose, last: Pose, scale: float) -> None:
        step_s = pose.time_s - last.time_s
        allowed = scale * (JUMP_TRUNKS + JUMP_TRUNKS_PER_S * step_s)
        moved = np.linalg.norm(pose.image_px - last.image_px, axis=1)
        self._doubt(moved > allowed, Doubt.JUMPED, pose.time_s)
        swapped = np.zeros(COUNT, bool)
        expected = last.image_px + self._speed_px * step_s
        for joint in _PAIRED:
            left, right = joint.on(Side.LEFT), joint.on(Side.RIGHT)
            own = _length(pose.image_px[left] - expected[left])
            own += _length(pose.image_px[right] - expected[right])
            other = _length(pose.image_px[left] - expected[right])
            other += _length(pose.image_px[right] - expected[left])
            swapped[[left, right]] = own > 2 * SWAP_TRUNKS * scale and other < own / 2
        self._doubt(swapped, Doubt.SWAPPED, pose.time_s)
        self._speed_px = np.where(
            np.isfinite(pose.image_px), (pose.image_px - last.image_px) / step_s, 0.0
        )
        self._speed_px[swapped] = 0.0
        if self._crossing.update(pose.time_s, pose.image_px, self._speed_px, scale):
            self._doubt(_FEET, Doubt.SWAPPED, pose.time_s)

    def _doubt(self, which: npt.NDArray[np.bool_], why: Doubt, time_s: float) -> None:
        self._doubted_until[which] = time_s + SETTLE_S
        self._why[which] = why

    def _find_changed_limbs(self, pose: Pose, doubt: npt.NDArray[np.uint8]) -> None:
        misplaced: set[Landmark] = set()
        step_s = pose.time_s - self._last.time_s if self._last else 0.0
        follow = min(1.0, step_s / LIMB_MEMORY_S)
        for i, (upper, lower) in enumerate(_LIMBS):
            if upper in misplaced:
                # A hand on a forearm that begins at a wrong elbow is wrong as well.
                doubt[lower] = doubt[lower] or doubt[upper]
            if doubt[upper] or doubt[lower]:
                continue
            length = _length(pose.image_px[upper] - pose.image_px[lower])
            known = self._lengths[i]
            if not math.isfinite(known):
                self._lengths[i] = length
                continue
            if abs(length - known) > LIMB_CHANGE * known:
                doubt[lower] = Doubt.LIMB_LENGTH
            elif length < (1 - CUT_SHORT) * known and _ends_outside(pose, upper, lower, known):
                doubt[lower] = Doubt.OUTSIDE
            if doubt[lower]:
                misplaced.add(lower)
            self._lengths[i] = known + follow * (length - known)


def _length(vector: Floats) -> float:
    return math.hypot(float(vector[0]), float(vector[1]))


def _ends_outside(pose: Pose, upper: Landmark, lower: Landmark, length: float) -> bool:
    """Whether a limb of this length, in the direction it is seen, would leave the picture."""
    start, towards = pose.image_px[upper], pose.image_px[lower] - pose.image_px[upper]
    end = start + towards * (length / _length(towards))
    return not bool(np.all((end >= 0) & (end < np.asarray(pose.image_size))))
