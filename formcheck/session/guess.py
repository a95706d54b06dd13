"""What somebody in front of the camera seems to be doing: offered, never begun by itself."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from formcheck.exercises.spec import Exercise
from formcheck.pose.pose import Pose
from formcheck.session.measure import GAP_S
from formcheck.session.recognise import Recogniser

MEMORY_S: Final = 45.0
"""People try one thing after another: what is long past is not offered."""
PUZZLED_S: Final = 25.0
"""Whoever was seen for so long and is not recognised is told what else to do: two or three times of
the slowest movements take as long (judgement)."""
ASK_S: Final = 1.0
"""How often it is asked what it is; an answer has to come twice before it is offered."""


@dataclass(frozen=True, slots=True, eq=False)
class Guess:
    """What is offered now."""

    pose: Pose | None = None
    """The raw pose of the frame; None when nobody is seen."""
    offer: Exercise | None = None
    """What it seems to be; None while that cannot be told."""
    alike: tuple[Exercise, ...] = ()
    """What it cannot be told from."""
    puzzled: bool = False
    """Whether somebody has been seen for long, and nothing is recognised."""


class Guesser:
    """Watches, and offers what it thinks it sees; the last offer stays until there is a new one."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self._recogniser = Recogniser(exercises, memory_s=MEMORY_S)
        self._asked_s = -math.inf
        self._before_s = math.nan
        self._seen_s = 0.0
        self._before: Exercise | None = None
        self._now = Guess()

    def update(self, time_s: float, pose: Pose | None) -> Guess:
        """Take in the raw pose of one frame."""
        if pose is not None and math.isfinite(self._before_s):
            self._seen_s += min(time_s - self._before_s, GAP_S)
        self._before_s = time_s
        self._recogniser.update(time_s, pose)
        if time_s - self._asked_s >= ASK_S:
            self._asked_s = time_s
            found = self._recogniser.result()
            if found.best is not None and found.best == self._before:
                self._now = Guess(None, found.best, found.alike)
            self._before = found.best
        puzzled = self._now.offer is None and self._seen_s >= PUZZLED_S
        return Guess(pose, self._now.offer, self._now.alike, puzzled)
