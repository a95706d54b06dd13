"""All checks of an exercise in one session: which are due now, and how they stand."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from formcheck.checking.counter import Moving, Phase, Tick
from formcheck.checking.faults import FaultWatcher
from formcheck.checking.limbs import sided
from formcheck.checking.results import Severity, ViewEstimate
from formcheck.checking.snapshots import SnapshotTaker
from formcheck.checking.view import allows
from formcheck.exercises.spec import Check, Exercise, Moment, Where
from formcheck.features.reading import Reading
from formcheck.landmarks import Side


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides whether a check is looked at in a frame."""

    phase: Phase
    moving: Moving
    view: ViewEstimate


class Checks:
    """The watchers of every check."""

    def __init__(self, exercise: Exercise) -> None:
        self.watchers = tuple(FaultWatcher(check) for check in exercise.checks)
        self._judged = False

    def update(
        self,
        time_s: float,
        readings: Mapping[str, Reading],
        baseline: Mapping[str, float],
        situation: Situation,
    ) -> None:
        """Take in one frame in which form can be judged."""
        for watcher in self.watchers:
            key = self.due_key(watcher.check, situation)
            if key is None:
                watcher.close()
            else:
                watcher.update(time_s, readings[key], baseline.get(key, math.nan))

    def close(self) -> None:
        """End all episodes: form cannot be judged now."""
        for watcher in self.watchers:
            watcher.close()

    def judge_snapshot(
        self, taken: SnapshotTaker, baseline: Mapping[str, float], view: ViewEstimate
    ) -> None:
        """Judge the averages of a snapshot, once it is there; the result then stays."""
        if not taken.done or self._judged:
            return
        self._judged = True
        # An average holds for the whole time: a check sees it at both ends.
        for time_s in (taken.start_s, taken.end_s):
            self.update(time_s, taken.averages, baseline, Situation(Phase.HOLDING, Moving(), view))

    def due(self, situation: Situation) -> Iterator[tuple[Check, str]]:
        """Yield every check that is looked at now, with the key of its reading."""
        for watcher in self.watchers:
            key = self.due_key(watcher.check, situation)
            if key is not None:
                yield watcher.check, key

    @staticmethod
    def due_key(check: Check, situation: Situation) -> str | None:
        """Return the key of the check's reading; None when this is not its moment or view."""
        holding = check.moment is Moment.ALWAYS or situation.phase is Phase.HOLDING
        if not holding or not allows(situation.view, check.views):
            return None
        return reading_key(check, situation.moving)

    def tick(self, time_s: float, readings: Mapping[str, Reading], near: Side | None) -> Tick:
        """Return what the counter is told: whether form is at fault, and since when."""
        at_fault = [one for one in self.watchers if one.severity is Severity.FAULT]
        changes = [one.changed_s for one in at_fault or self.watchers]
        known = [one for one in changes if math.isfinite(one)]
        since_s = (min if at_fault else max)(known, default=math.nan)
        return Tick(time_s, readings, bool(at_fault), since_s, near)

    def severity_of(self, key: str, moving: Moving) -> Severity:
        """Return the worst of the checks on one reading."""
        return max(
            (one.severity for one in self.watchers if reading_key(one.check, moving) == key),
            default=Severity.GOOD,
        )

    @property
    def severity(self) -> Severity:
        """The worst of all checks."""
        return max((one.severity for one in self.watchers), default=Severity.GOOD)

    @property
    def active(self) -> dict[str, Severity]:
        """Checks now beyond a limit, by id."""
        return {one.check.id: one.severity for one in self.watchers if one.severity}


def reading_key(check: Check, moving: Moving) -> str | None:
    """Return the key of a check's reading; None while the limb it is about is not known."""
    match check.where:
        case Where.NEAR:
            return check.feature
        case Where.ARM:
            return sided(check.feature, moving.arm) if moving.arm else None
        case _:
            return sided(check.feature, moving.leg) if moving.leg else None
