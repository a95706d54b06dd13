"""The animated picture of a movement, drawn from its key poses: seconds in, shapes out.

A shape is a chain of circles in body heights, x to the right and y down, the floor about y = 0: no
colours, no toolkit. The same figure and time always give the same shapes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

import numpy as np

from formcheck.exercises.figure import Figure
from formcheck.exercises.spec import Exercise, View
from formcheck.overlay import figure_body as body
from formcheck.overlay.figure_body import SIDES, Angles, Vector, angles_of, between, spine_of
from formcheck.overlay.figure_floor import (
    Contacts,
    Placed,
    contacts_of,
    levelled,
    mixed,
    placed,
)

Circle = tuple[float, float, float]
"""Middle (x to the right, y down) and radius."""
Box = tuple[float, float, float, float]
"""Left, top, width, height."""

MOST_STAY_S: Final = 3.0
"""A hold of ten seconds is shown by three: longer, the picture seems to have stopped."""
LEAST_MOVE_S: Final = 0.4
_SAMPLES: Final = 90
_BEFORE: Final = 0.001
_AIR: Final = 0.03
"""Around everything, in body heights."""
_UPRIGHT_DEG: Final = 25.0


class Shade(StrEnum):
    """What a shape is; painters choose its colour."""

    NEAR = "near"
    FAR = "far"
    TRUNK = "trunk"
    FLOOR = "floor"
    THING = "thing"
    """A chair, a step or a box."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Circles joined one to the next, with round ends."""

    circles: tuple[Circle, ...]
    filled: bool = False
    """Whether the area between all of them belongs to it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of the picture: it hides what was painted before."""

    chains: tuple[Chain, ...]
    shade: Shade

    @property
    def circles(self) -> tuple[Circle, ...]:
        """All its circles."""
        return tuple(circle for chain in self.chains for circle in chain.circles)


@dataclass(frozen=True, slots=True)
class Camera:
    """From where the figure is seen."""

    yaw_deg: float
    """0 from the near side, 90 from the front."""
    pitch_deg: float
    """How far it looks down."""
    mirrored: bool = False

    def seen(self, at: Vector) -> tuple[float, float, float]:
        """Return x to the right, y down and how near a point is."""
        c, s = body.cosine(self.yaw_deg), body.sine(self.yaw_deg)
        x, towards = float(at[0]) * c + float(at[1]) * s, float(at[0]) * s - float(at[1]) * c
        lift, tilt = body.cosine(self.pitch_deg), body.sine(self.pitch_deg)
        y = -(float(at[2]) * lift - towards * tilt)
        near = towards * lift + float(at[2]) * tilt
        return (-x if self.mirrored else x), y, near


_SIDE: Final = Camera(10.0, 7.0)
_ROLLING: Final = Camera(42.0, 24.0)
"""Knees that fall to and fro are hardly seen from the side."""
_FRONT: Final = Camera(68.0, 10.0, mirrored=True)
"""As in a mirror: the person's left is on the left."""


def view_of(exercise: Exercise) -> View:
    """Return from where a movement is drawn: from the side wherever the camera may stand there."""
    views = exercise.camera.views
    return View.SIDE if View.SIDE in views else views[0]


def figure_scene(figure: Figure, at_s: float, view: View = View.SIDE) -> tuple[Shape, ...]:
    """Return the shapes at a time, in the order in which they are painted."""
    return _film(figure, view).scene(at_s)


def loop_s(figure: Figure) -> float:
    """Return after how long the movement begins again."""
    return sum(_film(figure, View.SIDE).times_s)


def bounds(figure: Figure, view: View = View.SIDE) -> Box:
    """Return the box that holds every picture of the movement: it never cuts, and never jumps."""
    return _film(figure, view).box()


