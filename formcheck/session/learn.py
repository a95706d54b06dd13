"""Learns an exercise from a demonstration: which measurement moves with it, from where to where.

Everything comes from the demonstration: where it was still, how far it went, how much that differed
from one repetition to the next. What it does not show, no limit is claimed for.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.errors import ExerciseError
from formcheck.exercises.spec import View
from formcheck.features.error_model import ErrorModel, load_error_model
from formcheck.features.feature import Feature, Stance
from formcheck.features.reading import Unit
from formcheck.language import _, in_sentence
from formcheck.pose.pose import Pose
from formcheck.session.learn_series import Floats, Series, Watched, look, measure

Times = npt.NDArray[np.bool_]
"""(t,) whether a frame belongs to it."""

LEAST_REPS: Final = 3
"""Fewer show no spread."""
MOST_REPS: Final = 10
"""More are a set or a tremble, no demonstration (judgement)."""
CLEAR: Final = 3.0
"""A movement is clear when it goes so many times as far as its measurement's ±."""
CERTAIN: Final = 2.0 * CLEAR
"""An angle at a joint that is so clear comes first: it can be drawn, people know it, and it depends
least on how the camera stands and how high the seat is."""
AWAY, BACK = 0.6, 0.3
"""Shares of the way: beyond the first it has left, below the second it is back (hysteresis)."""
REST_S: Final = 1.0
"""So long before and after a repetition the body is at rest."""
UNSTEADY: Final = 0.35
"""Turns that differ by more than this share of the way are no repetition of one another."""
UNEVEN: Final = 2.0
"""Nor are those that take so many times longer or shorter than most."""
SAME_POSE: Final = {Unit.DEG: 20.0, Unit.RATIO: 0.25, Unit.PERCENT: 20.0}
"""Rests that differ by more, beyond the ±, are not the same pose (judgement)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One repetition of a signal."""

    start_s: float
    end_s: float
    extreme: float
    held_s: float
    """Seconds near the extreme: within a quarter of the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """A measurement that moves with the repetition."""

    feature: Feature
    rest: float
    turns: tuple[Turn, ...]
    error: float
    """The ± of the measurement."""

    @property
    def way(self) -> float:
        """From rest to the usual turn, in the feature's unit."""
        return float(np.median([one.extreme for one in self.turns])) - self.rest

    @property
    def spread(self) -> float:
        """How much the turns differ: from the smallest to the largest."""
        extremes = [one.extreme for one in self.turns]
        return max(extremes) - min(extremes)

    @property
    def clarity(self) -> float:
        """How many times its own error it goes, less for uneven turns."""
        return (self.way - self.spread) / self.error


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What was learnt from one recording."""

    view: View
    moves: tuple[Moves, ...]
    """By the first the repetitions are counted; then the clearest first."""
    rests: Mapping[str, tuple[float, float]]
    """Feature to its lowest and highest value at rest."""
    ranges: Mapping[str, tuple[float, float]]
    """Feature to its lowest and highest value in the whole movement."""
    errors: Mapping[str, float]
    """Feature to its ± between one person and another."""
    posture: tuple[Feature, ...]
    """What tells this posture of the body from others: standing, sitting, lying."""


def learn(
    poses: Iterable[tuple[float, Pose | None]], errors: ErrorModel | None = None
) -> Demonstration:
    """Find what moves in a demonstration.

    Parameters
    ----------
    poses
        Times in seconds and raw poses of three to five repetitions with a pause between them.
    errors
        The error model; the program's own when None.

    Raises
    ------
    ExerciseError
        When nobody is seen well enough, nothing moves to and fro clearly, or too few or too many
        times.
    """
    seen, errors = look(poses), errors or load_error_model()
    watched = measure(seen, errors)
    moves = _what_moves(watched)
    if not moves and watched.view is View.SIDE:
        _require_near_limb(measure(seen, errors, seen.near.other))
    _require_repetitions(moves)
    posture = _posture(watched)
    turns = moves[0].turns
    still, whole = _at_rest(watched.time_s, turns), _from_first_to_last(watched.time_s, turns)
    return Demonstration(
        view=watched.view,
        moves=moves,
        rests=_spans(watched, still),
        ranges=_spans(watched, whole),
        errors={name: one.error for name, one in watched.series.items()},
        posture=tuple(one.feature for one in posture if len(one.over(still))),
    )


def _what_moves(watched: Watched) -> tuple[Moves, ...]:
    posture = _posture(watched)
    found = (_moves(one, watched, posture) for one in watched.series.values())
    return _agreeing([one for one in found if one is not None and one.clarity >= CLEAR])


_POSTURES: Final = {
    Stance.UPRIGHT: ("trunk_lean", "thigh_raise", "knee_angle"),
    Stance.FLOOR: ("trunk_slope", "hip_angle", "knee_angle"),
    Stance.FRONT: ("thigh_drop", "side_lean"),
}
"""What tells standing from sitting, from kneeling, and from lying on the back or the front."""


def _posture(watched: Watched) -> tuple[Series, ...]:
    stances = {one.feature.stance for one in watched.series.values()}
    names = next((names for one, names in _POSTURES.items() if one in stances), ())
    return tuple(watched.series[name] for name in names if name in watched.series)


def _require_near_limb(far: Watched) -> None:
    moves = _what_moves(far)
    if moves:
        told = _(
            "Expected what moves on the side nearer to the camera, found it on the other one: "
            "{title}. Turn round and record it again."
        )
        raise ExerciseError(told.format(title=in_sentence(_(moves[0].feature.title))))


def _require_repetitions(moves: Sequence[Moves]) -> None:
    asked = _(
        "Record three to five, slowly, all the way, with a pause in the start pose after each."
    )
    if not moves:
        told = _(
            "Expected repetitions with a pause between them, found no measurement that goes to and "
            "fro clearly."
        )
        raise ExerciseError(f"{told} {asked}")
    count = len(moves[0].turns)
    if not LEAST_REPS <= count <= MOST_REPS:
        told = _("Expected {least} to {most} repetitions, found {count}.")
        told = told.format(least=LEAST_REPS, most=MOST_REPS, count=count)
        raise ExerciseError(f"{told} {asked}")


def _moves(series: Series, watched: Watched, posture: Sequence[Series]) -> Moves | None:
    """Return how a signal goes up and comes back; None when it does not."""
    known = np.isfinite(series.values)
    time_s, values = watched.time_s[known], series.values[known]
    low, high = (float(x) for x in np.percentile(values, [10, 95]))
    if high <= low:
        return None
    turns = _alike(tuple(_turns(time_s, values, low, high)), high, UNSTEADY * (high - low))
    turns = _from_one_pose(turns, watched.time_s, posture)
    if not turns:
        return None
    # Getting ready is no part of it: rest is what it is between the repetitions.
    low = float(np.median(series.over(_at_rest(watched.time_s, turns))))
    return Moves(feature=series.feature, rest=low, turns=turns, error=series.error)


def _turns(time_s: Floats, values: Floats, low: float, high: float) -> Iterator[Turn]:
    """Yield every excursion from rest to a turn and back."""
    away, back = (low + share * (high - low) for share in (AWAY, BACK))
    step_s = float(np.median(np.diff(time_s)))
    start = rested = None
    for index, value in enumerate(values):
        if start is None and value > away:
            # Whoever comes from elsewhere into the start pose has not left it.
            start = rested
        elif start is not None and value < back:
            inside = values[start : index + 1]
            extreme = float(inside.max())
            held_s = float((inside > extreme - (extreme - low) / 4.0).sum()) * step_s
            yield Turn(float(time_s[start]), float(time_s[index]), extreme, held_s)
            start = None
        if value < back:
            rested = index


def _alike(turns: Sequence[Turn], high: float, off: float) -> tuple[Turn, ...]:
    """Leave out turns of another height, or much quicker or slower than most: walking up."""
    same = [one for one in turns if abs(one.extreme - high) <= off]
    usual_s = float(np.median([one.end_s - one.start_s for one in same])) if same else 0.0
    lasts = (usual_s / UNEVEN, usual_s * UNEVEN)
    return tuple(one for one in same if lasts[0] <= one.end_s - one.start_s <= lasts[1])


def _from_one_pose(
    turns: Sequence[Turn], time_s: Floats, posture: Sequence[Series]
) -> tuple[Turn, ...]:
    """Leave out turns that begin or end in another pose than most: getting ready, getting up.

    Without them a movement seen from its other end, from turn to turn, has one repetition less.
    """
    rests = [_rest_around(turns, number, time_s) for number in range(len(turns))]
    kept = np.ones(len(turns), bool)
    for series in posture:
        values = np.array([[_middle(series.over(when)) for when in both] for both in rests])
        if np.isfinite(values).any():
            off = np.abs(values - np.nanmedian(values))
            # What is not seen is no other pose.
            kept &= ~(off > series.error + SAME_POSE[series.feature.unit]).any(axis=1)
    return tuple(one for one, same in zip(turns, kept, strict=True) if same)


def _rest_around(turns: Sequence[Turn], number: int, time_s: Floats) -> tuple[Times, Times]:
    """Return the frames of rest just before and just after one turn."""
    one = turns[number]
    last_s = turns[number - 1].end_s if number else -math.inf
    next_s = turns[number + 1].start_s if number + 1 < len(turns) else math.inf
    before: Times = (time_s >= max(last_s, one.start_s - REST_S)) & (time_s <= one.start_s)
    after: Times = (time_s >= one.end_s) & (time_s <= min(next_s, one.end_s + REST_S))
    return before, after


def _middle(values: Floats) -> float:
    return float(np.median(values)) if len(values) else math.nan


def _agreeing(clear: Sequence[Moves]) -> tuple[Moves, ...]:
    """Return the measurements that turn as often, the clearest first.

    Seen from the other end (the knee's bend while it is straightened) there is a turn less, so that
    most turns are right.
    """
    most = max((len(one.turns) for one in clear), default=0)
    same = [one for one in clear if len(one.turns) == most]
    return tuple(sorted(same, key=lambda one: (_is_joint(one), one.clarity), reverse=True))


def _is_joint(one: Moves) -> bool:
    return one.feature.arc is not None and one.clarity >= CERTAIN


def _at_rest(time_s: Floats, turns: Sequence[Turn]) -> Times:
    """Return the frames just before and after the repetitions."""
    moving, about = np.zeros(len(time_s), bool), np.zeros(len(time_s), bool)
    for one in turns:
        moving |= (time_s > one.start_s) & (time_s < one.end_s)
        about |= (time_s >= one.start_s - REST_S) & (time_s <= one.end_s + REST_S)
    rest: Times = about & ~moving
    return rest


def _from_first_to_last(time_s: Floats, turns: Sequence[Turn]) -> Times:
    """Return the frames of the exercise, without getting ready and getting up."""
    return (time_s >= turns[0].start_s - REST_S) & (time_s <= turns[-1].end_s + REST_S)


def _spans(watched: Watched, when: Times) -> dict[str, tuple[float, float]]:
    """Return where each measurement lies but for its wildest tenth, where it is seen at all."""
    seen = {name: series.over(when) for name, series in watched.series.items()}
    return {
        name: (float(np.percentile(values, 5)), float(np.percentile(values, 95)))
        for name, values in seen.items()
        if len(values)
    }
