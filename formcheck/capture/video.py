"""Frames of a video file, upright and with their own time stamps."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from formcheck.capture.decoding import (
    WholeFrames,
    display_turn,
    pixel_aspect,
    upright_image,
    video_stream,
)
from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.errors import SourceError, SourceLostError
from formcheck.language import N_, _, number

_BREAK_S: Final = 0.5
"""A video that ends earlier than stated by more than this was cut off."""
_DEFAULT_FPS: Final = 30.0
"""For the rare file that states neither time stamps nor a rate."""
_THREADS: Final = 4
"""Never "as many as there are cores": what is left of a damaged place depends on it."""
_KINDS: Final = N_("a video such as .mp4, .mov, .mkv, .webm or .avi")
_NOT_VIDEO: Final = frozenset({"tty", "image2", "hls", "dash", "concat", "ass", "srt", "webvtt"})
"""Readers that take a text, a list of addresses or a single picture for a video."""
_MP4_HEADS: Final = frozenset({b"ftyp", b"mdat", b"moov", b"wide", b"free"})


class VideoFile:
    """A video file. Every frame is given once, in order; nothing is skipped.

    The frames and their times depend on the file alone, never on the machine. A damaged place in
    the middle leaves a gap in the times; a file that breaks off gives all that came before and
    then `SourceLostError`.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._container: InputContainer | None = None
        self._info: SourceInfo | None = None
        self._clock = _FileClock(None, None)
        self._waiting: Frame | None = None
        self._cut = False

    @property
    def info(self) -> SourceInfo:
        """Called after the source was entered."""
        if self._info is None:
            raise RuntimeError("expected an open video: enter it with `with` first")
        return self._info

    def __enter__(self) -> Self:
        """Open the file and decode its first frame; raise SourceError with what to do about it."""
        _check_path(self._path)
        self._container = _open(self._path)
        try:
            self._start(self._container)
        except BaseException:
            self._container.close()
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
        if self._container is not None:
            self._container.close()

    def read(self) -> Frame | None:
        """Return the next frame; ``None`` at the end.

        Raise SourceLostError when the file ends before its time.
        """
        info = self.info
        frame, self._waiting = self._waiting, None
        frame = frame or self._next()
        if frame is None:
            self._check_end(info)
        return frame

    def _start(self, container: InputContainer) -> None:
        stream = _moving_picture(container, self._path)
        stream.thread_type = "AUTO"  # frames are decoded ahead on other cores
        stream.thread_count = _THREADS
        rate = stream.average_rate or stream.guessed_rate
        fps = float(rate) if rate else None
        self._clock = _FileClock(stream.time_base, fps)
        self._stream = stream
        self._frames = enumerate(self._decoded(container))
        self._waiting = self._next()
        if self._waiting is None:
            raise SourceError(
                _(
                    "Expected a video, but no picture of {file} can be decoded: it is damaged or "
                    "of an unknown kind; please record or convert it to .mp4 again."
                ).format(file=self._path.name)
            )
        duration_s = _duration_s(container, stream)
        count = stream.frames or (round(duration_s * fps) if duration_s and fps else None)
        self._info = SourceInfo(
            name=self._path.name,
            live=False,
            size_px=self._waiting.size_px,
            fps=fps,
            duration_s=duration_s,
            frame_count=count,
        )

    def _next(self) -> Frame | None:
        for index, decoded in self._frames:
            time_s = self._clock.stamp(decoded)
            if time_s is not None:
                turn = display_turn(decoded, self._stream)
                image = upright_image(decoded, turn, pixel_aspect(self._stream))
                return Frame(index, time_s, image)
        return None

    def _check_end(self, info: SourceInfo) -> None:
        stated_s, end_s = info.duration_s, self._clock.end_s
        early = stated_s is not None and stated_s - end_s > _BREAK_S
        if early or self._cut:
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
            raise SourceLostError(text.format(file=info.name, time=number(end_s, 1), all=whole))

    def _decoded(self, container: InputContainer) -> Iterator[VideoFrame]:
        """Yield what can be decoded, up to the end or to where the file breaks off."""
        packets, whole = container.demux(self._stream), WholeFrames()
        while True:
            try:
                packet = next(packets)
            except (StopIteration, FFmpegError, OSError):
                return  # an early end shows in the length
            if packet.size:  # the last packet is empty and only says that it is the last
                self._cut = packet.is_corrupt
            # Half a packet is not decoded, or the number of threads would matter to the end.
            if not packet.is_corrupt:
                yield from whole.of(packet)


