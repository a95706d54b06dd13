#!/usr/bin/env python3
"""What the reminder at the desk costs: processor and memory of the whole process.

::

    python -m calibration.desk_cost                              # the table of paces, 10 minutes
    python -m calibration.desk_cost --adaptive --minutes 60      # one long run: is it flat?

Each run is the reminder as people have it (engine, icon, hidden window, records, everything that
is asked of the system) in a process of its own, measured from outside; only the camera is made up,
and its driver is not in the figures. A pace counts as fixed for two minutes: later the reminder
looks less often by itself, which ``--adaptive`` waits for. One JSON line a run, then the table.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

import numpy as np
import psutil

from calibration.desk_pictures import make_pictures
from formcheck.desk.pace import EASY_AFTER_S
from formcheck.paths import samples_dir
from formcheck.store.database import open_store

CLIP: Final = samples_dir() / "sitting_good.mp4"
PACES: Final = (2.0, 4.0, 10.0)
SETTLE_S: Final = 20.0
"""Not counted: who has just sat down is looked at more closely."""
FIXED_S: Final = EASY_AFTER_S - SETTLE_S - 5.0
EVERY_S: Final = 60.0
WARM: Final = 5
"""Samples before a trend is looked for: caches fill in the first minutes."""
_MB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Sample:
    """The process at one moment."""

    at_s: float
    cpu_s: float
    """Processor time until then, user and system, all threads."""
    rss_mb: float
    threads: int
    handles: int
    looks: int
    estimates: int
    """How often the pose model ran; other looks had a picture that it had seen."""
    python_blocks: int
    state: str
    sitting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run cost."""

    usual_fps: float
    adaptive: bool
    seconds: float
    cpu_percent: float
    """Of one core."""
    looks_per_s: float
    estimates_per_s: float
    ms_per_look: float
    rss_mb: float
    """At the end."""
    rss_most_mb: float
    slope_mb_per_h: float | None
    """None for a run of less than ten minutes."""
    slope_sd: float | None
    threads: tuple[int, int]
    """Fewest and most."""
    handles: tuple[int, int]


def cost_of(samples: Sequence[Sample], *, usual_fps: float, adaptive: bool) -> Cost:
    """Return what a run cost between its first sample and its last."""
    first, last = samples[0], samples[-1]
    seconds, looks = last.at_s - first.at_s, last.looks - first.looks
    cpu_s = last.cpu_s - first.cpu_s
    slope, sd = trend(samples[WARM:])
    return Cost(
        usual_fps=usual_fps,
        adaptive=adaptive,
        seconds=round(seconds, 1),
        cpu_percent=round(100.0 * cpu_s / seconds, 2),
        looks_per_s=round(looks / seconds, 2),
        estimates_per_s=round((last.estimates - first.estimates) / seconds, 2),
        ms_per_look=round(1000.0 * cpu_s / max(looks, 1), 1),
        rss_mb=round(last.rss_mb, 1),
        rss_most_mb=round(max(one.rss_mb for one in samples), 1),
        slope_mb_per_h=slope,
        slope_sd=sd,
        threads=_ends([one.threads for one in samples]),
        handles=_ends([one.handles for one in samples]),
    )


def trend(samples: Sequence[Sample]) -> tuple[float | None, float | None]:
    """Return megabytes an hour and their standard deviation; None for fewer than five samples."""
    if len(samples) < WARM:
        return None, None
    hours = np.array([one.at_s for one in samples]) / 3600.0
    held = np.array([one.rss_mb for one in samples])
    hours -= hours.mean()
    slope = float(hours @ held / (hours @ hours))
    left = held - held.mean() - slope * hours
    sd = float(np.sqrt(left @ left / (len(samples) - 2) / (hours @ hours)))
    return round(slope, 2), round(sd, 2)


