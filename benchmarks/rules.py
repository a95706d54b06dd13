"""How many poses a second the rules judge, the model left out.

::

    python -m benchmarks.rules

Recorded poses of rendered patients, as the tests keep them. Each recording is judged several times
by a fresh session, and the least processor time counts: other programs only ever add to it.
"""

import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import Final

from rich.console import Console

from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.features.error_model import ErrorModel, load_error_model
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import RecordedPoses, load_poses
from formcheck.session.offline import analyse_poses
from formcheck.session.session import Session

AIM_POSES_S: Final = 20_000.0
FOLDER: Final = Path(__file__).resolve().parent.parent / "tests" / "clips" / "poses"
RECORDINGS: Final[Mapping[str, str]] = {
    "plank_good": "plank",
    "bridge_good": "bridge",
    "bird-dog_good": "bird-dog",
    "squat_good": "squat",
    "sitting-side_good": "sitting",
}
"""Recording and the exercise by which it is judged."""
REPEATS: Final = 7
ROUNDS: Final = 15
"""Of the ratio: in each, poses and yardstick take turns."""
_YARDSTICK: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseFigures:
    """How fast one exercise is judged."""

    exercise: str
    poses: int
    readings: int
    """Measured in each pose."""
    update_poses_s: float
    """Poses a second through ``Session.update``, the poses ready."""
    analyse_poses_s: float
    """Poses a second through ``analyse_poses``: from the tables to the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesFigures:
    """How fast the rules are."""

    exercises: tuple[ExerciseFigures, ...]

    @property
    def update_poses_s(self) -> float:
        """Poses a second through ``Session.update``, each exercise counting alike."""
        return _overall(one.update_poses_s for one in self.exercises)

    @property
    def analyse_poses_s(self) -> float:
        """Poses a second through ``analyse_poses``, each exercise counting alike."""
        return _overall(one.analyse_poses_s for one in self.exercises)


def rules_figures() -> RulesFigures:
    """Measure every recording; a few seconds on an idle core."""
    return RulesFigures(exercises=tuple(map(_figures, RECORDINGS)))


def update_ratio() -> float:
    """Return what ``Session.update`` costs, by a fixed piece of plain Python run in turns with it.

    The computer and how busy it is fall out, so that it can be compared from one run to another:
    the processor time of one pose by that of `yardstick`, the median over rounds.
    """
    taken = [(load_exercise(RECORDINGS[name]), list(_poses(name))) for name in RECORDINGS]
    poses = sum(len(seen) for _exercise, seen in taken)
    ratios = []
    for _round in range(ROUNDS):
        before_s = _cost_s(yardstick)
        spent_s = sum(_cost_s(partial(_judge, *one)) for one in taken)
        ratios.append(spent_s / poses / ((before_s + _cost_s(yardstick)) / 2.0))
    return median(ratios)


def yardstick() -> float:
    """Do some arithmetic, calls and look-ups, always the same."""
    kept: dict[int, tuple[float, float]] = {}
    total = 0.0
    for number in range(_YARDSTICK):
        place = number * 0.37
        total += math.hypot(place, total % 7.0)
        kept[number % 97] = (place, total)
        total -= kept[number % 13][0]
    return total


def _figures(name: str) -> ExerciseFigures:
    exercise, poses = load_exercise(RECORDINGS[name]), _poses(name)
    seen = list(poses)
    return ExerciseFigures(
        exercise=exercise.slug,
        poses=len(seen),
        readings=len(Session(exercise).readings),
        update_poses_s=len(seen) / _least_s(lambda: _judge(exercise, seen)),
        analyse_poses_s=len(seen)
        / _least_s(lambda: analyse_poses(poses, Session(exercise, _errors()), name=name)),
    )


def _judge(exercise: Exercise, seen: Sequence[tuple[float, Pose | None]]) -> None:
    session = Session(exercise, _errors())
    for time_s, pose in seen:
        session.update(time_s, pose)


@cache
def _errors() -> ErrorModel:
    """Read once: a year of recordings is judged by one error model."""
    return load_error_model()


def _poses(name: str) -> RecordedPoses:
    return load_poses(FOLDER / f"{name}.npz")


def _least_s(work: Callable[[], object]) -> float:
    return min(_cost_s(work) for _repeat in range(REPEATS))


def _cost_s(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    began_s = time.process_time()
    work()
    return time.process_time() - began_s


def _overall(poses_s: Iterable[float]) -> float:
    each_s = [1.0 / one for one in poses_s]
    return len(each_s) / math.fsum(each_s)


def main() -> None:
    """Show what was found."""
    console, found = Console(), rules_figures()
    for one in found.exercises:
        console.print(
            f"{one.exercise:10} {one.poses:4} poses, {one.readings:2} readings: "
            f"{one.update_poses_s:6.0f} poses/s, analysed whole {one.analyse_poses_s:6.0f} poses/s"
        )
    overall = f"{found.update_poses_s:.0f} poses/s, whole {found.analyse_poses_s:.0f} poses/s"
    console.print(f"overall: {overall}; one pose costs {update_ratio():.3f} yardsticks")


if __name__ == "__main__":
    main()
