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
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import IO, Any, Final

OPTION: Final = "--own-process"
"""What the program is told when it is to be one of its own processes."""
_MARK: Final = "OWN_PROCESS"
_LENGTH: Final = struct.Struct(">I")
_TAIL_BYTES: Final = 4096
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
    """Return how many cores this program may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def send(stream: IO[bytes], message: object) -> None:
    """Write a message. Only ever between a program and the processes that it started itself."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a message; raise EOFError when the other side has ended."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return pickle.loads(_exactly(stream, length))


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
            )
            stack.pop_all()  # it is closed when the process has ended
        self._hung = False

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
            with self._killed_after(within_s):
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
        with self._said as said:
            said.seek(max(0, said.seek(0, os.SEEK_END) - _TAIL_BYTES))
            lines = said.read().decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return Ended(status, last, self._hung)

    @contextmanager
    def _killed_after(self, within_s: float | None) -> Iterator[None]:
        if within_s is None:
            yield
            return
        timer = Timer(within_s, self._give_up)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _give_up(self) -> None:
        self._hung = True
        self.kill()


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


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content
