"""A process that looks at segments of a video, as it is told: ``python -m`` this.

It is told the file first, then segments; a segment in place of another one ends that. It ends with
the process that started it, even when a decoder does not come back.
"""

import os
from contextlib import ExitStack, suppress
from queue import SimpleQueue
from threading import Lock, Thread
from typing import IO, Final

from formcheck.capture.reader import ReadAhead, VideoReader
from formcheck.errors import FormcheckError
from formcheck.language import use_language
from formcheck.own_process import AloneError, on_pipes, receive, send
from formcheck.pose.hands import Job
from formcheck.pose.heap import share_one_heap
from formcheck.pose.looker import Looker
from formcheck.pose.segments import Done, Failed, Message, Opened, Reading, Ready, Task

OWN_PROCESS: Final = True
_POLITE: Final = 5
"""How much behind others it stands: they get three times as much of a core (Linux)."""


def serve(tasks: IO[bytes], told: IO[bytes]) -> None:
    """Look at what comes, until nothing more does."""
    tell = _Telling(told)
    job: Job = receive(tasks)
    use_language(job.language)
    if job.polite and hasattr(os, "nice"):
        os.nice(_POLITE)
    try:
        with ExitStack() as stack:
            reader = VideoReader(job.path, on_skip=lambda: tell(Reading()))
            frames = stack.enter_context(ReadAhead(reader))
            tell(Opened(frames.info))
            estimator = stack.enter_context(job.open_estimator())
            tell(Ready(estimator.model))
            _Serving(tasks, tell, Looker(frames, estimator, job.lengths)).run()
    except FormcheckError as error:
        tell(Failed(None, error))


class _Telling:
    """Tells, from whatever thread."""

    def __init__(self, told: IO[bytes]) -> None:
        self._told, self._lock = told, Lock()

    def __call__(self, message: Message) -> None:
        """Tell a message; raise AloneError when nobody listens any more."""
        try:
            with self._lock:
                send(self._told, message)
        except OSError as error:
            raise AloneError from error


class _Serving:
    """Looks at one segment after the other."""

    def __init__(self, tasks: IO[bytes], tell: _Telling, looker: Looker) -> None:
        self._tasks, self._tell, self._looker = tasks, tell, looker
        self._inbox: SimpleQueue[Task] = SimpleQueue()

    def run(self) -> None:
        """Look at what comes; does not return."""
        Thread(target=self._listen, name="formcheck-tasks", daemon=True).start()
        while True:
            self._look(self._inbox.get())

    def _look(self, task: Task) -> None:
        last: Message | None = None
        try:
            for last in self._looker.look(task):
                self._tell(last)
                if not self._inbox.empty():
                    break
        except FormcheckError as error:
            last = Failed(task.run, error)
            self._tell(last)
        if not isinstance(last, Done | Failed):
            self._tell(Done(task.run, None))

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._inbox.put(receive(self._tasks))
        os._exit(0)  # at once, whatever a decoder is doing


def main() -> None:
    """Serve on standard input and output."""
    share_one_heap()  # as landmarkers come and go
    on_pipes(serve)


if __name__ == "__main__":
    main()
