"""Bodies for the tests of following: a side view from a formula, anywhere and of any size."""

import numpy as np

from formcheck.pose.looks import Body
from tests import bodies

SIZE = bodies.SIZE


def body_at(x: float, y: float = 400.0, *, scale: float = 1.0, visibility: float = 0.99) -> Body:
    """Somebody in a plank whose hips are at x, y; about 570 by 150 pixels at scale 1."""
    pose = bodies.plank()
    points = (pose.image_px - bodies.HIP_PX) * scale + (x, y)
    return Body(points, pose.world_m, np.full(len(points), visibility))
