"""Angles and distances of points in a picture, y down. Pure; radians stay in here.

Every function takes points in pixels and gives NaN when one is NaN or two coincide. Plain numbers:
for one point an array takes ten times as long.
"""

import math

from formcheck.pose.pose import Point


def distance(a: Point, b: Point) -> float:
    """Length of a to b in pixels."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def share(part: float, whole: float) -> float:
    """Quotient of two lengths; NaN when the whole is nothing."""
    return part / whole if whole else math.nan


def direction_deg(a: Point, b: Point) -> float:
    """Direction from a to b: 0 is to the right of the picture, 90 is up, -180 < angle <= 180."""
    across, up = b[0] - a[0], a[1] - b[1]
    if across == 0.0 and up == 0.0:
        return math.nan
    return math.degrees(math.atan2(up, across))


def angle_deg(a: Point, vertex: Point, c: Point) -> float:
    """Interior angle at ``vertex``, 0 to 180."""
    return abs(turn_deg(direction_deg(vertex, a), direction_deg(vertex, c)))


def turn_deg(start: float, end: float) -> float:
    """Smallest turn from one direction to another, -180 <= turn < 180, + is counter-clockwise."""
    return (end - start + 180.0) % 360.0 - 180.0


def ground_angle_deg(ref: Point, vertex: Point, end: Point) -> float:
    """Angle from the ray vertex-ref to the ray vertex-end, measured through the floor side.

    For bodies that lie or kneel: below 180 the chain ref, vertex, end is bent with its vertex up,
    above 180 with its vertex down; -60 <= angle < 300, so that small angles do not wrap. The floor
    is towards the bottom of the picture, so the angle is the same in a mirrored picture; it needs
    a ray vertex-ref that is not vertical.
    """
    towards = math.copysign(1.0, ref[0] - vertex[0])
    turn = turn_deg(direction_deg(vertex, ref), direction_deg(vertex, end))
    return (-towards * turn + 60.0) % 360.0 - 60.0


def height_above_line(p: Point, a: Point, c: Point) -> float:
    """Perpendicular distance of p from the line through a and c, + above it, in pixels."""
    length = distance(a, c)
    if length == 0.0:
        return math.nan
    across, down = c[0] - a[0], c[1] - a[1]
    cross = across * (p[1] - a[1]) - down * (p[0] - a[0])
    return -math.copysign(1.0, across) * cross / length


def slope_deg(a: Point, b: Point) -> float:
    """Angle of a to b above the horizontal, -90 to 90, whichever way it points."""
    across, up = abs(b[0] - a[0]), a[1] - b[1]
    if across == 0.0 and up == 0.0:
        return math.nan
    return math.degrees(math.atan2(up, across))


def lean_deg(a: Point, b: Point, facing: float) -> float:
    """Angle of a to b from the vertical, + when it leans towards ``facing`` (+1 right, -1 left)."""
    across, up = b[0] - a[0], a[1] - b[1]
    if across == 0.0 and up == 0.0:
        return math.nan
    return math.degrees(math.atan2(facing * across, up))
