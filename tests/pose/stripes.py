"""An estimator for clips whose pictures carry their numbers: it says which one it saw."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from formcheck.capture.frame import Frame
from formcheck.errors import ModelError
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.follow import Memory
from formcheck.pose.looks import PLAIN
from formcheck.pose.people import Lock
from formcheck.pose.pose import Pose, no_doubt
from tests.capture.pictures import number_of
from tests.pose.persons import SIZE, body_at


@dataclass
class Stripes:
    """Sees somebody in every picture, and whom depends on what it is told.

    The number of the picture is the second world coordinate of the nose, and how many pictures it
    saw since it began the third.
    """

    other_from: int = 10**6
    """From that picture on, who begins there sees somebody else."""
    blind: tuple[int, ...] = ()
    """Pictures in which nobody is seen."""
    crash_at: int = -1
    hang_at: int = -1
    no_model: bool = False
    marks: str = ""
    """Where a file is made that says that it crashed already; empty: it always does."""
    sleep_s: float = 0.0
    seen: int = field(default=0, init=False)
    told: Memory | None = field(default=None, init=False)
    model = ModelInfo("stripes", "")

    def __enter__(self) -> Self:
        if self.no_model:
            raise ModelError("The model is missing.")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    @property
    def memory(self) -> Memory:
        lock = Lock()
        lock.follow(body_at(300), 0.0)
        return Memory(PLAIN, sure=True, lock=lock)

    def begin(self, memory: Memory | None) -> None:
        self.seen, self.told, self._stranger = 0, memory, None

    def estimate(self, frame: Frame) -> Pose | None:
        number = number_of(frame.image)
        self._fail(number)
        if self._stranger is None:
            self._stranger = number >= self.other_from and self.told is None
        self.seen += 1
        if number in self.blind:
            return None
        body = body_at(900 if self._stranger else 300)
        world_m = np.array(body.world_m)
        world_m[0] = (0.0, number, self.seen)
        return Pose(
            time_s=frame.time_s,
            image_px=body.image_px,
            world_m=world_m,
            visibility=body.visibility,
            image_size=SIZE,
            doubt=no_doubt(),
        )

    def _fail(self, number: int) -> None:
        time.sleep(self.sleep_s)
        if number == self.crash_at and not (self.marks and Path(self.marks).exists()):
            if self.marks:
                Path(self.marks).touch()
            os._exit(7)
        if number == self.hang_at:
            time.sleep(600)


def picture_of(pose: Pose) -> int:
    """Return which picture it was."""
    return int(pose.world_m[0, 1])


def place_of(pose: Pose) -> int:
    """Return how many pictures the estimator had seen since it began."""
    return int(pose.world_m[0, 2])


def is_other(pose: Pose) -> bool:
    """Whether it is the other person."""
    return bool(pose.image_px[:, 0].mean() > 600)
