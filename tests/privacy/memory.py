"""What the arguments of a call point at, in the process that makes it."""

import os
import socket
import struct
from dataclasses import dataclass
from pathlib import Path

_LONGEST_PATH = 4096
_PAGE = 4096
_MOST = 65536
HERE = -100 & 0xFFFFFFFF
"""Instead of an open folder: the one that the process is in."""
MESSAGE = 64
"""Bytes of a `struct mmsghdr`; its last eight hold how much was sent."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread that made a call, which waits meanwhile."""

    id: int

    def read(self, address: int, size: int) -> bytes:
        """Return bytes of its memory; fewer when they are not there."""
        try:
            handle = os.open(f"/proc/{self.id}/mem", os.O_RDONLY)
        except OSError:
            return b""
        try:
            return os.pread(handle, size, address)
        except OSError:
            return b""
        finally:
            os.close(handle)

    def write(self, address: int, data: bytes) -> None:
        """Set bytes of its memory."""
        handle = os.open(f"/proc/{self.id}/mem", os.O_WRONLY)
        try:
            os.pwrite(handle, data, address)
        finally:
            os.close(handle)

    def text(self, address: int) -> str:
        """Return the path that is there."""
        found = b""
        while b"\0" not in found and len(found) < _LONGEST_PATH:
            at = address + len(found)
            # Not beyond the page: the next one may not be there.
            part = self.read(at, _PAGE - at % _PAGE)
            if not part:
                break
            found += part
        return os.fsdecode(found.partition(b"\0")[0])

    def path(self, folder: int, address: int) -> Path:
        """Return the whole path of a name that is meant in an open folder."""
        return self.base(folder) / self.text(address)

    def base(self, folder: int = HERE) -> Path:
        """Return what names without a folder are meant in."""
        low = folder & 0xFFFFFFFF
        link = f"/proc/{self.id}/cwd" if low == HERE else f"/proc/{self.id}/fd/{low}"
        try:
            return Path(link).readlink()
        except OSError:
            return Path("?")

    def number(self, address: int, code: str = "<Q") -> int:
        """Return the number that is there; 0 when there is none."""
        data = self.read(address, struct.calcsize(code))
        return int(struct.unpack(code, data)[0]) if data else 0

    def handle(self, number: int) -> str:
        """Return what a number of an open file means, such as ``socket:[123]``."""
        try:
            return str(Path(f"/proc/{self.id}/fd/{number & 0xFFFFFFFF}").readlink())
        except OSError:
            return ""

    def message(self, address: int) -> tuple[bytes, bytes]:
        """Return address and content of a `struct msghdr`."""
        to = self.read(self.number(address), self.number(address + 8, "<I"))
        parts, many = self.number(address + 16), self.number(address + 24)
        content = b"".join(
            self.read(self.number(at), min(self.number(at + 8), _MOST))
            for at in range(parts, parts + 16 * min(many, 64), 16)
        )
        return to if self.number(address) else b"", content

    @property
    def program(self) -> str:
        """Name of the program and of the thread."""
        try:
            words = Path(f"/proc/{self.id}/cmdline").read_bytes().split(b"\0")
            name = Path(f"/proc/{self.id}/comm").read_text().strip()
        except OSError:
            return "?"
        return f"{name}: {' '.join(os.fsdecode(word) for word in words if word)[:200]}"


def address_of(data: bytes) -> tuple[int, str]:
    """Return family and a readable form of a `struct sockaddr`."""
    if len(data) < 2:
        return 0, "nothing"
    family = struct.unpack("<H", data[:2])[0]
    if family == socket.AF_UNIX:
        name = data[2:]
        # A name that begins with zero is no file.
        path = b"@" + name[1:] if name[:1] == b"\0" else name.partition(b"\0")[0]
        return family, os.fsdecode(path)
    if family == socket.AF_INET:
        return family, f"{socket.inet_ntop(family, data[4:8])} port {_port(data)}"
    if family == socket.AF_INET6:
        return family, f"{socket.inet_ntop(family, data[8:24])} port {_port(data)}"
    return family, f"family {family}"


def _port(data: bytes) -> int:
    return int.from_bytes(data[2:4], "big")


def question(data: bytes) -> str:
    """Return the name that a message to a name server asks for; empty when it is no such."""
    for at in (12, 14):
        name = _labels(data, at)
        if name:
            return name
    return ""


def _labels(data: bytes, at: int) -> str:
    words: list[str] = []
    while at < len(data) and 0 < data[at] < 64:
        word = data[at + 1 : at + 1 + data[at]]
        if len(word) < data[at] or not word.isascii():
            return ""
        words.append(word.decode())
        at += 1 + data[at]
    return ".".join(words) if at < len(data) and data[at] == 0 else ""
