"""What exercise is this? Every exercise judges the recording, and the one that explains most wins.

::

    pose -> seen once -> a session of each exercise: how much of the time it counts
                      -> likeness: how far the body is from the figure of each exercise

What counts is how much of the time an exercise can explain: repetitions, holds and stretches that
it would count, by a body that looks like its figure. Nothing is learnt, and nothing is guessed
from a single pose; where no exercise explains enough, or two explain it equally well, the answer
is that it cannot be told.
"""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from formcheck.exercises.rules import GuidedRule, RepRule, StretchRule
from formcheck.exercises.spec import Exercise
from formcheck.features.error_model import ErrorModel, load_error_model
from formcheck.landmarks import Joint, Side
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Floats, Pose
from formcheck.session.calm import Calm
from formcheck.session.evidence import MOSTLY, Candidate, Looks, offs_deg, weigh, within
from formcheck.session.likeness import Likeness
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.sight import Eyes, Sight
from formcheck.session.telltale import denied, shows

STEP_S: Final = 0.095
"""Ten looks a second tell exercises apart as well as thirty, in a third of the time."""
MOST_STEP_S: Final = 1.0
"""A longer gap between two looks was not watched."""
MARGIN: Final = 0.9
"""Of two that come closer together than this share, neither is it."""
SURE: Final = 0.5
"""The next best has to stay below this share."""
ALIKE_DEG: Final = 5.0
"""A figure that is farther off by no more than this looks the same (judgement)."""

_KNEES: Final = [Joint.KNEE.on(side) for side in Side]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a recording shows."""

    candidates: tuple[Candidate, ...]
    """Those that explain anything, the best first."""
    alike: tuple[Exercise, ...] = ()
    """Guided movements that the best one cannot be told from: one camera cannot see them."""

    @property
    def best(self) -> Exercise | None:
        """The exercise that it is; None when it is none of them, or cannot be told."""
        if not self.candidates or not self.candidates[0].enough:
            return None
        return None if self._next() > MARGIN else self.candidates[0].exercise

    @property
    def sure(self) -> bool:
        """Whether nothing else comes near."""
        return self.best is not None and self._next() <= SURE

    def _next(self) -> float:
        """Return the score of the second, as a share of the first one's."""
        first, *others = self.candidates
        return others[0].score / first.score if others else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    time_s: float
    step_s: float
    yaw_deg: float
    calm: bool
    legs: bool
    off_deg: Floats
    armed: tuple[bool, ...]
    told: tuple[float, ...]
    vouched: tuple[bool, ...]


