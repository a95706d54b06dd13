"""Processes of our own: what crashes, hangs or runs out of memory there does so alone.

::

    this program                                the other process
    OwnProcess(command("formcheck.x.worker"))   python -m formcheck.x.worker
        .send(task)          ---- pipe --->     receive(tasks)
        .receive(within_s)   <--- pipe ----     send(told, message)
        .end() -> Ended: how it ended, and what it said last

A module that may be started so says it: ``OWN_PROCESS = True``, and its ``main()`` calls
`on_pipes`. In a build without a Python of its own the program starts itself once more, and
``formcheck/__main__.py`` runs the module in place of the commands.
"""

import os
import pickle
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from io import BufferedIOBase
from math import inf
from pathlib import Path
from threading import Condition, Thread
from typing import IO, Any, Final, cast

OPTION: Final = "--own-process"
"""What the program is told when it is to be one of its own processes."""
VARIABLE: Final = "FORMCHECK_CORES"
_MARK: Final = "OWN_PROCESS"
_LENGTH: Final = struct.Struct(">I")
_TAIL_BYTES: Final = 4096
_PIPE_BYTES: Final = 1 << 20
"""A picture is sent in few pieces, where the system allows it (Linux)."""
_LOOK_S: Final = 1.0
"""The clock is looked at so often, in case something takes too long."""
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows opens a console for every process, unless told otherwise."""


class EndedError(Exception):
    """The other process is no more, or was ended because it did not answer."""


class AloneError(Exception):
    """Nobody listens any more. No error of a file: those are about the results."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended."""

    status: int
    """0 when it ended by itself; below 0 the number of a signal."""
    said: str
    """The last line that it, or a library, wrote about an error; empty for none."""
    hung: bool = False
    """Whether it was ended because it did not answer in time."""


def command(module: str) -> tuple[str, ...]:
    """Return what starts a module of formcheck as a process."""
    if getattr(sys, "frozen", False):
        return (sys.executable, OPTION, module)
    return (sys.executable, "-m", module)


def run_module(name: str) -> None:
    """Be one of our own processes.

    Raises
    ------
    ValueError
        When it is no module of formcheck that may be started so.
    """
    module = import_module(name) if name.startswith("formcheck.") else None
    if not getattr(module, _MARK, False):
        raise ValueError(f"expected a module that is a process of its own, got {name}")
    vars(module)["main"]()


def cores() -> int:
    """Return how many cores this program may use.

    The variable `VARIABLE` may say less, or 0: then nothing but the batch starts processes.
    """
    wanted = os.environ.get(VARIABLE, "")
    if wanted.isdecimal():
        return int(wanted)
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def send(stream: IO[bytes], message: object) -> None:
    """Write a message. Only ever between a program and the processes that it started itself."""
    large: list[pickle.PickleBuffer] = []
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL, buffer_callback=large.append)
    # A picture goes as it lies in memory: copied into a message it would take twice as long.
    parts = [memoryview(content), *(one.raw() for one in large)]
    stream.write(_LENGTH.pack(len(parts)))
    for part in parts:
        stream.write(_LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a message; raise EOFError when the other side has ended."""
    content, *large = [_part(stream) for _ in range(_number(stream))]
    return pickle.loads(content, buffers=large)


class OwnProcess:
    """A process, and the pipes to and from it. Started at once; to be ended with `end`.

    One thread sends and receives; `kill` may be called from any.

    Parameters
    ----------
    command
        What to start.
    """

    def __init__(self, command: tuple[str, ...]) -> None:
        with ExitStack() as stack:
            self._said = stack.enter_context(tempfile.TemporaryFile())
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                env=_environment(),
                creationflags=_NO_WINDOW,
                pipesize=_PIPE_BYTES,
            )
            stack.pop_all()  # it is closed when the process has ended
        self._watch = _Watch(self._process.kill)

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def send(self, message: object) -> None:
        """Tell it something; raise EndedError when it is no more."""
        try:
            send(_pipe(self._process.stdin), message)
        except OSError as error:
            raise EndedError from error

    def receive(self, within_s: float | None = None) -> Any:
        """Return what it says next.

        Parameters
        ----------
        within_s
            It is killed when it says nothing for so long; None waits for ever.

        Raises
        ------
        EndedError
            When it is no more.
        """
        try:
            with self._watch.at_most(within_s):
                return receive(_pipe(self._process.stdout))
        except (EOFError, OSError) as error:
            raise EndedError from error

    def kill(self) -> None:
        """End it at once; who waits for it gets an EndedError."""
        self._process.kill()

    def end(self) -> Ended:
        """Close the pipes, upon which it ends by itself, and wait for that. Called once."""
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # the last words to a process that is no more
                _pipe(stream).close()
        status = self._process.wait()
        self._watch.end()
        with self._said as said:
            said.seek(max(0, said.seek(0, os.SEEK_END) - _TAIL_BYTES))
            lines = said.read().decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return Ended(status, last, self._watch.late)


class _Watch:
    """Ends what takes too long.

    One thread, which sleeps: a timer for each picture of a film would take as long as the picture.
    """

    def __init__(self, kill: Callable[[], None]) -> None:
        self._kill = kill
        self._due_s: float | None = None
        self._over = False
        self._wakes_s = inf
        """When the thread looks at the clock next."""
        self._changed = Condition()
        self._thread: Thread | None = None
        self.late = False
        """Whether something took too long."""

    @contextmanager
    def at_most(self, within_s: float | None) -> Iterator[None]:
        """End it unless this is done in time; None: it may take for ever."""
        if within_s is None:
            yield
            return
        self._due_s = due_s = time.monotonic() + within_s
        if due_s < self._wakes_s:
            self._start()
        try:
            yield
        finally:
            self._due_s = None

    def end(self) -> None:
        """Watch no more."""
        with self._changed:
            self._over = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        """Have the thread look at the clock anew."""
        with self._changed:
            self._changed.notify()
        if self._thread is None:
            self._thread = Thread(target=self._run, name="formcheck-watch", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        with self._changed:
            while not self._over and not self.late:
                now_s, due_s = time.monotonic(), self._due_s
                if due_s is not None and now_s >= due_s:
                    self.late = True
                    self._kill()
                    return
                self._wakes_s = min(now_s + _LOOK_S, due_s or inf)
                self._changed.wait(max(0.0, self._wakes_s - now_s))


def on_pipes(work: Callable[[IO[bytes], IO[bytes]], None]) -> None:
    """Do the work of a process of our own. Called by its ``main``.

    Parameters
    ----------
    work
        Called with what is told to this process and with what it tells.
    """
    # Ctrl-C goes to every process of a terminal: the one that started this one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the messages
    try:
        work(tasks, told)
    except (AloneError, BrokenPipeError):
        os._exit(1)  # nobody is left: nothing to say, and nothing half done


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise RuntimeError("expected pipes to the process")
    return stream


def _number(stream: IO[bytes]) -> int:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (number,) = _LENGTH.unpack(head)
    return int(number)


def _part(stream: IO[bytes]) -> bytearray:
    content = bytearray(_number(stream))
    # Straight to where it stays; `subprocess` does not say that its pipes can do that.
    if cast("BufferedIOBase", stream).readinto(content) < len(content):
        raise EOFError
    return content
