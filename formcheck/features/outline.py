"""The shape of the back from its contour. Experimental: see the project's notes on the outline.

Clothes and build add a constant that differs from person to person, so that only the change
against the person's own start pose may be used.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.features.feature import Feature
from formcheck.features.reading import Unit
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint, Side
from formcheck.language import N_
from formcheck.pose.pose import Pose

Array = npt.NDArray[np.float64]

LEAST_SEEN: Final = 0.8
"""Share of the contour's places that must have been found, its ends among them."""
_ARM: Final = (Joint.ELBOW, Joint.WRIST)
_ARM_TRUNKS: Final = 0.1
"""Half the thickness of an arm with its sleeve, in trunks."""
_BESIDE: Final = (0.0, 1.0)
"""Shares of the trunk beside which an arm can hide the back."""


def heights(points: Array, outward: Array) -> Array:
    """Return how far each point stands out from the straight line between the first and the last.

    Parameters
    ----------
    points
        ``(n, 2)`` along a contour; NaN where it is not known.
    outward
        ``(2,)``, roughly away from the body: the side that counts as +.

    Returns
    -------
    ``(n,)`` in the unit of the points; all NaN when the ends are not known or the same.
    """
    along = points[-1] - points[0]
    length = math.hypot(*along)
    if not length > 0.0:
        return np.full(len(points), math.nan)
    normal = np.array([-along[1], along[0]]) / length
    if float(normal @ outward) < 0.0:
        normal = -normal
    found: Array = (points - points[0]) @ normal
    return found


def largest(found: Array) -> float:
    """Return the height farthest from 0, with its sign; NaN when too few are known."""
    known = _known(found)
    return float(known[np.argmax(np.abs(known))]) if len(known) else math.nan


def middling(found: Array) -> float:
    """Return the mean height; NaN when too few are known.

    Unlike the largest it does not jump from one place to another, so that changes add up: half the
    error (measured on rendered backs).
    """
    known = _known(found)
    return float(known.mean()) if len(known) else math.nan


def _known(found: Array) -> Array:
    """Return the heights that were found; none when they are too few."""
    known = found[np.isfinite(found)]
    return known if len(known) >= LEAST_SEEN * len(found) else np.zeros(0)


def back_heights(pose: Pose) -> Array:
    """Return the contour's heights over its own chord in trunks, + rounded, - hollow.

    From the hips to the shoulders, NaN where it was not found; empty when there is no contour, no
    trunk to measure it by, or an arm is in the way.
    """
    outline, trunk = pose.outline_px, _trunk(pose)
    if outline is None or trunk is None:
        return np.zeros(0)
    known = trunk.place(outline[np.isfinite(outline).all(axis=1)])
    if not len(known) or _arm_in_the_way(pose, trunk, known):
        return np.zeros(0)
    back = math.copysign(1.0, float(known[:, 1].mean()))
    return heights(trunk.place(outline), np.array([0.0, back]))


def sagitta(pose: Pose) -> float:
    """Return the largest signed height of the back's contour in trunks, + rounded, - hollow."""
    return largest(back_heights(pose))


def bow(pose: Pose) -> float:
    """Return the mean height of the back's contour in trunks, + rounded, - hollow.

    Two thirds of the sagitta where the back is one even bend.
    """
    return middling(back_heights(pose))


@dataclass(frozen=True, slots=True, eq=False)
class _Trunk:
    """The trunk's own measure: along it from the hips, and across, in trunks."""

    hip: Array
    along: Array
    """Unit vector to the shoulders."""
    length_px: float

    def place(self, points_px: Array) -> Array:
        """Return ``(n, 2)`` shares of the trunk along it and across."""
        off = (points_px - self.hip) / self.length_px
        across = np.array([-self.along[1], self.along[0]])
        return np.column_stack([off @ self.along, off @ across])


def _trunk(pose: Pose) -> _Trunk | None:
    body = SidedPose(pose, Side.LEFT)
    hip, shoulder = (np.array(body.middle(one)) for one in (Joint.HIP, Joint.SHOULDER))
    length_px = math.hypot(*(shoulder - hip))
    if not length_px > 0.0:
        return None
    return _Trunk(hip, (shoulder - hip) / length_px, length_px)


def _arm_in_the_way(pose: Pose, trunk: _Trunk, known: Array) -> bool:
    """Whether an elbow or a hand is at the back's contour, which then is not the back's."""
    back = math.copysign(1.0, float(known[:, 1].mean()))
    order = np.argsort(known[:, 0])
    shares, away = known[order, 0], back * known[order, 1]
    arms = np.array([pose.point(joint.on(side)) for joint in _ARM for side in Side])
    for share, across in trunk.place(arms):
        beside = _BESIDE[0] < share < _BESIDE[1]
        if beside and back * across > float(np.interp(share, shares, away)) - _ARM_TRUNKS:
            return True
    return False


def _back_sagitta(body: SidedPose) -> float:
    return sagitta(body.pose)


def _back_bow(body: SidedPose) -> float:
    return bow(body.pose)


_NEEDS: Final = (Joint.SHOULDER, Joint.HIP)

OUTLINE: Final = (
    Feature(
        "back_sagitta",
        N_("Back shape, largest (experimental)"),
        Unit.RATIO,
        _NEEDS,
        _back_sagitta,
        paired=True,
        outline=True,
    ),
    Feature(
        "back_bow",
        N_("Back shape (experimental)"),
        Unit.RATIO,
        _NEEDS,
        _back_bow,
        paired=True,
        outline=True,
    ),
)
