"""Notes of when a frame came, how long the model had it, when it was judged, and when it was seen.

Times are those of `time.perf_counter`, which all threads of a process share.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from time import perf_counter
from types import TracebackType
from typing import Any, Final, Self

from formcheck.capture.frame import Frame
from formcheck.capture.source import FrameSource, SourceInfo
from formcheck.pose.estimator import ModelInfo, PoseEstimator
from formcheck.pose.pose import Pose

_MS: Final = 1000.0
_VISION: Final = "mediapipe.tasks.python.vision"
_DETECTING: Final = ("detect", "detect_for_video")
"""Where the model's library looks at a picture, which it has copied into one of its own before."""


@dataclass(slots=True)
class Notes:
    """Of every frame, by its number; each thread writes tables of its own."""

    arrived_s: dict[int, float] = field(default_factory=dict)
    model_s: dict[int, float] = field(default_factory=dict)
    """How long the model's library had it: its copy of the picture, and every look at it."""
    judged_s: dict[int, float] = field(default_factory=dict)
    seen_s: dict[int, float] = field(default_factory=dict)
    in_model_s: float = 0.0
    """How long the model's library had pictures so far."""
    now: int = -1
    """The frame that is judged."""

    def judged(self) -> None:
        """Note that the engine has something new. Called in its analysis thread."""
        if self.now >= 0:
            self.judged_s.setdefault(self.now, perf_counter())

    def told(self, began_s: float, ended_s: float) -> dict[str, object]:
        """Return what frames took, in milliseconds, that came within this time."""
        counted = [index for index, came_s in self.arrived_s.items() if began_s <= came_s < ended_s]
        judged = [index for index in counted if index in self.judged_s]
        seen = [index for index in judged if index in self.seen_s]
        pixels_s = [self.seen_s[index] - self.judged_s[index] for index in seen]
        return {
            "arrived": len(counted),
            "judged": len(judged),
            "seen": len(seen),
            "model_ms": [_MS * self.model_s[index] for index in judged],
            "beyond_ms": [_MS * self._beyond_s(index) for index in judged],
            "pixels_ms": [_MS * one for one in pixels_s],
        }

    def _beyond_s(self, index: int) -> float:
        # A frame that came while the one before was with the model waited for the model.
        before_s = max((at_s for k, at_s in self.judged_s.items() if k < index), default=0.0)
        began_s = max(self.arrived_s[index], before_s)
        return self.judged_s[index] - began_s - self.model_s[index]


class NotedSource:
    """A source that notes when its frames come."""

    def __init__(self, source: FrameSource, notes: Notes) -> None:
        self._source, self._notes = source, notes

    @property
    def info(self) -> SourceInfo:
        """That of the source."""
        return self._source.info

    def __enter__(self) -> Self:
        """Open the source."""
        self._source.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the source."""
        self._source.__exit__(kind, error, trace)

    def read(self) -> Frame | None:
        """Return the next frame of the source."""
        frame = self._source.read()
        if frame is not None:
            self._notes.arrived_s[frame.index] = perf_counter()
        return frame


class NotedEstimator:
    """An estimator that notes which frame it looks at, and what of that the model takes."""

    def __init__(self, estimator: PoseEstimator, notes: Notes) -> None:
        self._estimator, self._notes = estimator, notes

    @property
    def model(self) -> ModelInfo:
        """That of the estimator."""
        return self._estimator.model

    def __enter__(self) -> Self:
        """Load the model."""
        self._estimator.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free the model."""
        self._estimator.__exit__(kind, error, trace)

    def estimate(self, frame: Frame) -> Pose | None:
        """Return what the estimator finds."""
        self._notes.now = frame.index
        before_s = self._notes.in_model_s
        pose = self._estimator.estimate(frame)
        self._notes.model_s[frame.index] = self._notes.in_model_s - before_s
        return pose


@contextmanager
def model_timed(notes: Notes) -> Iterator[None]:
    """While the block runs, the time inside the model's library is added up."""
    landmarker = import_module(f"{_VISION}.pose_landmarker").PoseLandmarker
    image = import_module(f"{_VISION}.core.image").Image
    plain = [(landmarker, name, getattr(landmarker, name)) for name in _DETECTING]
    plain.append((image, "__init__", image.__init__))
    for owner, name, work in plain:
        setattr(owner, name, _timed(work, notes))
    try:
        yield
    finally:
        for owner, name, work in plain:
            setattr(owner, name, work)


def _timed(work: Callable[..., Any], notes: Notes) -> Callable[..., Any]:
    def timed(*given: Any) -> Any:
        began_s = perf_counter()
        try:
            return work(*given)
        finally:
            notes.in_model_s += perf_counter() - began_s

    return timed
