"""The camera as the reminder uses it: open for as short as can be, small, and soon given back."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Protocol

from formcheck.capture.arrival import elapsed_s
from formcheck.capture.frame import Frame
from formcheck.capture.source import FrameSource
from formcheck.errors import SourceLostError


class Clock(Protocol):
    """Time as the engine takes it: a simulated day has another one."""

    def now_s(self) -> float:
        """Return seconds that only grow, also while the computer sleeps."""
        ...

    def wall(self) -> datetime:
        """Return the local time of day."""
        ...

    def wait(self, woken: Event, seconds: float) -> None:
        """Wait for so long, or until somebody wakes it. Called after every look."""
        ...


class RealClock:
    """The computer's."""

    def now_s(self) -> float:
        """Return seconds since the computer started."""
        return elapsed_s()

    def wall(self) -> datetime:
        """Return the local time of day."""
        return datetime.now().astimezone()

    def wait(self, woken: Event, seconds: float) -> None:
        """Wait for so long, or until somebody wakes it."""
        woken.wait(seconds)


@dataclass(slots=True)
class Shutter:
    """Opens the camera when somebody looks, and keeps it open until told otherwise."""

    open_source: Callable[[], FrameSource]
    name: str = ""
    """Of the camera that was opened last, for people; profiles are kept by it."""
    _source: FrameSource | None = None
    _lost: bool = False
    """Whether pictures stopped coming, and none came since."""
    _stack: ExitStack = field(default_factory=ExitStack)

    def look(self) -> Frame | None:
        """Return the present picture; None when there will be no more.

        Raises
        ------
        SourceError
            When the camera cannot be opened, or gives no more pictures: then it is closed.
        """
        try:
            if self._source is None:
                source = self._stack.enter_context(self.open_source())
                self._source, self.name = source, source.info.name
                if self._lost and source.info.returns:
                    # One that hangs gives its old picture once more: only what follows is news.
                    source.read()
            frame = self._source.read()
        except BaseException as error:
            self._lost = isinstance(error, SourceLostError)
            self.close()
            raise
        self._lost = False
        return frame

    def close(self) -> None:
        """Give the camera back; open again with the next look."""
        self._source = None
        self._stack.close()
