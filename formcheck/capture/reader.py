"""The frames of a video file from any time on: those that `VideoFile` gives, as far as is known.

::

    frames(58, keep_s=89)   seek, or read on, to 58 s; what comes after 89 s stays at hand
    frames(89, keep_s=119)  as it was read already: from memory, then on from where the file stands

Where a file can be trusted, seeking finds the same frames as reading all that comes before. Whether
it can be is not known here: whoever wants to be sure compares, and asks again with ``through``.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from math import inf, nextafter
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from av.video.frame import VideoFrame

from formcheck.capture.frame import Frame
from formcheck.capture.opened import OpenedVideo
from formcheck.capture.source import SourceInfo
from formcheck.capture.video import ONE_THREAD, lost

KEPT_BYTES: Final = 128 << 20
"""How much of decoded frames stays at hand: a second and a half of 1080p at 30 fps."""
_READ_ON_S: Final = 2.0
"""What is further ahead than this is sought: about as far as key frames lie apart (judgement)."""
_STEP_BACK_S: Final = 1.0
"""How much further back it is tried first where that was too late; then twice as much."""
_TELL_EVERY: Final = 256
"""Frames that nobody asked for, until it is told that reading goes on."""
_AHEAD: Final = 4
"""Frames decoded ahead: enough to keep both cores busy, 25 MB for full-HD video."""


class Frames(Protocol):
    """What gives the frames of a file from any time on."""

    @property
    def info(self) -> SourceInfo:
        """Called after it was entered."""
        ...

    def frames(self, from_s: float, *, keep_s: float, through: bool = False) -> Iterator[Frame]:
        """Return the frames from a time on. Those given before are asked no more.

        Parameters
        ----------
        from_s
            Time of the first frame, or before it.
        keep_s
            Frames from then on may be asked for again soon.
        through
            Whether everything before is to be read too, in place of seeking.

        Raises
        ------
        SourceError
            When the file is gone.
        SourceLostError
            After the last frame, when the file breaks off there.
        """
        ...

    def keep(self, from_s: float) -> None:
        """Let go of frames before a time. Called from any thread."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class _Shot:
    """A frame as it came from the decoder."""

    time_s: float
    decoded: VideoFrame

    @property
    def size_bytes(self) -> int:
        return sum(plane.buffer_size for plane in self.decoded.planes)


