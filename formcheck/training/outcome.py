"""What a training came to: what was done of what was asked, and how good it was.

A set is looked at through its record. What was added by hand counts as done, as nobody else knows
better; it says nothing about form. What was skipped is not reached.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from formcheck.care.pain import Pain
from formcheck.care.progress_rules import Done
from formcheck.care.today import Task
from formcheck.checking.results import FaultSpan, Hold, Rep, RepKind, Severity
from formcheck.landmarks import Side
from formcheck.session.record import SessionRecord

MOSTLY: Final = 0.8
"""Share of what was done that must have been seen before its form counts as judged; the same from
which a recording without a fault says that there was none (`formcheck.report.summary`)."""
SHORT: Final = "short"
"""Among faults: repetitions that stopped short of the full range or hold."""
_SEEN: Final = frozenset({RepKind.FULL, RepKind.PARTIAL})
_COUNTED: Final = _SEEN | {RepKind.GUIDED}
_SLACK_S: Final = 0.5
"""A clock that showed 10 s may have stood at 9.6."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDone:
    """One set, as far as it counts."""

    reps: int = 0
    """Full, partial and guided ones: those at which the set ends."""
    sides: Mapping[str, int] = field(default_factory=dict)
    """The same by "left" and "right", where the camera told them apart."""
    seconds: float = 0.0
    """In good form where that is judged."""
    by_hand: int = 0
    """Added by the person, or taken away."""
    skipped: bool = False
    side: Side | None = None
    """The side that was asked for; None: no side, or both in turn."""
    length_s: float = 0.0
    graded: float = 0.0
    """Share of its time that could be judged, 0 to 1."""
    looked_at: float = 0.0
    """Repetitions, or seconds of holding, whose form was looked at."""
    good: float = 0.0
    """Of these without a check at fault."""
    faults: Mapping[str, float] = field(default_factory=dict)
    """Of these with a check at fault, by its id; `SHORT` for the short ones."""

    @property
    def anything(self) -> bool:
        """Whether anything was done in it."""
        return self.reps > 0 or self.seconds > 0.0 or self.by_hand > 0


