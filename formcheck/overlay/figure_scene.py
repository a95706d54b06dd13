"""The animated picture of a movement, drawn from its key poses: seconds in, shapes out.

A shape is a chain of circles in body heights, x to the right and y down, the floor about y = 0.
The same figure and time always give the same shapes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from formcheck.exercises.figure import Figure, Thing
from formcheck.exercises.spec import Exercise, View
from formcheck.overlay import figure_body as body
from formcheck.overlay import figure_things as things
from formcheck.overlay.figure_body import SIDES, SPINE, Angles, angles_of, between
from formcheck.overlay.figure_floor import Contacts, Placed, contacts_of, levelled, mixed, placed
from formcheck.overlay.figure_shapes import Camera, Line, Shade, Shape

Box = tuple[float, float, float, float]
"""Left, top, width, height."""

MOST_STAY_S: Final = 3.0
"""A hold of ten seconds is shown by three: longer, the picture seems to have stopped."""
LEAST_MOVE_S: Final = 0.4
_SAMPLES: Final = 8
"""Moments of each way that are looked at to find out how much room the movement takes."""
_AIR: Final = 0.02
"""Around everything."""
_BEFORE: Final = 0.001

_SIDE: Final = Camera(10.0, 7.0)
_ROLLING: Final = Camera(42.0, 24.0)
"""Knees that fall to and fro are hardly seen from the side."""
_FRONT: Final = Camera(62.0, 10.0, mirrored=True)
_FACING: Final = Camera(90.0, 12.0, mirrored=True)
"""Where the person turns to both sides. As in a mirror: the person's left is on the left."""

_ARM: Final = (
    ("shoulder", 0.031), ("elbow", body.ELBOW_R), ("wrist", body.WRIST_R), ("hand", 0.018),
)  # fmt: skip
_LEG: Final = (("hip", 0.052), ("knee", body.KNEE_R), ("ankle", body.ANKLE_R))
_FOOT: Final = (
    (("ankle", body.ANKLE_R), ("heel", body.HEEL_R), ("ball", body.BALL_R)),
    (("ankle", 0.018), ("ball", body.BALL_R), ("toe", body.TOE_R)),
)
_LIMBS: Final = ((_ARM,), (_LEG, *_FOOT))
_NOSE_R: Final = 0.014


def view_of(exercise: Exercise) -> View:
    """Return from where a movement is drawn: from the side wherever the camera may stand there."""
    views = exercise.camera.views
    return View.SIDE if View.SIDE in views else views[0]


def figure_scene(figure: Figure, at_s: float, view: View = View.SIDE) -> tuple[Shape, ...]:
    """Return the shapes at a time, in the order in which they are painted."""
    film = figure_film(figure, view)
    return (*_ground(film), *film.parts(at_s))


def loop_s(figure: Figure) -> float:
    """Return after how long the movement begins again."""
    return sum(figure_film(figure).times_s)


@lru_cache(maxsize=64)
def bounds(figure: Figure, view: View = View.SIDE) -> Box:
    """Return the box that holds every picture of the movement: it never cuts, and never jumps."""
    film = figure_film(figure, view)
    shapes = [*_ground(film), *(part for at_s in film.samples_s() for part in film.parts(at_s))]
    circles = [circle for shape in shapes for circle in shape.circles]
    left, top = (min(one[i] - one[2] for one in circles) - _AIR for i in (0, 1))
    right, bottom = (max(one[i] + one[2] for one in circles) + _AIR for i in (0, 1))
    return left, top, right - left, bottom - top


def still_times_s(figure: Figure) -> tuple[float, ...]:
    """Return a time for each key pose, those left out that look like one before."""
    film = figure_film(figure)
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

    def samples_s(self) -> list[float]:
        """Return times all over the movement."""
        found = []
        for number in range(0, len(self.times_s), 2):
            starts_s = sum(self.times_s[: number + 1])
            ways_s = np.linspace(0.0, self.times_s[number + 1], _SAMPLES, endpoint=False)
            found += [starts_s + float(way_s) for way_s in ways_s]
        return found

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

    def parts(self, at_s: float) -> list[Shape]:
        """Return what moves, the farthest first."""
        now = self.body_at(at_s)
        found = [*_parts(now, self.camera)]
        found += things.held(self.figure.thing, now.joints, self.camera)
        return [shape for _, shape in sorted(found, key=lambda one: one[0])]


