"""Memory of an hour-long analysis: of the program and of the processes that it starts, over time.

::

    python -m benchmarks.memory [minutes]

A sample is repeated, as it is stored, to an hour of video, and ``formcheck analyse`` looks at it on
all cores. Twice a second all processes are asked how much memory is theirs alone; so memory that
several share does not count several times. The last tenth is compared with the second.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import psutil

from benchmarks.analysis import SAMPLE, repeated
from benchmarks.figures import REPO
from formcheck.own_process import cores
from formcheck.paths import samples_dir

LENGTH_MIN: Final = 60.0
SIZE: Final = "480:270"
_EVERY_S: Final = 0.5
_MB: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Memory of one process, or of several together, over time."""

    time_s: tuple[float, ...]
    mb: tuple[float, ...]

    @property
    def most_mb(self) -> float:
        """At most."""
        return max(self.mb, default=0.0)

    @property
    def grown_mb(self) -> float:
        """How much more it is in the last tenth than in the second tenth, by their medians."""
        tenth = max(1, len(self.mb) // 10)
        return float(np.median(self.mb[-tenth:]) - np.median(self.mb[tenth : 2 * tenth]))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisMemory:
    """What an hour-long analysis takes."""

    minutes: float
    """Of video."""
    took_s: float
    cores: int
    parent: Trace
    workers: Trace
    """All of them together."""

    @property
    def grown_mb(self) -> float:
        """All together, from the second tenth of the time to the last."""
        return self.parent.grown_mb + self.workers.grown_mb


def measure(minutes: float = LENGTH_MIN) -> AnalysisMemory:
    """Measure it; takes about eight minutes on two cores."""
    with TemporaryDirectory() as work:
        small = _small(samples_dir() / SAMPLE[0], Path(work) / "small.mp4")
        path = repeated(small, Path(work) / "hour.mp4", 60.0 * minutes)
        return _watched(path, minutes, Path(work) / "record.json")


def _watched(path: Path, minutes: float, record: Path) -> AnalysisMemory:
    began_s = time.perf_counter()
    wanted = ("--exercise", SAMPLE[1], "--json", str(record))
    process = subprocess.Popen(
        [sys.executable, "-m", "formcheck", "analyse", str(path), *wanted],
        cwd=REPO,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    program = psutil.Process(process.pid)
    times_s: list[float] = []
    parent: list[float] = []
    workers: list[float] = []
    while process.poll() is None:
        time.sleep(_EVERY_S)
        children = _children(program)
        times_s.append(time.perf_counter() - began_s)
        parent.append(_own_mb([program]))
        workers.append(_own_mb(children))
    if process.returncode:
        raise RuntimeError(f"expected the analysis to end well, got {process.returncode}")
    times_s, parent, workers = (one[:-1] for one in (times_s, parent, workers))  # it was ending
    return AnalysisMemory(
        minutes=minutes,
        took_s=time.perf_counter() - began_s,
        cores=cores(),
        parent=Trace(time_s=tuple(times_s), mb=tuple(parent)),
        workers=Trace(time_s=tuple(times_s), mb=tuple(workers)),
    )


def _children(program: psutil.Process) -> list[psutil.Process]:
    try:
        return list(program.children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _own_mb(processes: Sequence[psutil.Process]) -> float:
    """Return the memory that belongs to processes alone."""
    total = 0
    for one in processes:
        try:
            total += one.memory_full_info().uss
        except psutil.Error:
            continue  # it has just ended
    return total / _MB


def _small(source: Path, path: Path) -> Path:
    """Write a recording in a smaller size: an hour takes less time, and memory is no less."""
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(source), "-vf", f"scale={SIZE}", "-an"]
    subprocess.run([*command, str(path)], check=True)
    return path


def main() -> None:
    """Measure and print."""
    found = measure(float(sys.argv[1]) if sys.argv[1:] else LENGTH_MIN)
    sys.stdout.write(f"{found.minutes:g} minutes in {found.took_s:.0f} s, {found.cores} cores\n")
    for name, trace in (("program", found.parent), ("workers", found.workers)):
        tenths = [f"{part.mean():.0f}" for part in np.array_split(np.array(trace.mb), 10)]
        sys.stdout.write(f"{name}: {' '.join(tenths)} MB by tenths of the time, ")
        sys.stdout.write(f"at most {trace.most_mb:.0f}, grown {trace.grown_mb:+.1f}\n")


if __name__ == "__main__":
    main()