def table(costs: Sequence[Cost]) -> str:
    """Return the runs as a Markdown table."""
    lines = [
        "| pace | looks a second | model runs a second | one core | a look | memory, at most |",
        "|---|---|---|---|---|---|",
    ]
    for one in costs:
        pace = "adaptive" if one.adaptive else f"{one.usual_fps:g} a second, fixed"
        lines.append(
            f"| {pace} | {one.looks_per_s:.2f} | {one.estimates_per_s:.2f} "
            f"| {one.cpu_percent:.1f} % | {one.ms_per_look:.1f} ms | {one.rss_most_mb:.0f} MB |"
        )
    return "\n".join(lines)


class Samples(Protocol):
    """What can be sampled."""

    def sample(self) -> Sample:
        """Return how things stand."""


class Run:
    """One reminder that runs."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process, self._seen = process, psutil.Process(process.pid)
        self._line()  # it watches from now on

    def sample(self) -> Sample:
        """Ask it, and look at it."""
        if self._process.stdin is not None:
            self._process.stdin.write("\n")
            self._process.stdin.flush()
        told = json.loads(self._line())
        with self._seen.oneshot():
            used = self._seen.cpu_times()
            return Sample(
                at_s=time.monotonic(),
                cpu_s=used.user + used.system,
                rss_mb=self._seen.memory_info().rss / _MB,
                threads=self._seen.num_threads(),
                handles=self._seen.num_fds(),
                **told,
            )

    def _line(self) -> str:
        line = "" if self._process.stdout is None else self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the reminder ended with status {self._process.wait()}")
        return line


@contextmanager
def running(folder: Path, pictures: Path, usual_s: float) -> Iterator[Run]:
    """Start a reminder that has learned how its person sits; end it with the block."""
    store = folder / f"{time.monotonic_ns()}.sqlite"
    open_store(str(store)).close()  # as on every day but the first
    command = [sys.executable, "-m", "calibration.desk_whole", str(pictures), str(store)]
    command.append(str(usual_s))
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        try:
            yield Run(process)
        finally:
            if process.stdin is not None:
                process.stdin.close()
            process.wait()


def measure(run: Samples, settle_s: float, counted_s: float) -> Iterator[Sample]:
    """Yield samples of each minute, and of the end."""
    time.sleep(settle_s)
    yield run.sample()
    ends_s = time.monotonic() + counted_s
    while (left_s := ends_s - time.monotonic()) > 0.0:
        time.sleep(min(left_s, EVERY_S))
        yield run.sample()


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adaptive", action="store_true", help="only as it slows down by itself")
    parser.add_argument("--minutes", type=float, default=4.0, help="of the adaptive run")
    parser.add_argument("--samples", type=Path, help="where to add every sample as a JSON line")
    given = parser.parse_args()
    costs: list[Cost] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        pictures = folder / "pictures"
        make_pictures(CLIP).save(pictures)
        runs = [] if given.adaptive else [(fps, SETTLE_S, FIXED_S, False) for fps in PACES]
        runs.append((PACES[0], EASY_AFTER_S + SETTLE_S, 60.0 * given.minutes, True))
        for fps, settle_s, counted_s, adaptive in runs:
            samples: list[Sample] = []
            with running(folder, pictures, 1.0 / fps) as run:
                for sample in measure(run, settle_s, counted_s):
                    samples.append(sample)
                    _add(given.samples, sample)
            costs.append(cost_of(samples, usual_fps=fps, adaptive=adaptive))
            sys.stdout.write(json.dumps(asdict(costs[-1])) + "\n")
            sys.stdout.flush()
    sys.stdout.write(table(costs) + "\n")
    return 0


def _add(path: Path | None, sample: Sample) -> None:
    """Write a sample at once: a run of an hour may be ended early."""
    if path is not None:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(sample)) + "\n")


def _ends(values: Sequence[int]) -> tuple[int, int]:
    return min(values), max(values)


if __name__ == "__main__":
    sys.exit(main())
