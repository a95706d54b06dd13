"""Which processes have a file open: Linux's ``/proc``.

A look through all processes takes some ten milliseconds: it is done when there is reason to.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
_BUFFERS: Final = ("/dmabuf:", "anon_inode:dmabuf")
"""What a handle on a picture buffer that a device lent out is called, by the kernel's version."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has one of the files open."""

    pid: int
    began: int
    """When, in the kernel's ticks: with the pid, one process and no later one of that number."""
    handles: frozenset[int]
    """Its handles on the files."""
    streams: bool
    """Whether pictures flow: it has a device's buffers in its memory, or was lent some."""


def who_holds(
    files: Sequence[Path], *, proc: Path = PROC, pids: Iterable[int] | None = None
) -> tuple[Holder, ...]:
    """Return who has one of the files open, of this user's processes that may be looked into.

    Parameters
    ----------
    files
        The devices.
    proc
        Where the processes are listed.
    pids
        Look only at these; at all when None.
    """
    wanted = {file.name: found for file in files if (found := _stat(file)) is not None}
    if not wanted:
        return ()
    numbers = _own_processes(proc) if pids is None else pids
    return tuple(holder for pid in numbers if (holder := _holder(proc / str(pid), pid, wanted)))


def descends(pid: int, ancestor: int, proc: Path = PROC) -> bool:
    """Whether a process is another one, or was started by it or by one of its children."""
    seen: set[int] = set()
    while pid > 0 and pid not in seen:
        if pid == ancestor:
            return True
        seen.add(pid)
        pid = _parent_and_start(proc / str(pid))[0]
    return False


def _own_processes(proc: Path) -> Iterator[int]:
    owner = os.getuid()
    for name in _names(proc):
        if name.isdecimal():
            found = _stat(proc / name)
            if found is not None and found.st_uid == owner:
                yield int(name)


def _holder(process: Path, pid: int, wanted: dict[str, os.stat_result]) -> Holder | None:
    links = _links(process / "fd")
    handles = frozenset(
        number
        for number, link in links.items()
        # By its name first: asking what an open file is may wait for a network that is down.
        if (device := wanted.get(link.rpartition("/")[2]))
        and _is_same(_stat(process / "fd" / str(number)), device)
    )
    if not handles:
        return None
    lent = any(link.startswith(_BUFFERS) for link in links.values())
    streams = lent or _in_memory(process, wanted)
    return Holder(pid, _parent_and_start(process)[1], handles, streams)


def _is_same(found: os.stat_result | None, device: os.stat_result) -> bool:
    if found is None:
        return False
    if stat.S_ISCHR(found.st_mode) and stat.S_ISCHR(device.st_mode):
        return found.st_rdev == device.st_rdev  # by another name, in a sandbox
    return os.path.samestat(found, device)


def _in_memory(process: Path, names: Collection[str]) -> bool:
    try:
        lines = (process / "maps").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return any(line.rpartition("/")[2] in names for line in lines)


def _parent_and_start(process: Path) -> tuple[int, int]:
    try:
        text = (process / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0, 0
    # The name, in brackets, may hold anything: count from its end (proc_pid_stat(5)).
    fields = text.rpartition(")")[2].split()
    return int(fields[1]), int(fields[19])


def _links(folder: Path) -> dict[int, str]:
    """Return what the handles of a process lead to; none when it may not be looked into."""
    try:
        place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return {}
    found: dict[int, str] = {}
    try:
        for name in _names(place):
            # Closed or gone meanwhile.
            with suppress(OSError):
                found[int(name)] = os.readlink(name, dir_fd=place)
    finally:
        os.close(place)
    return found


def _names(place: Path | int) -> list[str]:
    # Thousands of names: paths for all of them would take three times as long.
    try:
        with os.scandir(place) as entries:
            return [entry.name for entry in entries]
    except OSError:
        return []


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
