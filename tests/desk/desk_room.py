"""A desk whose time, camera and person are made by formulas, for the engine that watches it."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from types import TracebackType
from typing import Self

import numpy as np

from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.desk.shutter import Shutter
from formcheck.desk.surround import ALONE, Surround
from formcheck.desk.view import DeskView, Told
from formcheck.desk.watcher import DeskPlan, Watcher
from formcheck.errors import SourceError
from formcheck.features.error_model import load_error_model
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from tests.desk.desks import clip, later

CLIP = "sitting-front_slump"
BROKEN = "Camera 0 gives nothing."


def _poses(first_s: float, last_s: float) -> list[Pose]:
    return [pose for time_s, pose in clip(CLIP) if pose and first_s <= time_s <= last_s]


def upright(time_s: float) -> Pose:
    """Somebody sits tall, trembling as they did when they were recorded."""
    found = _poses(2.5, 7.0)
    return found[int(10 * time_s) % len(found)]


def slumped(time_s: float) -> Pose:
    found = _poses(9.5, 16.5)
    return found[int(10 * time_s) % len(found)]


class SimulatedClock:
    """Goes on only while somebody waits."""

    def __init__(self) -> None:
        self.time_s = 0.0
        self.waited: list[float] = []

    def now_s(self) -> float:
        return self.time_s

    def wall(self) -> datetime:
        return later(self.time_s)

    def wait(self, woken: Event, seconds: float) -> None:
        # Nobody is waited for.
        del woken
        self.waited.append(seconds)
        self.time_s += seconds


@dataclass(slots=True)
class RoomCamera:
    """A camera that counts how often it is opened; each opening is one source."""

    name: str = "Camera 0"
    opened: int = 0
    closed: int = 0
    broken: bool = False
    """Raises when somebody looks."""
    over: bool = False
    """There are no more pictures."""

    @property
    def is_open(self) -> bool:
        return self.opened > self.closed

    @property
    def info(self) -> SourceInfo:
        return SourceInfo(self.name, True, (640, 360), 10.0, None, None)

    def __call__(self) -> "RoomCamera":
        return self

    def __enter__(self) -> Self:
        self.opened += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closed += 1

    def read(self) -> Frame | None:
        if self.broken:
            raise SourceError(BROKEN)
        return None if self.over else Frame(0, 0.0, np.full((36, 64, 3), 120, np.uint8))


class RoomEstimator:
    """Sees whoever ``who`` returns at the time of the picture."""

    def __init__(self, who: Callable[[float], Pose | None]) -> None:
        self.who = who
        self.times: list[float] = []

    @property
    def model(self) -> ModelInfo:
        return ModelInfo("room", load_error_model().model_sha256)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def estimate(self, frame: Frame) -> Pose | None:
        assert math.isfinite(frame.time_s)
        self.times.append(frame.time_s)
        return self.who(frame.time_s)


@dataclass(slots=True)
class Room:
    """Everything that a watcher needs, to be changed by a test while it runs."""

    plan: DeskPlan = field(default_factory=DeskPlan)
    camera: RoomCamera = field(default_factory=RoomCamera)
    estimator: RoomEstimator = field(default_factory=lambda: RoomEstimator(upright))
    clock: SimulatedClock = field(default_factory=SimulatedClock)
    surround: Surround = ALONE
    told: list[Told] = field(default_factory=list)
    views: list[DeskView] = field(default_factory=list)
    watcher: Watcher = field(init=False)

    def __post_init__(self) -> None:
        self.watcher = Watcher(
            self.plan,
            Shutter(self.camera),
            self.estimator,
            clock=self.clock,
            ask=lambda: self.surround,
            tell=self.told.append,
        )

    @property
    def view(self) -> DeskView:
        return self.watcher.view

    def run(self, seconds: float) -> DeskView:
        """Look on for so long."""
        until_s = self.clock.time_s + seconds
        while self.clock.time_s < until_s:
            self.clock.time_s += self.watcher.step()
            self.views.append(self.watcher.view)
        return self.watcher.view

    @contextmanager
    def sees(self, who: Callable[[float], Pose | None]) -> Iterator[None]:
        """Somebody else, or otherwise, for a while."""
        before, self.estimator.who = self.estimator.who, who
        yield
        self.estimator.who = before
