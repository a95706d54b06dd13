"""How the camera stands: how large the person is in the picture, and whether it is level.

Both are only ever told as advice before the start; a yaw is what decides whether to judge.
"""

import math
from typing import Final

from formcheck.features.geometry import direction_deg
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint
from formcheck.pose.trust import body_scale_px

FAR_SHARE: Final = 0.085
"""A trunk smaller than this share of the picture's longer side is farther away than 4 m, where the
model's makers no longer vouch for it (model card), for common fields of view (derived)."""
ROLL_DEG: Final = 10.0
"""A floor line that slopes more is a tilted camera; at 20 degrees of yaw perspective alone makes 5
(derived)."""


def is_far(body: SidedPose) -> bool:
    """Whether the person is too small in the picture."""
    return body_scale_px(body.pose.image_px) < FAR_SHARE * max(body.pose.image_size)


def roll_deg(body: SidedPose, floor: tuple[Joint, Joint] | None) -> float:
    """Return the slope of the line through two joints that rest on the floor; NaN if unknown.

    + is a picture turned counter-clockwise, -90 to 90.
    """
    if floor is None:
        return math.nan
    slope = direction_deg(body.at(floor[0]), body.at(floor[1]))
    return (slope + 90.0) % 180.0 - 90.0


def is_tilted(body: SidedPose, floor: tuple[Joint, Joint] | None) -> bool:
    """Whether the camera is visibly not level."""
    return abs(roll_deg(body, floor)) > ROLL_DEG
