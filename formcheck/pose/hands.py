"""Who looks at segments: this process, or others that are started for it."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from formcheck.capture.reader import ReadAhead, VideoReader
from formcheck.capture.source import SourceInfo
from formcheck.errors import FormcheckError
from formcheck.pose.estimator import ModelInfo, SegmentEstimator
from formcheck.pose.looker import Looker
from formcheck.pose.segments import Failed, Lengths, Message, Task

OpenEstimator = Callable[[], SegmentEstimator]
"""Makes an estimator, not entered; goes to other processes as it is."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all segments have in common. Goes to other processes as it is."""

    path: Path
    open_estimator: OpenEstimator
    lengths: Lengths
    language: str
    polite: bool = False
    """Whether whoever works at the computer comes first."""


class StoppedError(Exception):
    """Nobody waits for it any more."""


class Hands(Protocol):
    """Looks at segments. Opened and closed with ``with``; belongs to one thread."""

    @property
    def most(self) -> int:
        """How many segments at a time."""
        ...

    @property
    def info(self) -> SourceInfo:
        """What the file says of itself. Called after it was entered."""
        ...

    @property
    def model(self) -> ModelInfo:
        """Which model looks. Called after it was entered."""
        ...

    def __enter__(self) -> Self:
        """Open the file and load the model.

        Raises
        ------
        SourceError, ModelError
            When that is not possible.
        StoppedError
            When nobody waits any more.
        """
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop whatever is done, and close everything."""
        ...

    def give(self, task: Task, *, instead_of: int | None = None) -> None:
        """Give a segment to look at; ``instead_of`` the run of another one, which is dropped."""
        ...

    def hear(self) -> Message:
        """Return what is told next; waits for it, and raises StoppedError when nobody else does."""
        ...


class OwnHands:
    """Looks at segments in this process, one after the other.

    Parameters
    ----------
    job
        What all of them have in common.
    stop
        Whether nobody waits any more.
    """

    def __init__(self, job: Job, stop: Callable[[], bool]) -> None:
        self._job, self._stop = job, stop
        self._stack = ExitStack()
        self._running: deque[tuple[int, Iterator[Message]]] = deque()

    @property
    def most(self) -> int:
        """One at a time."""
        return 1

    @property
    def info(self) -> SourceInfo:
        """Called after it was entered."""
        return self._frames.info

    @property
    def model(self) -> ModelInfo:
        """Called after it was entered."""
        return self._estimator.model

    def __enter__(self) -> Self:
        """Open the file and load the model."""
        job = self._job
        with ExitStack() as stack:
            self._frames = stack.enter_context(ReadAhead(VideoReader(job.path)))
            self._estimator = stack.enter_context(job.open_estimator())
            self._looker = Looker(self._frames, self._estimator, job.lengths)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close everything."""
        self._stack.close()

    def give(self, task: Task, *, instead_of: int | None = None) -> None:
        """Take a segment."""
        self._running = deque(one for one in self._running if one[0] != instead_of)
        self._running.append((task.run, self._looker.look(task)))

    def hear(self) -> Message:
        """Look until there is something to tell."""
        if self._stop():
            raise StoppedError
        run, told = self._running[0]
        try:
            message = next(told, None)
        except FormcheckError as error:
            message = Failed(run, error)
        if message is None:
            self._running.popleft()
            return self.hear()
        return message
