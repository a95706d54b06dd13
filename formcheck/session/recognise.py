"""What exercise is this? Every exercise judges the recording, and the one that explains most wins.

A session of each known exercise runs beside the others. What counts is how much of the time it can
explain: repetitions, holds and stretches that it would count. Nothing is learnt and nothing is
guessed from a single pose; where no exercise explains enough, the answer is that it is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from formcheck.checking.results import Rep, RepKind, Severity
from formcheck.exercises.rules import (
    CycleRule,
    GuidedRule,
    HoldRule,
    LimbRule,
    PostureRule,
    RepRule,
    SnapshotRule,
    StretchRule,
)
from formcheck.exercises.spec import Exercise
from formcheck.features.error_model import ErrorModel, load_error_model
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.sight import Eyes

ENOUGH: Final = 0.3
"""Least share of the time with somebody in the picture that must be explained (judgement)."""
STEP_S: Final = 0.095
"""Ten looks a second tell exercises apart as well as thirty, in a third of the time."""
PARTLY: Final = 0.5
"""What a partial repetition explains of its time."""
PAUSE_S: Final = 4.0
"""A pause between two repetitions that is no longer belongs to the set."""
FAULTY: Final = {Severity.GOOD: 0.0, Severity.WARN: 0.15, Severity.FAULT: 0.4}
MOST_FAULTY: Final = 0.4
"""Share of what was explained that is taken off while a check warned or was at fault: another
exercise may explain the same without it."""
LIKELY: Final[dict[type, float]] = {
    RepRule: 1.0, LimbRule: 1.0, CycleRule: 0.95, HoldRule: 0.9, StretchRule: 0.8,
    PostureRule: 0.4,
}  # fmt: skip
"""How much a second says: to come and go is more particular than to be somewhere. What is guided
or only looked at says nothing."""
NARROW: Final = 0.01
"""For each condition of start and staying: of two that explain the same the narrower wins."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """How well one exercise explains a recording."""

    exercise: Exercise
    score: float
    """Share of the time that it explains, weighted, 0 to about 1."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a recording shows."""

    candidates: tuple[Candidate, ...]
    """The best first."""

    @property
    def best(self) -> Exercise | None:
        """The exercise that it is; None when it is none of them."""
        if self.candidates and self.candidates[0].score >= ENOUGH:
            return self.candidates[0].exercise
        return None


class Recogniser:
    """Takes in poses as they come; may be asked at any time."""

    def __init__(self, exercises: Iterable[Exercise], errors: ErrorModel | None = None) -> None:
        errors = errors or load_error_model()
        self._sessions = [
            Session(one, errors)
            for one in exercises
            if not isinstance(one.rule, GuidedRule | SnapshotRule)
        ]
        self._eyes = Eyes()
        self._seen_s = 0.0
        self._last_s: float | None = None

    def update(self, time_s: float, pose: Pose | None) -> None:
        """Take in the raw pose of one frame."""
        if self._last_s is not None and time_s - self._last_s < STEP_S:
            return
        if pose is not None and self._last_s is not None:
            self._seen_s += min(time_s - self._last_s, 1.0)
        self._last_s = time_s
        sight = self._eyes.see(pose)
        for session in self._sessions:
            session.follow(time_s, sight)

    def result(self) -> Recognition:
        """Return what it is, as far as is known."""
        summary, model = SourceSummary("", self._last_s or 0.0, 0), ModelInfo("", "")
        records = [(one.exercise, one.finish(summary, model)) for one in self._sessions]
        found = [Candidate(exercise, _score(exercise, record, self._seen_s))
                 for exercise, record in records]  # fmt: skip
        return Recognition(tuple(sorted(found, key=lambda one: -one.score)))


def recognise(
    poses: Iterable[tuple[float, Pose | None]], exercises: Iterable[Exercise]
) -> Recognition:
    """Return what recorded poses show."""
    recogniser = Recogniser(exercises)
    for time_s, pose in poses:
        recogniser.update(time_s, pose)
    return recogniser.result()


def _score(exercise: Exercise, record: SessionRecord, seen_s: float) -> float:
    explained_s = _in_sets_s(record.reps) + sum(one.good_s for one in record.holds)
    if not seen_s or not explained_s:
        return 0.0
    share = min(1.0, explained_s / seen_s) * LIKELY[type(exercise.rule)]
    faulty_s = sum(FAULTY[one.severity] * (one.end_s - one.start_s) for one in record.faults)
    narrow = NARROW * (len(exercise.start.conditions) + len(exercise.keeps.conditions))
    return share * (1.0 - min(MOST_FAULTY, faulty_s / explained_s)) * (1.0 + narrow)


def _in_sets_s(reps: Sequence[Rep]) -> float:
    """Return the seconds of repetitions, with the short pauses between them."""
    counted = [one for one in reps if one.kind in {RepKind.FULL, RepKind.PARTIAL}]
    seconds = sum(
        (one.end_s - one.start_s) * (1.0 if one.kind is RepKind.FULL else PARTLY) for one in counted
    )
    pauses = [after.start_s - before.end_s for before, after in pairwise(counted)]
    return seconds + sum(pause for pause in pauses if 0.0 < pause <= PAUSE_S)
