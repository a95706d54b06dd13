"""Which landmarks can be believed.

The estimator's own visibility is often above 0.9 for joints that are outside the picture or
hidden, so four more things are looked at: the picture's edge, limb lengths, swaps and jumps.
Limits are from the project's clinical notes (section 2, 9) or marked as judgement.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
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
    (int(upper.on(side)), int(lower.on(side)))
    for side in Side
    for upper, lower in (
        (Joint.SHOULDER, Joint.ELBOW),
        (Joint.ELBOW, Joint.WRIST),
        (Joint.HIP, Joint.KNEE),
        (Joint.KNEE, Joint.ANKLE),
    )
)
_PAIRED: Final = tuple(
    (int(joint.on(Side.LEFT)), int(joint.on(Side.RIGHT)))
    for joint in (
        Joint.SHOULDER,
        Joint.ELBOW,
        Joint.WRIST,
        Joint.HIP,
        Joint.KNEE,
        Joint.ANKLE,
    )
)
_LIMBS_AND_TRUNK: Final = slice(Landmark.LEFT_SHOULDER, Landmark.RIGHT_ANKLE + 1)
_FAR_FROM: Final = 0.7
"""Who moves by less than this share of a limit along each axis stays within it (1 / sqrt(2)): most
frames need not be looked at landmark by landmark."""
_SHOULDERS: Final = slice(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER + 1)
_HIPS: Final = slice(Landmark.LEFT_HIP, Landmark.RIGHT_HIP + 1)
_FEET: Final = np.isin(
    np.arange(COUNT),
    [joint.on(side) for joint in (Joint.ANKLE, Joint.HEEL, Joint.FOOT_INDEX) for side in Side],
)


def body_scale_px(image_px: Floats) -> float:
    """Return the larger of trunk length and shoulder width in pixels: the body's own measure."""
    left, right = image_px[_SHOULDERS].tolist()
    left_hip, right_hip = image_px[_HIPS].tolist()
    trunk = math.hypot(
        (left[0] + right[0]) / 2 - (left_hip[0] + right_hip[0]) / 2,
        (left[1] + right[1]) / 2 - (left_hip[1] + right_hip[1]) / 2,
    )
    width = math.hypot(left[0] - right[0], left[1] - right[1])
    if not math.isfinite(trunk):
        return width if math.isfinite(width) else math.nan
    return max(trunk, width) if math.isfinite(width) else trunk


_Place = Sequence[float]


