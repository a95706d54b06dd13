"""How much of a recording an exercise explains: what it counts, on a body that looks like it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.checking.results import Rep, RepKind, Severity
from formcheck.checking.view import SIDE_MAX_DEG
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
from formcheck.pose.pose import Floats
from formcheck.session.record import SessionRecord

Flags = npt.NDArray[np.bool_]
_REPEATED: Final = (RepRule, LimbRule, CycleRule)
_LASTING: Final = (PostureRule, SnapshotRule)

LIKELY: Final[dict[type, float]] = {
    RepRule: 1.0, LimbRule: 1.0, CycleRule: 0.95, HoldRule: 0.9, StretchRule: 0.85,
    PostureRule: 0.4, SnapshotRule: 0.4,
}  # fmt: skip
"""How much a second says: to come and go is more particular than to be somewhere. What is guided
says nothing."""
ENOUGH_REPEATED: Final = 0.1
ENOUGH_HELD: Final = 0.2
"""Least share of the time with somebody in the picture that must be explained, weighted
(judgement): people get into a position and out of it, and rest between sets."""
PARTLY: Final = 0.6
"""What a second of a partial repetition explains."""
MOVING_S: Final = 8.0
"""A repetition explains no more than this and the hold that is asked for: who stays longer does
something else."""
PAUSE_S: Final = 4.0
"""A pause between two repetitions that is no longer belongs to the set."""
STRETCHED_S: Final = 6.0
LASTED_S: Final = 10.0
"""Whoever sits or stands, or rests on the heels, for less than this only passes through."""
MOSTLY: Final = 0.5
"""Share of the time from which on something goes for all of it."""
CALM: Final = 0.75
"""Least share of a posture in which the body keeps still."""
FAULTY: Final = {Severity.GOOD: 0.0, Severity.WARN: 0.15, Severity.FAULT: 0.4}
MOST_FAULTY: Final = 0.4
"""Share of what was explained that is taken off while a check warned or was at fault: another
exercise may explain the same without it."""
NARROW: Final = 0.01
"""For each condition of start and staying: of two that explain the same the narrower wins."""
UNVOUCHED: Final = 0.7
"""What asks for something that could not be seen gives way to what does not ask for it."""
NEAR_DEG: Final = 7.0
"""So much farther from the figure, and an exercise is a third as likely (judgement)."""
FAR_DEG: Final = 30.0
"""So far from the figure, and the time explained is worth half."""
USUAL_DEG: Final = 8.0
"""Taken where the figure says nothing: it is drawn from the side."""
THIN_DEG: Final = 12.0
"""A single partial repetition tells something when the body looks like it."""
RIVAL_DEG: Final = 3.0
RIVAL_SHARE: Final = 0.15
"""A figure that is nearer by this much speaks against an exercise,"""
MET_DEG: Final = 24.0
"""where it is no farther off than this itself (judgement)."""


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """What was seen, look by look; ``e`` exercises."""

    time_s: Floats
    """(n,)"""
    step_s: Floats
    """(n,) seconds that each stands for; 0 when nobody was seen."""
    yaw_deg: Floats
    """(n,)"""
    calm: Flags
    """(n,) whether the body kept still."""
    legs: Flags
    """(n,) whether the knees were seen."""
    off_deg: Floats
    """(n, e) how far it was from the figure of each exercise."""
    armed: Flags
    """(n, e) whether the session of each exercise was going on."""
    told: Floats
    """(n, e) whether the telltale of each exercise is there, 0 or 1; NaN: none, or not seen."""
    vouched: Flags
    """(n, e) whether all that each exercise asks for could be seen."""

    @property
    def seen_s(self) -> float:
        """Seconds with somebody in the picture."""
        return float(self.step_s.sum())


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of time that an exercise explains."""

    start_s: float
    end_s: float
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """How well one exercise explains a recording."""

    exercise: Exercise
    evidence: float
    """Share of the time that it explains, weighted, 0 to about 1."""
    score: float
    """The same, weighted by how much the body looks like it: only for comparing."""
    enough: bool
    """Whether it may be said that it is this one."""
    parts: tuple[Part, ...] = ()
    """What it explains."""

    @property
    def is_kept(self) -> bool:
        """Whether it is a position that is kept, with no movement to tell it by."""
        return not isinstance(self.exercise.rule, _REPEATED)

    @property
    def is_lasting(self) -> bool:
        """Whether it is how one sits or stands, without any exercise."""
        return isinstance(self.exercise.rule, _LASTING)


