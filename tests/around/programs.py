"""Real programs that open a file as others open a camera."""

import subprocess
import sys
from pathlib import Path
from typing import IO, Self

_SAYS = """
import mmap, os, subprocess, sys
opened, mapped, children = [], [], []
for line in sys.stdin:
    order = line.strip()
    if order == "open":
        opened.append(os.open(sys.argv[1], os.O_RDWR))
    elif order == "close":
        while mapped:
            mapped.pop().close()
        os.close(opened.pop())
    elif order == "stream":
        mapped.append(mmap.mmap(opened[-1], 4096))
    elif order == "glance":
        os.close(os.open(sys.argv[1], os.O_RDONLY))
    elif order == "child opens":
        code = "import sys; f = open(sys.argv[1]); print(flush=True); sys.stdin.read()"
        children.append(subprocess.Popen([sys.executable, "-IS", "-c", code, sys.argv[1]],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        children[-1].stdout.readline()
    print("done", flush=True)
for child in children:
    child.communicate()
"""


class Program:
    """Does what it is told; ends with the block."""

    def __init__(self, device: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-IS", "-c", _SAYS, str(device)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.communicate()

    @property
    def pid(self) -> int:
        return self._process.pid

    def does(self, *orders: str) -> None:
        """Tell it to do something; return when it is done."""
        for order in orders:
            _pipe(self._process.stdin).write(order + "\n")
            _pipe(self._process.stdin).flush()
            assert _pipe(self._process.stdout).readline() == "done\n"


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s

    def goes(self, seconds: float) -> None:
        self.now_s += seconds


def fake_process(
    proc: Path, pid: int, opened: dict[int, Path | str], *, parent: int = 1, maps: str = ""
) -> None:
    """Write down a process as Linux lists it."""
    (proc / str(pid) / "fd").mkdir(parents=True)
    for number, target in opened.items():
        (proc / str(pid) / "fd" / str(number)).symlink_to(target)
    (proc / str(pid) / "maps").write_text(maps)
    fields = ["S", str(parent), *["0"] * 17, str(10 * pid), *["0"] * 30]
    (proc / str(pid) / "stat").write_text(f"{pid} (a (strange) name) {' '.join(fields)}\n")
