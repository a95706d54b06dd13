"""A recording is looked at in segments of a fixed length, each by an estimator that starts anew.

::

    |---------- segment 0 ----------|---------- segment 1 ----------|--- ...
                          |~warm-up~|                     |~warm-up~|

The warm-up belongs to the segment before it, and is looked at twice: the estimator of the next one
finds its person there. Both must have seen the same pictures, or the file cannot be trusted to be
entered in the middle; and the same person, or the segment is looked at anew by one who is told who
was followed. Both are decided by the file alone, so that the poses are the same on any number of
cores. What is sent between processes is here, too.
"""

import zlib
from dataclasses import dataclass
from typing import Final

from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.errors import FormcheckError
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.follow import Memory
from formcheck.pose.looks import Body
from formcheck.pose.pose import Pose
from formcheck.pose.reacquire import AGREE_TRUNKS
from formcheck.pose.recorded import RecordedPoses

_PRINT_ROWS: Final = 8
"""One row of so many goes into the print of a picture."""

Prints = tuple[tuple[float, int], ...]
"""Times of pictures, and what tells one from another."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How a recording is cut. The same for every recording, or results are not."""

    segment_s: float = 30.0
    """A seam twice a minute: there the landmarks step by the estimator's own noise (judgement)."""
    warm_up_s: float = 1.0
    """Until the person is found and looked at twice, and others are counted (measured)."""

    def span(self, number: int) -> "Span":
        """Return where a segment lies."""
        start_s, end_s = number * self.segment_s, (number + 1) * self.segment_s
        return Span(max(0.0, start_s - self.warm_up_s) if number else 0.0, start_s, end_s)

    def many(self, duration_s: float | None) -> int:
        """Return how many segments a recording of that length has; 1 where it is not known."""
        return max(1, -int(-(duration_s or 0.0) // self.segment_s))


@dataclass(frozen=True, slots=True)
class Span:
    """Where a segment lies."""

    warm_up_s: float
    """Where its estimator begins."""
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Seam:
    """What was seen around the end of a segment: by it, or by the next one as it warmed up."""

    prints: Prints
    """Of the pictures from the start of the warm-up to the first one of the next segment."""
    pose: Pose | None
    """In the last picture before the next segment."""
    memory: Memory | None
    """Who was followed when the warm-up of the next segment begins."""


@dataclass(frozen=True, slots=True)
class Task:
    """A segment to be looked at."""

    run: int
    """A number of its own."""
    number: int
    """Of the segment."""
    before: Seam | None = None
    """How the one before it ended; None: not known yet."""
    through: bool = False
    """Whether the file is read through from its start."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The file could be opened."""

    info: SourceInfo


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded: work can begin."""

    model: ModelInfo


@dataclass(frozen=True, slots=True)
class Reading:
    """What nobody asked for is read on the way to a segment: it goes on."""


@dataclass(frozen=True, slots=True, eq=False)
class Begun:
    """A segment's estimator is warm."""

    run: int
    head: Seam
    """As the estimator saw it that knew nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What was found in the next frames of a segment."""

    run: int
    poses: RecordedPoses


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """A segment is done, or was dropped for another task."""

    run: int
    seam: Seam | None
    """None: the file has ended."""
    lost: str = ""
    """Why it ended before its time, for people."""


@dataclass(frozen=True, slots=True, eq=False)
class Failed:
    """A segment, or all of it when ``run`` is None, could not be looked at."""

    run: int | None
    error: FormcheckError
    died: bool = False
    """Whether its process ended: another one may do better."""


Message = Opened | Ready | Reading | Begun | Found | Done | Failed


def print_of(frame: Frame) -> tuple[float, int]:
    """Return what tells a picture from another."""
    return frame.time_s, zlib.crc32(frame.image[::_PRINT_ROWS].tobytes())


def goes_on(before: Seam, head: Seam) -> bool:
    """Whether who is seen at the start of a segment is who was followed up to there."""
    was, now = before.pose, head.pose
    if now is None:
        return was is None
    if was is None:
        return before.memory is None or before.memory.may_be(_body(now), now.time_s)
    return _body(was).apart(_body(now)) < AGREE_TRUNKS


def _body(pose: Pose) -> Body:
    return Body(pose.image_px, pose.world_m, pose.visibility)
