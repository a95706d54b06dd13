"""From a recording to an exercise file that is tried on the recording itself."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from formcheck.errors import ExerciseError
from formcheck.exercises.spec import Exercise
from formcheck.language import _
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.session.learn import Demonstration, learn
from formcheck.session.learn_file import exercise_text
from formcheck.session.record import SourceSummary
from formcheck.session.session import Session

TRIED: Final = 3
"""So many of the measurements that move are tried, the clearest first."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a recording teaches."""

    shown: Demonstration
    """The first of its moves is what the file counts by."""
    text: str
    """The exercise file."""


def lesson(
    poses: Iterable[tuple[float, Pose | None]], *, slug: str, title: str, source: str
) -> Lesson:
    """Return the file that counts a demonstration, every repetition in full.

    Parameters
    ----------
    poses
        Times in seconds and raw poses of three to five repetitions with a pause between them.
    slug, title, source
        As in `formcheck.session.learn_file.exercise_text`.

    Raises
    ------
    ExerciseError
        When nothing can be learnt, or what was learnt does not count what it was learnt from.
    """
    recorded = tuple(poses)
    shown = learn(recorded)
    reps, counted = len(shown.moves[0].turns), []
    for main in shown.moves[:TRIED]:
        others = (one for one in shown.moves if one is not main)
        tried = replace(shown, moves=(main, *others))
        text = exercise_text(tried, slug=slug, title=title, source=source)
        counted.append(_count(text, recorded))
        if counted[-1] == reps:
            return Lesson(tried, text)
    told = _(
        "Expected a movement that is seen well enough to be counted, found {count} repetitions of "
        "which {counted} can be counted. Record it again, what moves nearer to the camera."
    )
    raise ExerciseError(told.format(count=reps, counted=max(counted)))


def _count(text: str, poses: Iterable[tuple[float, Pose | None]]) -> int:
    """Return how many full repetitions an exercise file counts."""
    session = Session(Exercise.model_validate(tomllib.loads(text)))
    time_s = 0.0
    for time_s, pose in poses:
        session.update(time_s, pose)
    return session.finish(SourceSummary("", time_s, 0), ModelInfo("", "")).counts.full
