"""Landmarks that somebody put where they are, and their neighbours in time that go along."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from formcheck.errors import ReviewError
from formcheck.landmarks import COUNT, Landmark
from formcheck.language import _
from formcheck.pose.pose import Floats, Pose
from formcheck.pose.recorded import RecordedPoses
from formcheck.pose.trust import body_scale_px
from formcheck.review.edits import MoveLandmark
from formcheck.review.take import Correction, Flags

VOUCHED: Final = 0.5
"""From this weight on it was as good as put there by hand: nothing is doubted any more
(judgement)."""
MOST_REACH_S: Final = 5.0
MOST_PX: Final = 100_000.0
"""Nothing is moved farther, and no picture is wider."""
_NEAR_S: Final = 0.1
"""A moment that is farther from any frame is none of the recording (judgement)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Push:
    """What happens to the landmarks of one frame."""

    by_px: Floats = field(default_factory=lambda: np.zeros((COUNT, 2)))
    """(33, 2)"""
    moved: Flags = field(default_factory=lambda: np.zeros(COUNT, bool))
    """(33,)"""
    vouched: Flags = field(default_factory=lambda: np.zeros(COUNT, bool))
    """(33,) which of them nobody doubts any more."""


class Moved:
    """How far each landmark is moved in each frame.

    Parameters
    ----------
    poses
        What the estimator said; a landmark that it did not give cannot be moved.
    moves
        In any order: they add up.

    Raises
    ------
    ReviewError
        When a move does not fit the recording.
    """

    def __init__(self, poses: RecordedPoses, moves: Sequence[MoveLandmark]) -> None:
        self._poses = poses
        self._pushes: dict[int, _Push] = {}
        for move in moves:
            check_move(poses, move)
            self._add(move)
        self._at = {float(poses.time_s[index]): push for index, push in self._pushes.items()}

    def correction(self) -> Correction:
        """Return what the eyes of a session do with it."""
        return Correction(self._correct, self._by_hand)

    def poses(self) -> RecordedPoses:
        """Return the raw poses with their landmarks moved alike, for exports.

        Places in metres go along by the body's own scale, and visibility is 1 where somebody
        vouches for a landmark.
        """
        image_px, world_m = self._poses.image_px.copy(), self._poses.world_m.copy()
        visibility = self._poses.visibility.copy()
        for index, push in self._pushes.items():
            scale_m = body_scale_px(world_m[index, :, :2]) / body_scale_px(image_px[index])
            image_px[index] += push.by_px
            world_m[index, push.moved, :2] += push.by_px[push.moved] * scale_m
            visibility[index, push.vouched] = 1.0
        return replace(self._poses, image_px=image_px, world_m=world_m, visibility=visibility)

    def _add(self, move: MoveLandmark) -> None:
        time_s, reach_s = self._poses.time_s, max(move.reach_s, 0.0)
        centre_s = float(time_s[frame_of(self._poses, move.time_s)])
        first, last = np.searchsorted(time_s, (centre_s - reach_s, centre_s + reach_s))
        for index in range(int(first), min(int(last) + 1, len(time_s))):
            away_s = abs(float(time_s[index]) - centre_s)
            weight = _weight(away_s, reach_s)
            if weight > 0.0 and _known(self._poses, index, move.landmark):
                push = self._pushes.setdefault(index, _Push())
                push.by_px[move.landmark] += weight * np.array(move.by_px)
                push.moved[move.landmark] = True
                push.vouched[move.landmark] |= weight >= VOUCHED

    def _correct(self, pose: Pose) -> Pose:
        push = self._at.get(pose.time_s)
        if push is None:
            return pose
        doubt = np.where(push.vouched, 0, pose.doubt).astype(np.uint8)
        return replace(pose, image_px=pose.image_px + push.by_px, doubt=doubt)

    def _by_hand(self, time_s: float) -> Flags | None:
        push = self._at.get(time_s)
        return None if push is None else push.moved


def corrected_poses(poses: RecordedPoses, moves: Sequence[MoveLandmark]) -> RecordedPoses:
    """Return the raw poses with landmarks moved as they are in the take; the same without moves.

    A move that does not fit the recording is left out, as it is in the take.
    """
    fitting = [one for one in moves if fits(poses, one)]
    return Moved(poses, fitting).poses() if fitting else poses


def frame_of(poses: RecordedPoses, time_s: float) -> int:
    """Return the frame that is nearest to a moment."""
    return int(np.argmin(np.abs(poses.time_s - time_s)))


def fits(poses: RecordedPoses, move: MoveLandmark) -> bool:
    """Whether a landmark can be moved so."""
    try:
        check_move(poses, move)
    except ReviewError:
        return False
    return True


def check_move(poses: RecordedPoses, move: MoveLandmark) -> None:
    """Raise ReviewError when a landmark cannot be moved so."""
    index = frame_of(poses, move.time_s)
    # Written so that NaN is refused too.
    if not abs(float(poses.time_s[index]) - move.time_s) <= _NEAR_S:
        raise ReviewError(_("There is no picture at this moment of the recording."))
    if not _known(poses, index, move.landmark):
        raise ReviewError(
            _("Nobody is seen at this moment: there is nothing that could be put in its place.")
        )
    if not (math.hypot(*move.by_px) <= MOST_PX and 0.0 <= move.reach_s <= MOST_REACH_S):
        raise ReviewError(_("A landmark can only be put somewhere in the picture."))


def _known(poses: RecordedPoses, index: int, landmark: Landmark) -> bool:
    return bool(np.isfinite(poses.image_px[index, landmark]).all())


def _weight(away_s: float, reach_s: float) -> float:
    """Return how much a frame goes along: a raised cosine, 1 in the frame itself."""
    if away_s == 0.0:
        return 1.0
    return 0.5 * (1.0 + float(np.cos(np.pi * away_s / reach_s))) if away_s < reach_s else 0.0
