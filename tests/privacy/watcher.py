"""Runs a program, and sees every connection, every name that it looks up and every file it writes.

Nothing of it leaves the computer: a network that is reached for is found not to be there. What is
said to a name server is read, and nobody answers.

::

    watched = watch(["formcheck", "live"], env=..., cwd=..., timeout_s=60)
    watched.reached     # connections and look-ups, in words
    watched.files       # path -> everything that ever was in it
"""

import errno
import os
import select
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path
from threading import Thread as Worker

from tests.privacy.filters import CALLS, CannotWatchError, check_machine
from tests.privacy.memory import MESSAGE, Thread, address_of, question
from tests.privacy.written import Written

_ROOT = Path(__file__).parents[2]
_RECEIVE, _ANSWER = 0xC0502100, 0xC0182101
_QUESTION = struct.Struct("<QIIiIQ6Q")
_REPLY = struct.Struct("<QqiI")
_GO_ON = 1
_NAMES = {number: name for name, number in CALLS.items()}
_NAME_SERVER = " port 53"
_FAMILIES = {int(one): one.name for one in socket.AddressFamily}


@dataclass(frozen=True, slots=True)
class Seen:
    """One attempt to reach something."""

    at_s: float
    """Since the program was started."""
    what: str
    program: str
    inside: str = ""
    """The socket on this computer that was reached for, such as that of the screen."""

    def __str__(self) -> str:
        return f"after {self.at_s:.2f} s {self.what} (thread {self.program})"


@dataclass(frozen=True, slots=True)
class Watched:
    """What a program did."""

    status: int
    output: str
    seen: tuple[Seen, ...]
    files: Mapping[Path, list[bytes]]

    @property
    def reached(self) -> list[str]:
        """What left the program for a network, or would have."""
        return [str(one) for one in self.seen if not one.inside]

    @property
    def inside(self) -> set[str]:
        """The sockets on this computer that were reached for."""
        return {one.inside for one in self.seen if one.inside}


