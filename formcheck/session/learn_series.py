"""Every measurement of one recorded body over time, as far as it can be measured from there.

A recording is looked at as a whole: the camera stands still, so view and near side are the usual
ones of all frames, and do not change with a limb that is lifted.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.checking.results import ViewEstimate
from formcheck.checking.view import SIDE_MAX_DEG, name_view
from formcheck.errors import ExerciseError
from formcheck.exercises.spec import View
from formcheck.features.body import FEATURES
from formcheck.features.error_model import POOLED, ErrorModel
from formcheck.features.feature import Feature, Stance
from formcheck.landmarks import Side
from formcheck.language import N_, _, number
from formcheck.pose.pose import Pose
from formcheck.session.sight import Eyes, Sight

Floats = npt.NDArray[np.float64]

SOMEBODY: Final = 0.5
"""Somebody must be in the picture in this share of the frames (judgement)."""
ALONE: Final = 0.8
"""Of these, one person alone in this share (judgement: somebody may walk past)."""
SEEN: Final = 0.8
"""A measurement must be there in this share of the frames with somebody in them (judgement)."""
TOO_LITTLE: Final = N_(
    "Expected somebody whose whole body is seen throughout, found too little of the body. Record "
    "it again from farther away, the whole body in the picture."
)
TALL_DEG: Final = 50.0
"""A trunk that stands steeper, for most of the time, is upright (judgement)."""
_LYING: Final = frozenset({"side_deviation", "side_knee_deviation"})
"""Seen from the front, but of people on their side: they need to know where the floor is."""


_FAR_LIMB: Final = frozenset({"other_knee"})
"""Compare with the limb on the far side, which is seen badly."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One measurement over time."""

    feature: Feature
    values: Floats
    """(t,) in the feature's unit, bias removed; NaN where it is not seen."""
    error: float
    """Its ± between one person and another, from this view; NaN where it cannot be measured."""

    def over(self, when: npt.NDArray[np.bool_]) -> Floats:
        """Return the known values at these times."""
        values = self.values[when]
        known: Floats = values[np.isfinite(values)]
        return known


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """What was seen of a body in a recording."""

    time_s: Floats
    """(t,)"""
    view: View
    series: Mapping[str, Series]
    """By feature, those that are measured well enough for most of the time."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One body in a recording, from one side."""

    time_s: Floats
    """(t,)"""
    sights: tuple[Sight, ...]
    """(t,)"""
    view: ViewEstimate
    """Of most of the time, from the side or from the front."""
    near: Side


def look(poses: Iterable[tuple[float, Pose | None]]) -> Seen:
    """Look at a whole recording.

    Raises
    ------
    ExerciseError
        When nobody is there, or more than one, or they are seen from between two views.
    """
    eyes, times_s, sights = Eyes(), [], []
    for time_s, raw in poses:
        times_s.append(time_s)
        sights.append(eyes.see(raw))
    bodies = [one for one in sights if one.pose is not None]
    _require_one_person(bodies, len(sights))
    sides = Counter(one.side for one in bodies if one.side is not None)
    near = sides.most_common(1)[0][0]
    return Seen(np.array(times_s), tuple(sights), _usual_view(bodies), near)


def measure(seen: Seen, errors: ErrorModel, side: Side | None = None) -> Watched:
    """Measure everything on one side of a body, by default the near one.

    The far one is measured as if it were near: enough to say that it moves, not to count it.

    Raises
    ------
    ExerciseError
        When too little of it is seen.
    """
    side = side or seen.near
    found = _measured(seen, side, errors)
    needed = SEEN * sum(one.pose is not None for one in seen.sights)
    kept = {name: one for name, one in found.items() if np.isfinite(one.values).sum() >= needed}
    if not kept:
        raise ExerciseError(_(TOO_LITTLE))
    return Watched(seen.time_s, View(seen.view.name), kept)


def _require_one_person(bodies: Sequence[Sight], frames: int) -> None:
    if len(bodies) < max(1.0, SOMEBODY * frames):
        raise ExerciseError(
            _(
                "Expected somebody in most of the pictures, found nobody in {empty} of {frames}. "
                "Record it again, the whole body in the picture."
            ).format(empty=frames - len(bodies), frames=frames)
        )
    alone = sum(one.pose is not None and not one.pose.others for one in bodies)
    if alone < ALONE * len(bodies):
        raise ExerciseError(
            _(
                "Expected one person in the picture, found two or more in {crowded} of {frames} "
                "pictures. Record it again with one person."
            ).format(crowded=len(bodies) - alone, frames=len(bodies))
        )


def _usual_view(bodies: Sequence[Sight]) -> ViewEstimate:
    """Return the view of most of the time, from the side or from the front."""
    views = [one.view for one in bodies if math.isfinite(one.view.yaw_deg)]
    if not views:
        raise ExerciseError(_(TOO_LITTLE))
    yaw_deg = float(np.median([one.yaw_deg for one in views]))
    turn_deg = float(np.median([one.turn_deg for one in views]))
    view = name_view(yaw_deg, math.copysign(1.0, turn_deg))
    if view.name not in set(View):
        raise ExerciseError(
            _(
                "Expected a view from the side (at most {most} degrees off) or from the front, "
                "found one {yaw} degrees off the side. Record it again, side-on or facing the "
                "camera."
            ).format(most=number(SIDE_MAX_DEG, 0), yaw=number(yaw_deg, 0))
        )
    return view


def _measured(seen: Seen, side: Side, errors: ErrorModel) -> dict[str, Series]:
    """Return every measurement that says something about this body in this view."""
    slope = _series(FEATURES["trunk_slope"], seen, side, errors)
    known = np.abs(slope.values[np.isfinite(slope.values)])
    tall = bool(len(known)) and float(np.median(known)) > TALL_DEG
    wanted = [one for one in FEATURES.values() if _says_something(one, seen.view.name, tall=tall)]
    return {one.name: _series(one, seen, side, errors) for one in wanted}


def _says_something(feature: Feature, view: str, *, tall: bool) -> bool:
    if feature.outline:  # clothes and build are a part of it: only its changes say something
        return False
    if view == View.FRONT:
        return feature.stance is Stance.FRONT and (feature.name in _LYING) is not tall
    stances = {Stance.ANY, Stance.UPRIGHT if tall else Stance.FLOOR}
    return feature.stance in stances and feature.name not in _FAR_LIMB


def _series(feature: Feature, seen: Seen, side: Side, errors: ErrorModel) -> Series:
    view = seen.view
    # The camera stands still, so that one straight line corrects every frame.
    zero, one = (
        errors.reading(POOLED, feature, raw, view.name, view.turn_deg) for raw in (0.0, 1.0)
    )
    raws = np.array([sight.raw(feature, side) for sight in seen.sights])
    return Series(feature, zero.value + raws * (one.value - zero.value), one.error)
