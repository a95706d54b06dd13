"""Frames of a video file, upright and with their own time stamps."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from formcheck.capture.frame import Frame
from formcheck.capture.opened import OpenedVideo
from formcheck.capture.source import SourceInfo
from formcheck.errors import SourceLostError
from formcheck.language import _, number

ONE_THREAD: Final = 1
"""Read in order, a video is decoded ahead of what looks at it: more threads take more work, up to a
sixth (measured on 1080p)."""
_BREAK_S: Final = 0.5
"""A video that ends earlier than stated by more than this was cut off."""


class VideoFile:
    """A video file. Every frame is given once, in order; nothing is skipped.

    The frames and their times depend on the file alone, never on the machine. A damaged place in
    the middle leaves a gap in the times; a file that breaks off gives all that came before and
    then `SourceLostError`.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._video: OpenedVideo | None = None
        self._info: SourceInfo | None = None
        self._waiting: Frame | None = None

    @property
    def info(self) -> SourceInfo:
        """Called after the source was entered."""
        if self._info is None:
            raise RuntimeError("expected an open video: enter it with `with` first")
        return self._info

    def __enter__(self) -> Self:
        """Open the file and decode its first frame; raise SourceError with what to do about it."""
        self._video = OpenedVideo(self._path, ONE_THREAD)
        try:
            self._start(self._video)
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
        self._waiting = None
        if self._video is not None:
            self._video.close()

    def read(self) -> Frame | None:
        """Return the next frame; ``None`` at the end.

        Raise SourceLostError when the file ends before its time.
        """
        info = self.info
        frame, self._waiting = self._waiting, None
        frame = frame or next(self._frames, None)
        if frame is None and self._video is not None:
            error = lost(self._video, info)
            if error is not None:
                raise error
        return frame

    def _start(self, video: OpenedVideo) -> None:
        self._frames = _frames(video)
        self._waiting = next(self._frames, None)
        if self._waiting is None:
            raise video.undecodable()
        self._info = video.info(self._waiting.size_px)


def lost(video: OpenedVideo, info: SourceInfo) -> SourceLostError | None:
    """Return what to say of a video that was read to its end; None when that is its regular end."""
    stated_s, end_s = info.duration_s, video.clock.end_s
    early = stated_s is not None and stated_s - end_s > _BREAK_S
    if not (early or video.cut):
        return None
    text = _(
        "The video {file} breaks off after {time} s; what came before is kept. "
        "Copy or record the file again to get the rest."
    )
    if early:
        text = _(
            "The video {file} breaks off after {time} of {all} s; what came before is "
            "kept. Copy or record the file again to get the rest."
        )
    whole = number(stated_s or 0.0, 1)
    return SourceLostError(text.format(file=info.name, time=number(end_s, 1), all=whole))


def _frames(video: OpenedVideo) -> Iterator[Frame]:
    for index, decoded in enumerate(video.decoded()):
        time_s = video.clock.stamp(decoded)
        if time_s is not None:
            yield Frame(index, time_s, video.image(decoded))
