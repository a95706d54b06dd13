"""What the drawn figure lies, stands and sits on, and what it holds."""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from formcheck.exercises.figure import Thing
from formcheck.overlay import figure_body as body
from formcheck.overlay.figure_body import SIDES, Angles, Joints, Vector, cosine, sine
from formcheck.overlay.figure_shapes import Camera, Shade, Shape, line

_LEVEL_DEG: Final = 25.0
_MAT_BEYOND, _MAT_HALF, _MAT_R = 0.08, 0.24, 0.010
_SEAT_HALF, _SEAT_BACK, _SEAT_FRONT, _REST_HIGH, _RAIL_R = 0.13, 0.10, 0.14, 0.27, 0.011
_BOX_HALF, _BOX_LOW, _BOX_HIGH = (0.085, 0.09), 0.07, 0.05
_STEP_BACK, _STEP_FRONT, _STEP_HALF = 0.05, 0.15, 0.08
_STRAP_R: Final = 0.006


def sits(angles: Angles) -> bool:
    """Return whether trunk and shanks are upright and the thighs level: that needs a chair."""
    upright = [angles["trunk"]]
    for side in SIDES:
        upright += [angles[f"{side}_shank"] + 180.0, angles[f"{side}_thigh"] + 90.0]
    return all(sine(one) > cosine(_LEVEL_DEG) for one in upright)


def floor(bodies: Iterable[Joints], camera: Camera) -> Shape:
    """Return the floor under all of these bodies."""
    points = np.array([at for joints in bodies for at in joints.values()])
    (left, first, _), (right, last, _) = points.min(axis=0), points.max(axis=0)
    xs = float(left) - _MAT_BEYOND, float(right) + _MAT_BEYOND
    ys = min(-_MAT_HALF, float(first) - _MAT_BEYOND), max(_MAT_HALF, float(last) + _MAT_BEYOND)
    corners = _corners(xs, ys, -_MAT_R)
    return camera.shape([line(corners, _MAT_R, filled=True)], Shade.FLOOR)[1]


def _corners(xs: tuple[float, float], ys: tuple[float, float], z: float) -> list[Vector]:
    (back, front), (near, far) = xs, ys
    return [
        np.array([x, y, z]) for x, y in ((back, near), (front, near), (front, far), (back, far))
    ]


def chair(joints: Joints, camera: Camera) -> Shape:
    """Return a chair under a body that sits."""
    hips = joints["hips"]
    top = float(hips[2]) - body.HIP_R - _RAIL_R
    back, front = float(hips[0]) - _SEAT_BACK, float(hips[0]) + _SEAT_FRONT
    seat = _corners((back, front), (-_SEAT_HALF, _SEAT_HALF), top)
    lines = [line([at, at * (1.0, 1.0, 0.0)], _RAIL_R) for at in seat]
    leaned = np.array([-0.03, 0.0, _REST_HIGH])
    lines += [line([at, at + leaned], _RAIL_R) for at in (seat[0], seat[3])]
    lines += [line([at + leaned for at in (seat[0], seat[3])], _RAIL_R)]
    lines += [line(seat, _RAIL_R, filled=True)]
    return camera.shape(lines, Shade.THING)[1]


def step(joints: Joints, camera: Camera) -> Iterator[Shape]:
    """Give the faces of a step under the higher foot."""
    side = max(SIDES, key=lambda one: float(joints[f"{one}_ankle"][2]))
    heel = joints[f"{side}_heel"]
    xs = float(heel[0]) - _STEP_BACK, float(heel[0]) + _STEP_FRONT
    middle = np.array([0.0, float(heel[1]), 0.0])
    top = float(heel[2]) - body.HEEL_R - _RAIL_R
    for _, shape in _block(xs, _STEP_HALF, (0.0, top), middle, camera):
        yield shape


def _block(
    xs: tuple[float, float],
    half: float,
    zs: tuple[float, float],
    middle: Vector,
    camera: Camera,
) -> Iterator[tuple[float, Shape]]:
    """Give the three faces of a block that can be seen: near side, front, top."""
    low, high = ([at + middle for at in _corners(xs, (-half, half), z)] for z in zs)
    faces = (
        [low[1], low[2], high[2], high[1]],
        [low[0], low[1], high[1], high[0]],
        high,
    )
    for face in faces:
        yield camera.shape([line(face, _RAIL_R, filled=True)], Shade.THING)


def held(thing: Thing | None, joints: Joints, camera: Camera) -> Iterator[tuple[float, Shape]]:
    """Give what the hands hold, with how near it is."""
    hands = (joints["near_hand"] + joints["far_hand"]) / 2.0
    if thing is Thing.BOX:
        half, wide = _BOX_HALF
        bottom = max(0.0, float(hands[2]) - _BOX_LOW)
        xs = float(hands[0]) - half, float(hands[0]) + half
        top = bottom + _BOX_LOW + _BOX_HIGH
        faces = list(_block(xs, wide, (bottom, top), np.zeros(3), camera))
        # Between the arms, whichever face it is.
        yield from ((camera.seen(hands)[2], shape) for _, shape in faces)
    if thing is Thing.STRAP:
        side = max(SIDES, key=lambda one: float(joints[f"{one}_ball"][2]))
        foot = joints[f"{side}_ball"]
        way = (joints["near_hand"], foot, joints["far_hand"])
        yield camera.shape([line(way, _STRAP_R)], Shade.THING)
