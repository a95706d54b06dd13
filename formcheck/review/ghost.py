"""The ghost: the best repetition, laid over another one at the same phase of the movement."""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from formcheck.checking.results import Rep
from formcheck.exercises.figure import Anchor
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Joint, Side
from formcheck.overlay.compose import skeleton
from formcheck.overlay.scene import Scene
from formcheck.pose.pose import Floats
from formcheck.review.align import Alignment, aligned_reps
from formcheck.review.take import Take

_RESTS: Final = {
    Anchor.HIP: Joint.HIP,
    Anchor.FOOT: Joint.ANKLE,
    Anchor.KNEE: Joint.KNEE,
    Anchor.HAND: Joint.WRIST,
    Anchor.ELBOW: Joint.ELBOW,
}
_LARGE: Final = tuple(
    joint.on(side)
    for joint in (Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE)
    for side in Side
)
_LEVEL: Final = 0.2
"""Of a trunk's length: joints of both sides that lie no farther apart in height both rest on the
floor, and the one between them is meant (judgement: hips in a slanting view are so far apart)."""
_CLEARLY: Final = 0.5
"""Mirrored, the body has to fit so much better than as it is (judgement): somebody seen from the
front fits nearly as well both ways, and is never turned round."""


@dataclass(frozen=True, slots=True)
class Moving:
    """A repetition of a recording."""

    take: Take
    rep: Rep


def ghost_scene(take: Take, index: int, best: Rep) -> Scene | None:
    """Return the best repetition of a recording as it is laid over one of its frames.

    None between repetitions, over the best itself, over a repetition of the other side, and where
    the one or the other body was not seen.
    """
    time_s = float(take.poses.time_s[index])
    rep = rep_at(take, time_s)
    if rep is None or rep == best:
        return None
    return laid_over(Moving(take, rep), Moving(take, best), time_s)


def rep_at(take: Take, time_s: float) -> Rep | None:
    """Return the repetition that is under way at a time; None between them."""
    under_way = (rep for rep in take.record.reps if rep.start_s <= time_s <= rep.end_s)
    return next(under_way, None)


def laid_over(
    here: Moving, other: Moving, time_s: float, both: Alignment | None = None
) -> Scene | None:
    """Return the body of another repetition as it is laid over this one.

    What rests on the floor in this exercise comes to lie on itself. Within one recording nothing
    is scaled: the camera stands still. Between two the trunks get the same length, and who faces
    the other way is mirrored.

    Parameters
    ----------
    here, other
        What is seen, and what is laid over it.
    time_s
        Of ``here``.
    both
        What goes together in them; None: aligned at their turns.

    Returns
    -------
    scene
        Lines alone, all of them unsure, in pixels of ``here``. None where it cannot be: another
        side, another view, nobody seen.
    """
    if here.rep.side is not other.rep.side or _view(here) != _view(other):
        return None
    both = both or aligned_reps(here.rep, other.rep)
    pose = other.take.pose(other.take.at(both.to_second(time_s)))
    if pose is None or here.take.pose(here.take.at(time_s)) is None:
        return None
    move = _move(here, other)
    if move is None:
        return None
    size = here.take.poses.image_size
    placed = replace(pose, image_px=move.of(pose.image_px), image_size=size, outline_px=None)
    return replace(skeleton(placed, mirrored=False), dots=())


@dataclass(frozen=True, slots=True, eq=False)
class _Move:
    """A similarity: what brings one body on to another."""

    start_px: Floats
    """(2,) what rests on the floor in the one, and in the other."""
    end_px: Floats
    scale: Floats
    """(2,) of x and y; x is negative where it is mirrored."""

    def of(self, points_px: Floats) -> Floats:
        moved: Floats = self.end_px + (points_px - self.start_px) * self.scale
        return moved


def _move(here: Moving, other: Moving) -> _Move | None:
    ours, theirs = _bodies(here), _bodies(other)
    trunks_px = _trunk_px(ours), _trunk_px(theirs)
    if not all(one > 0.0 for one in trunks_px):
        return None
    scale = 1.0 if here.take is other.take else trunks_px[0] / trunks_px[1]
    joint = _resting(here.take.exercise)
    if not all(_seen(one, joint) for one in (ours, theirs)):
        joint = Joint.HIP
    end_px, start_px = _resting_px((ours, theirs), joint)
    ways = [_Move(start_px, end_px, np.array([way * scale, scale])) for way in (1.0, -1.0)]
    here_px, other_px = _key_poses(here), _key_poses(other)
    as_is, mirrored = (_apart_px(here_px, move.of(other_px)) for move in ways)
    return ways[mirrored < _CLEARLY * as_is]


def _view(one: Moving) -> str:
    return one.take.record.view.name


def _resting(exercise: Exercise) -> Joint:
    """Return the joint that stays in its place; what a file does not say is the hip."""
    if exercise.figure is not None:
        return _RESTS[exercise.figure.anchor]
    return Joint.HIP if exercise.camera.floor is None else exercise.camera.floor[0]


def _bodies(one: Moving) -> Floats:
    """Return (n, 33, 2) pixels of a repetition in all its frames; NaN where nobody was seen."""
    first, last = (one.take.at(time_s) for time_s in (one.rep.start_s, one.rep.end_s))
    return one.take.seen.image_px[first : last + 1].astype(np.float64)


def _seen(bodies: Floats, joint: Joint) -> bool:
    places = bodies[:, [joint.on(side) for side in Side]]
    return bool(np.isfinite(places).all(axis=2).any())


def _resting_px(pair: tuple[Floats, Floats], joint: Joint) -> tuple[Floats, Floats]:
    """Return (2,) where a joint of each body rests on the floor: of two knees one may be lifted.

    It is of the same sides in both where it can be. Medians of all frames do not tremble.
    """
    places = [np.array([_middle(one[:, joint.on(side)]) for side in Side]) for one in pair]
    down = [
        place[:, 1] >= np.nanmax(place[:, 1]) - _LEVEL * _trunk_px(one)
        for place, one in zip(places, pair, strict=True)
    ]
    both = down[0] & down[1]
    first, second = (
        place[both if both.any() else own].mean(axis=0)
        for place, own in zip(places, down, strict=True)
    )
    return first, second


def _middle(points_px: Floats) -> Floats:
    """Return (2,) the median of a landmark."""
    known = points_px[np.isfinite(points_px).all(axis=1)]
    middle: Floats = np.median(known, axis=0) if len(known) else np.full(2, np.nan)
    return middle


def _key_poses(one: Moving) -> Floats:
    """Return (3, 33, 2) pixels at start, turn and end: who stands up shows no way of looking."""
    moments_s = (one.rep.start_s, one.rep.turn_s, one.rep.end_s)
    rows = [one.take.at(time_s) for time_s in moments_s]
    return one.take.seen.image_px[rows].astype(np.float64)


def _trunk_px(bodies: Floats) -> float:
    shoulders, hips = (
        bodies[:, [joint.on(side) for side in Side]].mean(axis=1)
        for joint in (Joint.SHOULDER, Joint.HIP)
    )
    long_px = np.hypot(*(shoulders - hips).T)
    known = long_px[np.isfinite(long_px)]
    return float(np.median(known)) if len(known) else math.nan


def _apart_px(one: Floats, other: Floats) -> float:
    """Return how far two bodies lie apart, where both are seen."""
    apart = np.hypot(*(one - other)[:, list(_LARGE)].T)
    return float(np.nansum(apart))
