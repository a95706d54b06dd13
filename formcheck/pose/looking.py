"""All poses of a video in the order of time, on however many cores.

::

    with Looking(job, cores=2) as looking:
        for time_s, pose in looking: ...

    segments --give--> hands (this process | processes) --Begun, Found, Done--> in order of time
       ^                                                        |
       '--- another file position, or another person: once more '
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

from formcheck.capture.source import SourceInfo
from formcheck.errors import FormcheckError, SourceLostError
from formcheck.language import _
from formcheck.own_process import cores as all_cores
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.hands import Hands, Job, OwnHands
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import RecordedPoses
from formcheck.pose.segments import Begun, Done, Failed, Found, Message, Seam, Task, goes_on
from formcheck.pose.workers import Workers

MOST: Final = 8
"""Processes at most, unless more are asked for: each takes a quarter of a gigabyte (measured)."""


@dataclass(slots=True)
class _Part:
    """What is known of a segment."""

    task: Task
    skip: int = 0
    """So many frames were passed on already, before its process died."""
    deaths: int = 0
    head: Seam | None = None
    accepted: bool = False
    """Whether it goes on where the one before it ended."""
    poses: deque[RecordedPoses] = field(default_factory=deque)
    end: Done | Failed | None = None


class Looking:
    """Looks at a video. Belongs to one thread.

    Parameters
    ----------
    job
        The file, and by what it is looked at.
    cores
        On how many; 0: in this process; None: on all, but at most `MOST`.
    stop
        Whether nobody waits any more: asked a few times a second.
    hands
        Who looks, in place of processes.
    """

    def __init__(
        self,
        job: Job,
        *,
        cores: int | None = None,
        stop: Callable[[], bool] = lambda: False,
        hands: Hands | None = None,
    ) -> None:
        many = min(all_cores(), MOST) if cores is None else cores
        mine = OwnHands(job, stop) if many == 0 else Workers(job, many, stop)
        self._lengths, self._hands = job.lengths, hands or mine
        self._parts: dict[int, _Part] = {}
        self._runs = self._next = self._current = self._passed = 0
        self._before: Seam | None = None
        self._through = False

    @property
    def info(self) -> SourceInfo:
        """What the file says of itself. Called after it was entered."""
        return self._hands.info

    @property
    def model(self) -> ModelInfo:
        """Which model looks. Called after it was entered."""
        return self._hands.model

    def __enter__(self) -> Self:
        """Open the file and load the model.

        Raises
        ------
        SourceError, ModelError
            When that is not possible.
        StoppedError
            When nobody waits any more.
        """
        self._hands.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop whatever is done, and close the file."""
        self._hands.__exit__(kind, error, trace)

    def __iter__(self) -> Iterator[tuple[float, Pose | None]]:
        """Give every frame's time and pose in order; to be asked for once.

        Raises
        ------
        SourceLostError
            Behind the last frame, where the file breaks off or cannot be read on.
        SourceError
            When there is not a single frame.
        StoppedError
            When nobody waits any more.
        """
        while True:
            self._fill()
            self._take(self._hands.hear())
            while (part := self._parts.get(self._current)) is not None and self._is_sound(part):
                yield from self._poses(part)
                if part.end is None:
                    break
                if self._ends(part.end):
                    return

    def _fill(self) -> None:
        """Give out segments, as far as the file says that it goes."""
        known = self._lengths.many(self.info.duration_s)
        busy = sum(part.end is None for part in self._parts.values())
        ahead = self._current + 2 * self._hands.most
        while busy < self._hands.most and self._next < ahead:
            if self._next >= known and self._next != self._current:
                return
            before = self._before if self._next == self._current else None
            self._give(_Part(self._task(self._next, before)))
            self._next += 1
            busy += 1

    def _task(self, number: int, before: Seam | None) -> Task:
        self._runs += 1
        return Task(self._runs, number, before, through=self._through)

    def _give(self, part: _Part, *, instead_of: int | None = None) -> None:
        self._parts[part.task.number] = part
        self._hands.give(part.task, instead_of=instead_of)

    def _take(self, message: Message) -> None:
        """Take note of what is told; what is about a run that was dropped is not."""
        runs = {part.task.run: part for part in self._parts.values()}
        match message:
            case Begun(run, head) if run in runs:
                runs[run].head = head
            case Found(run, poses) if run in runs:
                runs[run].poses.append(poses)
            case Failed(run, _error, died=True) if run in runs and not runs[run].deaths:
                self._once_more(runs[run])
            case Done(run) | Failed(run) if run in runs:
                runs[run].end = message

    def _once_more(self, part: _Part) -> None:
        """Look again at a segment whose process died: memory may have been short."""
        number = part.task.number
        skip = self._passed if number == self._current else 0
        self._give(_Part(self._task(number, part.task.before), skip, deaths=1))

    def _is_sound(self, part: _Part) -> bool:
        """Whether a segment goes on where the one before it ended; else it is looked at anew."""
        before, head, task = self._before, part.head, part.task
        if part.accepted or isinstance(part.end, Failed):
            return True
        if head is None:
            return False
        if before is not None:
            other_file = head.prints != before.prints and not task.through
            self._through = self._through or other_file
            other_person = task.before is None and not goes_on(before, head)
            if other_file or other_person:
                again = _Part(self._task(task.number, before), part.skip, part.deaths)
                self._give(again, instead_of=task.run)
                return False
        part.accepted = True
        return True

    def _poses(self, part: _Part) -> Iterator[tuple[float, Pose | None]]:
        while part.poses:
            for frame in part.poses.popleft():
                if part.skip:
                    part.skip -= 1
                else:
                    self._passed += 1
                    yield frame

    def _ends(self, end: Done | Failed) -> bool:
        """Go on to the next segment, or say that there is none."""
        if isinstance(end, Failed):
            raise self._failure(end.error)
        if end.seam is None:
            if end.lost:
                raise SourceLostError(end.lost)
            return True
        del self._parts[self._current]
        self._current += 1
        self._before, self._passed = end.seam, 0
        return False

    def _failure(self, error: FormcheckError) -> FormcheckError:
        """Return what is to be said: what was seen is kept."""
        if self._passed or self._current:
            kept = _("What came before is kept.")
            return SourceLostError(f"{error} {kept}")
        return error
