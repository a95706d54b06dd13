"""A process that analyses one recording after the other, as it is told: ``python -m`` this.

Tasks come in on its input, and progress and outcomes go out on its output, each with its length
before it. It ends when nobody is left who would tell it more, or listen.
"""

import os
import pickle
import signal
import struct
import sys
import time
from typing import IO, Any, Final

from formcheck.batch.one import analyse_one
from formcheck.session.offline import Progress

_LENGTH: Final = struct.Struct(">I")
_EVERY_S: Final = 0.25
"""Between two words about progress: often enough for a bar, and to notice that nobody listens."""


class AloneError(Exception):
    """Nobody listens any more. No error of a file: those are about the results."""


def send(stream: IO[bytes], message: object) -> None:
    """Write a message. Only ever between a program and the processes that it started itself."""
    content = pickle.dumps(message)
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a message; raise EOFError when the other side has ended."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return pickle.loads(_exactly(stream, length))


def serve(tasks: IO[bytes], told: IO[bytes]) -> None:
    """Analyse what comes, until nothing more does."""
    while True:
        try:
            task = receive(tasks)
        except EOFError:
            return
        send(told, analyse_one(task, _Telling(told)))


class _Telling:
    """Tells how far the analysis is, now and then."""

    def __init__(self, told: IO[bytes]) -> None:
        self._told, self._next_s = told, 0.0

    def __call__(self, progress: Progress) -> None:
        """Take in the progress; raise AloneError when nobody listens any more."""
        now_s = time.monotonic()
        if now_s >= self._next_s:
            self._next_s = now_s + _EVERY_S
            try:
                send(self._told, progress)
            except BrokenPipeError as error:
                raise AloneError from error


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content


def main() -> None:
    """Serve on standard input and output."""
    # Ctrl-C goes to every process of a terminal: the one that started this one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the messages
    try:
        serve(sys.stdin.buffer, told)
    except (AloneError, BrokenPipeError):
        os._exit(1)  # nobody is left: nothing to say, and nothing half done


if __name__ == "__main__":
    main()
