"""Runs the rules over the poses of one clip and notes what they read, say and count."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from calibration.bench_store import Shown, Truth
from calibration.truth import true_value
from formcheck.checking.counter import Moving, Phase
from formcheck.checking.limbs import sided
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import (
    Against,
    Check,
    Direction,
    Exercise,
    LimbRule,
    RepRule,
    StretchRule,
)
from formcheck.features.body import FEATURES
from formcheck.features.error_model import ErrorModel
from formcheck.landmarks import Side
from formcheck.pose.pose import Pose
from formcheck.session.checks import Checks, Situation
from formcheck.session.measure import Measurer
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.update import CueKind, Update
from samples.mannequin.patient import Variation
from samples.mannequin.plan import TrueFault, TrueHold, TrueRep

UNGRADED = frozenset({Phase.SETUP, Phase.UNSEEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One reading in one frame in which something was decided by it."""

    exercise: str
    feature: str
    place: str
    """Exercise, for sitting with the view."""
    yaw_deg: float
    """Camera off the best view, 0 and more."""
    time_s: float
    value: float
    stated: float
    """The ± of the reading."""
    true: float
    checked: bool = True
    """Whether a check decided by it; otherwise the counter alone, also in mid-movement."""


@dataclass(frozen=True, slots=True)
class Said:
    """A correcting cue."""

    check: str
    """Empty for what no check says."""
    since_s: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the program made of one clip."""

    variation: Variation
    truth: Truth
    record: SessionRecord
    samples: tuple[Sample, ...]
    said: tuple[Said, ...]
    looked_s: tuple[float, ...]
    """For each planted fault the seconds in which its check had a reading to judge by."""
    working_s: float
    """Seconds of true repetitions and holds, and of planted faults."""
    missed_s: float
    """Seconds of these that were not judged."""

    @property
    def yaw_deg(self) -> float:
        """Degrees of the camera off the best view."""
        return abs(self.variation.yaw_deg)


def replay(shown: Shown, errors: ErrorModel | None = None) -> Outcome:
    """Run a fresh session over the poses of a clip."""
    exercise = load_exercise(shown.variation.slug)
    session = Session(exercise, errors)
    watch = _Watch(shown, exercise, session.error_model)
    for index, (time_s, pose) in enumerate(shown.poses):
        watch.see(index, session.update(time_s, pose))
    summary = SourceSummary("benchmark", shown.truth.duration_s, len(shown.poses))
    return Outcome(
        variation=shown.variation,
        truth=replace(shown.truth, holds=true_holds(shown, exercise)),
        record=session.finish(summary, shown.poses.model),
        samples=tuple(_changes(watch.samples, shown.truth.faults)),
        said=tuple(watch.said),
        looked_s=tuple(watch.looked_s),
        working_s=watch.working_s,
        missed_s=watch.missed_s,
    )


def relative(exercise: str, feature: str) -> bool:
    """Whether a feature is only ever compared with the person's own baseline."""
    checks = [one for one in load_exercise(exercise).checks if one.feature == feature]
    return bool(checks) and all(one.against is not Against.ZERO for one in checks)


def _changes(samples: Sequence[Sample], faults: Sequence[TrueFault]) -> Iterator[Sample]:
    """Where only the change matters, move the truth so that it agrees before the first fault."""
    until_s = min((one.start_s for one in faults), default=math.inf)
    apart = defaultdict(list)
    for one in samples:
        apart[one.feature].append(one)
    for feature, own in apart.items():
        offset = 0.0
        before = [one.value - one.true for one in own if one.time_s < until_s]
        if before and relative(own[0].exercise, feature):
            offset = float(np.median(before))
        yield from (replace(one, true=one.true + offset) for one in own)


