"""Counts swings to both sides of a rest value: + is a repetition of the left side, - of the right.

Each side has its own range: a stiff side is compared with itself.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from formcheck.checking.counter import Phase, Tick
from formcheck.checking.own_range import OwnRange
from formcheck.checking.results import Rep
from formcheck.checking.signal_counter import SignalCounter
from formcheck.checking.steady import STEADY, Steady
from formcheck.checking.turns import SLACK
from formcheck.exercises.rules import CycleRule
from formcheck.features.reading import Reading
from formcheck.landmarks import Side

LEAVE: Final = 1.0 / 2.0
BACK: Final = SLACK
"""Shares of the least swing that leave the rest value and end at it: hysteresis (judgement)."""
REST_S: Final = 20.0
"""The rest value follows this slowly (judgement)."""


@dataclass(slots=True)
class _Swing:
    """A movement away from rest, to one side."""

    side: Side
    start_s: float
    far: Reading
    far_s: float
    size: float

    def halves_s(self, end_s: float, back: float) -> tuple[float, float]:
        """Seconds out and back, with the part of the way that lies within ``back`` of rest."""
        seen = 1.0 - back / self.size
        return (self.far_s - self.start_s) / seen, (end_s - self.far_s) / seen


class SideSwingCounter(SignalCounter[CycleRule]):
    """READY, MOVING, HOLDING around the turn, RETURNING and back; see `Phase`."""

    def __init__(self, rule: CycleRule) -> None:
        super().__init__(rule)
        self._back = BACK * rule.least
        self._steady = Steady(STEADY * rule.least)
        self.disarm()

    def arm(self, baseline: Mapping[str, float], since_s: float) -> None:
        """Begin at the rest value of the start pose."""
        self.disarm()
        self._rested_s = since_s
        self._rest = baseline[self.rule.signal]

    def disarm(self, left_s: float = math.nan) -> None:
        """Forget a swing that was not finished."""
        del left_s
        self.phase, self.progress = Phase.READY, 0.0
        self._rest = self._rested_s = math.nan
        self._unseen_s = 0.0
        self._ranges = {side: OwnRange(self.rule) for side in Side}
        self._swing: _Swing | None = None

    @override
    def _under_way_s(self) -> float:
        return math.nan if self._swing is None else self._swing.start_s

    @override
    def _lose(self) -> None:
        """Rest must be seen before anything counts."""
        self._swing = None
        self.phase, self.progress = Phase.RETURNING, 0.0

    @override
    def _follow(self, tick: Tick, reading: Reading, step_s: float) -> None:
        steady = self._steady.update(tick.time_s, reading.value)
        if steady is not None:
            self._settle(steady)
        away = reading.value - self._rest
        if self._swing is not None:
            self._go_on(self._swing, tick.time_s, reading, away)
        if self._swing is None:
            self._at_rest(tick.time_s, reading, away, step_s)

    def _settle(self, value: float) -> None:
        """Take for rest where somebody stays, unless it is the far end of a swing."""
        turned = self._swing is not None and self._swing.size >= self.rule.least
        if not turned and abs(value - self._rest) < self.rule.least:
            self._swing, self._rest = None, value

    def _at_rest(self, time_s: float, reading: Reading, away: float, step_s: float) -> None:
        if abs(away) <= self._back:
            self._rested_s, self.phase = time_s, Phase.READY
        elif self.phase is not Phase.RETURNING and abs(away) > LEAVE * self.rule.least:
            side = Side.LEFT if away > 0.0 else Side.RIGHT
            self._swing = _Swing(side, self._rested_s, reading, time_s, abs(away))
            self._show(self._swing, abs(away))
            return
        self.progress = 0.0
        self._rest += away * min(1.0, step_s / REST_S)

    def _go_on(self, swing: _Swing, time_s: float, reading: Reading, away: float) -> None:
        out = away if swing.side is Side.LEFT else -away
        if out > swing.size:
            swing.far, swing.far_s, swing.size = reading, time_s, out
        if out <= self._back:
            self._finish(swing, time_s)
        else:
            self._show(swing, out)

    def _finish(self, swing: _Swing, time_s: float) -> None:
        self._swing, self.phase, self.progress = None, Phase.READY, 0.0
        self._rested_s = time_s
        if swing.size < self.rule.least:
            return
        own = self._ranges[swing.side]
        own.add(swing.size)
        length_s = time_s - swing.start_s
        kind, note = own.judge(swing.size, length_s, swing.halves_s(time_s, self._back))
        self.reps.append(
            Rep(
                number=len(self.reps) + 1,
                side=swing.side,
                start_s=swing.start_s,
                turn_s=swing.far_s,
                end_s=time_s,
                extreme=swing.far.value,
                sd=swing.far.sd,
                kind=kind,
                note=note,
            )
        )

    def _show(self, swing: _Swing, out: float) -> None:
        own = self._ranges[swing.side]
        self.progress = own.share(out)
        if swing.size >= own.full_from and swing.size - out <= self._back:
            self.phase = Phase.HOLDING
        elif swing.size - out > self._back:
            self.phase = Phase.RETURNING
        else:
            self.phase = Phase.MOVING