def watch(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: Path,
    timeout_s: float,
    umask: int = -1,
) -> Watched:
    """Run a program to its end, or until its time is over, and return what it did.

    Parameters
    ----------
    command
        The program's file and what it is told.
    env
        Its whole environment; the folder with formcheck and its tests is added.
    cwd
        The folder it is started in.
    timeout_s
        It is killed after so many seconds.
    umask
        Its umask; as here when negative.

    Raises
    ------
    CannotWatchError
        When this machine does not let a program be watched.
    """
    check_machine()
    mine, theirs = socket.socketpair()
    with mine, theirs:
        start = [sys.executable, "-m", "tests.privacy.start", str(theirs.fileno()), *command]
        process = subprocess.Popen(
            start,
            env={**env, "PYTHONPATH": str(_ROOT)},
            cwd=cwd,
            umask=umask,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        theirs.close()
        said, handles, _flags, _from = socket.recv_fds(mine, 1024, 1)
    if not handles:
        output = process.communicate()[0]
        raise CannotWatchError(said.decode() or output)
    watcher = _Watcher(handles[0])
    worker = Worker(target=watcher.run)
    worker.start()
    try:
        output = process.communicate(timeout=timeout_s)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        output = process.communicate()[0] + "\n(killed: its time was over)"
    worker.join()
    os.close(handles[0])
    return Watched(process.returncode, output, tuple(watcher.seen), watcher.written.contents())


@dataclass
class _Call:
    """A call that waits for an answer."""

    thread: Thread
    name: str
    args: tuple[int, ...]


@dataclass
class _Watcher:
    """Answers the kernel's questions until nobody is left to be asked about."""

    listener: int
    seen: list[Seen] = field(default_factory=list)
    written: Written = field(default_factory=Written)
    began: float = field(default_factory=time.monotonic)
    lines: dict[str, str] = field(default_factory=dict)
    """What the sockets are connected with, or believe to be."""

    def run(self) -> None:
        poll = select.poll()
        poll.register(self.listener, select.POLLIN)
        while not poll.poll()[0][1] & select.POLLHUP:
            data = bytearray(_QUESTION.size)
            try:
                ioctl(self.listener, _RECEIVE, data)
            except OSError:
                # Whoever asked was killed meanwhile.
                continue
            key, thread, _flags, number, _arch, _at, *args = _QUESTION.unpack(data)
            answer = self._judged(_Call(Thread(thread), _NAMES[number], tuple(args)))
            value, error = (0, 0) if answer is None else answer
            go_on = _GO_ON if answer is None else 0
            try:
                ioctl(self.listener, _ANSWER, _REPLY.pack(key, value, -error, go_on))
            except OSError:
                continue

    def _judged(self, call: _Call) -> tuple[int, int] | None:
        """Return what the call gives, value and error number; None: as it would have done."""
        judges: dict[str, Callable[[_Call], tuple[int, int] | None]] = {
            "socket": self._socket,
            "connect": self._connect,
            "sendto": self._send_to,
            "sendmsg": self._send_message,
            "sendmmsg": self._send_messages,
            "bind": self._bind,
            "io_uring_setup": self._ring,
        }
        judge = judges.get(call.name)
        if judge is not None:
            return judge(call)
        return self.written.told(call.thread, call.name, call.args)

    def _note(self, call: _Call, what: str, inside: str = "") -> None:
        at_s = time.monotonic() - self.began
        self.seen.append(Seen(at_s, what, call.thread.program, inside))

    def _socket(self, call: _Call) -> None:
        family = call.args[0] & 0xFFFFFFFF
        # The kernel's own, about interfaces and devices: it reaches nobody.
        if family != socket.AF_NETLINK:
            self._note(call, f"made a socket of {_FAMILIES.get(family, family)}")

    def _connect(self, call: _Call) -> tuple[int, int] | None:
        family, to = address_of(call.thread.read(call.args[1], min(call.args[2], 256)))
        self.lines[call.thread.handle(call.args[0])] = to
        if family == socket.AF_UNIX:
            self._note(call, f"connected to {to}", inside=to)
            return None
        if family in {socket.AF_UNSPEC, socket.AF_NETLINK}:
            return None
        self._note(call, f"connected to {to}")
        # Whoever believes that a name server is there says what it wants to know.
        return (0, 0) if to.endswith(_NAME_SERVER) else (0, errno.ENETUNREACH)

    def _send_to(self, call: _Call) -> tuple[int, int] | None:
        handle, at, size, _flags, address, length = call.args
        to = call.thread.read(address, min(length, 256)) if address else b""
        return self._said(call, handle, to, call.thread.read(at, min(size, 65536)), size)

    def _send_message(self, call: _Call) -> tuple[int, int] | None:
        to, content = call.thread.message(call.args[1])
        return self._said(call, call.args[0], to, content, len(content))

    def _send_messages(self, call: _Call) -> tuple[int, int] | None:
        handle, at, many, *_rest = call.args
        answer = None
        for each in range(at, at + many * MESSAGE, MESSAGE):
            to, content = call.thread.message(each)
            answer = self._said(call, handle, to, content, many)
            if answer is not None:
                call.thread.write(each + MESSAGE - 8, struct.pack("<I", len(content)))
        return answer

    def _said(
        self, call: _Call, handle: int, to: bytes, content: bytes, gives: int
    ) -> tuple[int, int] | None:
        """Note what is said on a socket; return None for those inside the computer."""
        family, name = address_of(to)
        if not to:
            name = self.lines.get(call.thread.handle(handle), "")
            family = socket.AF_INET if " port " in name else socket.AF_UNIX
        if family == socket.AF_UNIX:
            # Who is asked here may ask a network: the name is in the message, readable.
            if name:
                self._note(call, f"said to {name}: {content[:400]!r}", inside=name)
            return None
        if family == socket.AF_NETLINK:
            return None
        wanted = question(content) if name.endswith(_NAME_SERVER) else ""
        what = f"looked up {wanted} at" if wanted else f"sent {len(content)} bytes to"
        self._note(call, f"{what} {name}")
        return gives, 0

    def _bind(self, call: _Call) -> None:
        family, name = address_of(call.thread.read(call.args[1], min(call.args[2], 256)))
        if family == socket.AF_UNIX and name and not name.startswith("@"):
            self.written.socket(call.thread.base() / name)
        elif family in {socket.AF_INET, socket.AF_INET6}:
            self._note(call, f"listens at {name}")

    def _ring(self, call: _Call) -> tuple[int, int]:
        # What goes through a ring is not asked about: so there is none.
        self._note(call, "wanted io_uring")
        return 0, errno.ENOSYS