class _Watch:
    """Looks at every update beside the truth of the same frame."""

    def __init__(self, shown: Shown, exercise: Exercise, errors: ErrorModel) -> None:
        self.samples: list[Sample] = []
        self.said: list[Said] = []
        self.looked_s = [0.0] * len(shown.truth.faults)
        self.working_s = self.missed_s = 0.0
        self._shown, self._exercise = shown, exercise
        self._features = Measurer(exercise, errors).features
        self._checks = Checks(exercise)
        self._spans = working_spans(shown.truth)
        self._step_s = shown.truth.duration_s / len(shown.poses)

    def see(self, index: int, update: Update) -> None:
        """Take in one frame."""
        cue = update.cue
        if cue is not None and cue.kind is CueKind.CORRECT:
            one = Said(cue.check, cue.since_s, cue.text)
            if one not in self.said:
                self.said.append(one)
        self._look(update)
        if any(start_s <= update.time_s <= end_s for start_s, end_s in self._spans):
            self.working_s += self._step_s
            self.missed_s += self._step_s * (update.phase in UNGRADED)
        if update.phase not in UNGRADED and update.side is not None:
            self.samples += self._compare(index, update, update.side)

    def _look(self, update: Update) -> None:
        moving = moving_at(self._shown.truth, update.time_s)
        situation = _situation(update, moving)
        due = {one.check.id: key for one, key in self._checks.dues(situation)}
        for number, fault in enumerate(self._shown.truth.faults):
            key = due.get(fault.check)
            inside = fault.start_s <= update.time_s <= fault.end_s
            if inside and key is not None and update.readings[key].judged:
                self.looked_s[number] += self._step_s

    def _compare(self, index: int, update: Update, near: Side) -> Iterator[Sample]:
        truly = self._shown.true_pose(index)
        for key, checked in self._decisive(update).items():
            feature, fixed = self._features[key]
            true = true_value(feature, truly, fixed or near)
            reading = update.readings[key]
            if reading.judged and math.isfinite(true):
                yield Sample(
                    exercise=self._exercise.slug,
                    feature=feature.name,
                    place=self._shown.variation.place,
                    yaw_deg=abs(self._shown.variation.yaw_deg),
                    time_s=update.time_s,
                    value=reading.value,
                    stated=reading.error,
                    true=true,
                    checked=checked,
                )

    def _decisive(self, update: Update) -> dict[str, bool]:
        """Return the readings that decide something in this frame, and whether a check does."""
        moving = moving_at(self._shown.truth, update.time_s)
        situation = _situation(update, moving)
        counted: set[str] = set()
        match self._exercise.rule:
            case RepRule(signal=signal) | StretchRule(signal=signal):
                counted.add(signal)
            case LimbRule() as rule if moving.arm and moving.leg:
                counted = {sided(rule.arm_signal, moving.arm), sided(rule.leg_signal, moving.leg)}
            case _:
                pass
        due = {key for _, key in self._checks.dues(situation) if key is not None}
        return dict.fromkeys(counted, False) | dict.fromkeys(due, True)


def _situation(update: Update, moving: Moving) -> Situation:
    return Situation(update.phase is Phase.HOLDING, moving, update.view.name)


def true_holds(shown: Shown, exercise: Exercise) -> tuple[TrueHold, ...]:
    """Return the true holds; good is the time in which no true value is beyond a fault limit."""
    limits = [
        one for one in exercise.checks if one.fault is not None and one.against is Against.ZERO
    ]
    step_s = shown.truth.duration_s / len(shown.poses)
    holds = []
    for hold in shown.truth.holds:
        inside = (hold.start_s <= shown.poses.time_s) & (shown.poses.time_s < hold.end_s)
        poses = [shown.true_pose(int(index)) for index in np.flatnonzero(inside)]
        bad = sum(any(_at_fault(pose, check) for check in limits) for pose in poses)
        holds.append(replace(hold, good_s=hold.end_s - hold.start_s - bad * step_s))
    return tuple(holds)


def _at_fault(pose: Pose, check: Check) -> bool:
    value = true_value(FEATURES[check.feature], pose, Side.LEFT)
    limit = math.nan if check.fault is None else check.fault
    match check.direction:
        case Direction.ABOVE:
            return value > limit
        case Direction.BELOW:
            return value < limit
        case _:
            return abs(value) > limit


def moving_at(truth: Truth, time_s: float) -> Moving:
    """Return the limbs that truly move at a time."""
    for rep in truth.reps:
        if rep.side is not None and rep.start_s <= time_s <= rep.end_s:
            arm = Side(rep.side)
            return Moving(arm=arm, leg=Side.RIGHT if arm is Side.LEFT else Side.LEFT)
    return Moving()


def working_spans(truth: Truth) -> Sequence[tuple[float, float]]:
    """Return start and end of everything that should be judged, seconds."""
    parts: tuple[TrueRep | TrueHold | TrueFault, ...] = (*truth.reps, *truth.holds, *truth.faults)
    return [(one.start_s, one.end_s) for one in parts]
