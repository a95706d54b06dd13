"""Sees what a process does beside reading: writes, processes, addresses, memory."""

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_WRITES: Final = frozenset({
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.chmod",
    "os.chown", "os.truncate", "shutil.rmtree", "shutil.move", "tempfile.mkstemp",
})  # fmt: skip
_STARTS: Final = frozenset({
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn",
})  # fmt: skip
_NEVER: Final = frozenset({
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto",
    "pickle.find_class",
})  # fmt: skip
_ADDRESS_SPACE: Final = 3 << 30
"""Beyond what the process has: threads of decoders reserve much and use little of it."""


class Guard:
    """Watches this process. There is one in a process, as a hook cannot be taken out.

    Parameters
    ----------
    folder
        Where files may be written.
    starts
        Whether processes may be started.
    """

    def __init__(self, folder: Path, *, starts: bool) -> None:
        self._folder = str(folder)
        self._starts = starts
        self._watching = False
        self._seen: list[str] = []
        sys.addaudithook(self._hook)

    @contextmanager
    def watch(self) -> Iterator[list[str]]:
        """Give what was done that may not be done; complete afterwards."""
        self._seen, self._watching = [], True
        try:
            yield self._seen
        finally:
            self._watching = False

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if self._watching and self._bad(event, args):
            self._seen.append(f"{event} {str(args)[:200]}")

    def _bad(self, event: str, args: tuple[Any, ...]) -> bool:
        if event == "open":
            return self._opens_to_write(args) and self._outside(args[0])
        if event in _WRITES:
            return self._outside(_whole(args))
        if event in _STARTS:
            return not self._starts
        return event in _NEVER and not (self._starts and event == "pickle.find_class")

    def _outside(self, path: Any) -> bool:
        if isinstance(path, int) or path is None:
            return False
        return not os.path.realpath(os.fsdecode(path)).startswith(self._folder)

    def _opens_to_write(self, args: tuple[Any, ...]) -> bool:
        path, mode, flags = args
        if isinstance(path, int) or str(path) == os.devnull:
            return False
        if isinstance(mode, str) and set(mode) & set("wax+"):
            return True
        return bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _whole(args: tuple[Any, ...]) -> Any:
    """Return the path that is written to, which may be told from an open folder."""
    path, folder = args[0], args[-1]
    within = isinstance(folder, int) and folder > 0 and isinstance(path, str)
    return f"{Path(f'/proc/self/fd/{folder}').readlink()}/{path}" if within else path


def limit_memory() -> None:
    """Let this process grow so far and no farther, and leave no image of itself when it dies."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + _ADDRESS_SPACE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Memory:
    """How much memory an input took beyond what the process had before."""

    def __init__(self) -> None:
        self._status = Path("/proc/self/status")
        self._clear = os.open("/proc/self/clear_refs", os.O_WRONLY)
        self._before = 0

    def begin(self) -> None:
        """Forget the highest so far."""
        os.write(self._clear, b"5")
        self._before = self._kb("VmRSS:")

    def grown_bytes(self) -> int:
        """Return how far it went since."""
        return max(0, self._kb("VmHWM:") - self._before) << 10

    def _kb(self, name: str) -> int:
        text = self._status.read_text("ascii", "replace")
        return int(text[text.index(name) + len(name) :].split(maxsplit=1)[0])
