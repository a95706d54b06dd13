"""The filter that has the kernel ask a watcher before each call that reaches a network or a file.

Linux' "seccomp user notification": needs no administrator and no further program, holds for all
threads and children, for C libraries as for Python, and tells of the attempt, not of its success.
A process cannot get rid of it. https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

import ctypes
import os
import platform
import struct
import sys

CALLS = {
    "open": 2,
    "socket": 41,
    "connect": 42,
    "sendto": 44,
    "sendmsg": 46,
    "bind": 49,
    "truncate": 76,
    "rename": 82,
    "mkdir": 83,
    "creat": 85,
    "link": 86,
    "unlink": 87,
    "symlink": 88,
    "openat": 257,
    "mkdirat": 258,
    "unlinkat": 263,
    "renameat": 264,
    "linkat": 265,
    "symlinkat": 266,
    "open_by_handle_at": 304,
    "sendmmsg": 307,
    "renameat2": 316,
    "io_uring_setup": 425,
    "openat2": 437,
}
"""Numbers on x86-64, the only Linux that the pose library is made for."""
_SECCOMP = 317
_SET_FILTER, _NEW_LISTENER = 1, 1 << 3
_NO_NEW_PRIVS = 38
_X86_64, _X32 = 0xC000003E, 0x40000000
_KILL, _ASK, _ALLOW = 0x80000000, 0x7FC00000, 0x7FFF0000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NR, _ARCH, _ARGS = 0, 4, 16
"""Places in `struct seccomp_data`."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_FLAGS_OF = {"open": 1, "openat": 2}
"""Which argument says how a file is opened: what is only read is nobody's business here."""


class CannotWatchError(Exception):
    """This machine does not let a process be watched; says why."""


def check_machine() -> None:
    """Raise CannotWatchError where there is no such kernel."""
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        raise CannotWatchError(f"expected Linux on x86-64, found {platform.platform()}")


def program() -> bytes:
    """Return the filter, as the kernel takes it."""
    steps = [_step(_LOAD, _ARCH), _step(_EQUAL, _X86_64, 1, 0), _step(_RETURN, _KILL)]
    # The second set of numbers, for programs with short pointers, would pass unseen.
    steps += [_step(_LOAD, _NR), _step(_AT_LEAST, _X32, 0, 1), _step(_RETURN, _KILL)]
    for name, number in CALLS.items():
        steps += _unless_read_only(name, number) or [_step(_EQUAL, number, 0, 1), _ask()]
    return b"".join([*steps, _step(_RETURN, _ALLOW)])


def _unless_read_only(name: str, number: int) -> list[bytes]:
    """Return the steps of calls that are let through by what they are given."""
    allow = _step(_RETURN, _ALLOW)
    if name == "socket":
        argument = _step(_LOAD, _ARGS)
        # Of sockets inside the computer it is the connection that counts.
        return [_step(_EQUAL, number, 0, 4), argument, _step(_EQUAL, 1, 1, 0), _ask(), allow]
    if name in _FLAGS_OF:
        argument = _step(_LOAD, _ARGS + 8 * _FLAGS_OF[name])
        return [_step(_EQUAL, number, 0, 4), argument, _step(_ANY_BIT, WRITES, 0, 1), _ask(), allow]
    return []


def _ask() -> bytes:
    return _step(_RETURN, _ASK)


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("<HBBI", code, if_so, if_not, value)


def install() -> int:
    """Watch this thread and all that comes of it; return where the kernel asks.

    Raises
    ------
    CannotWatchError
        When the kernel does not do that.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    steps = program()
    code = ctypes.create_string_buffer(steps, len(steps))
    head = struct.pack("<HxxxxxxQ", len(steps) // 8, ctypes.addressof(code))
    libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    listener = libc.syscall(_SECCOMP, _SET_FILTER, _NEW_LISTENER, head)
    if listener < 0:
        reason = os.strerror(ctypes.get_errno())
        raise CannotWatchError(f"the kernel refuses to tell of calls: {reason}")
    return listener
