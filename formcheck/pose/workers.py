"""Processes that look at segments, each with a decoder and a model of its own.

::

    this process             formcheck.pose.look_worker, one on each core
    give(task)   -- pipe ->  decodes, looks
    hear()       <- pipe --  Begun, Found, Found, ..., Done

What crashes, hangs or runs out of memory there is a message here. The first one is started at once
and says how long the file is; the others only where there is work for them.
"""

from collections import deque
from collections.abc import Callable
from contextlib import ExitStack, suppress
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Final, Self

from formcheck.capture.source import SourceInfo
from formcheck.errors import FormcheckError, SourceError
from formcheck.language import _
from formcheck.own_process import Ended, EndedError, OwnProcess, command
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.hands import Job, StoppedError
from formcheck.pose.segments import Done, Failed, Message, Opened, Reading, Ready, Task

WORKER: Final = "formcheck.pose.look_worker"
HANG_S: Final = 60.0
"""A process that says nothing for so long hangs: even where it only reads on it says so every few
seconds (judgement)."""
_START: Final = -1
"""The run of getting ready."""
_LISTEN_S: Final = 0.2
"""It is asked so often whether anybody still waits."""


class Workers:
    """Looks at segments in processes of their own.

    Parameters
    ----------
    job
        What all segments have in common.
    most
        How many processes at most.
    stop
        Whether nobody waits any more.
    start
        What to start in place of the worker.
    hang_s
        A process that says nothing for so long is ended.
    """

    def __init__(
        self,
        job: Job,
        most: int,
        stop: Callable[[], bool],
        *,
        start: tuple[str, ...] = (),
        hang_s: float = HANG_S,
    ) -> None:
        self._job, self._most, self._stop = job, most, stop
        self._start, self._hang_s = start or command(WORKER), hang_s
        self._told: SimpleQueue[tuple[_Worker, Message | None]] = SimpleQueue()
        self._workers: list[_Worker] = []
        self._waiting: deque[Task] = deque()
        self._stack = ExitStack()
        self._info: SourceInfo | None = None
        self._model: ModelInfo | None = None
        self._problem: FormcheckError | None = None
        """Why the last process that ended did so."""

    @property
    def most(self) -> int:
        """How many segments at a time."""
        return max(1, self._most)

    @property
    def info(self) -> SourceInfo:
        """Called after it was entered."""
        if self._info is None:
            raise RuntimeError("expected open workers: enter them with `with` first")
        return self._info

    @property
    def model(self) -> ModelInfo:
        """Called after it was entered."""
        if self._model is None:
            raise RuntimeError("expected open workers: enter them with `with` first")
        return self._model

    def __enter__(self) -> Self:
        """Start; raise as `Hands` says."""
        with ExitStack() as stack:
            stack.callback(self._close)
            self._open()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes."""
        self._stack.close()

    def give(self, task: Task, *, instead_of: int | None = None) -> None:
        """Take a segment."""
        for worker in self._workers:
            if instead_of is not None and worker.run == instead_of:
                worker.take(task)
                return
        self._waiting = deque(one for one in self._waiting if one.run != instead_of)
        if instead_of is None:
            self._waiting.append(task)
        else:
            self._waiting.appendleft(task)
        self._deal()

    def hear(self) -> Message:
        """Return what is told next; raise as `Hands` says."""
        message = None
        while message is None:
            message = self._left_over() or self._heard(*self._listen())
            self._deal()
        return message

    def _heard(self, worker: "_Worker", message: Message | None) -> Message | None:
        """Take note of what a process told; return it if it is about a segment."""
        match message:
            case None:
                return self._gone(worker, worker.close())
            case Failed(run=None, error=error):
                worker.close()
                return self._gone(worker, error)
            case Ready():
                worker.ready = True
                return None
            case Opened() | Reading():
                return None
        if isinstance(message, Done | Failed) and worker.run == message.run:
            worker.run = None
        return message

    def _open(self) -> None:
        """Start the first process, and the others when it is known how much there is to do."""
        self._add()
        while self._model is None:
            worker, message = self._listen()
            match message:
                case Opened(info):
                    self._info = info
                    self._more(info)
                case Ready(model):
                    worker.ready, self._model = True, model
                case _:
                    self._heard(worker, message)
            if not self._workers and self._problem is not None:
                raise self._problem

    def _more(self, info: SourceInfo) -> None:
        many = min(self._most, self._job.lengths.many(info.duration_s))
        while len(self._workers) < many:
            self._add()

    def _listen(self) -> "tuple[_Worker, Message | None]":
        while not self._stop():
            with suppress(Empty):
                return self._told.get(timeout=_LISTEN_S)
        raise StoppedError

    def _add(self) -> None:
        self._workers.append(_Worker(self._job, self._start, self._told, self._hang_s))

    def _gone(self, worker: "_Worker", problem: FormcheckError) -> Failed | None:
        """Go on without a process; return what it left undone, if anything."""
        self._workers.remove(worker)
        self._problem = problem
        if not worker.ready:
            self._most -= 1  # another one would not come up either
        return None if worker.run is None else Failed(worker.run, problem, died=True)

    def _left_over(self) -> Failed | None:
        """Return a segment that nobody is left for, if there is one."""
        if self._workers or self._most > 0 or not self._waiting or self._problem is None:
            return None
        return Failed(self._waiting.popleft().run, self._problem)

    def _deal(self) -> None:
        """Give what waits to processes that are free; start another one where one is missing."""
        free = [one for one in self._workers if one.ready and one.run is None]
        while self._waiting and free:
            free.pop(0).take(self._waiting.popleft())
        coming = sum(not one.ready for one in self._workers)
        while len(self._waiting) > coming and len(self._workers) < self._most:
            self._add()
            coming += 1

    def _close(self) -> None:
        while self._workers:
            self._workers.pop().close()


class _Worker:
    """A process, and the thread that listens to it."""

    def __init__(
        self,
        job: Job,
        start: tuple[str, ...],
        told: "SimpleQueue[tuple[_Worker, Message | None]]",
        hang_s: float,
    ) -> None:
        self.ready = False
        """Whether its model is loaded."""
        self.run: int | None = None
        """What it looks at."""
        self._name, self._told, self._hang_s = job.path.name, told, hang_s
        self._process = OwnProcess(start)
        self._given: SimpleQueue[int | None] = SimpleQueue()
        self._thread = Thread(target=self._listen, name="formcheck-listener")
        self._thread.start()
        self._send(job, _START)

    def take(self, task: Task) -> None:
        """Look at a segment, in place of whatever it does."""
        self.run = task.run
        self._send(task, task.run)

    def close(self) -> SourceError:
        """End it at once; return what is to be said when it had ended by itself."""
        self._process.kill()
        self._given.put(None)
        self._thread.join()
        return SourceError(_how(self._process.end(), self._name))

    def _send(self, message: object, run: int) -> None:
        with suppress(EndedError):  # who listens to it says so
            self._process.send(message)
        self._given.put(run)

    def _listen(self) -> None:
        """Pass on what it tells while it has something to do; None when it is no more."""
        while (run := self._given.get()) is not None:
            over = False
            while not over:
                try:
                    message: Message = self._process.receive(self._hang_s)
                except EndedError:
                    self._told.put((self, None))
                    return
                self._told.put((self, message))
                over = _is_last(message, run)


def _is_last(message: Message, run: int) -> bool:
    """Whether a process has no more to say about a run."""
    match message:
        case Ready():
            return run == _START
        case Failed(run=None):
            return True
        case Done(run=done) | Failed(run=done):
            return run == done
    return False


def _how(ended: Ended, name: str) -> str:
    """Say how a process ended: what it said last, where it said anything."""
    if ended.hung:
        text = _(
            "Reading {file} was stopped, as nothing came of it any more: the video is damaged, or "
            "the computer is too busy. Convert it to .mp4, or try again later."
        )
        return text.format(file=name)
    text = _(
        "Reading {file} was stopped: the program that does it ended (status {status}), as the "
        "video is damaged or memory is short. Convert it to .mp4, or close other programs."
    )
    return " ".join(filter(None, [text.format(file=name, status=ended.status), ended.said]))
