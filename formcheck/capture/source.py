"""What every source of frames has in common: a webcam, a video file, a phone on the network."""

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from formcheck.capture.frame import Frame


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known of a source once it is open."""

    name: str
    """For people: "Camera 0 (Integrated Webcam)", "bridge.mp4"."""
    live: bool
    """True for cameras: frames that are not taken in time are lost."""
    size_px: tuple[int, int]
    """Width and height of the upright picture."""
    fps: float | None
    """Nominal rate, where the source states one."""
    duration_s: float | None
    """Length, where there is one."""
    frame_count: int | None
    """Number of frames, where the source states one; an estimate for some files."""
    returns: bool = False
    """Whether it goes on when it is opened once more after it was lost: a camera does, a recording
    would begin anew."""


class FrameSource(Protocol):
    """A source of frames. Opened and closed with ``with``, inside the thread that reads it."""

    @property
    def info(self) -> SourceInfo:
        """Called after the source was entered."""
        ...

    def __enter__(self) -> Self:
        """Open the device, file or stream; raise SourceError with what to do about it."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Release it. Called once, also after an error."""
        ...

    def read(self) -> Frame | None:
        """Return the next frame, blocking until it is there; ``None`` at the regular end.

        Raise SourceLostError when frames came and then the device or network failed.
        """
        ...
