"""The beat of a guided movement: nothing is looked at but that the person is in position.

A moment to get ready, then rounds of out, held, back, rest. A round counts when the way back is
over, as paced; or, once only, when the person tells it.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from formcheck.checking.counter import HoldClock, Moving, Phase, Stopwatch, Tick
from formcheck.checking.results import Hold, NotJudgedSpan, Rep, RepKind
from formcheck.exercises.rules import GuidedRule
from formcheck.language import N_, _

LATE_S: Final = 1.5
"""Whoever tells of a repetition so soon after one was paced means that one (judgement)."""
TOLD: Final = N_("told by you")
"""Note of a repetition that the person reported."""
READY_S: Final = 2.0
"""From being in position to the first beat (judgement)."""
GET_READY: Final = N_("Get ready")
_BACK: Final = 2
"""Place of the way back among the beats."""
_PHASES: Final = (Phase.MOVING, Phase.HOLDING, Phase.RETURNING, Phase.READY)


@dataclass(frozen=True, slots=True)
class Beat:
    """What to do now."""

    word: str
    left_s: float
    """Seconds until the next beat."""
    number: int
    """The repetition under way, from 1."""
    of: int
    """Repetitions asked for."""


class GuidedPacer:
    """Gives the beat, and counts what was paced or told; see `Phase`."""

    def __init__(self, rule: GuidedRule) -> None:
        self.rule = rule
        self.reps: list[Rep] = []
        self.holds: list[Hold] = []
        self.uncounted: list[NotJudgedSpan] = []
        self.clock: HoldClock | None = None
        self.moving = Moving()
        self.beat: Beat | None = None
        """None while the person is not in position, and once all is done."""
        self._ends = tuple(accumulate((rule.out_s, rule.hold_s, rule.back_s, rule.rest_s)))
        """When each beat of a round is over."""
        self._counted = False
        """Whether the repetition of this round was counted already."""
        self._paced_s = -math.inf
        """When the last repetition was counted by the beat alone."""
        self._begin(-READY_S)

    def _begin(self, into_s: float) -> None:
        """Begin a round, so far into it; negative: before it."""
        self._into_s = into_s
        self._counted = False
        self._from_s = self._turn_s = math.nan
        self.phase, self.progress = Phase.READY, 0.0

    @property
    def done(self) -> bool:
        """Whether all repetitions were done."""
        return len(self.reps) >= self.rule.reps

    def arm(self, baseline: Mapping[str, float], since_s: float) -> None:
        """Begin the round under way anew: the person is in position."""
        del baseline, since_s
        self._watch = Stopwatch()
        self._begin(-READY_S)

    def update(self, tick: Tick) -> None:
        """Take in one frame."""
        step_s = self._watch.step(tick.time_s)
        if not self.done:
            self._go_on(tick.time_s, step_s)
        if self.done:
            self.disarm()

    def pause(self, time_s: float) -> None:
        """Let the time pass: the beat waits."""
        self._watch.step(time_s)

    def disarm(self, left_s: float = math.nan) -> None:
        """Forget the round under way."""
        del left_s
        self._begin(-READY_S)
        self.beat = None

    def tell(self, time_s: float) -> None:
        """Count a repetition that the person reports, once, even when it was paced."""
        if time_s - self._paced_s <= max(LATE_S, self.rule.rest_s):
            self._paced_s = -math.inf
            self.reps[-1] = replace(self.reps[-1], note=_(TOLD))
            return
        self._count(time_s, _(TOLD))
        self._counted = self.beat is not None and self._into_s >= 0.0
        self._from_s = self._turn_s = math.nan

    def _go_on(self, time_s: float, step_s: float) -> None:
        round_s, back_s = self._ends[-1], self._ends[_BACK]
        self._into_s += step_s
        if self._into_s >= back_s and not self._counted:
            self._count(time_s, "")
            self._counted, self._paced_s = True, time_s
        if self._into_s >= round_s:
            self._begin(self._into_s % round_s)
        self._show(time_s)

    def _show(self, time_s: float) -> None:
        number = len(self.reps) + (0 if self._counted else 1)
        if self._into_s < 0.0:
            self.beat = Beat(_(GET_READY), -self._into_s, number, self.rule.reps)
            return
        index = bisect_right(self._ends, self._into_s)
        self._enter(_PHASES[index], time_s)
        left_s = self._ends[index] - self._into_s
        self.beat = Beat(self.rule.words[index], left_s, number, self.rule.reps)
        self.progress = self._into_s / self._ends[-1]

    def _enter(self, phase: Phase, time_s: float) -> None:
        if math.isnan(self._from_s):
            self._from_s = time_s
        if phase is not Phase.MOVING and math.isnan(self._turn_s):
            self._turn_s = time_s
        self.phase = phase

    def _count(self, end_s: float, note: str) -> None:
        start_s, turn_s = (
            end_s if math.isnan(one) else one for one in (self._from_s, self._turn_s)
        )
        self.reps.append(
            Rep(
                number=len(self.reps) + 1,
                side=None,
                start_s=start_s,
                turn_s=turn_s,
                end_s=end_s,
                extreme=math.nan,
                sd=math.nan,
                kind=RepKind.GUIDED,
                note=note,
            )
        )
