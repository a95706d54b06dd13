"""The camera of a live session: opened again by itself when it was lost, and always going forward.

::

    open --> pictures --lost--> wait, try again --> a new picture --> pictures ...
               |                   |
               +-- the end         +-- too long, or a recording: lost for good

A cable that slips, a phone that falls asleep, a computer that sleeps: whoever lies on the floor
need not get up for it. What is waited for is told by `LiveCamera.trouble`; time goes on meanwhile.
"""

import math
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from typing import Final

from formcheck.capture.arrival import elapsed_s
from formcheck.capture.frame import Frame
from formcheck.capture.source import FrameSource, SourceInfo
from formcheck.errors import SourceError
from formcheck.language import _, ngettext

PATIENCE_S: Final = 120.0
"""So long a camera that was lost is waited for: getting up, finding the cable, putting it in and
lying down again (judgement)."""
RETRY_S: Final = 1.0
"""Opening a camera that is not there costs little, but one that hangs takes seconds (judgement)."""
LEAST_FPS: Final = 4.0
"""Fewer pictures a second than this are told. Repetitions and times held are right down to 2 a
second; of 1 a second neither is (measured: movements of four to six seconds)."""
_STEPS: Final = 8
"""Steps between pictures that are looked at for the rate."""
_TINY_S: Final = 1e-6


class LiveCamera:
    """Opens a source, reads it, and opens it again. Used in one thread; `trouble` in any.

    Parameters
    ----------
    open_source
        Makes the source, each time anew.
    stopped
        Set from any thread to end.
    clock
        Seconds that only grow, also while the computer sleeps.
    """

    def __init__(
        self,
        open_source: Callable[[], FrameSource],
        stopped: Event,
        clock: Callable[[], float] = elapsed_s,
    ) -> None:
        self._open_source, self._stopped, self._clock = open_source, stopped, clock
        self.info: SourceInfo | None = None
        """None until the source is open."""
        self.trouble = ""
        """Why no pictures come just now, and what to do; empty while they do."""
        self._lost: tuple[float, SourceError] | None = None
        """Since when, and how it began."""
        self._forward, self._rate = _Forward(clock), _Rate()

    @property
    def hint(self) -> str:
        """What is to be said of the pictures that come; empty when all is well."""
        return self._rate.hint

    def frames(self, ready: Event) -> Iterator[Frame]:
        """Yield frames until the source ends or it was stopped, their times strictly increasing.

        Parameters
        ----------
        ready
            Waited for between opening and the first picture.

        Raises
        ------
        SourceError
            When it cannot be opened, or was lost for good.
        """
        ended = False
        while not ended and not self._stopped.is_set():
            try:
                with self._open_source() as source:
                    self.info = source.info
                    ready.wait()
                    yield from self._read(source)
            except SourceError as error:
                self._wait_for_it(error)
                self._stopped.wait(RETRY_S)
            else:
                ended = True

    def _read(self, source: FrameSource) -> Iterator[Frame]:
        if self._lost is not None and source.read() is None:
            # One that hangs gives its old picture once more: only what follows is news.
            return
        while not self._stopped.is_set():
            frame = source.read()
            if frame is None:
                return
            frame = self._forward.of(frame, anew=self._lost is not None)
            self._rate.note(frame.time_s)
            self._lost, self.trouble = None, ""
            yield frame

    def _wait_for_it(self, error: SourceError) -> None:
        if self.info is None or not self.info.returns:
            raise error
        now_s = self._clock()
        since_s, first = self._lost = self._lost or (now_s, error)
        if now_s - since_s >= PATIENCE_S:
            raise first
        self.trouble = _("{reason} I go on by myself when the picture is back.").format(
            reason=first
        )


class _Forward:
    """Lets time and number of frames only grow, whatever a source's own clock does."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._offset_s, self._skipped = 0.0, 0
        self._last: tuple[float, float, int] | None = None
        """Time and number of the last frame, and when it came."""

    def of(self, frame: Frame, *, anew: bool) -> Frame:
        """Return a frame as it follows the last one; ``anew`` when its source began anew."""
        now_s = self._clock()
        if self._last is not None:
            came_s, time_s, index = self._last
            if anew or frame.time_s + self._offset_s <= time_s:
                # What is known is when it came.
                self._offset_s = time_s + max(now_s - came_s, _TINY_S) - frame.time_s
            if frame.index + self._skipped <= index:
                self._skipped = index + 1 - frame.index
        moved = replace(
            frame, time_s=frame.time_s + self._offset_s, index=frame.index + self._skipped
        )
        self._last = now_s, moved.time_s, moved.index
        return moved


class _Rate:
    """Tells when too few pictures come to see a movement."""

    def __init__(self) -> None:
        self._steps: deque[float] = deque(maxlen=_STEPS)
        self._last_s = math.nan
        self.hint = ""

    def note(self, time_s: float) -> None:
        """Take in the time of a frame."""
        if not math.isnan(self._last_s):
            self._steps.append(time_s - self._last_s)
        self._last_s = time_s
        usual_s = sorted(self._steps)[len(self._steps) // 2] if len(self._steps) == _STEPS else 0.0
        if usual_s * LEAST_FPS <= 1.0:
            self.hint = ""
        else:
            count = max(1, round(1.0 / usual_s))
            self.hint = ngettext(
                "The camera gives only {count} picture a second, and fast movements are missed: "
                "more light helps, or another camera.",
                "The camera gives only {count} pictures a second, and fast movements are missed: "
                "more light helps, or another camera.",
                count,
            ).format(count=count)