@lru_cache(maxsize=64)
def figure_film(figure: Figure, view: View = View.SIDE) -> Film:
    """Return a movement, ready to be drawn."""
    poses = tuple(levelled(figure.anchor, angles_of(pose)) for pose in figure.poses)
    stepped = figure.thing is Thing.STEP
    contacts = [contacts_of(figure.anchor, poses[0], stepped=stepped)]
    contacts += [contacts_of(figure.anchor, one, contacts[0]) for one in poses[1:]]
    ways = [*figure.poses[1:], figure.poses[0]]
    times_s: list[float] = []
    for pose, following in zip(figure.poses, ways, strict=True):
        times_s += [min(pose.stay_s, MOST_STAY_S), max(following.move_s, LEAST_MOVE_S)]
    return Film(figure, _camera(poses, view), poses, tuple(contacts), tuple(times_s))


@lru_cache(maxsize=64)
def _ground(film: Film) -> tuple[Shape, ...]:
    """Return the floor, and what stands on it."""
    bodies = [film.body_at(at_s).joints for at_s in film.samples_s()]
    found = [things.floor(bodies, film.camera)]
    for angles, contacts in zip(film.poses, film.contacts, strict=True):
        if things.sits(angles):
            joints = placed(film.figure.anchor, angles, contacts).joints
            found.append(things.chair(joints, film.camera))
            break
    if film.figure.thing is Thing.STEP:
        found += things.step(bodies[0], film.camera)
    return tuple(found)


def _camera(poses: Sequence[Angles], view: View) -> Camera:
    if view is View.FRONT:
        turns = any(one[name] for one in poses for name in ("turn", "side", "look"))
        turns = turns and not any(one["lay"] for one in poses)
        return _FACING if turns else _FRONT
    return _ROLLING if any(one["roll"] for one in poses) else _SIDE


def _eased(share: float) -> float:
    """Return a share of the way that begins and ends softly."""
    return share * share * share * (share * (6.0 * share - 15.0) + 10.0)


def _parts(now: Placed, camera: Camera) -> Iterable[tuple[float, Shape]]:
    """Give each part of the body with how near it is."""
    joints = now.joints
    for side in SIDES:
        # From the front both sides are equally near.
        shade = Shade.NEAR if camera.mirrored else Shade(side)
        for limb in _LIMBS:
            lines = [Line(tuple((joints[f"{side}_{n}"], r) for n, r in chain)) for chain in limb]
            yield camera.shape(lines, shade)
    depth, trunk = camera.shape(_trunk(now), Shade.TRUNK)
    yield depth, trunk
    round_head, nose = Line(((joints["head"], body.HEAD_R),)), (joints["nose"], _NOSE_R)
    near, head = camera.shape([round_head, Line(((joints["head"], 0.03), nose))], Shade.TRUNK)
    # The neck belongs to the trunk, and ends in the head.
    near = max(near, depth + _BEFORE)
    yield near, head
    if camera.mirrored:
        yield near + _BEFORE, camera.shape([Line((nose,))], Shade.FACE)[1]


def _trunk(now: Placed) -> list[Line]:
    joints, spine = now.joints, [now.joints[name] for name in SPINE]
    radii = np.interp(
        np.linspace(0.0, 1.0, len(spine)),
        [0.0, 0.35, 0.75, 1.0],
        [body.HIP_R, 0.052, body.CHEST_R, body.SHOULDER_R],
    )
    shoulders = [(joints[f"{side}_shoulder"], 0.034) for side in SIDES]
    hips = [(joints[f"{side}_hip"], 0.050) for side in SIDES]
    return [
        Line(tuple(zip(spine, map(float, radii), strict=True))),
        Line((*shoulders, *hips[::-1]), filled=True),
        Line(((joints["shoulders"], 0.036), (joints["head"], 0.030))),
    ]