class VideoReader:
    """The frames of a video file, from any time on. Belongs to the thread that opened it.

    Parameters
    ----------
    path
        The file.
    kept_bytes
        How much of decoded frames to keep at most.
    on_skip
        Called now and then while frames are read that nobody asked for.
    """

    def __init__(
        self,
        path: Path,
        *,
        kept_bytes: int = KEPT_BYTES,
        on_skip: Callable[[], None] = lambda: None,
    ) -> None:
        self._path, self._most_bytes, self._on_skip = path, kept_bytes, on_skip
        self._info: SourceInfo | None = None
        self._keep_s = -inf
        self._sparse = False
        """Whether seeking ahead went back: it has hardly any key frames."""

    @property
    def info(self) -> SourceInfo:
        """Called after the reader was entered."""
        if self._info is None:
            raise RuntimeError("expected an open video: enter it with `with` first")
        return self._info

    def __enter__(self) -> Self:
        """Open the file and decode its first frame; raise SourceError with what to do about it."""
        self._video = OpenedVideo(self._path, ONE_THREAD)
        try:
            self._info = self._start(self._video)
        except BaseException:
            self._video.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._kept.clear()
        self._video.close()

    def frames(self, from_s: float, *, keep_s: float, through: bool = False) -> Iterator[Frame]:
        """Return the frames from a time on; raise as `Frames` says."""
        info = self.info
        self._keep_s = min(keep_s, from_s)
        self._go(from_s, through=through)
        self._keep_s = keep_s
        for index, shot in enumerate(self._from(from_s)):
            yield Frame(index, shot.time_s, self._video.image(shot.decoded))
        error = lost(self._video, info)
        if error is not None:
            raise error

    def keep(self, from_s: float) -> None:
        """Let go of frames before a time, when the next one is read."""
        self._keep_s = from_s

    def _start(self, video: OpenedVideo) -> SourceInfo:
        self._begin(video.decoded(), known_s=-inf)
        first = self._next()
        if first is None:
            raise video.undecodable()
        height, width = video.image(first.decoded).shape[:2]
        return video.info((width, height))

    def _from(self, from_s: float) -> Iterator[_Shot]:
        """Give what is kept and then what is read, from a time on."""
        yield from [shot for shot in self._kept if shot.time_s >= from_s]
        skipped = 0
        while (shot := self._next()) is not None:
            if shot.time_s >= from_s:
                yield shot
                continue
            skipped += 1
            if skipped % _TELL_EVERY == 0:
                self._on_skip()

    def _go(self, from_s: float, *, through: bool) -> None:
        """Go to where the frames from a time on can be read, unless they are at hand."""
        behind = from_s < self._known_s or (through and not self._through)
        near = self._sparse or from_s - self._seen_s <= _READ_ON_S
        if not behind and (through or near):
            return
        stood_s = self._seen_s
        if not through and self._seek(from_s):
            self._sparse = not behind and self._seen_s <= stood_s
        elif behind or self._seen_s != stood_s:
            self._video.close()
            self._video = OpenedVideo(self._path, ONE_THREAD)
            self._begin(self._video.decoded(), known_s=-inf)

    def _seek(self, from_s: float) -> bool:
        """Go to a key frame before a time; return whether the file can be entered there."""
        back_s = 0.0
        while back_s < from_s:
            found = self._video.decoded_from(from_s - back_s)
            if found is None:
                return False
            self._begin(found, known_s=inf)
            # Nothing at all is behind the end. Too late are those that cannot do without what comes
            # before the key frame.
            if self._next() is None or self._seen_s <= from_s:
                return True
            back_s = 2 * back_s + _STEP_BACK_S
        return False

    def _begin(self, frames: Iterator[VideoFrame], *, known_s: float) -> None:
        """Read from somewhere else: from the start when ``known_s`` is before all times."""
        self._decoded, self._known_s = frames, known_s
        self._through = known_s == -inf
        self._seen_s = -inf
        self._kept: deque[_Shot] = deque()
        self._kept_bytes = 0

    def _next(self) -> _Shot | None:
        """Read a frame, and keep it."""
        for decoded in self._decoded:
            time_s = self._video.clock.stamp(decoded)
            if time_s is not None:
                shot = _Shot(time_s, decoded)
                self._seen_s, self._known_s = time_s, min(self._known_s, time_s)
                self._keep(shot)
                return shot
        return None

    def _keep(self, shot: _Shot) -> None:
        """Keep a frame, and let go of those that are too old or too many.

        From ``_known_s`` on every frame is kept, or is still to be read.
        """
        self._kept.append(shot)
        self._kept_bytes += shot.size_bytes
        while self._kept and (
            self._kept[0].time_s < self._keep_s or self._kept_bytes > self._most_bytes
        ):
            gone = self._kept.popleft()
            self._kept_bytes -= gone.size_bytes
            self._known_s = nextafter(gone.time_s, inf)


class ReadAhead:
    """Reads in a thread of its own, some frames ahead of whoever looks at them.

    Parameters
    ----------
    reader
        Opened, asked and closed in that thread.
    """

    def __init__(self, reader: VideoReader) -> None:
        self._reader = reader
        self._stack = ExitStack()
        self._coming: deque[Future[Frame | None]] = deque()

    @property
    def info(self) -> SourceInfo:
        """Called after it was entered."""
        return self._reader.info

    def __enter__(self) -> Self:
        """Open the file; raise SourceError with what to do about it."""
        with ExitStack() as stack:
            self._thread = stack.enter_context(
                ThreadPoolExecutor(max_workers=1, thread_name_prefix="formcheck-reader")
            )
            self._thread.submit(self._reader.__enter__).result()
            stack.callback(
                lambda: self._thread.submit(self._reader.__exit__, None, None, None).result()
            )
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._stack.close()

    def frames(self, from_s: float, *, keep_s: float, through: bool = False) -> Iterator[Frame]:
        """Return the frames from a time on; raise as `Frames` says."""
        for earlier in self._coming:
            earlier.cancel()  # nobody waits for them any more
        frames = self._reader.frames(from_s, keep_s=keep_s, through=through)
        coming = deque(self._thread.submit(next, frames, None) for _ in range(_AHEAD))
        self._coming = coming
        while (frame := coming.popleft().result()) is not None:
            coming.append(self._thread.submit(next, frames, None))
            yield frame

    def keep(self, from_s: float) -> None:
        """Let go of frames before a time."""
        self._reader.keep(from_s)
