"""A process that analyses one recording after the other, as it is told: ``python -m`` this.

Tasks come in on its input, and progress and outcomes go out on its output, each with its length
before it. It ends when nobody is left who would tell it more, or listen.
"""

import time
from typing import IO, Final

from formcheck.batch.one import analyse_one
from formcheck.own_process import AloneError, on_pipes, receive, send
from formcheck.pose.heap import share_one_heap
from formcheck.session.offline import Progress

OWN_PROCESS: Final = True
_EVERY_S: Final = 0.25
"""Between two words about progress: often enough for a bar, and to notice that nobody listens."""


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


def main() -> None:
    """Serve on standard input and output."""
    share_one_heap()  # as landmarkers come and go
    on_pipes(serve)


if __name__ == "__main__":
    main()