def still_times_s(figure: Figure) -> tuple[float, ...]:
    """Return a time for each key pose, those left out that look like one before."""
    film = _film(figure, View.SIDE)
    found: list[int] = []
    for number, angles in enumerate(film.poses):
        if not any(film.poses[other] == angles for other in found):
            found.append(number)
    return tuple(sum(film.times_s[: 2 * number]) for number in found)


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """A movement, ready to be drawn."""

    figure: Figure
    camera: Camera
    poses: tuple[Angles, ...]
    contacts: tuple[Contacts, ...]
    times_s: tuple[float, ...]
    """In turn: how long a pose is kept, and how long the way to the next one is."""

    def body_at(self, at_s: float) -> Placed:
        """Return the body at a time."""
        left = at_s % sum(self.times_s)
        number = 0
        while left >= self.times_s[number] and number + 1 < len(self.times_s):
            left -= self.times_s[number]
            number += 1
        here, moving = divmod(number, 2)
        there = (here + 1) % len(self.poses)
        share = _eased(min(1.0, left / self.times_s[number])) if moving else 0.0
        return placed(
            self.figure.anchor,
            between(self.poses[here], self.poses[there], share),
            mixed(self.contacts[here], self.contacts[there], share),
        )

    def scene(self, at_s: float) -> tuple[Shape, ...]:
        """Return the shapes at a time."""
        parts = sorted(_parts(self.body_at(at_s), self.camera), key=lambda one: one[0])
        return (*self.ground(), *(shape for _, shape in parts))

    def ground(self) -> tuple[Shape, ...]:
        """Return the floor, and what stands on it."""
        return _things(self)

    def box(self) -> Box:
        """Return what all pictures together need."""
        end_s = sum(self.times_s)
        shapes = [s for t in np.linspace(0.0, end_s, _SAMPLES) for s in self.scene(float(t))]
        circles = [circle for shape in shapes for circle in shape.circles]
        left, top = (min(one[i] - one[2] for one in circles) - _AIR for i in (0, 1))
        right, bottom = (max(one[i] + one[2] for one in circles) + _AIR for i in (0, 1))
        return left, top, right - left, bottom - top


@lru_cache(maxsize=64)
def _film(figure: Figure, view: View) -> Film:
    poses = tuple(levelled(figure.anchor, angles_of(pose)) for pose in figure.poses)
    contacts = [contacts_of(figure.anchor, poses[0], None)]
    contacts += [contacts_of(figure.anchor, one, contacts[0]) for one in poses[1:]]
    ways = [*figure.poses[1:], figure.poses[0]]
    times_s: list[float] = []
    for pose, following in zip(figure.poses, ways, strict=True):
        times_s += [min(pose.stay_s, MOST_STAY_S), max(following.move_s, LEAST_MOVE_S)]
    return Film(figure, _camera(poses, view), poses, tuple(contacts), tuple(times_s))


def _camera(poses: Iterable[Angles], view: View) -> Camera:
    if view is View.FRONT:
        return _FRONT
    return _ROLLING if any(one["roll"] for one in poses) else _SIDE


def _eased(share: float) -> float:
    """Return a share of the way that begins and ends softly."""
    return share * share * share * (share * (6.0 * share - 15.0) + 10.0)


def _parts(placed: Placed, camera: Camera) -> Iterable[tuple[float, Shape]]:
    """Give each part of the body with how near it is."""
    joints = placed.joints
    for side in SIDES:
        for limb in _LIMBS:
            chains = [
                _Line([(joints[f"{side}_{name}"], radius) for name, radius in chain])
                for chain in limb
            ]
            yield _part(chains, Shade(side), camera)
    depth, trunk = _part(_trunk(placed), Shade.TRUNK, camera)
    yield depth, trunk
    face = [(joints["head"], 0.03), (joints["nose"], 0.014)]
    near, head = _part([_Line([(joints["head"], body.HEAD_R)]), _Line(face)], Shade.TRUNK, camera)
    # The neck belongs to the trunk, and ends in the head.
    yield max(near, depth + _BEFORE), head


_ARM: Final = (
    ("shoulder", 0.031), ("elbow", body.ELBOW_R), ("wrist", body.WRIST_R), ("hand", 0.018),
)  # fmt: skip
_LEG: Final = (("hip", 0.052), ("knee", body.KNEE_R), ("ankle", body.ANKLE_R))
_HEEL: Final = (("ankle", body.ANKLE_R), ("heel", body.HEEL_R))
_FOOT: Final = (("ankle", 0.018), ("ball", body.BALL_R), ("toe", body.TOE_R))
_SOLE: Final = (("heel", body.HEEL_R), ("ball", body.BALL_R))
_LIMBS: Final = ((_ARM,), (_LEG, _HEEL, _FOOT, _SOLE))


