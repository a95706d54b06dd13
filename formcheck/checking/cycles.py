"""Counts a movement to and fro without a fixed range: there and back is one repetition.

The first half goes the way of the first movement out of the start pose.
"""

import math
from collections.abc import Mapping

from typing_extensions import override

from formcheck.checking.counter import Phase, Tick
from formcheck.checking.own_range import OwnRange
from formcheck.checking.results import Rep
from formcheck.checking.signal_counter import SignalCounter
from formcheck.checking.turns import Swing, Turn, TurnFinder
from formcheck.exercises.rules import CycleRule
from formcheck.features.reading import Reading


class CycleCounter(SignalCounter[CycleRule]):
    """READY, MOVING to the first turn, RETURNING from it; HOLDING around turns far from rest."""

    def __init__(self, rule: CycleRule) -> None:
        super().__init__(rule)
        self._chosen = False
        """Whether it is settled what is counted by: the outline once the start pose showed it."""
        self._restart(math.nan, math.nan)

    def arm(self, baseline: Mapping[str, float], since_s: float) -> None:
        """Begin at the rest value of the start pose."""
        better = self.rule.outline
        if not self._chosen and better is not None:
            # For the whole session, as repetitions by one signal say nothing of those by another.
            self._chosen = True
            if math.isfinite(baseline[better.signal]):
                self.rule = self.rule.seen_by_outline()
        self._restart(baseline[self.rule.signal], since_s)

    def disarm(self, left_s: float = math.nan) -> None:
        """End; a full way back counts without its turn, unless it led out of the exercise."""
        swing = self._finder.swing
        if swing is not None and self._range.known and not math.isfinite(left_s):
            full = swing.size >= self._range.full_from
            if full and self._leads_back(swing):
                self._count(swing)
        self._restart(math.nan, math.nan)

    @override
    def _under_way_s(self) -> float:
        swing = self._finder.swing
        if swing is None or self._counted:
            return math.nan
        return (self._way_out or swing).start.left_s

    @override
    def _follow(self, tick: Tick, reading: Reading, step_s: float) -> None:
        del step_s
        done = self._finder.update(tick.time_s, reading)
        swing = self._finder.swing
        if swing is None:
            return
        if not self._out:
            self._set_out(swing)
        if done is not None:
            self._turn(done)
        if self._leads_back(swing) and self._finder.settled(tick.time_s):
            self._count(swing)
        self._show(swing, tick.time_s, reading.value)

    def _restart(self, rest: float, since_s: float) -> None:
        self._rest, self._since_s = rest, since_s
        self._range = OwnRange(self.rule)
        self._out = 0
        self._lose()

    @override
    def _lose(self) -> None:
        """Forget where in the movement the body is."""
        self.phase, self.progress = Phase.READY, 0.0
        self._unseen_s = 0.0
        self._finder = TurnFinder(self.rule.least)
        self._way_out: Swing | None = None
        self._counted = False

    def _set_out(self, swing: Swing) -> None:
        """Find which way the first half goes; it may itself be smaller than the least swing."""
        swing.start.real = swing.start.real and self._is_away(swing.start)
        self._out = -swing.heading if swing.start.real else swing.heading

    def _is_away(self, turn: Turn) -> bool:
        return abs(turn.reading.value - self._rest) > self.rule.least / 2.0

    def _leads_back(self, swing: Swing) -> bool:
        return swing.heading != self._out and swing.start.real

    def _turn(self, done: Swing) -> None:
        if done.start.real:
            self._range.add(done.size)
        if self._leads_back(done):
            self._count(done)
        self._way_out = done if done.heading == self._out else None
        self._counted = False

    def _count(self, back: Swing) -> None:
        """Count the repetition that ends with this way back, or bring it up to date."""
        out, turn, end_s = self._way_out, back.start, back.far.time_s
        halves_s = [back.length_s]
        if out is None:
            # It was too small for a swing: taken to have lasted as long as the way back.
            start_s = max(self._since_s, turn.time_s - back.length_s)
        else:
            start_s = out.start.left_s
        if out is not None and out.start.real:
            halves_s.append(out.length_s)
        kind, note = self._range.judge(back.size, end_s - start_s, halves_s)
        if self._counted:
            self.reps.pop()
        self._counted = True
        self.reps.append(
            Rep(
                number=len(self.reps) + 1,
                side=None,
                start_s=start_s,
                turn_s=turn.time_s,
                end_s=end_s,
                extreme=turn.reading.value,
                sd=turn.reading.sd,
                kind=kind,
                note=note,
            )
        )

    def _show(self, swing: Swing, time_s: float, value: float) -> None:
        self.progress = self._range.share(swing.size)
        full, away = swing.size >= self._range.full_from, self._is_away(swing.far)
        if full and away and self._finder.at_turn(swing, time_s, value):
            self.phase = Phase.HOLDING
        elif self._counted or (not away and self._finder.settled(time_s)):
            self.phase = Phase.READY
        else:
            self.phase = Phase.MOVING if swing.heading == self._out else Phase.RETURNING
