"""Counts repetitions of one signal that rises from rest to a turn and comes back.

A state machine with hysteresis: a wobble between two limits is one repetition. Time is counted in
seconds, never in frames.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from formcheck.checking.counter import Phase, Tick, held, took_long
from formcheck.checking.results import Rep, RepKind
from formcheck.checking.signal_counter import SignalCounter
from formcheck.checking.steady import STEADY, Steady
from formcheck.exercises.spec import RepRule
from formcheck.features.reading import Reading
from formcheck.landmarks import Side
from formcheck.language import _

REST_DOWN_S: Final = 2.0
REST_UP_S: Final = 20.0
"""The rest value follows: soon when people sink deeper, hardly when they do not come all the way
down, so that a slow lift is not taken for rest (judgement)."""


@dataclass(slots=True)
class _Excursion:
    """A movement away from rest."""

    start_s: float
    extreme: Reading
    turn_s: float
    held_s: float = 0.0
    held_from_s: float = math.nan
    held_to_s: float = math.nan

    def hold(self, time_s: float, step_s: float) -> None:
        """Count a step spent at the top."""
        if not math.isfinite(self.held_from_s):
            self.held_from_s = time_s
        else:
            self.held_s += step_s
        self.held_to_s = time_s

    @property
    def middle_s(self) -> float:
        """The middle of the hold; without a hold the time of the extreme."""
        middle = (self.held_from_s + self.held_to_s) / 2
        return middle if math.isfinite(middle) else self.turn_s


class RepCounter(SignalCounter[RepRule]):
    """READY, MOVING, HOLDING, RETURNING and back; see `Phase`."""

    def __init__(self, rule: RepRule) -> None:
        super().__init__(rule)
        self._steady = Steady(STEADY * rule.leave_above_rest)
        self._near: Side | None = None
        self._own = rule
        """The rule with the limits of whoever is there, from where they rest."""
        self.disarm()

    def arm(self, baseline: Mapping[str, float], since_s: float) -> None:
        """Begin at the rest value of the start pose."""
        self.disarm()
        self._rested_s = since_s
        self._rest = baseline[self.rule.signal]
        self._own = self.rule.begun_at(self._rest)

    def disarm(self, left_s: float = math.nan) -> None:
        """Forget a repetition that was not finished."""
        del left_s
        self.phase = Phase.READY
        self.progress = 0.0
        self._rest = math.nan
        self._rested_s = math.nan
        self._unseen_s = 0.0
        self._out: _Excursion | None = None

    @override
    def _under_way_s(self) -> float:
        return math.nan if self._out is None else self._out.start_s

    @override
    def _lose(self) -> None:
        """Rest must be seen before anything counts."""
        self._out = None
        self.phase = Phase.RETURNING

    @override
    def _follow(self, tick: Tick, reading: Reading, step_s: float) -> None:
        self._near = tick.near
        span = self._own.top - self._rest
        self.progress = min(1.0, max(0.0, (reading.value - self._rest) / span)) if span else 0.0
        steady = self._steady.update(tick.time_s, reading.value)
        if self._out is None:
            self._at_rest(tick.time_s, reading, step_s, steady)
        elif steady is not None and self._is_down(self._out, steady):
            self._finish(self._out, tick.time_s)
            self._rest = steady
        else:
            self._away(self._out, tick.time_s, reading, step_s)

    def _is_down(self, out: _Excursion, value: float) -> bool:
        """Whether somebody who stays here has come back, as far as it goes."""
        return self.phase is Phase.RETURNING and out.extreme.value - value >= self.rule.min_range

    def _at_rest(
        self, time_s: float, reading: Reading, step_s: float, steady: float | None
    ) -> None:
        rise = reading.value - self._rest
        if self.phase is Phase.RETURNING:
            if rise <= self.rule.back_above_rest:
                self.phase = Phase.READY
            return
        if rise > self.rule.leave_above_rest:
            start_s = self._rested_s if math.isfinite(self._rested_s) else time_s
            self._out = _Excursion(start_s, reading, time_s)
            self._own = self.rule.begun_at(self._rest)
            self.phase = Phase.MOVING
            return
        if rise <= self.rule.leave_above_rest / 3:
            self._rested_s = time_s
        follow_s = REST_DOWN_S if rise < 0 else REST_UP_S
        self._rest += rise * min(1.0, step_s / follow_s)
        if steady is not None:
            self._rest = steady

    def _away(self, out: _Excursion, time_s: float, reading: Reading, step_s: float) -> None:
        value = reading.value
        if value > out.extreme.value:
            out.extreme, out.turn_s = reading, time_s
        if value - self._rest <= self.rule.back_above_rest:
            self._finish(out, time_s)
        elif out.extreme.value >= self._own.top and value >= self._own.hold_from:
            out.hold(time_s, step_s)
            self.phase = Phase.HOLDING
        elif out.extreme.value - value > self.rule.leave_above_rest:
            self.phase = Phase.RETURNING
        elif self.phase is not Phase.RETURNING:
            self.phase = Phase.MOVING

    def _finish(self, out: _Excursion, time_s: float) -> None:
        self._out, self.phase, self._rested_s = None, Phase.READY, time_s
        moved = out.extreme.value - self._rest
        if moved < self.rule.min_range or time_s - out.start_s < self.rule.min_s:
            return
        kind, note = self._judge(out, time_s)
        self.reps.append(
            Rep(
                number=len(self.reps) + 1,
                side=self._near if self.rule.sided else None,
                start_s=out.start_s,
                turn_s=out.middle_s,
                end_s=time_s,
                extreme=out.extreme.value,
                sd=out.extreme.sd,
                kind=kind,
                note=note,
            )
        )

    def _judge(self, out: _Excursion, time_s: float) -> tuple[RepKind, str]:
        if time_s - out.start_s > self.rule.max_s:
            return RepKind.ATTEMPT, took_long(self.rule.max_s)
        if out.extreme.value < self._own.partial:
            return RepKind.ATTEMPT, _("turned back early")
        if out.extreme.value < self._own.top:
            return RepKind.PARTIAL, _("not the full range")
        if out.held_s < self.rule.hold_s:
            return RepKind.PARTIAL, held(out.held_s, self.rule.hold_s, 1)
        return RepKind.FULL, ""
