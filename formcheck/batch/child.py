"""The other side of `formcheck.batch.worker`: starts the process, and copes with its death."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import IO, Final, Self

import formcheck
from formcheck.batch.task import Outcome, State, Task
from formcheck.batch.worker import receive, send
from formcheck.language import _
from formcheck.session.offline import Progress

TRIES: Final = 2
_WORKER: Final = (sys.executable, "-m", "formcheck.batch.worker")
_TAIL_BYTES: Final = 4096


class StoppedError(Exception):
    """The work was stopped from outside."""


class Child:
    """A process of its own for recordings: whatever happens in it happens to one recording.

    Parameters
    ----------
    command
        What to start in place of the worker.
    """

    def __init__(self, command: tuple[str, ...] = _WORKER) -> None:
        self._command = command
        self._running: _Running | None = None
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
            except (EOFError, BrokenPipeError):
                reason = self._end()
        return Outcome(task.name, State.CRASHED, reason)

    def stop(self) -> None:
        """End the process at once, from whatever thread; nothing of its own is half written."""
        with self._lock:
            self._stopped = True
            if self._running is not None:
                self._running.process.kill()

    def _once(self, task: Task, on_progress: Callable[[Progress], None]) -> Outcome:
        running = self._started()
        send(running.tasks, task)
        while True:
            message = receive(running.told)
            if isinstance(message, Outcome):
                return message
            on_progress(message)

    def _started(self) -> "_Running":
        with self._lock:
            if self._stopped:
                raise StoppedError
            self._running = self._running or _start(self._command)
            return self._running

    def _end(self) -> str:
        """Wait for the end of the process, and say how it ended."""
        with self._lock:
            running, self._running = self._running, None
        if running is None:
            return ""
        for stream in (running.tasks, running.told):
            _close(stream)
        status = running.process.wait()
        with running.said:
            return _how(status, running.said)


@dataclass(frozen=True, slots=True)
class _Running:
    """A process, and the pipes to and from it."""

    process: "subprocess.Popen[bytes]"
    tasks: IO[bytes]
    told: IO[bytes]
    said: IO[bytes]
    """What it, or a library, wrote about an error."""


def _start(command: tuple[str, ...]) -> _Running:
    root = str(Path(formcheck.__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    with ExitStack() as stack:
        said = stack.enter_context(tempfile.TemporaryFile())
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        stack.pop_all()  # it is closed when the process has ended
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("expected pipes to the process")
    return _Running(process, process.stdin, process.stdout, said)


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return  # the last words to a process that is no more


def _how(status: int, said: IO[bytes]) -> str:
    """Say how a process ended: what it said last, where it said anything."""
    said.seek(max(0, said.seek(0, os.SEEK_END) - _TAIL_BYTES))
    lines = said.read().decode("utf-8", "replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    text = _("The program that analysed it ended twice (status {status}).")
    return " ".join(filter(None, [text.format(status=status), last]))
