"""Notices that somebody opened a file, at next to no cost: Linux's inotify.

It does not tell who: for that, see `formcheck.around.holders`.
"""

import ctypes
import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

OPENED: Final = 0x20
CLOSED: Final = 0x08 | 0x10
"""By who could write, or by who could only read (sys/inotify.h)."""
LOST: Final = 0x4000
"""More happened than was kept."""
_HEAD: Final = struct.Struct("iIII")
_ROOM: Final = 65536


class Opens:
    """Watches some files from now on.

    Raises
    ------
    OSError
        When the system cannot watch them: no inotify, no such file, not allowed to read it, or too
        many watches.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        try:
            libc = ctypes.CDLL(None, use_errno=True)
            begin, watch = libc.inotify_init1, libc.inotify_add_watch
        except (AttributeError, TypeError) as error:
            raise OSError("this system has no inotify") from error
        self._file = _checked(begin(os.O_NONBLOCK | os.O_CLOEXEC))
        try:
            for file in files:
                _checked(watch(self._file, os.fsencode(file), OPENED | CLOSED))
        except OSError:
            self.close()
            raise

    def take(self) -> tuple[int, ...]:
        """Return what happened since the last time, in order: OPENED, CLOSED or LOST, mixed."""
        found: list[int] = []
        while True:
            try:
                found += _masks(os.read(self._file, _ROOM))
            except BlockingIOError:
                return tuple(found)

    def close(self) -> None:
        """Stop watching."""
        os.close(self._file)


def _checked(answer: int) -> int:
    if answer < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return answer


def _masks(events: bytes) -> Iterator[int]:
    at = 0
    while at < len(events):
        _watch, mask, _cookie, length = _HEAD.unpack_from(events, at)
        yield mask
        at += _HEAD.size + length
