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

from formcheck.checking.near_side import NearSide
from formcheck.checking.view import ViewWatcher
from formcheck.errors import ExerciseError
from formcheck.exercises.spec import View
from formcheck.features.body import FEATURES
from formcheck.features.error_model import POOLED, ErrorModel, load_error_model
from formcheck.features.feature import Feature, Stance
from formcheck.features.sided import SidedPose
from formcheck.pose.pose import Pose
from formcheck.pose.smoothing import PoseSmoother
from formcheck.pose.trust import TrustFilter

Floats = npt.NDArray[np.float64]

LEAST_REPS: Final = 2
"""Fewer show no spread. Three to five are asked for."""
CLEAR: Final = 3.0
"""A movement is clear when it goes so many times as far as its measurement's ±."""
SEEN: Final = 0.8
"""A measurement must be there in this share of the frames."""
JOINT_ANGLE: Final = 1.5
"""An angle at a joint, which can be drawn and which people know, comes first if it is nearly as
clear."""
AWAY, BACK = 0.6, 0.3
"""Shares of the way: beyond the first it has left, below the second it is back (hysteresis)."""
REST_S: Final = 1.0
"""So long before and after a repetition the body is at rest."""
UNSTEADY: Final = 0.35
"""Turns that differ by more than this share of the way are no repetition of one another."""


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
    ends_at_rest: float
    """1 when the recording begins and ends at rest, 0.5 when it does at one end only."""

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
        """How many times its own error it goes, less for uneven turns, more at a joint."""
        drawn = JOINT_ANGLE if self.feature.arc is not None else 1.0
        return drawn * self.ends_at_rest * (self.way - self.spread) / self.error


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What was learnt from one recording."""

    view: View
    moves: tuple[Moves, ...]
    """The clearest first: by it the repetitions are counted."""
    rests: dict[str, tuple[float, float]]
    """Feature to its lowest and highest value at rest."""
    ranges: dict[str, tuple[float, float]]
    """Feature to its lowest and highest value in the whole movement."""


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
        When nobody is seen well enough, or nothing moves to and fro clearly.
    """
    errors = errors or load_error_model()
    time_s, view, series = _measured(poses, errors)
    usable = {name: values for name, values in series.items() if np.isfinite(values).mean() >= SEEN}
    if not usable:
        raise ExerciseError(
            "Expected somebody who is seen from the side or from the front throughout; found too "
            "little of the body. Record it again, the whole body in the picture."
        )
    moves = (_moves(name, time_s, values, errors) for name, values in usable.items())
    found = [one for one in moves if one is not None]
    clear = [one for one in found if len(one.turns) >= LEAST_REPS and one.clarity >= CLEAR]
    if not clear:
        raise ExerciseError(
            f"Expected at least {LEAST_REPS} repetitions with a pause between them; found no "
            "measurement that goes to and fro clearly. Record three to five, slowly, all the way."
        )
    agreed = _agreeing(clear)
    turns = agreed[0].turns
    still, whole = _at_rest(time_s, turns), _from_first_to_last(time_s, turns)
    return Demonstration(
        view=view,
        moves=agreed,
        rests=_spans(usable, still),
        ranges=_spans(usable, whole),
    )


def _measured(
    poses: Iterable[tuple[float, Pose | None]], errors: ErrorModel
) -> tuple[Floats, View, dict[str, Floats]]:
    """Return times, the view, and every feature of that view over time, bias removed."""
    trust, smoother, near, watcher = TrustFilter(), PoseSmoother(), NearSide(), ViewWatcher()
    times: list[float] = []
    rows: list[dict[str, float]] = []
    yaws: list[float] = []
    for time_s, raw in poses:
        row: dict[str, float] = {}
        if raw is not None:
            pose = smoother.smooth(trust.assess(raw))
            side, view = near.update(pose), watcher.update(pose)
            yaws.append(view.yaw_deg)
            body = SidedPose(pose, side)
            for name, feature in FEATURES.items():
                reading = errors.reading(
                    POOLED, feature, feature.measure(body), view.name, view.turn_deg
                )
                row[name] = reading.value
        times.append(time_s)
        rows.append(row)
    series = {name: np.array([row.get(name, math.nan) for row in rows]) for name in FEATURES}
    front = bool(yaws) and float(np.nanmedian(yaws)) > _BETWEEN_DEG
    stances = {Stance.FRONT} if front else {Stance.ANY, _stance(series["trunk_slope"])}
    wanted = {name: one for name, one in series.items() if FEATURES[name].stance in stances}
    return np.array(times), View.FRONT if front else View.SIDE, wanted


