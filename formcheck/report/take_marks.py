"""What an annotated video shows of a recording that was judged before, and perhaps corrected.

::

    write_annotated(path, recording, marks_of_take(take), blur=True)
"""

from collections.abc import Callable, Iterable
from typing import Final

from formcheck.checking.counter import HoldClock
from formcheck.checking.results import Counts, FaultSpan, Hold, Rep, Severity
from formcheck.report.annotated import Marked
from formcheck.report.hud import CUE_TONE, Hud, counted
from formcheck.review.take import Take
from formcheck.session.record_builder import counts

_UNCOUNTED: Final = frozenset({"posture", "snapshot"})
"""Rules by which neither repetitions nor holds are counted."""
_HELD: Final = frozenset({"hold", "stretch"})
"""Rules by which time is counted."""


def marks_of_take(take: Take) -> Callable[[float], Marked]:
    """Return what to draw over the frame at a time.

    The body is drawn as in the review, with everything that was moved by hand. Repetitions and
    holds are those of the record, counted up to the time. What is noticed is said while it lasts.
    """

    def marks(time_s: float) -> Marked:
        index = take.at(time_s)
        return Marked(scene=take.scene(index), hud=_hud(take, index, time_s), pose=take.pose(index))

    return marks


def counts_at(reps: Iterable[Rep], time_s: float) -> Counts:
    """Return how many repetitions had ended at a time."""
    return counts(rep for rep in reps if rep.end_s <= time_s)


def clock_at(holds: Iterable[Hold], faults: Iterable[FaultSpan], time_s: float) -> HoldClock:
    """Return the clock of the hold that runs at a time, or else of the last one.

    While it runs, the seconds without a fault are good; those of a hold that is over are its own.
    """
    begun = [hold for hold in holds if hold.start_s <= time_s]
    if not begun:
        return HoldClock(0.0, 0.0, 0.0, running=False, target_s=0.0)
    hold = max(begun, key=lambda one: one.start_s)
    grave = [span for span in faults if span.severity is Severity.FAULT]
    over = time_s >= hold.end_s
    total_s = min(time_s, hold.end_s) - hold.start_s
    lost_s = sum(
        max(0.0, min(span.end_s, time_s) - max(span.start_s, hold.start_s)) for span in grave
    )
    good_s = hold.good_s if over else min(hold.good_s, max(0.0, total_s - lost_s))
    running = not over and not any(span.start_s <= time_s <= span.end_s for span in grave)
    longest_s = max([good_s, *(one.good_s for one in begun if one is not hold)])
    return HoldClock(total_s, good_s, longest_s, running=running, target_s=0.0)


def _hud(take: Take, index: int, time_s: float) -> Hud:
    record = take.record
    number, meaning = "", ""
    kind = take.exercise.rule.kind
    if kind not in _UNCOUNTED:
        clock = clock_at(record.holds, record.faults, time_s) if kind in _HELD else None
        number, meaning = counted(counts_at(record.reps, time_s), clock)
    active = [span for span in record.faults if span.start_s <= time_s <= span.end_s]
    worst = max(active, key=lambda span: span.severity, default=None)
    gaps = [gap.reason for gap in record.not_judged if gap.start_s <= time_s <= gap.end_s]
    return Hud(
        number=number,
        meaning=meaning,
        tone=take.seen.marks(index, record.series).tone,
        cue="" if worst is None else _cue(take, worst.check),
        cue_tone=CUE_TONE[Severity.GOOD if worst is None else worst.severity],
        hint=next(iter(gaps), ""),
    )


def _cue(take: Take, check: str) -> str:
    """Return what is said about a check; nothing when the exercise has it no more."""
    return next((one.cue for one in take.exercise.checks if one.id == check), "")