class TrustFilter:
    """Marks the landmarks of successive poses that are not to be trusted."""

    def __init__(self) -> None:
        self._last: Pose | None = None
        self._speed_px = np.zeros((COUNT, 2))
        self._visible = np.zeros(COUNT, bool)
        self._doubted_until = np.zeros(COUNT)
        self._latest_s = -math.inf
        """When the last of these doubts is over."""
        self._why = np.zeros(COUNT, np.uint8)
        self._lengths = [math.nan] * len(_LIMBS)
        self._crossing = Crossing()

    def assess(self, pose: Pose) -> Pose:
        """Return ``pose`` with its doubts filled in. Called once a frame, in order of time."""
        return pose.with_(doubt=self.doubts(pose))

    def doubts(self, pose: Pose) -> npt.NDArray[np.uint8]:
        """Return the doubts of a pose alone, in place of `assess`: (33,) of `Doubt`."""
        if self._last is not None and pose.time_s - self._last.time_s > FORGET_S:
            self._forget()
        doubt = np.maximum(pose.doubt, self._unseen(pose))
        scale = body_scale_px(pose.image_px)
        if self._last is not None and math.isfinite(scale):
            self._find_sudden_changes(pose, self._last, scale)
        if self._latest_s > pose.time_s:
            recent = (self._doubted_until > pose.time_s) & ~doubt.astype(bool)
            doubt[recent] = self._why[recent]
        self._find_changed_limbs(pose, doubt)
        self._last = pose
        return doubt

    def _forget(self) -> None:
        self._last = None
        self._speed_px = np.zeros((COUNT, 2))
        self._visible[:] = False
        self._doubted_until[:] = 0.0
        self._lengths = [math.nan] * len(_LIMBS)
        self._crossing.forget()

    def _unseen(self, pose: Pose) -> npt.NDArray[np.uint8]:
        seen, flat_px = pose.visibility, pose.image_px.ravel()
        self._visible = (seen >= VISIBLE_ENTER) | (self._visible & (seen >= VISIBLE_LEAVE))
        doubt = (~self._visible).view(np.uint8)  # NONE or HIDDEN
        inside = (flat_px >= 0.0) & (flat_px < _far_corners(pose.image_size))
        if np.count_nonzero(inside) < len(inside):
            doubt[~(inside[::2] & inside[1::2])] = Doubt.OUTSIDE
            finite = np.isfinite(flat_px)
            doubt[~(finite[::2] & finite[1::2])] = Doubt.HIDDEN
        return doubt

    def _find_sudden_changes(self, pose: Pose, last: Pose, scale: float) -> None:
        step_s = pose.time_s - last.time_s
        way = pose.image_px - last.image_px
        allowed = scale * (JUMP_TRUNKS + JUMP_TRUNKS_PER_S * step_s)
        farthest = _largest(way)
        if not farthest < allowed * _FAR_FROM:
            jumped = np.linalg.norm(way, axis=1) > allowed
            if jumped.any():
                self._doubt(jumped, Doubt.JUMPED, pose.time_s)
        expected = last.image_px + self._speed_px * step_s
        self._speed_px = way / step_s
        if not math.isfinite(farthest):
            self._speed_px[~np.isfinite(pose.image_px)] = 0.0
        off = pose.image_px[_LIMBS_AND_TRUNK] - expected[_LIMBS_AND_TRUNK]
        if not _largest(off) < SWAP_TRUNKS * scale * _FAR_FROM:
            swapped = _swapped(pose.image_px.tolist(), expected.tolist(), scale)
            if swapped:
                self._doubt(swapped, Doubt.SWAPPED, pose.time_s)
                self._speed_px[swapped] = 0.0
        if self._crossing.update(pose.time_s, pose.image_px, self._speed_px, scale):
            self._doubt(_FEET, Doubt.SWAPPED, pose.time_s)

    def _doubt(self, which: npt.NDArray[np.bool_] | list[int], why: Doubt, time_s: float) -> None:
        self._latest_s = time_s + SETTLE_S
        self._doubted_until[which] = self._latest_s
        self._why[which] = why

    def _find_changed_limbs(self, pose: Pose, doubt: npt.NDArray[np.uint8]) -> None:
        places, doubts = pose.image_px.tolist(), doubt.tolist()
        misplaced: set[int] = set()
        step_s = pose.time_s - self._last.time_s if self._last else 0.0
        follow = min(1.0, step_s / LIMB_MEMORY_S)
        for i, (upper, lower) in enumerate(_LIMBS):
            if upper in misplaced:
                # A hand on a forearm that begins at a wrong elbow is wrong as well.
                doubts[lower] = doubts[lower] or doubts[upper]
            if doubts[upper] or doubts[lower]:
                continue
            known, length = self._lengths[i], _between(places[upper], places[lower])
            if not math.isfinite(known):
                self._lengths[i] = length
                continue
            why = _why_changed(places[upper], places[lower], length, known, pose.image_size)
            if why:
                doubts[lower] = why
                misplaced.add(lower)
            self._lengths[i] = known + follow * (length - known)
        if misplaced:
            doubt[:] = doubts


def _why_changed(
    start: _Place, end: _Place, length: float, known: float, size: tuple[int, int]
) -> Doubt:
    """Return what is wrong with the end of a limb whose length is known."""
    if abs(length - known) > LIMB_CHANGE * known:
        return Doubt.LIMB_LENGTH
    if length < (1 - CUT_SHORT) * known and _ends_outside(start, end, known / length, size):
        return Doubt.OUTSIDE
    return Doubt.NONE


def _ends_outside(start: _Place, end: _Place, longer: float, size: tuple[int, int]) -> bool:
    """Whether a limb so many times as long, in the direction it is seen, leaves the picture."""
    across = start[0] + (end[0] - start[0]) * longer
    down = start[1] + (end[1] - start[1]) * longer
    return not (0.0 <= across < size[0] and 0.0 <= down < size[1])


@lru_cache(maxsize=8)
def _far_corners(size: tuple[int, int]) -> Floats:
    """Return ``(66,)``, width and height in turn: arrays of one shape are compared faster."""
    return np.array(size * COUNT, float)


def _largest(ways: Floats) -> float:
    """Return the farthest way along either axis; NaN when one is not known."""
    flat = np.abs(ways).ravel()
    # In a third of the time of ``max``; a NaN comes first here, too.
    return float(flat[flat.argmax()])


def _swapped(places: Sequence[_Place], expected: Sequence[_Place], scale: float) -> list[int]:
    """Return the landmarks that are where the other side was going."""
    swapped = []
    for left, right in _PAIRED:
        own = _between(places[left], expected[left]) + _between(places[right], expected[right])
        other = _between(places[left], expected[right]) + _between(places[right], expected[left])
        if own > 2 * SWAP_TRUNKS * scale and other < own / 2:
            swapped += [left, right]
    return swapped


def _between(one: _Place, other: _Place) -> float:
    return math.hypot(one[0] - other[0], one[1] - other[1])