def weigh(number: int, exercise: Exercise, record: SessionRecord, looks: Looks) -> Candidate:
    """Return how well an exercise, the ``number``-th of those looked for, explains the looks."""
    since_s = float(looks.time_s[0])
    parts = [one for one in _parts(exercise, record, looks, number) if one.end_s > since_s]
    explained_s = sum((one.end_s - one.start_s) * one.worth for one in parts)
    if not explained_s or not looks.seen_s:
        return Candidate(exercise, 0.0, 0.0, enough=False)
    inside = within(looks, parts)
    offs = offs_deg(looks, inside)
    own_deg = float(offs[number])
    share = min(1.0, explained_s / looks.seen_s) * LIKELY[type(exercise.rule)]
    faulty_s = sum(
        FAULTY[one.severity] * (one.end_s - one.start_s)
        for one in record.faults
        if one.end_s > since_s
    )
    narrow = NARROW * (len(exercise.start.conditions) + len(exercise.keeps.conditions))
    evidence = share * (1.0 - min(MOST_FAULTY, faulty_s / explained_s)) * (1.0 + narrow)
    known_deg = own_deg if math.isfinite(own_deg) else USUAL_DEG
    evidence /= 1.0 + (known_deg / FAR_DEG) ** 2
    enough = (
        _is_enough(exercise, evidence)
        and _is_sound(exercise, record, own_deg, looks, inside)
        and not _has_rival(own_deg, offs)
    )
    score = evidence * math.exp(-known_deg / NEAR_DEG)
    if float(looks.vouched[inside, number].mean()) < MOSTLY:
        score *= UNVOUCHED
    return Candidate(exercise, evidence, score, enough, tuple(parts))


def within(looks: Looks, parts: Sequence[Part]) -> Flags:
    """Return which looks lie in the parts."""
    inside = np.zeros(len(looks.time_s), bool)
    for one in parts:
        inside |= (looks.time_s >= one.start_s) & (looks.time_s <= one.end_s)
    return inside


def offs_deg(looks: Looks, inside: Flags) -> Floats:
    """Return for each exercise how far the body was from its figure; NaN when not from the side."""
    some = looks.off_deg[inside]
    yaws = looks.yaw_deg[inside & np.isfinite(looks.yaw_deg)]
    if not len(yaws) or float(np.median(yaws)) > SIDE_MAX_DEG:
        return np.full(some.shape[1], math.nan)
    seen = np.isfinite(some)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(seen, some, 0.0).sum(axis=0) / seen.sum(axis=0))


def _parts(exercise: Exercise, record: SessionRecord, looks: Looks, number: int) -> list[Part]:
    rule = exercise.rule
    if isinstance(rule, GuidedRule):
        return []
    if isinstance(rule, _LASTING):
        return _runs(looks, number)
    if isinstance(rule, _REPEATED):
        return _in_sets(record.reps, MOVING_S + (exercise.dose.hold_s or 0.0))
    parts = [Part(one.start_s, one.end_s) for one in record.holds]
    least_s = STRETCHED_S if isinstance(rule, StretchRule) else 0.0
    return parts if sum(one.end_s - one.start_s for one in parts) >= least_s else []


def _runs(looks: Looks, number: int) -> list[Part]:
    """Return for how long a posture was kept, each time."""
    parts = []
    looked = zip(looks.armed[:, number], looks.time_s, strict=True)
    for armed, run in groupby(looked, key=lambda one: bool(one[0])):
        times = [float(time_s) for _, time_s in run]
        if armed and times[-1] - times[0] >= LASTED_S:
            parts.append(Part(times[0], times[-1]))
    return parts


def _in_sets(reps: Sequence[Rep], most_s: float) -> list[Part]:
    """Return repetitions, with the short pauses between them."""
    counted = [one for one in reps if one.kind in {RepKind.FULL, RepKind.PARTIAL}]
    pauses = [
        Part(before.end_s, after.start_s)
        for before, after in pairwise(counted)
        if 0.0 < after.start_s - before.end_s <= PAUSE_S
    ]
    moves = [
        Part(
            one.start_s,
            min(one.end_s, one.start_s + most_s),
            1.0 if one.kind is RepKind.FULL else PARTLY,
        )
        for one in counted
    ]
    return [*moves, *pauses]


def _is_enough(exercise: Exercise, evidence: float) -> bool:
    rule = exercise.rule
    if isinstance(rule, _REPEATED):
        return evidence >= ENOUGH_REPEATED
    return evidence >= ENOUGH_HELD * (0.5 if isinstance(rule, _LASTING) else 1.0)


def _is_sound(
    exercise: Exercise, record: SessionRecord, own_deg: float, looks: Looks, inside: Flags
) -> bool:
    """Whether what was counted is more than chance."""
    if isinstance(exercise.rule, _LASTING):
        # From the front, who squats or kneels looks as who sits; at a desk the legs are not seen.
        sits = isinstance(exercise.rule, PostureRule) and not math.isfinite(own_deg)
        doubtful = sits and float(looks.legs[inside].mean()) > MOSTLY
        return not doubtful and float(looks.calm[inside].mean()) >= CALM
    if isinstance(exercise.rule, _REPEATED):
        thin = record.counts.full == 0 and record.counts.partial <= 1
        return not thin or own_deg < THIN_DEG
    return True


def _has_rival(own_deg: float, offs: Floats) -> bool:
    """Whether the body looks clearly more like another movement, and truly like that one."""
    known = offs[np.isfinite(offs)]
    if not math.isfinite(own_deg):
        return False
    nearest = float(known.min())
    return nearest < min(own_deg * (1.0 - RIVAL_SHARE) - RIVAL_DEG, MET_DEG)
