"""Every file that a watched program writes, and what was in those that are gone."""

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from tests.privacy.filters import WRITES
from tests.privacy.memory import HERE, Thread

_TMPFILE = os.O_TMPFILE & ~os.O_DIRECTORY


@dataclass
class Written:
    """Is told of calls before they are done."""

    paths: dict[Path, None] = field(default_factory=dict)
    """In the order in which they were first written."""
    gone: dict[Path, list[bytes | BinaryIO]] = field(default_factory=dict)

    def told(self, thread: Thread, call: str, args: tuple[int, ...]) -> tuple[int, int] | None:
        """Note what a call is going to do; return value and error where it is not let."""
        if call in {"open", "openat", "creat", "openat2"}:
            return self._opened(thread, call, args)
        if call == "open_by_handle_at":
            self._wrote(Path("/opened by its number"))
        elif call in {"unlink", "unlinkat"}:
            self._leaves(_path(thread, args, at=call == "unlinkat"))
        elif call.startswith(("rename", "link")):
            self._moved(thread, call, args)
        elif call == "truncate":
            self._emptied(_path(thread, args, at=False))
        # Folders, and links to names, hold nothing.
        return None

    def socket(self, path: Path) -> None:
        """Note that a socket was made."""
        self._wrote(path)

    def contents(self) -> dict[Path, list[bytes]]:
        """Return everything that was in each file, when the program has ended."""
        found = {}
        for path in self.paths:
            held = [_whole(one) for one in self.gone.pop(path, [])]
            found[path] = held + ([path.read_bytes()] if path.is_file() else [])
        return found

    def _opened(self, thread: Thread, call: str, args: tuple[int, ...]) -> tuple[int, int] | None:
        at = call in {"openat", "openat2"}
        flags = args[2] if at else args[1]
        if call == "openat2":
            flags = thread.number(args[2])
        if call == "creat":
            flags = os.O_WRONLY | os.O_TRUNC
        if not flags & WRITES:
            return None
        path = _path(thread, args, at=at)
        if flags & _TMPFILE:
            # A file without a name could not be looked at; whoever is refused one names it.
            return 0, errno.EOPNOTSUPP
        if flags & os.O_TRUNC:
            self._emptied(path)
        else:
            self._wrote(path)
        return None

    def _moved(self, thread: Thread, call: str, args: tuple[int, ...]) -> None:
        at = "at" in call
        source = _path(thread, args, at=at)
        target = thread.path(args[2], args[3]) if at else thread.path(HERE, args[1])
        self._leaves(target)
        if not source.is_dir():
            self._wrote(source)
            self._wrote(target)

    def _wrote(self, path: Path) -> None:
        if path.parts[:2] != ("/", "proc") and not _is_device(path):
            self.paths[Path(os.path.normpath(path))] = None

    def _leaves(self, path: Path) -> None:
        """Hold a file before it is gone: it may still be written to by who has it open."""
        if path.is_file() and not path.is_symlink():
            self.gone.setdefault(Path(os.path.normpath(path)), []).append(path.open("rb"))

    def _emptied(self, path: Path) -> None:
        self._wrote(path)
        if path.is_file():
            self.gone.setdefault(Path(os.path.normpath(path)), []).append(path.read_bytes())


def _path(thread: Thread, args: tuple[int, ...], *, at: bool) -> Path:
    return thread.path(args[0], args[1]) if at else thread.path(HERE, args[0])


def _is_device(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode) or stat.S_ISBLK(mode)


def _whole(held: bytes | BinaryIO) -> bytes:
    if isinstance(held, bytes):
        return held
    with held:
        held.seek(0)
        return held.read()