class Recogniser:
    """Takes in poses as they come; may be asked at any time, again and again.

    ``memory_s`` is how far back it looks: for somebody who does one thing after another.
    """

    def __init__(
        self,
        exercises: Iterable[Exercise],
        errors: ErrorModel | None = None,
        memory_s: float = math.inf,
    ) -> None:
        errors = errors or load_error_model()
        self._sessions = [Session(one, errors) for one in exercises]
        self._likeness = Likeness([one.exercise for one in self._sessions])
        self._farther = {
            number: Session(one.exercise, errors)
            for number, one in enumerate(self._sessions)
            if isinstance(one.exercise.rule, RepRule | StretchRule) and one.exercise.rule.sided
        }
        self._asked = [_asked(session.exercise) for session in self._sessions]
        self._memory_s = memory_s
        self._eyes, self._calm = Eyes(), Calm()
        self._looks: deque[_Look] = deque()
        self._last_s = -math.inf

    def update(self, time_s: float, pose: Pose | None) -> None:
        """Take in the raw pose of one frame."""
        step_s = time_s - self._last_s
        if step_s < STEP_S:
            return
        self._last_s = time_s
        sight = self._eyes.see(pose)
        readings = [session.follow(time_s, sight)[0] for session in self._sessions]
        self._follow_farther(time_s, sight)
        watched = sight.pose is not None and math.isfinite(step_s)
        self._looks.append(
            _Look(
                time_s=time_s,
                step_s=min(step_s, MOST_STEP_S) if watched else 0.0,
                yaw_deg=sight.view.yaw_deg,
                calm=sight.pose is not None and self._calm.update(sight.pose),
                legs=sight.pose is not None and not sight.pose.doubt[_KNEES].any(),
                off_deg=self._likeness.distances_deg(sight),
                armed=tuple(one.armed for one in self._sessions),
                told=tuple(
                    shows(one.exercise, seen)
                    for one, seen in zip(self._sessions, readings, strict=True)
                ),
                vouched=tuple(
                    all(seen[name].judged for name in names)
                    for seen, names in zip(readings, self._asked, strict=True)
                ),
            )
        )
        while time_s - self._looks[0].time_s > self._memory_s:
            self._looks.popleft()

    def result(self) -> Recognition:
        """Return what it is, as far as is known."""
        if not self._looks:
            return Recognition(())
        looks = self._gathered()
        records = [self._record(one) for one in self._sessions]
        out = [denied(number, one.reps, looks) for number, one in enumerate(records)]
        # What it cannot be is no rival either, however much the body looks like it.
        looks = replace(looks, off_deg=np.where(out, math.nan, looks.off_deg))
        found = [
            self._weighed(number, record, looks)
            for number, record in enumerate(records)
            if not out[number]
        ]
        some = sorted((one for one in found if one.score), key=lambda one: -one.score)
        if any(one.enough and not one.is_kept for one in some):
            # Whoever squats stands in between: that is no answer beside the squat.
            some = [one for one in some if not one.is_lasting]
        return Recognition(tuple(some), self._alike(some[0], looks) if some else ())

    def _follow_farther(self, time_s: float, sight: Sight) -> None:
        """Follow the other leg too: people do both, and hardly anybody turns round for it.

        The pose model also takes the legs for each other when one of them hides half of the other.
        """
        other = None if sight.side is None else sight.side.other
        for session in self._farther.values():
            session.follow(time_s, replace(sight, side=other))

    def _record(self, session: Session) -> SessionRecord:
        return session.finish(SourceSummary("", self._last_s, 0), ModelInfo("", ""))

    def _weighed(self, number: int, near: SessionRecord, looks: Looks) -> Candidate:
        """Return how well an exercise explains the looks, by the leg that does so better."""
        exercise = self._sessions[number].exercise
        records = [near]
        if number in self._farther:
            records.append(self._record(self._farther[number]))
        found = [weigh(number, exercise, one, looks) for one in records]
        return max(found, key=lambda one: one.score)

    def _gathered(self) -> Looks:
        looks = self._looks
        return Looks(
            time_s=np.array([one.time_s for one in looks]),
            step_s=np.array([one.step_s for one in looks]),
            yaw_deg=np.array([one.yaw_deg for one in looks]),
            calm=np.array([one.calm for one in looks]),
            legs=np.array([one.legs for one in looks]),
            off_deg=np.stack([one.off_deg for one in looks]),
            armed=np.array([one.armed for one in looks]),
            told=np.array([one.told for one in looks]),
            vouched=np.array([one.vouched for one in looks]),
        )

    def _alike(self, best: Candidate, looks: Looks) -> tuple[Exercise, ...]:
        """Return what looks the same as the best one while it was seen."""
        exercises = [one.exercise for one in self._sessions]
        if not best.is_kept:
            return ()
        inside = within(looks, best.parts)
        offs = offs_deg(looks, inside)
        farthest = offs[exercises.index(best.exercise)] + ALIKE_DEG
        return tuple(
            one
            for number, one in enumerate(exercises)
            if isinstance(one.rule, GuidedRule)
            and looks.armed[inside, number].mean() > MOSTLY
            and not offs[number] > farthest
        )


def _asked(exercise: Exercise) -> list[str]:
    """Return the measurements that an exercise asks for, and can do without."""
    asked = [one.feature for one in exercise.start.conditions if one.if_seen]
    return [*asked, exercise.telltale.feature] if exercise.telltale else asked


def recognise(
    poses: Iterable[tuple[float, Pose | None]], exercises: Iterable[Exercise]
) -> Recognition:
    """Return what recorded poses show."""
    recogniser = Recogniser(exercises)
    for time_s, pose in poses:
        recogniser.update(time_s, pose)
    return recogniser.result()
