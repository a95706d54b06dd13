"""How much a body looks like a movement's key poses, seen from the side.

Compared are the directions of trunk and limbs in the picture, and the bends between them, which do
not change when the camera is tilted. What cannot be seen is left out.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from formcheck.exercises.figure import Figure, KeyPose
from formcheck.exercises.rules import (
    HoldRule,
    PostureRule,
    SnapshotRule,
    StretchRule,
)
from formcheck.exercises.spec import Exercise
from formcheck.features.geometry import direction_deg
from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Floats, Pose
from formcheck.session.sight import Sight

_BETWEEN: Final = 5
"""Poses on the way from one key pose to the next."""
_KEPT: Final = (HoldRule, PostureRule, SnapshotRule, StretchRule)
"""Rules of one position: how one gets into it does not count."""
_LIMBS: Final = (
    ("arm", Joint.SHOULDER, Joint.ELBOW),
    ("forearm", Joint.ELBOW, Joint.WRIST),
    ("thigh", Joint.HIP, Joint.KNEE),
    ("shank", Joint.KNEE, Joint.ANKLE),
)
_SWAPPED: Final = (0, 5, 6, 7, 8, 1, 2, 3, 4)
"""The other limb as the nearer one: trunk, then four segments of one side and of the other."""
_BENDS: Final = ((4, 3), (8, 7), (3, 0), (7, 0))
"""Knees and hips: the direction of the first against that of the second."""
_WEIGHTS: Final = np.array([2.0, 1.0, 0.7, 1.3, 1.3, 0.6, 0.4, 1.0, 1.0, 1.5, 1.0, 1.0, 0.7])
"""What turns the whole body over counts most, the arms and what is hidden behind it least
(judgement)."""
_LEAST: Final = 3.0
"""Weight of what must be seen to say anything."""
_MOST_DEG: Final = 90.0
"""Farther off is just wrong."""


class Likeness:
    """Compares a body with the figures of several exercises at once."""

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self._count = len(exercises)
        poses = [
            (number, one)
            for number, exercise in enumerate(exercises)
            if exercise.figure is not None and not exercise.figure.on_the_side
            for one in _poses(exercise.figure, kept=isinstance(exercise.rule, _KEPT))
        ]
        self._owner = np.array([number for number, _ in poses], int)
        lines = np.array([one for _, one in poses], float).reshape(-1, len(_SWAPPED))
        self._poses = np.stack([_with_bends(lines), _with_bends(lines[:, _SWAPPED])])

    def distances_deg(self, sight: Sight) -> Floats:
        """Return for each exercise how far the body is from its figure, degrees on the average.

        NaN where there is no figure, or too little of the body is seen.
        """
        found = np.full(self._count, math.nan)
        if sight.pose is None or sight.side is None:
            return found
        lines = _seen(sight.pose, sight.side)
        # A figure looks one way; people lie and stand both ways round.
        ways = [_with_bends(lines), _with_bends(180.0 - lines)]
        off = np.min([self._off(way) for way in ways], axis=0)
        best = np.full(self._count, math.inf)
        np.minimum.at(best, self._owner, off)
        known = np.isfinite(best)
        found[known] = best[known]
        return found

    def _off(self, seen: Floats) -> Floats:
        """Return for each pose how far it is off, whichever limb is the nearer one."""
        apart = np.abs((self._poses - seen + 180.0) % 360.0 - 180.0)
        weights = np.where(np.isfinite(seen), _WEIGHTS, 0.0)
        total = float(weights.sum())
        if total < _LEAST:
            return np.full(len(self._owner), math.inf)
        apart = np.where(np.isfinite(seen), np.minimum(apart, _MOST_DEG), 0.0)
        mean: Floats = (apart * weights).sum(axis=2) / total
        nearest: Floats = mean.min(axis=0)
        return nearest


def _poses(figure: Figure, *, kept: bool) -> list[list[float]]:
    """Return the poses of a movement on its whole way, or the one that is kept longest."""
    if kept:
        return [_lines(max(figure.poses, key=lambda one: one.stay_s))]
    lines = [np.array(_lines(one)) for one in figure.poses]
    return [
        list(here + (there - here) * step / _BETWEEN)
        for here, there in zip(lines, [*lines[1:], lines[0]], strict=True)
        for step in range(_BETWEEN)
    ]


def _lines(pose: KeyPose) -> list[float]:
    """Return the directions of trunk, near and far limbs, degrees."""
    limbs = [
        getattr(pose, name) if (own := getattr(side, name)) is None else own
        for side in (pose.near, pose.far)
        for name, *_ in _LIMBS
    ]
    return [pose.trunk, *limbs]


def _seen(pose: Pose, near: Side) -> Floats:
    """Return the same directions in the picture; NaN where they cannot be trusted."""
    parts = [(near, Joint.HIP, Joint.SHOULDER)]
    parts += [(side, start, end) for side in (near, near.other) for _, start, end in _LIMBS]
    return np.array(
        [
            direction_deg(pose.point(start.on(side)), pose.point(end.on(side)))
            for side, start, end in parts
        ]
    )


def _with_bends(lines: Floats) -> Floats:
    """Add the bends of knees and hips to directions (..., 9)."""
    bends = [lines[..., one] - lines[..., other] for one, other in _BENDS]
    return np.concatenate([lines, np.stack(bends, axis=-1)], axis=-1)