@dataclass(frozen=True, slots=True)
class _Line:
    """A chain in the room."""

    points: list[tuple[Vector, float]]
    filled: bool = False


def _trunk(placed: Placed) -> list[_Line]:
    joints, spine = placed.joints, spine_of(placed.angles, placed.joints)
    radii = np.interp(
        np.linspace(0.0, 1.0, len(spine)),
        [0.0, 0.35, 0.75, 1.0],
        [body.HIP_R, 0.052, body.CHEST_R, body.SHOULDER_R],
    )
    shoulders = [(joints[f"{side}_shoulder"], 0.034) for side in SIDES]
    hips = [(joints[f"{side}_hip"], 0.050) for side in SIDES]
    return [
        _Line(list(zip(spine, map(float, radii), strict=True))),
        _Line([*shoulders, *hips[::-1]], filled=True),
        _Line([(joints["shoulders"], 0.036), (joints["head"], 0.030)]),
    ]


def _part(lines: list[_Line], shade: Shade, camera: Camera) -> tuple[float, Shape]:
    chains, depths = [], []
    for line in lines:
        seen = [camera.seen(at) for at, _ in line.points]
        depths += [near for _, _, near in seen]
        circles = zip(seen, line.points, strict=True)
        chains.append(Chain(tuple((x, y, r) for (x, y, _), (_, r) in circles), line.filled))
    return sum(depths) / len(depths), Shape(tuple(chains), shade)


def _things(film: Film) -> tuple[Shape, ...]:
    found = []
    for number, angles in enumerate(film.poses):
        if _sits(angles):
            seat = placed(film.figure.anchor, angles, film.contacts[number])
            found += _chair(seat, film.camera)
            break
    return (_floor(film), *found)


def _sits(angles: Angles) -> bool:
    """Return whether trunk and shank are upright and the thigh is level."""
    upright = (angles["trunk"], angles["near_shank"] + 180.0, angles["near_thigh"] + 90.0)
    far = (angles["far_shank"] + 180.0, angles["far_thigh"] + 90.0)
    return all(body.sine(one) > body.cosine(_UPRIGHT_DEG) for one in (*upright, *far))


def _floor(film: Film) -> Shape:
    times_s = np.linspace(0.0, sum(film.times_s), 24)
    bodies = [film.body_at(float(at_s)) for at_s in times_s]
    xs = [float(at[0]) for one in bodies for at in one.joints.values()]
    left, right = min(xs) - 0.08, max(xs) + 0.08
    corners = [(left, -0.24), (right, -0.24), (right, 0.24), (left, 0.24)]
    points = [(np.array([x, y, -0.012]), 0.010) for x, y in corners]
    return _part([_Line(points, filled=True)], Shade.FLOOR, film.camera)[1]


def _chair(seat: Placed, camera: Camera) -> list[Shape]:
    hips, wide = seat.joints["hips"], 0.13
    top, back, front = (
        float(hips[2]) - body.HIP_R - 0.012, float(hips[0]) - 0.10, float(hips[0]) + 0.14,
    )  # fmt: skip
    corners = [(back, -wide), (front, -wide), (front, wide), (back, wide)]
    legs = [[(x, y, top), (x, y, 0.0)] for x, y in corners]
    rest = [[(back, y, top), (back - 0.03, y, top + 0.27)] for y in (-wide, wide)]
    across = [(back - 0.03, -wide, top + 0.25), (back - 0.03, wide, top + 0.25)]
    lines = [_Line([(np.array(at), 0.011) for at in one]) for one in (*legs, *rest, across)]
    plate = _Line([(np.array([x, y, top]), 0.012) for x, y in corners], filled=True)
    return [_part([*lines, plate], Shade.THING, camera)[1]]
