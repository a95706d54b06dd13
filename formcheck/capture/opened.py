"""A video file that is open: what reading it in order and looking into it anywhere share."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Final

import av
import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from formcheck.capture.decoding import Upright, WholeFrames, video_stream
from formcheck.capture.source import SourceInfo
from formcheck.errors import SourceError
from formcheck.language import N_, _

_DEFAULT_FPS: Final = 30.0
"""For the rare file that states neither time stamps nor a rate."""
THREADS: Final = 4
"""Never "as many as there are cores": what is left of a damaged place depends on it."""
_KINDS: Final = N_("a video such as .mp4, .mov, .mkv, .webm or .avi")
_NOT_VIDEO: Final = frozenset({"tty", "image2", "hls", "dash", "concat", "ass", "srt", "webvtt"})
"""Readers that take a text, a list of addresses or a single picture for a video."""
_MOST_PX: Final = 64_000_000
"""Of a picture: twice that of 8K, and 192 MB in memory (judgement)."""
_LAST_TICK: Final = 1 << 62
"""No file goes on as long."""
_MP4_HEADS: Final = frozenset({b"ftyp", b"mdat", b"moov", b"wide", b"free"})


class OpenedVideo:
    """The moving picture of a file. Raises SourceError with what to do about it.

    Parameters
    ----------
    path
        The file. Nothing that it names, here or elsewhere, is opened.
    threads
        How many frames are decoded at a time.
    """

    def __init__(self, path: Path, threads: int = THREADS) -> None:
        _check_path(path)
        self._path = path
        self._container = _open(path)
        try:
            self._stream = _moving_picture(self._container, path)
        except BaseException:
            self._container.close()
            raise
        self._upright = Upright(self._stream)
        self._stream.thread_type = "AUTO"  # frames are decoded ahead on other cores
        self._stream.thread_count = threads
        rate = self._stream.average_rate or self._stream.guessed_rate
        self._fps = float(rate) if rate else None
        self.clock = FileClock(self._stream.time_base, self._fps)
        self.cut = False
        """Whether what was read last is half a packet: the file was cut off there."""

    def close(self) -> None:
        """Close the file; nothing can be decoded any more."""
        self._container.close()

    def undecodable(self) -> SourceError:
        """Return what to say when there is not a single picture."""
        return SourceError(
            _(
                "Expected a video, but no picture of {file} can be decoded: it is damaged or "
                "of an unknown kind; please record or convert it to .mp4 again."
            ).format(file=self._path.name)
        )

    def info(self, size_px: tuple[int, int]) -> SourceInfo:
        """Return what the file says about itself.

        Parameters
        ----------
        size_px
            Width and height of its first picture, upright.
        """
        stream, fps = self._stream, self._fps
        duration_s = _duration_s(self._container, stream)
        return SourceInfo(
            name=self._path.name,
            live=False,
            size_px=size_px,
            fps=fps,
            duration_s=duration_s,
            frame_count=stream.frames or (round(duration_s * fps) if duration_s and fps else None),
        )

    def image(self, decoded: VideoFrame) -> npt.NDArray[np.uint8]:
        """Return the upright picture of a decoded frame, (h, w, 3) uint8 blue-green-red.

        Raise SourceError for colours or sizes that no file should say.
        """
        if decoded.width * decoded.height > _MOST_PX:
            raise self.undecodable()
        try:
            return self._upright.image(decoded)
        except (FFmpegError, OSError, ValueError) as error:
            raise self.undecodable() from error

    def decoded(self) -> Iterator[VideoFrame]:
        """Yield what can be decoded from the start, up to the end or where the file breaks off."""
        return self._decode(WholeFrames())

    def decoded_from(self, time_s: float) -> Iterator[VideoFrame] | None:
        """Go to a key frame and yield from there on what can be decoded.

        It is the last one at or before ``time_s`` in most files, but may be any other in some;
        ``None`` where the file cannot be entered in the middle.
        """
        if not self._seek(time_s):
            return None
        self.clock.jumped()
        return self._decode(WholeFrames(from_start=False))

    def reaches(self, time_s: float) -> bool:
        """Return whether there is anything to read at or after the key frame before a time."""
        return self._seek(time_s) and any(packet.size for packet in self._packets())

    def key_between(self, from_s: float, to_s: float) -> bool:
        """Return whether it pays to seek: whether a key frame lies between two times.

        Also where the file's index does not say.
        """
        after, until = self.clock.pts_of(from_s), self.clock.pts_of(to_s)
        entries = self._stream.index_entries
        place = -1 if until is None else entries.search_timestamp(until)
        return place < 0 or after is None or entries[place].timestamp > after

    def _seek(self, time_s: float) -> bool:
        pts = self.clock.pts_of(time_s)
        try:
            if pts is not None:
                self._container.seek(pts, stream=self._stream)
        except (FFmpegError, OSError):
            return False
        return pts is not None

    def _decode(self, whole: WholeFrames) -> Iterator[VideoFrame]:
        for packet in self._packets():
            yield from whole.of(packet)

    def _packets(self) -> "Iterator[Packet[VideoStream]]":
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except (StopIteration, FFmpegError, OSError):
                return  # an early end shows in the length
            except IndexError:
                return  # PyAV stumbles at the end of a damaged file that grew a stream meanwhile
            if packet.size:  # the last packet is empty and only says that it is the last
                self.cut = packet.is_corrupt
            # Half a packet is not decoded, or the number of threads would matter to the end.
            if not packet.is_corrupt:
                yield packet


class FileClock:
    """Turn a file's own time stamps into seconds from its first frame, strictly increasing."""

    def __init__(self, time_base: Fraction | None, fps: float | None) -> None:
        self._time_base = time_base or Fraction(1)
        self._interval_s = 1.0 / (fps or _DEFAULT_FPS)
        self._first: int | None = None
        self._last_s: float | None = None
        self.end_s = 0.0

    @property
    def tick_s(self) -> float:
        """The least time between two frames."""
        return float(self._time_base)

    def pts_of(self, time_s: float) -> int | None:
        """Return the file's own time stamp of a time; ``None`` when its frames have none."""
        if self._first is None:
            return None
        # A hundredth of a tick makes up for what a float leaves out of the fraction.
        return self._first + floor(min(time_s / self.tick_s + 0.01, _LAST_TICK))

    def jumped(self) -> None:
        """Take note that the next frame does not follow the one before."""
        self._last_s = None

    def stamp(self, frame: VideoFrame) -> float | None:
        """Return the time of a frame; ``None`` when it does not lie after the one before."""
        time_s = self._time_s(frame)
        if time_s is None or (self._last_s is not None and time_s <= self._last_s) or time_s < 0.0:
            return None
        shown_s = float(frame.duration * self._time_base) if frame.duration else self._interval_s
        self._last_s, self.end_s = time_s, time_s + shown_s
        return time_s

    def _time_s(self, frame: VideoFrame) -> float | None:
        if frame.pts is None:
            return self._counted_s()
        if self._first is None:
            self._first = frame.pts
        return float((frame.pts - self._first) * self._time_base)

    def _counted_s(self) -> float | None:
        if self._last_s is not None:
            return self._last_s + self._interval_s
        return 0.0 if self._first is None else None  # in the middle there is nothing to count from


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


def open_container(path: Path) -> InputContainer:
    """Return an open file, whatever is in it; raise FFmpegError or OSError."""
    # Prefix and list of protocols keep a file from sending us to an address elsewhere; and what it
    # tells of itself may be in any letters.
    options = {"protocol_whitelist": "file"}
    return av.open(f"file:{path}", "r", options=options, metadata_errors="replace")


def creation_time(path: Path) -> str:
    """Return when a camera says that it made a file, as it says it; empty when it does not."""
    try:
        with open_container(path) as container:
            return str(container.metadata.get("creation_time", ""))
    except (FFmpegError, OSError):
        return ""


def _open(path: Path) -> InputContainer:
    try:
        return open_container(path)
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
