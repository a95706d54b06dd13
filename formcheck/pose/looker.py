"""Looks at segments of a file, one after the other, as it is told."""

from collections.abc import Iterator
from time import monotonic
from typing import Final

from formcheck.capture.frame import Frame
from formcheck.capture.reader import Frames
from formcheck.errors import SourceLostError
from formcheck.pose.estimator import SegmentEstimator
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import PoseRecorder
from formcheck.pose.segments import (
    Begun,
    Done,
    Found,
    Lengths,
    Prints,
    Seam,
    Span,
    Task,
    goes_on,
    print_of,
)

_TELL_S: Final = 0.25
"""What was found is told so often: enough to see it grow."""


class Looker:
    """Looks at segments of a file.

    Parameters
    ----------
    frames
        The open file.
    estimator
        Entered.
    lengths
        How the file is cut.
    """

    def __init__(self, frames: Frames, estimator: SegmentEstimator, lengths: Lengths) -> None:
        self._source, self._estimator, self._lengths = frames, estimator, lengths

    def look(self, task: Task) -> Iterator[Begun | Found | Done]:
        """Look at a segment, and tell what is found as it is found.

        Raises
        ------
        SourceError
            When the file is gone.
        """
        span = self._lengths.span(task.number)
        coming = self._begin(task, span)
        head = coming.warm_up(self._estimator)
        if task.before is not None and not goes_on(task.before, head):
            coming = self._begin(task, span, task.before)
            coming.warm_up(self._estimator)
        yield Begun(task.run, head)
        seam_s = self._lengths.span(task.number + 1).warm_up_s
        self._source.keep(seam_s)
        yield from _Segment(task.run, coming, self._estimator, seam_s).look()

    def _begin(self, task: Task, span: Span, before: Seam | None = None) -> "_Coming":
        self._estimator.begin(None if before is None else before.memory)
        return _Coming(self._source, span, through=task.through)


class _Coming:
    """The frames of a segment and of its warm-up, one at a time."""

    def __init__(self, source: Frames, span: Span, *, through: bool) -> None:
        self.span = span
        self.lost = ""
        """Why there are no more, where that is not the file's regular end."""
        start_s = span.warm_up_s
        self._frames = source.frames(start_s, keep_s=start_s, through=through)
        self.now = self._next()
        """None at the end."""

    def go_on(self) -> None:
        """Go to the next frame."""
        self.now = self._next()

    def warm_up(self, estimator: SegmentEstimator) -> Seam:
        """Look at what comes before the segment."""
        prints: list[tuple[float, int]] = []
        pose: Pose | None = None
        memory = estimator.memory
        while self.now is not None and self.now.time_s < self.span.start_s:
            prints.append(print_of(self.now))
            pose = estimator.estimate(self.now)
            self.go_on()
        return Seam(with_next(prints, self.now), pose, memory)

    def _next(self) -> Frame | None:
        try:
            return next(self._frames, None)
        except SourceLostError as error:
            self.lost = str(error)
            return None


class _Segment:
    """Looks at the frames of one segment."""

    def __init__(
        self, run: int, coming: _Coming, estimator: SegmentEstimator, seam_s: float
    ) -> None:
        self._run, self._coming, self._estimator = run, coming, estimator
        self._seam_s = seam_s
        self._tell_s = monotonic() + _TELL_S
        self._recorder: PoseRecorder | None = None

    def look(self) -> Iterator[Found | Done]:
        """Look at all of them."""
        coming, estimator = self._coming, self._estimator
        prints: list[tuple[float, int]] = []
        pose, memory = None, None
        while (frame := coming.now) is not None and frame.time_s < coming.span.end_s:
            if frame.time_s >= self._seam_s:
                memory = memory if prints else estimator.memory
                prints.append(print_of(frame))
            pose = estimator.estimate(frame)
            self._note(frame, pose)
            coming.go_on()
            yield from self._found(due=monotonic() >= self._tell_s)
        yield from self._found(due=True)
        if coming.now is None:
            yield Done(self._run, None, coming.lost)
            return
        seen = pose if prints else None
        memory = memory if prints else estimator.memory
        yield Done(self._run, Seam(with_next(prints, coming.now), seen, memory))

    def _note(self, frame: Frame, pose: Pose | None) -> None:
        if self._recorder is None:
            self._recorder = PoseRecorder(frame.size_px, self._estimator.model)
        self._recorder.add(frame.time_s, pose)

    def _found(self, *, due: bool) -> Iterator[Found]:
        if due and self._recorder is not None:
            yield Found(self._run, self._recorder.poses())
            self._recorder, self._tell_s = None, monotonic() + _TELL_S


def with_next(prints: list[tuple[float, int]], frame: Frame | None) -> Prints:
    """Return prints with that of the frame behind them, if there is one."""
    return (*prints, *(() if frame is None else (print_of(frame),)))
