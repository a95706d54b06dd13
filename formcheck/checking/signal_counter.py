"""What the counters of repetitions by one signal have in common: frames, gaps and results."""

import math
from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from formcheck.checking.counter import (
    LOST_S,
    OUT_OF_SIGHT,
    HoldClock,
    Moving,
    Phase,
    Stopwatch,
    Tick,
)
from formcheck.checking.results import Hold, NotJudgedSpan, Rep
from formcheck.exercises.rules import CycleRule, RepRule
from formcheck.features.reading import Reading
from formcheck.language import _

Rule = TypeVar("Rule", bound=RepRule | CycleRule)


class SignalCounter(ABC, Generic[Rule]):
    """Sees the signal frame by frame; how it moves is up to its children."""

    rule: Rule
    phase: Phase
    progress: float

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.reps: list[Rep] = []
        self.holds: list[Hold] = []
        self.uncounted: list[NotJudgedSpan] = []
        self.clock: HoldClock | None = None
        self.moving = Moving()
        self._watch = Stopwatch()
        self._unseen_s = 0.0

    def update(self, tick: Tick) -> None:
        """Take in one frame."""
        reading = tick.readings[self.rule.signal]
        if not reading.judged:
            self.pause(tick.time_s)
            return
        step_s = self._watch.step(tick.time_s)
        self._unseen_s = 0.0
        self._follow(tick, reading, step_s)

    def pause(self, time_s: float) -> None:
        """Let the time pass uncounted; after too long the repetition under way is given up."""
        self._unseen_s += self._watch.step(time_s)
        if self._unseen_s <= LOST_S:
            return
        start_s = self._under_way_s()
        if math.isfinite(start_s):
            self.uncounted.append(NotJudgedSpan(_(OUT_OF_SIGHT), start_s, time_s))
        self._lose()

    @abstractmethod
    def _follow(self, tick: Tick, reading: Reading, step_s: float) -> None:
        """Take in the signal of one frame; ``step_s`` is the time since the last one."""

    @abstractmethod
    def _under_way_s(self) -> float:
        """Return when the repetition under way began that is not counted yet; NaN for none."""

    @abstractmethod
    def _lose(self) -> None:
        """Give up the repetition under way: it was out of sight for too long."""
