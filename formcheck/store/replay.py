"""What a session found whose end never came: read from its journal, as it was on the screen.

Repetitions, holds and stretches not judged are those that the session had told when it was broken
off, to the frame. How far a fault went was not told, and is missing (NaN).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from formcheck.checking.counter import Phase, Stopwatch
from formcheck.checking.results import (
    FaultSpan,
    Hold,
    NotJudgedSpan,
    Rep,
    RepKind,
    Severity,
    ViewEstimate,
)
from formcheck.checking.view import name_view
from formcheck.landmarks import Side
from formcheck.language import _
from formcheck.session.record_builder import NotJudgedLog, with_faults
from formcheck.session.update import NotJudged
from formcheck.store import journal
from formcheck.store.chunks import Block, Floats, joined
from formcheck.store.journal import Entry, Event

_NOT_ARMED: Final = frozenset({Phase.SETUP.value})
_UNJUDGED: Final = frozenset({Phase.SETUP.value, Phase.UNSEEN.value})
_LEAVING: Final = frozenset({Phase.MOVING.value})


@dataclass(frozen=True, slots=True, eq=False)
class Replayed:
    """What a journal says."""

    block: Block
    reps: tuple[Rep, ...]
    holds: tuple[Hold, ...]
    faults: tuple[FaultSpan, ...]
    not_judged: tuple[NotJudgedSpan, ...]
    view: ViewEstimate
    graded_fraction: float
    focus: str
    duration_s: float


def replay(entries: Iterable[Entry], names: tuple[str, ...]) -> Replayed:
    """Go through a journal from its beginning."""
    entries = tuple(entries)
    block = joined((entry.block for entry in entries), len(names))
    events = [event for entry in entries for event in entry.events]
    reader = _Reader(block, names)
    reader.read(events)
    faults = tuple(sorted(reader.faults, key=lambda span: (span.start_s, span.check)))
    return Replayed(
        block=block,
        reps=with_faults(reader.reps, faults),
        holds=tuple(reader.holds),
        faults=faults,
        not_judged=reader.not_judged.spans(),
        view=_view(block),
        graded_fraction=reader.graded_fraction,
        focus=reader.state.focus,
        duration_s=float(block.time_s[-1]) if len(block.time_s) else 0.0,
    )


def _view(block: Block) -> ViewEstimate:
    known = block.yaw_deg[np.isfinite(block.yaw_deg)]
    return name_view(float(np.median(known)) if len(known) else math.nan)


@dataclass(slots=True)
class _State:
    """What was last written about each thing."""

    phase: str = Phase.SETUP.value
    dots: list[str] = field(default_factory=list)
    sides: list[int] = field(default_factory=lambda: [0, 0])
    active: dict[str, int] = field(default_factory=dict)
    reasons: list[list[str]] = field(default_factory=list)
    focus: str = ""
    hold: list[float] | None = None


class _Reader:
    def __init__(self, block: Block, names: tuple[str, ...]) -> None:
        self.state = _State()
        self.reps: list[Rep] = []
        self.holds: list[Hold] = []
        self.faults: list[FaultSpan] = []
        self.not_judged = NotJudgedLog()
        self._block, self._names = block, names
        self._left_s = math.nan
        """When the body last left the start pose."""
        self._held: Hold | None = None
        self._total_s = 0.0
        self._focuses: list[str] = []
        """The feature that was drawn in each frame."""
        self._open: dict[str, FaultSpan] = {}
        self._watch = Stopwatch()
        self._armed_s = self._judged_s = 0.0

    @property
    def graded_fraction(self) -> float:
        return self._judged_s / self._armed_s if self._armed_s else 0.0

    def read(self, events: Iterable[Event]) -> None:
        """Bring every frame's changes to the state, then take note of it."""
        by_time: dict[float, dict[str, Any]] = {}
        for time_s, name, now in events:
            by_time.setdefault(time_s, {})[name] = now
        for time_s in self._block.time_s.tolist():
            self._frame(time_s, by_time.get(time_s, {}))
        if self._held is not None:
            self.holds.append(self._held)
        self.faults += self._open.values()

    def _frame(self, time_s: float, changes: Mapping[str, Any]) -> None:
        before, sides = len(self.state.dots), self.state.sides
        if changes.get(journal.PHASE) in _LEAVING:
            self._left_s = time_s
        for name, now in changes.items():
            setattr(self.state, name, now)
        self._focuses.append(self.state.focus)
        for kind in self.state.dots[before:]:
            self._rep(time_s, kind, _side_of(sides, self.state.sides))
        self._grade(time_s)
        self._hold(time_s)
        self._faults_at(time_s)
        reasons = [NotJudged(reason, mend) for reason, mend in self.state.reasons]
        if not reasons and self.state.phase in _NOT_ARMED:
            reasons = [NotJudged(_("The exercise has not started yet."), "")]
        self.not_judged.update(time_s, reasons)

    def _rep(self, end_s: float, kind: str, side: Side | None) -> None:
        after_s = self.reps[-1].end_s if self.reps else -math.inf
        start_s = self._left_s if self._left_s > after_s else max(after_s, 0.0)
        turn = self._turn(start_s, end_s)
        self.reps.append(
            Rep(
                number=len(self.reps) + 1,
                side=side,
                start_s=start_s,
                turn_s=end_s if turn is None else float(self._block.time_s[turn]),
                end_s=end_s,
                extreme=self._measured(self._block.value, turn),
                sd=self._measured(self._block.sd, turn),
                kind=RepKind(kind),
            )
        )

    def _turn(self, start_s: float, end_s: float) -> int | None:
        """Return the frame amid those with the most progress."""
        time_s = self._block.time_s
        within = np.flatnonzero((time_s >= start_s) & (time_s <= end_s))
        progress = self._block.progress[within]
        if not len(within) or not np.isfinite(progress).any():
            return None
        most = within[progress == np.nanmax(progress)]
        return int(most[len(most) // 2])

    def _measured(self, table: Floats, at: int | None) -> float:
        if at is None or self._focuses[at] not in self._names:
            return math.nan
        return float(table[at, self._names.index(self._focuses[at])])

    def _grade(self, time_s: float) -> None:
        step_s = self._watch.step(time_s)
        self._armed_s += 0.0 if self.state.phase in _NOT_ARMED else step_s
        self._judged_s += 0.0 if self.state.phase in _UNJUDGED else step_s

    def _hold(self, time_s: float) -> None:
        clock = self.state.hold
        over = clock is None or not clock[0] or self.state.phase in _NOT_ARMED
        held = self._held
        if held is not None and (over or clock is None or clock[0] < self._total_s):
            self.holds.append(held)
            held = None
        if over or clock is None:
            self._held = None
            return
        self._total_s = clock[0]
        start_s = time_s - clock[0] if held is None else held.start_s
        self._held = Hold(None, start_s, time_s, clock[1])

    def _faults_at(self, time_s: float) -> None:
        for check in [one for one in self._open if one not in self.state.active]:
            self.faults.append(self._open.pop(check))
        for check, severity in self.state.active.items():
            known = self._open.get(check)
            worst = Severity(max(severity, known.severity if known else 0))
            start_s = known.start_s if known else time_s
            self._open[check] = FaultSpan(check, worst, start_s, time_s, math.nan, math.nan)


def _side_of(before: list[int], after: list[int]) -> Side | None:
    """Return the side whose count of full repetitions grew; None when it is not told."""
    if after[0] > before[0]:
        return Side.LEFT
    return Side.RIGHT if after[1] > before[1] else None
