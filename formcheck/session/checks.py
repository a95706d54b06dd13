"""All checks of an exercise in one session: which are due now, and how they stand."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from formcheck.checking.counter import Moving, Tick
from formcheck.checking.faults import FaultWatcher
from formcheck.checking.limbs import sided
from formcheck.checking.results import Severity
from formcheck.checking.snapshots import SnapshotTaker
from formcheck.exercises.spec import Check, Exercise, Moment, Where
from formcheck.features.reading import Reading
from formcheck.landmarks import Side


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides whether a check is looked at in a frame."""

    holding: bool
    """Whether the phase is `Phase.HOLDING`."""
    moving: Moving
    view: str
    """As `ViewEstimate.name`."""


Dues = tuple[tuple[FaultWatcher, str | None], ...]


class Checks:
    """The watchers of every check."""

    def __init__(self, exercise: Exercise) -> None:
        self.watchers = tuple(FaultWatcher(check) for check in exercise.checks)
        self._dues: dict[Situation, Dues] = {}
        """There are a few situations, and thousands of frames."""
        self._judged = False

    def update(
        self,
        time_s: float,
        readings: Mapping[str, Reading],
        baseline: Mapping[str, float],
        situation: Situation,
    ) -> None:
        """Take in one frame in which form can be judged."""
        for watcher, key in self.dues(situation):
            if key is None:
                watcher.close()
            else:
                watcher.update(time_s, readings[key], baseline.get(key, math.nan))

    def close(self) -> None:
        """End all episodes: form cannot be judged now."""
        for watcher in self.watchers:
            watcher.close()

    def judge_snapshot(
        self, taken: SnapshotTaker, baseline: Mapping[str, float], view: str
    ) -> None:
        """Judge the averages of a snapshot, once it is there; the result then stays."""
        if not taken.done or self._judged:
            return
        self._judged = True
        # An average holds for the whole time: a check sees it at both ends.
        for time_s in (taken.start_s, taken.end_s):
            self.update(
                time_s,
                taken.averages,
                baseline,
                Situation(holding=True, moving=Moving(), view=view),
            )

    def dues(self, situation: Situation) -> Dues:
        """Return every check with the key of its reading; None for one that is not looked at."""
        if situation not in self._dues:
            self._dues[situation] = tuple(
                (one, _due_key(one.check, situation)) for one in self.watchers
            )
        return self._dues[situation]

    def tick(self, time_s: float, readings: Mapping[str, Reading], near: Side | None) -> Tick:
        """Return what the counter is told: whether form is at fault, and since when."""
        at_fault = [one for one in self.watchers if one.severity is Severity.FAULT]
        changes = [one.changed_s for one in at_fault or self.watchers]
        known = [one for one in changes if math.isfinite(one)]
        since_s = (min if at_fault else max)(known, default=math.nan)
        return Tick(time_s, readings, bool(at_fault), since_s, near)

    def severity_of(self, key: str, moving: Moving) -> Severity:
        """Return the worst of the checks on one reading."""
        worst = Severity.GOOD
        for one in self.watchers:
            if one.severity > worst and reading_key(one.check, moving) == key:
                worst = one.severity
        return worst

    @property
    def active(self) -> dict[str, Severity]:
        """Checks now beyond a limit, by id."""
        return {one.check.id: one.severity for one in self.watchers if one.severity}


def _due_key(check: Check, situation: Situation) -> str | None:
    """Return the key of the check's reading; None when this is not its moment or view."""
    holding = check.moment is Moment.ALWAYS or situation.holding
    if not holding or situation.view not in check.views:
        return None
    return reading_key(check, situation.moving)


def reading_key(check: Check, moving: Moving) -> str | None:
    """Return the key of a check's reading; None while the limb it is about is not known."""
    match check.where:
        case Where.NEAR:
            return check.feature
        case Where.ARM:
            return sided(check.feature, moving.arm) if moving.arm else None
        case _:
            return sided(check.feature, moving.leg) if moving.leg else None
