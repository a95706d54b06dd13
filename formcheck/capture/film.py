"""Any picture of a video file, at any moment of it: what playing, stepping and looping need.

::

    with Film("bridge.mp4") as film:
        picture = film.at(12.3)                    # the picture that is seen at 12.3 s
        picture = film.beside(picture.time_s, -1)  # the one before

Pictures and times are those of `VideoFile`, which reads the same file in order. Decoded frames are
kept as they are stored, in a window that ends where the decoder stands: going on is free of
seeking, going back takes one seek for many steps.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from av.video.frame import VideoFrame

from formcheck.capture.opened import OpenedVideo
from formcheck.capture.pictures import TOLERANCE_S, Picture
from formcheck.capture.source import SourceInfo

CACHE_BYTES: Final = 192 << 20
"""How much of decoded frames is kept: 64 of 1080p (judgement: two seconds to step back in)."""
_READ_ON_S: Final = 1.0
"""What is further ahead than this is sought, where there is a key frame between,"""
_SEEK_S: Final = 12.0
"""and what is further than this anyhow: encoders rarely leave more between key frames than ten
seconds, and an index may be known in part only."""
_STEP_BACK_S: Final = 1.0
"""How much further back it is tried first where nothing could be decoded; then twice as much."""
_FEW: Final = 2
"""The picture asked for and the next one are kept whatever their size."""


@dataclass(frozen=True, slots=True, eq=False)
class _Shot:
    """A frame as it came from the decoder."""

    time_s: float
    decoded: VideoFrame

    @property
    def size_bytes(self) -> int:
        return sum(plane.buffer_size for plane in self.decoded.planes)


class Film:
    """A video file, to be looked into anywhere. Belongs to the thread that opened it.

    Where a damaged place left a gap, the picture before it is given, as nothing else is known. Of
    the frames right behind such a place it may give some that `VideoFile` leaves out.

    Parameters
    ----------
    path
        The file.
    cache_bytes
        How much of decoded frames to keep at most.
    """

    def __init__(self, path: str | Path, *, cache_bytes: int = CACHE_BYTES) -> None:
        self._path = Path(path)
        self._cache_bytes = cache_bytes
        self._kept: deque[_Shot] = deque()
        self.kept_bytes = 0
        """How much of decoded frames is kept now."""
        self._info: SourceInfo | None = None
        self._seen_s = 0.0
        self._end_s: float | None = None
        self._last_s = inf
        self._shown: Picture | None = None

    @property
    def info(self) -> SourceInfo:
        """Called after the film was entered."""
        if self._info is None:
            raise RuntimeError("expected an open film: enter it with `with` first")
        return self._info

    @property
    def duration_s(self) -> float:
        """How long the film is: as stated or seen, whichever is more; the truth from its end on."""
        return self._end_s or max(self.info.duration_s or 0.0, self._seen_s)

    def __enter__(self) -> Self:
        """Open the file, decode its first picture; raise SourceError with what to do about it."""
        self._video = OpenedVideo(self._path)
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
        self._kept.clear()
        self._shown = None
        self._video.close()

    def at(self, time_s: float) -> Picture:
        """Return the picture that is seen at a time: the last one that does not come later.

        Before the first picture it is the first, after the last one the last.
        """
        return self._picture(self._find(time_s + TOLERANCE_S))

    def beside(self, time_s: float, frames: int) -> Picture:
        """Return the picture so many frames after the one at a time; before it when negative.

        It is the last or the first one where there are not as many.
        """
        shot = self._find(time_s + TOLERANCE_S)
        for _ in range(abs(frames)):
            shot = self._after(shot) if frames > 0 else self._before(shot)
        return self._picture(shot)

    def _start(self, video: OpenedVideo) -> None:
        self._begin(video.decoded())
        self._decode_past(-1.0)
        if not self._kept:
            raise video.undecodable()
        self._info = video.info(self._picture(self._kept[0]).size_px)

    def _picture(self, shot: _Shot) -> Picture:
        if self._shown is None or self._shown.time_s != shot.time_s:
            after = self._after(shot)
            until_s = after.time_s if after is not shot else inf
            self._shown = Picture(shot.time_s, until_s, self._video.image(shot.decoded))
        return self._shown

    def _find(self, time_s: float) -> _Shot:
        self._cover(min(max(0.0, time_s), self._last_s))
        return self._kept[max(0, self._place(time_s) - 1)]

    def _after(self, shot: _Shot) -> _Shot:
        self._cover(shot.time_s)
        return self._kept[min(self._place(shot.time_s), len(self._kept) - 1)]

    def _before(self, shot: _Shot) -> _Shot:
        return self._find(shot.time_s - self._video.clock.tick_s / 2)

    def _place(self, time_s: float) -> int:
        return bisect_right(self._kept, time_s, key=_time_s)

    def _cover(self, time_s: float) -> None:
        """Decode what is needed to know the picture at a time."""
        if self._covers(time_s):
            return
        if not self._begins_by(time_s) or self._is_far_on(time_s, self._kept[-1].time_s):
            self._land(time_s)
        self._decode_past(time_s)

    def _is_far_on(self, time_s: float, from_s: float) -> bool:
        """Return whether it is quicker to seek than to decode what lies between."""
        by_s = time_s - from_s
        return by_s > _READ_ON_S and (by_s > _SEEK_S or self._video.key_between(from_s, time_s))

    def _covers(self, time_s: float) -> bool:
        # The picture after it has to be known too, unless there is none.
        return self._begins_by(time_s) and (self._ended or time_s < self._kept[-1].time_s)

    def _begins_by(self, time_s: float) -> bool:
        return bool(self._kept) and self._kept[0].time_s <= time_s

    def _land(self, time_s: float) -> None:
        """Go where the picture at a time can be decoded from, and decode it."""
        from_s, back_s = time_s, _STEP_BACK_S
        while from_s > 0.0:
            frames = self._video.decoded_from(from_s)
            if frames is None:
                break
            self._begin(frames)
            self._decode_past(time_s)
            if self._begins_by(time_s):
                return
            if not self._kept:
                from_s = self._last_readable_s(from_s)
            from_s, back_s = from_s - back_s, 2 * back_s
        self._restart()

    def _last_readable_s(self, not_s: float) -> float:
        """Return about where a file breaks off, having nothing at ``not_s``."""
        from_s = 0.0
        while not_s - from_s > _STEP_BACK_S:
            middle_s = (from_s + not_s) / 2
            if self._video.reaches(middle_s):
                from_s = middle_s
            else:
                not_s = middle_s
        return not_s

    def _restart(self) -> None:
        """Open the file afresh: from its start on everything can be decoded."""
        self._video.close()
        self._video = OpenedVideo(self._path)
        self._begin(self._video.decoded())

    def _begin(self, frames: Iterator[VideoFrame]) -> None:
        self._frames, self._ended = frames, False
        self._kept.clear()
        self.kept_bytes = 0

    def _decode_past(self, time_s: float) -> None:
        """Decode until a picture comes that is later than a time."""
        while not self._ended and not (self._kept and time_s < self._kept[-1].time_s):
            decoded = next(self._frames, None)
            if decoded is None:
                self._end()
                return
            shot_s = self._video.clock.stamp(decoded)
            if shot_s is not None:
                self._seen_s = max(self._seen_s, self._video.clock.end_s)
                self._keep(_Shot(shot_s, decoded))

    def _end(self) -> None:
        self._ended = True
        if self._kept:
            self._last_s, self._end_s = self._kept[-1].time_s, self._video.clock.end_s

    def _keep(self, shot: _Shot) -> None:
        self._kept.append(shot)
        self.kept_bytes += shot.size_bytes
        while self.kept_bytes > self._cache_bytes and len(self._kept) > _FEW:
            self.kept_bytes -= self._kept.popleft().size_bytes


def _time_s(shot: _Shot) -> float:
    return shot.time_s
