"""The shape of the back from its contour. Experimental: see the project's notes on the outline.

Clothes and build add a constant that differs from person to person, so that only the change
against the person's own start pose may be used.
"""

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.features.feature import Feature
from formcheck.features.geometry import distance
from formcheck.features.reading import Unit
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Pose

Array = npt.NDArray[np.float64]

LEAST_SEEN: Final = 0.8
"""Share of the contour's places that must have been found, its ends among them."""


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

    From the hips to the shoulders, NaN where it was not found; empty when there is no contour or
    no trunk to measure it by.
    """
    outline, body = pose.outline_px, _trunk(pose)
    if outline is None or body is None:
        return np.zeros(0)
    middle, trunk_px = body
    known = outline[np.isfinite(outline).all(axis=1)]
    if not len(known):
        return np.zeros(0)
    found: Array = heights(outline, known.mean(axis=0) - middle) / trunk_px
    return found


def sagitta(pose: Pose) -> float:
    """Return the largest signed height of the back's contour in trunks, + rounded, - hollow."""
    return largest(back_heights(pose))


def bow(pose: Pose) -> float:
    """Return the mean height of the back's contour in trunks, + rounded, - hollow.

    Two thirds of the sagitta where the back is one even bend.
    """
    return middling(back_heights(pose))


def _trunk(pose: Pose) -> tuple[Array, float] | None:
    """Return the middle of the trunk and its length in pixels."""
    body = SidedPose(pose, Side.LEFT)
    hip, shoulder = body.middle(Joint.HIP), body.middle(Joint.SHOULDER)
    trunk_px = distance(hip, shoulder)
    if not trunk_px > 0.0:
        return None
    return (hip + shoulder) / 2, trunk_px


def _back_sagitta(body: SidedPose) -> float:
    return sagitta(body.pose)


def _back_bow(body: SidedPose) -> float:
    return bow(body.pose)


_NEEDS: Final = (Joint.SHOULDER, Joint.HIP)

OUTLINE: Final = (
    Feature(
        "back_sagitta",
        "Back shape, largest (experimental)",
        Unit.RATIO,
        _NEEDS,
        _back_sagitta,
        paired=True,
    ),
    Feature("back_bow", "Back shape (experimental)", Unit.RATIO, _NEEDS, _back_bow, paired=True),
)
"""Not yet among the measurements that exercises name: they need poses with an outline."""