class _FileClock:
    """Turn a file's own time stamps into seconds from its first frame, strictly increasing."""

    def __init__(self, time_base: Fraction | None, fps: float | None) -> None:
        self._time_base = time_base or Fraction(1)
        self._interval_s = 1.0 / (fps or _DEFAULT_FPS)
        self._first: int | None = None
        self._last_s: float | None = None
        self.end_s = 0.0

    def stamp(self, frame: VideoFrame) -> float | None:
        """Return the time of a frame; ``None`` when it does not lie after the one before."""
        time_s = self._time_s(frame)
        if self._last_s is not None and time_s <= self._last_s:
            return None
        shown_s = float(frame.duration * self._time_base) if frame.duration else self._interval_s
        self._last_s, self.end_s = time_s, time_s + shown_s
        return time_s

    def _time_s(self, frame: VideoFrame) -> float:
        if frame.pts is None:
            return 0.0 if self._last_s is None else self._last_s + self._interval_s
        if self._first is None:
            self._first = frame.pts
        return float((frame.pts - self._first) * self._time_base)


def _check_path(path: Path) -> None:
    if path.is_dir():
        raise SourceError(
            _("Expected a video file, but {path} is a folder: please name a file in it.").format(
                path=path
            )
        )
    if not path.exists():
        raise SourceError(
            _(
                "Expected a video file, but there is none at {path}: please check name and folder."
            ).format(path=path)
        )
    if path.is_file() and path.stat().st_size == 0:
        raise SourceError(
            _("Expected a video, but {file} is empty (0 bytes): copy or record it again.").format(
                file=path.name
            )
        )


def _open(path: Path) -> InputContainer:
    try:
        # Prefix and list of protocols keep a file from sending us to an address elsewhere.
        return av.open(f"file:{path}", "r", options={"protocol_whitelist": "file"})
    except PermissionError:
        raise SourceError(
            _(
                "Expected a video, but {file} may not be read: please change its permissions "
                "or copy it to a folder of your own."
            ).format(file=path.name)
        ) from None
    except (FFmpegError, OSError) as error:
        raise SourceError(_unreadable(path)) from error


def _unreadable(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(8)
    if head[4:] in _MP4_HEADS:
        return _(
            "Expected a whole video, but {file} is cut short: its index is missing, as "
            "when recording or copying was interrupted; please copy or record it again."
        ).format(file=path.name)
    return _("Expected {expected}, but {file} is not one: please choose another file.").format(
        expected=_(_KINDS), file=path.name
    )


def _moving_picture(container: InputContainer, path: Path) -> VideoStream:
    kind = container.format.name
    if kind in _NOT_VIDEO or kind.endswith("_pipe"):
        raise SourceError(
            _("Expected {expected}, but {file} is not one: please choose another file.").format(
                expected=_(_KINDS), file=path.name
            )
        )
    stream = video_stream(container)
    if stream is None:
        raise SourceError(
            _(
                "Expected a video, but {file} holds no moving picture, only sound or text: "
                "please choose another file."
            ).format(file=path.name)
        )
    return stream


def _duration_s(container: InputContainer, stream: VideoStream) -> float | None:
    """Return the stated length of the pictures; the sound may be longer."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    tag = stream.metadata.get("DURATION", "")  # Matroska and WebM, the end: 00:00:02.000000000
    start_s = float((stream.start_time or 0) * (stream.time_base or 0))
    try:
        hours, minutes, seconds = tag.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds) - start_s
    except ValueError:
        return container.duration / av.time_base if container.duration else None