def set_of(
    record: SessionRecord, *, by_hand: int = 0, skipped: bool = False, side: Side | None = None
) -> SetDone:
    """Return what a record says of a set.

    Parameters
    ----------
    record
        Without its series, if that is quicker.
    by_hand
        Repetitions that the person added or took away, or seconds of a timed exercise.
    skipped
        Whether the person left it before its end.
    side
        The side that was asked for.
    """
    counted = [one for one in record.reps if one.kind in _COUNTED]
    faults = [one for one in record.faults if one.severity is Severity.FAULT]
    form = _of_holds(record.holds, faults) if record.holds else _of_reps(record.reps, faults)
    return SetDone(
        reps=len(counted),
        sides=Counter(one.side.value for one in counted if one.side is not None),
        seconds=_seconds(record, counted),
        by_hand=by_hand,
        skipped=skipped,
        side=side,
        length_s=record.source.duration_s,
        graded=record.graded_fraction,
        looked_at=form.looked_at,
        good=form.good,
        faults=form.faults,
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """One exercise of a training: what was asked, and its sets."""

    task: Task
    sets: tuple[SetDone, ...]

    @property
    def asked(self) -> int:
        """Repetitions or seconds in all."""
        return self.task.item.sets * self.task.item.amount * max(1, len(self.task.sides))

    @property
    def done(self) -> int:
        """Repetitions or seconds in all, those by hand included."""
        timed = self.task.item.timed
        whole = sum(one.seconds if timed else one.reps for one in self.sets)
        return max(0, math.floor(whole + _SLACK_S) + sum(one.by_hand for one in self.sets))

    @property
    def complete(self) -> bool:
        """Whether as many sets as asked for reached what was asked for, on each side."""
        return self._enough(one for one in self.sets if _reached(one, self.task))

    @property
    def tried(self) -> bool:
        """Whether something was done of as many sets as asked for, on each side."""
        return self._enough(one for one in self.sets if one.anything)

    @property
    def anything(self) -> bool:
        """Whether anything was done of it."""
        return any(one.anything for one in self.sets)

    @property
    def looked_at(self) -> float:
        """Repetitions, or seconds of holding, whose form was looked at."""
        return sum(one.looked_at for one in self.sets)

    @property
    def good(self) -> float:
        """Of these without a check at fault."""
        return sum(one.good for one in self.sets)

    @property
    def faults(self) -> Mapping[str, float]:
        """Of these with a check at fault, by its id; `SHORT` for short ones."""
        checks = dict.fromkeys(check for one in self.sets for check in one.faults)
        return {check: sum(one.faults.get(check, 0.0) for one in self.sets) for check in checks}

    @property
    def good_share(self) -> float | None:
        """Share of good form, 0 to 1; None when too little of what was done could be judged."""
        return self.good / self.looked_at if self._judged else None

    @property
    def worst_fault_share(self) -> float:
        """Share of repetitions, or of the time held, with the most frequent fault."""
        return max(self.faults.values(), default=0.0) / self.looked_at if self._judged else 0.0

    def _enough(self, sets: Iterable[SetDone]) -> bool:
        """Whether these are as many sets as asked for, on each side."""
        there = [one.side for one in sets]
        sides = [Side(one.value) for one in self.task.sides]
        if not sides or any(one.side is None for one in self.sets):
            return len(there) >= self.task.item.sets
        return all(there.count(side) >= self.task.item.sets for side in sides)

    @property
    def _judged(self) -> bool:
        sets = [one for one in self.sets if one.anything]
        length_s = sum(one.length_s for one in sets)
        graded_s = sum(one.graded * one.length_s for one in sets)
        added = sum(max(0, one.by_hand) for one in sets)
        return (
            self.looked_at > 0
            and graded_s > 0
            and graded_s >= MOSTLY * length_s
            and self.looked_at >= MOSTLY * (self.looked_at + added)
        )


def done_of(outcome: Outcome, on: date, pain: Pain, effort: int | None) -> Done:
    """Return what the rules of progression look at.

    Parameters
    ----------
    outcome
        What was done.
    on
        The day.
    pain
        What was said about the pain, as `formcheck.training.asking.pain_of`.
    effort
        0 to 10; None when it was not told.
    """
    return Done(
        on=on,
        complete=outcome.complete,
        pain=pain,
        effort=effort,
        good_share=outcome.good_share,
        worst_fault_share=outcome.worst_fault_share,
    )


@dataclass(frozen=True, slots=True)
class _Form:
    looked_at: float
    good: float
    faults: Mapping[str, float]


def _of_reps(reps: Iterable[Rep], faults: Sequence[FaultSpan]) -> _Form:
    seen = [one for one in reps if one.kind in _SEEN]
    found: Counter[str] = Counter()
    good = 0
    for one in seen:
        wrong = {span.check for span in faults if _meets(span, one.start_s, one.end_s)}
        good += not wrong
        found.update(wrong)
        if one.kind is RepKind.PARTIAL:
            found[SHORT] += 1
    return _Form(len(seen), good, found)


def _of_holds(holds: Sequence[Hold], faults: Sequence[FaultSpan]) -> _Form:
    held_s = sum(one.end_s - one.start_s for one in holds)
    found: dict[str, float] = {}
    for span in faults:
        shared_s = sum(
            max(0.0, min(one.end_s, span.end_s) - max(one.start_s, span.start_s)) for one in holds
        )
        found[span.check] = found.get(span.check, 0.0) + shared_s
    return _Form(held_s, min(held_s, sum(one.good_s for one in holds)), found)


def _meets(span: FaultSpan, start_s: float, end_s: float) -> bool:
    return span.start_s <= end_s and span.end_s >= start_s


def _seconds(record: SessionRecord, counted: Sequence[Rep]) -> float:
    """Return how long it was done."""
    if record.holds:
        return sum(one.good_s for one in record.holds)
    if record.averages:
        return record.source.duration_s
    if not counted:
        return 0.0
    # Where nothing but the time is asked for, the repetition under way at its end is not recorded.
    span_s = counted[-1].end_s - counted[0].start_s
    return span_s * (1.0 + 1.0 / len(counted))


def _reached(one: SetDone, task: Task) -> bool:
    """Whether a set that was not skipped reached what was asked for."""
    amount = task.item.amount
    if one.skipped:
        return False
    if task.item.timed:
        return one.seconds + one.by_hand + _SLACK_S >= amount
    if one.side is None and task.sides:
        missing = sum(max(0, amount - one.sides.get(side.value, 0)) for side in task.sides)
        return missing <= one.by_hand
    return one.reps + one.by_hand >= amount
