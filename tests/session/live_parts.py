"""Sources and estimators that tests hold by the hand, and an observer of the live engine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Condition, Event, Semaphore, current_thread
from types import TracebackType
from typing import Self

import numpy as np

from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.session.live import LiveEngine
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.zero import ZeroKeeper
from tests import bodies

STEP_S = 0.1
PATIENCE_S = 20.0
"""Only a broken engine needs as long as this."""
LIT = np.repeat(np.tile(np.linspace(40, 210, 64), (48, 1))[..., None], 3, axis=2).astype(np.uint8)
"""A picture of nothing, in good light."""


class HandSource:
    """A camera that gives a frame for each `give`, then ends, or fails with ``error``."""

    def __init__(
        self,
        count: int = 1000,
        *,
        error: Exception | None = None,
        refuses: Exception | None = None,
        log: list[str] | None = None,
    ) -> None:
        self._count, self._error, self._refuses = count, error, refuses
        self._index = 0
        self._permits = Semaphore(0)
        self._free = Event()
        self.opened, self.closed = Event(), Event()
        self.log = [] if log is None else log
        self.threads: set[str] = set()
        self.picture = LIT
        self.info = SourceInfo("Camera 7", True, (64, 48), 10.0, None, None)

    def give(self, frames: int = 1) -> None:
        """Allow so many more reads."""
        for _ in range(frames):
            self._permits.release()

    def let_go(self) -> None:
        """Never block again."""
        self._free.set()
        self._permits.release()

    def __enter__(self) -> Self:
        self.threads.add(current_thread().name)
        if self._refuses is not None:
            raise self._refuses
        self.log.append("open")
        self.opened.set()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.threads.add(current_thread().name)
        self.log.append("close")
        self.closed.set()

    def read(self) -> Frame | None:
        if not self._free.is_set():
            self._permits.acquire()
        if self._index >= self._count:
            if self._error is not None:
                raise self._error
            return None
        index, self._index = self._index, self._index + 1
        return Frame(index, 5.0 + index * STEP_S, self.picture)


class Nobody:
    """An estimator that sees nobody; it can be held up, and fail at a frame."""

    model = ModelInfo("nobody", "")

    def __init__(self, *, fails_at: int = -1, refuses: Exception | None = None) -> None:
        self._fails_at, self._refuses = fails_at, refuses
        self.go = Event()
        self.go.set()
        self.entered = Event()
        self.loading = Event()
        self.loading.set()
        self.closed = 0
        self.threads: set[str] = set()

    def __enter__(self) -> Self:
        self.loading.wait()
        if self._refuses is not None:
            raise self._refuses
        self.entered.set()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.threads.add(current_thread().name)
        self.closed += 1

    def estimate(self, frame: Frame) -> Pose | None:
        self.threads.add(current_thread().name)
        if frame.index == self._fails_at:
            raise ZeroDivisionError("a mistake of ours")
        self.go.wait()
        return None


class Straight(Nobody):
    """An estimator that always sees the same straight plank."""

    def estimate(self, frame: Frame) -> Pose | None:
        return replace(bodies.plank(hip_deviation=3.0), time_s=frame.time_s)


class Observer:
    """An engine with everything that it showed."""

    def __init__(self, estimator: Nobody | None = None, *, zeros: ZeroKeeper | None = None) -> None:
        self.seen: list[LiveFrame] = []
        self._changed = Condition()
        self.estimator = estimator or Nobody()
        self.engine = LiveEngine(self._look, open_estimator=lambda: self.estimator, zeros=zeros)

    def _look(self) -> None:
        live = self.engine.take()
        if live is not None:
            with self._changed:
                self.seen.append(live)
                self._changed.notify_all()

    def until(self, what: Callable[[LiveFrame], bool] | LiveState) -> LiveFrame:
        """Wait for a snapshot and return it."""

        def fits(live: LiveFrame) -> bool:
            return live.state is what if isinstance(what, LiveState) else what(live)

        with self._changed:
            came = self._changed.wait_for(lambda: any(map(fits, self.seen)), PATIENCE_S)
            states = [live.state.value for live in self.seen]
            assert came, f"never came; seen: {states}"
            return next(live for live in self.seen if fits(live))

    def frame(self, index: int) -> LiveFrame:
        """Wait until the frame with this index was shown."""
        return self.until(lambda live: live.frame is not None and live.frame.index == index)


BRIDGE = load_exercise("bridge")


@contextmanager
def watching(source: HandSource, observer: Observer, exercise: Exercise = BRIDGE) -> Iterator[None]:
    """Open the engine on a source, and close it whatever happens."""
    observer.engine.open(exercise, lambda: source)
    try:
        yield
    finally:
        source.let_go()
        observer.estimator.go.set()
        observer.estimator.loading.set()
        assert observer.engine.close()


def show(source: HandSource, observer: Observer, first: int, last: int) -> LiveFrame:
    """Let the engine judge frames one by one, so that none is dropped."""
    for index in range(first, last + 1):
        source.give()
        live = observer.frame(index)
    return live
