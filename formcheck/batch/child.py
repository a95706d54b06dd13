"""The other side of `formcheck.batch.worker`: starts the process, and copes with its death."""

from collections.abc import Callable
from threading import Lock
from types import TracebackType
from typing import Final, Self

from formcheck.batch.task import Outcome, State, Task
from formcheck.language import _
from formcheck.own_process import Ended, EndedError, OwnProcess, command
from formcheck.session.offline import Progress

TRIES: Final = 2
_WORKER: Final = "formcheck.batch.worker"


class StoppedError(Exception):
    """The work was stopped from outside."""


class Child:
    """A process of its own for recordings: whatever happens in it happens to one recording.

    Parameters
    ----------
    start
        What to start in place of the worker.
    """

    def __init__(self, start: tuple[str, ...] = ()) -> None:
        self._command = start or command(_WORKER)
        self._running: OwnProcess | None = None
        self._stopped = False
        self._lock = Lock()

    def __enter__(self) -> Self:
        """Nothing is started before there is something to do."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the process end by itself."""
        self._end()

    def run(self, task: Task, on_progress: Callable[[Progress], None]) -> Outcome:
        """Analyse a recording; when the process dies, once more in a new one.

        Raises
        ------
        StoppedError
            When `stop` was called meanwhile.
        """
        reason = ""
        for _attempt in range(TRIES):
            try:
                return self._once(task, on_progress)
            except EndedError:
                reason = _how(self._end())
        return Outcome(task.name, State.CRASHED, reason)

    def stop(self) -> None:
        """End the process at once, from whatever thread; nothing of its own is half written."""
        with self._lock:
            self._stopped = True
            if self._running is not None:
                self._running.kill()

    def _once(self, task: Task, on_progress: Callable[[Progress], None]) -> Outcome:
        running = self._started()
        running.send(task)
        while True:
            message = running.receive()
            if isinstance(message, Outcome):
                return message
            on_progress(message)

    def _started(self) -> OwnProcess:
        with self._lock:
            if self._stopped:
                raise StoppedError
            self._running = self._running or OwnProcess(self._command)
            return self._running

    def _end(self) -> Ended | None:
        """Wait for the end of the process, and say how it ended; None when there was none."""
        with self._lock:
            running, self._running = self._running, None
        return None if running is None else running.end()


def _how(ended: Ended | None) -> str:
    """Say how a process ended: what it said last, where it said anything."""
    if ended is None:
        return ""
    text = _("The program that analysed it ended twice (status {status}).")
    return " ".join(filter(None, [text.format(status=ended.status), ended.said]))
