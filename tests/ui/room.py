"""A room with somebody in it, as a camera: rendered clips are played when the app asks for them.

The camera never ends. Before and between the clips it shows the last picture again and again, as
somebody who stands still. A new picture is given as soon as the last one was looked at, so that a
slow computer sees the same as a fast one.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from types import TracebackType
from typing import Self

import numpy as np

from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.capture.video import VideoFile

_EVERY = 3
"""Ten pictures a second are enough, and take a third of the time."""
_STEP_S = 1 / 10
_PATIENCE_S = 0.5


class Room:
    """A source that plays what it is told."""

    def __init__(self) -> None:
        self._wanted: SimpleQueue[Path] = SimpleQueue()
        self._looked_at = Event()
        self._left = Event()
        self._index, self._time_s = -1, 0.0
        self._image = np.full((540, 960, 3), 90, np.uint8)
        self.opened = 0
        self.played: list[str] = []
        self.info = SourceInfo("Camera 3", True, (960, 540), 10.0, None, None)

    def play(self, clip: Path) -> None:
        """Play a clip next."""
        self._wanted.put(clip)

    def look_at(self, index: int | None) -> None:
        """Tell which picture was looked at last."""
        if index is not None and index >= self._index:
            self._looked_at.set()

    def leave(self) -> None:
        """End the source as a camera that is pulled out regularly: no more pictures."""
        self._left.set()
        self._looked_at.set()

    def come_back(self) -> None:
        """Give pictures again to whoever opens it."""
        self._left.clear()

    def __enter__(self) -> Self:
        self.opened += 1
        self._frames = self._all()
        self._looked_at.set()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._frames.close()

    def read(self) -> Frame | None:
        self._looked_at.wait(_PATIENCE_S)
        self._looked_at.clear()
        if self._left.is_set():
            return None
        self._index += 1
        return next(self._frames)

    def _all(self) -> Iterator[Frame]:
        while True:
            if self._wanted.empty():
                self._time_s += _STEP_S
                yield Frame(self._index, self._time_s, self._image)
            else:
                yield from self._clip(self._wanted.get())

    def _clip(self, path: Path) -> Iterator[Frame]:
        self.played.append(path.stem)
        begins_s = self._time_s + _STEP_S
        with VideoFile(path) as video:
            while (frame := video.read()) is not None:
                if frame.index % _EVERY == 0:
                    self._time_s = begins_s + frame.time_s
                    self._image = frame.image
                    yield replace(frame, index=self._index, time_s=self._time_s)
