"""Runs of ``formcheck batch`` in processes of their own: on some cores, on a cluster, killed."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import formcheck

_ROOT: Final = Path(formcheck.__file__).resolve().parents[1]
_ENVIRONMENT: Final = {**os.environ, "PYTHONPATH": str(_ROOT)}
_STEP_S: Final = 0.1
_LONGEST_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Batch:
    """A folder, what is asked of it, and where the results go."""

    folder: Path
    out: Path
    asked: tuple[str, ...]

    def start(self, *more: str, cores: Sequence[int] = ()) -> "subprocess.Popen[bytes]":
        """Start it, in a group of its own; on these cores alone, where some are given."""
        pinned = ["taskset", "-c", ",".join(map(str, cores))] if cores else []
        command = [*pinned, sys.executable, "-m", "formcheck", "batch", str(self.folder)]
        return subprocess.Popen(
            [*command, "--out", str(self.out), *self.asked, *more],
            env=_ENVIRONMENT,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, *more: str, cores: Sequence[int] = ()) -> float:
        """Run it to its end, and return how many seconds it took."""
        begun = time.monotonic()
        status = self.start(*more, cores=cores).wait()
        if status not in (0, 1):
            raise RuntimeError(f"expected the batch to end with 0 or 1, found {status}")
        return time.monotonic() - begun

    def digests(self) -> dict[str, str]:
        """Return the hash of every result: what is hidden is the batch's own."""
        files = (path for path in sorted(self.out.rglob("*")) if path.is_file())
        return {
            name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
            if not (name := path.relative_to(self.out).as_posix()).startswith(".")
        }

    def finished(self) -> dict[str, int]:
        """Return when the note of every finished recording was written."""
        notes = self.out / ".formcheck" / "notes"
        return {
            str(path.relative_to(notes)): path.stat().st_mtime_ns
            for path in sorted(notes.rglob("*.json"))
            if not path.name.startswith(".")
        }


def kill_at(
    batch: Batch, process: "subprocess.Popen[bytes]", done: int, kill: Callable[[], None]
) -> dict[str, int]:
    """Kill something when so many recordings are finished, and return which those are."""
    while len(batch.finished()) < done:
        if process.poll() is not None:
            raise RuntimeError("the batch was over before it could be killed")
        time.sleep(_STEP_S)
    kill()
    return batch.finished()


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """Kill a program with all that it started, as when the plug is pulled."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def done_again(before: Mapping[str, int], after: Mapping[str, int]) -> int:
    """Return how much finished work was lost: what is gone, or was done once more."""
    return sum(after.get(name) != written for name, written in before.items())


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler with workers."""

    address: str
    workers: tuple["subprocess.Popen[bytes]", ...]


@contextmanager
def cluster(folder: Path, many: int) -> Iterator[Cluster]:
    """Start a scheduler and workers on this computer, each with one thread."""
    here = ["--host", "127.0.0.1", "--no-dashboard"]
    address_file = folder / "scheduler.log"
    processes = [_dask(address_file, "scheduler", *here, "--port", "0")]
    try:
        address = _wait_for(address_file, r"(tcp://127\.0\.0\.1:\d+)")
        for number in range(many):
            log = folder / f"worker{number}.log"
            options = ("--nthreads", "1", "--no-nanny", *here)
            processes.append(_dask(log, "worker", address, *options))
        for number in range(many):
            _wait_for(folder / f"worker{number}.log", r"(Registered to)")
        yield Cluster(address, tuple(processes[1:]))
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def _dask(log: Path, *command: str) -> "subprocess.Popen[bytes]":
    with log.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command],
            env=_ENVIRONMENT,
            cwd=log.parent,
            stdout=file,
            stderr=subprocess.STDOUT,
        )


def _wait_for(log: Path, pattern: str) -> str:
    until = time.monotonic() + _LONGEST_S
    while time.monotonic() < until:
        found = re.search(pattern, log.read_text("utf-8", errors="replace"))
        if found:
            return found[1]
        time.sleep(_STEP_S)
    raise RuntimeError(f"expected {pattern} in {log}, waited {_LONGEST_S:.0f} s")
