"""A recorded video that behaves like a camera: it goes on whether anybody looks or not."""

from dataclasses import replace
from threading import Event
from time import perf_counter
from types import TracebackType
from typing import Final, Self

from formcheck.capture.frame import Frame
from formcheck.capture.source import FrameSource, SourceInfo

_DEFAULT_INTERVAL_S: Final = 1 / 30
_MOST_SKIPPED_S: Final = 1.0
"""On a machine that decodes slower than the video runs, the clock waits instead of skipping on."""


class PacedSource:
    """Play a source at its own speed: early frames are waited for, late ones are missed.

    The times of the frames stay those of the source, so the rules see the same whatever the
    speed is.
    """

    def __init__(self, source: FrameSource, speed: float = 1.0) -> None:
        if not speed > 0:
            raise ValueError(f"expected a speed above 0, got {speed}")
        self._source = source
        self._speed = speed
        self._closed = Event()
        self._began_s: float | None = None

    @property
    def info(self) -> SourceInfo:
        """Called after the source was entered: that of the source, but live."""
        return replace(self._source.info, live=True)

    def __enter__(self) -> Self:
        """Open the source that is played."""
        self._source.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the source that is played."""
        self._closed.set()
        self._source.__exit__(kind, error, trace)

    def close(self) -> None:
        """End the waiting for a frame, and the video. Called from any thread."""
        self._closed.set()

    def read(self) -> Frame | None:
        """Wait until the next frame is due; ``None`` at the end or when closed.

        Raise SourceLostError when the source does.
        """
        asked_s = perf_counter()
        first_missed_s: float | None = None
        while not self._closed.is_set() and (frame := self._source.read()) is not None:
            due_s = self._due_s(frame)
            if due_s + self._interval_s < asked_s:
                first_missed_s = frame.time_s if first_missed_s is None else first_missed_s
                if frame.time_s - first_missed_s < _MOST_SKIPPED_S:
                    continue
                self._began_s = perf_counter() - frame.time_s / self._speed
            if self._closed.wait(max(0.0, due_s - perf_counter())):
                return None
            return frame
        return None

    @property
    def _interval_s(self) -> float:
        fps = self._source.info.fps
        return (1 / fps if fps else _DEFAULT_INTERVAL_S) / self._speed

    def _due_s(self, frame: Frame) -> float:
        if self._began_s is None:
            self._began_s = perf_counter() - frame.time_s / self._speed
        return self._began_s + frame.time_s / self._speed