def _stance(trunk_slope: Floats) -> Stance:
    """Return how the body is at rest: most of the time, with pauses between the repetitions."""
    known = trunk_slope[np.isfinite(trunk_slope)]
    tall = bool(len(known)) and float(np.median(np.abs(known))) > _TALL_DEG
    return Stance.UPRIGHT if tall else Stance.FLOOR


_BETWEEN_DEG: Final = 47.0
"""Between the last side view and the first front view."""
_TALL_DEG: Final = 50.0
"""A trunk that stands steeper is upright (judgement)."""


def _moves(name: str, time_s: Floats, values: Floats, errors: ErrorModel) -> Moves | None:
    """Return how a signal goes up and comes back; None when it does not."""
    known = np.isfinite(values)
    low, high = (float(x) for x in np.percentile(values[known], [10, 95]))
    if high <= low:
        return None
    turns = tuple(_turns(time_s[known], values[known], low, high))
    turns = tuple(one for one in turns if one.extreme >= low + (1.0 - UNSTEADY) * (high - low))
    back = low + BACK * (high - low)
    ends = [np.nanmedian(values[one]) <= back for one in _ends(time_s, known)]
    if not any(ends):
        return None
    feature = FEATURES[name]
    error = errors.error(POOLED, name)
    stated = max(error.floor, 2.0 * min(one.sd for one in error.bins))
    return Moves(
        feature=feature, rest=low, turns=turns, error=stated, ends_at_rest=float(np.mean(ends))
    )


def _ends(time_s: Floats, known: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.bool_], ...]:
    """Return the first and the last second in which a measurement is known."""
    seen_s = time_s[known]
    return known & (time_s <= seen_s[0] + 1.0), known & (time_s >= seen_s[-1] - 1.0)


def _turns(time_s: Floats, values: Floats, low: float, high: float) -> Iterator[Turn]:
    """Yield every excursion from rest to a turn and back."""
    away, back = (low + share * (high - low) for share in (AWAY, BACK))
    start: int | None = None
    rested = 0
    for index, value in enumerate(values):
        if start is None and value > away:
            start = rested
        elif start is not None and value < back:
            inside = slice(start, index + 1)
            extreme = float(values[inside].max())
            held = values[inside] > extreme - (extreme - low) / 4.0
            step_s = float(np.median(np.diff(time_s)))
            yield Turn(
                float(time_s[start]), float(time_s[index]), extreme, float(held.sum()) * step_s
            )
            start = None
        if value < back:
            rested = index


def _agreeing(found: Sequence[Moves]) -> tuple[Moves, ...]:
    """Return the measurements that turn as often as most, the clearest first."""
    counts = [len(one.turns) for one in found]
    usual = max(set(counts), key=lambda number: (counts.count(number), number))
    same = [one for one in found if len(one.turns) == usual]
    return tuple(sorted(same, key=lambda one: -one.clarity))


def _at_rest(time_s: Floats, turns: Sequence[Turn]) -> npt.NDArray[np.bool_]:
    """Return the frames just before and after the repetitions."""
    moving, about = np.zeros(len(time_s), bool), np.zeros(len(time_s), bool)
    for one in turns:
        moving |= (time_s > one.start_s) & (time_s < one.end_s)
        about |= (time_s > one.start_s - REST_S) & (time_s < one.end_s + REST_S)
    rest: npt.NDArray[np.bool_] = about & ~moving
    return rest


def _from_first_to_last(time_s: Floats, turns: Sequence[Turn]) -> npt.NDArray[np.bool_]:
    """Return the frames of the exercise, without getting ready and getting up."""
    return (time_s > turns[0].start_s - REST_S) & (time_s < turns[-1].end_s + REST_S)


def _spans(
    series: Mapping[str, Floats], when: npt.NDArray[np.bool_]
) -> dict[str, tuple[float, float]]:
    """Return where each measurement lies but for its wildest twentieth, where it is seen at all."""
    return {
        name: (float(np.nanpercentile(values[when], 5)), float(np.nanpercentile(values[when], 95)))
        for name, values in series.items()
        if np.isfinite(values[when]).any()
    }
