"""Keep the pose library's own log lines off the terminal.

Its C++ part writes notes for its developers straight to file descriptor 2 (when a model is loaded,
and once when the first person is found) and offers no switch for them. What anybody else writes to
stderr in the meantime is kept and written afterwards.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

_STDERR: Final = 2
_CHATTER: Final = re.compile(
    rb"[IW]\d{4} \S+ +\d+ \S+\] .*"  # the form of an absl note or warning; errors stay
    rb"|WARNING: All log messages before absl::InitializeLog\(\) is called .*"
    rb"|INFO: Created TensorFlow Lite .*"
)
_LOCK: Final = Lock()
"""Two threads that swap the descriptor at once could leave it swapped for good: only one does."""


@contextmanager
def no_chatter() -> Iterator[None]:
    """Hold back stderr while the block runs, then write what is not the library's chatter."""
    if not _LOCK.acquire(blocking=False):
        yield  # Another thread holds stderr back already; waiting for it would cost its time.
        return
    try:
        with _held_back():
            yield
    finally:
        _LOCK.release()


@contextmanager
def _held_back() -> Iterator[None]:
    try:
        stderr = os.dup(_STDERR)
    except OSError:  # A program without a terminal may have no stderr at all.
        yield
        return
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(stderr, _STDERR)
            held.seek(0)
            rest = without_chatter(held.read())
            if rest:
                os.write(stderr, rest)
            os.close(stderr)


def without_chatter(text: bytes) -> bytes:
    """Return ``text`` without the lines that the pose library writes for its developers."""
    lines = text.splitlines(keepends=True)
    return b"".join(line for line in lines if not _CHATTER.fullmatch(line.rstrip(b"\r\n")))
