"""What the counters of all kinds of rule have in common."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from formcheck.checking.results import Hold, NotJudgedSpan, Rep
from formcheck.features.reading import Reading
from formcheck.landmarks import Side
from formcheck.language import N_, _, number

MAX_STEP_S: Final = 0.5
"""A longer gap between two frames does not count as time held."""
LOST_S: Final = 2.0
"""A repetition in which the body was not seen for longer than this is not counted (judgement)."""

OUT_OF_SIGHT: Final = N_("A repetition was not counted: you were out of sight for too much of it.")


class Phase(StrEnum):
    """Where in the exercise the person is.

    ::

        SETUP --start pose held--> READY --leaves it--> MOVING --top reached--> HOLDING
                                     ^                                              |
                                     +----------back-------- RETURNING <--leaves----+

    A hold exercise goes SETUP, HOLDING, SETUP. UNSEEN interrupts any of them.
    """

    SETUP = "setup"
    READY = "ready"
    MOVING = "moving"
    HOLDING = "holding"
    RETURNING = "returning"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Moving:
    """The limbs that move in this repetition."""

    arm: Side | None = None
    leg: Side | None = None


def held(held_s: float, wanted_s: float, digits: int = 0) -> str:
    """Return how long something was held, rounded down: too short never reads as enough.

    >>> held(4.6, 5.0), held(0.97, 1.0, 1)
    ('held 4 s of 5 s', 'held 0.9 s of 1.0 s')
    """
    steps = 10**digits
    down_s = math.floor(held_s * steps + 1e-9) / steps
    text = _("held {held} s of {wanted} s")
    return text.format(held=number(down_s, digits), wanted=number(wanted_s, digits))


def took_long(max_s: float) -> str:
    """Return the note of a repetition that is none, as it lasted longer than this."""
    return _("took longer than {seconds} s").format(seconds=number(max_s, 0))


@dataclass(frozen=True, slots=True)
class HoldClock:
    """Seconds of the hold now running, or of the last one."""

    total_s: float
    good_s: float
    """Seconds with no check at fault: the number that is shown."""
    longest_s: float
    """Longest stretch of good seconds of the session."""
    running: bool
    """False while the form is at fault or the body cannot be seen."""
    target_s: float
    counts_down: bool = False
    """Whether people are shown the seconds that are left: nothing is held, only waited for."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What one frame brings to a counter."""

    time_s: float
    readings: Mapping[str, Reading]
    at_fault: bool
    """Whether any check is at fault now."""
    since_s: float = math.nan
    """When that truly began: a fault, or its end, is known only after it has lasted."""
    near: Side | None = None
    """The side of the body nearer to the camera."""


class Counter(Protocol):
    """Counts repetitions or seconds by one kind of rule, while the session is armed."""

    phase: Phase
    progress: float
    """0 at the start pose, 1 at the full range or the target time."""
    moving: Moving
    reps: list[Rep]
    holds: list[Hold]
    uncounted: list[NotJudgedSpan]
    """Repetitions that were not counted because too much of them could not be seen."""
    clock: HoldClock | None
    """None for rules that count repetitions."""

    def arm(self, baseline: Mapping[str, float], since_s: float) -> None:
        """Begin: the start pose has been held since then, and these were its readings."""
        ...

    def update(self, tick: Tick) -> None:
        """Take in one frame. Called only while armed and while the body can be judged."""
        ...

    def pause(self, time_s: float) -> None:
        """Let time pass uncounted: called in place of `update` while nothing can be judged."""
        ...

    def disarm(self, left_s: float = math.nan) -> None:
        """End: the person has left the exercise, beginning at that time where it is known."""
        ...


class Stopwatch:
    """Seconds between frames; gaps count for no more than MAX_STEP_S."""

    def __init__(self) -> None:
        self._last_s = math.nan

    def step(self, time_s: float) -> float:
        """Return the seconds since the last call."""
        step_s = time_s - self._last_s
        self._last_s = time_s
        return min(step_s, MAX_STEP_S) if math.isfinite(step_s) else 0.0
