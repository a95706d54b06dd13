"""A recording's analysis against the bare limit, side by side.

::

    python -m benchmarks.analysis [clip.mp4 exercise]

``formcheck analyse`` and the loop of `benchmarks.bare` look at the same recording, each as a
process of its own from its start to its end, one after the other, several times over: on one core
(both are kept to it) and on as many as there are. Of each the best run counts, as whatever else the
computer does only ever makes it slower. Without a clip a sample is repeated for two minutes.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import av
import psutil

from benchmarks.figures import REPO
from formcheck.own_process import VARIABLE, cores
from formcheck.paths import samples_dir

SAMPLE: Final = ("bridge_good.mp4", "bridge")
LENGTH_S: Final = 120.0
RUNS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """What one way to look at the recording took: the best of some runs."""

    wall_s: float
    """From the start of the process to its end."""
    cpu_s: float
    """Of it and of the processes that it starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisCost:
    """What an analysis takes beside the bare loop."""

    frames: int
    runs: int
    cores: int
    """Of the computer."""
    bare: Took
    """The bare loop on one core."""
    bare_without_mask: Took
    """The same without the branch of the network that nobody asked for."""
    bare_free: Took
    """The bare loop, not kept to one core."""
    one: Took
    """``formcheck analyse`` on one core."""
    all: Took
    """``formcheck analyse`` on all cores."""
    same: bool
    """Whether the records are the same to the last byte."""

    @property
    def one_ratio(self) -> float:
        """Time on one core over that of the bare loop."""
        return self.one.wall_s / self.bare.wall_s

    @property
    def one_ratio_without_mask(self) -> float:
        """Time on one core over that of the bare loop without the mask."""
        return self.one.wall_s / self.bare_without_mask.wall_s

    @property
    def one_cpu_ratio(self) -> float:
        """Time of the processor over that of the bare loop."""
        return self.one.cpu_s / self.bare.cpu_s

    @property
    def all_ratio(self) -> float:
        """Frames a second on all cores over those of the bare loop."""
        return self.bare_free.wall_s / self.all.wall_s

    @property
    def gained(self) -> float:
        """Frames a second on all cores over those on one."""
        return self.one.wall_s / self.all.wall_s


def measure(clip: Path | None = None, exercise: str = SAMPLE[1], runs: int = RUNS) -> AnalysisCost:
    """Measure it; takes about three minutes a run for two minutes of video."""
    with TemporaryDirectory() as work:
        folder = Path(work)
        path = clip or repeated(samples_dir() / SAMPLE[0], folder / "long.mp4", LENGTH_S)
        return _measured(path, exercise, runs, folder)


def _measured(path: Path, exercise: str, runs: int, folder: Path) -> AnalysisCost:
    records = [folder / f"{name}.json" for name in ("one", "all")]
    analyse = ("formcheck", "analyse", str(path), "--exercise", exercise, "--json")
    bare = ("benchmarks.bare", str(path))
    first = min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
    took: dict[str, list[Took]] = {name: [] for name in ("bare", "less", "free", "one", "all")}
    frames = 0
    for _run in range(runs):
        said, found = _run_of(bare, only=first)
        frames = int(json.loads(said)["frames"])
        took["bare"].append(found)
        took["one"].append(_run_of((*analyse, str(records[0])), only=first)[1])
        took["less"].append(_run_of((*bare, "--without-mask"), only=first)[1])
        took["all"].append(_run_of((*analyse, str(records[1])))[1])
        took["free"].append(_run_of(bare)[1])
    best = {name: _best(found) for name, found in took.items()}
    return AnalysisCost(
        frames=frames,
        runs=runs,
        cores=cores(),
        bare=best["bare"],
        bare_without_mask=best["less"],
        bare_free=best["free"],
        one=best["one"],
        all=best["all"],
        same=records[0].read_bytes() == records[1].read_bytes(),
    )


def _best(found: Sequence[Took]) -> Took:
    return Took(wall_s=min(one.wall_s for one in found), cpu_s=min(one.cpu_s for one in found))


def _run_of(module: Sequence[str], *, only: int | None = None) -> tuple[str, Took]:
    """Run a module as a process, kept to one core where it is told which."""
    began_s, before_s = time.perf_counter(), _children_s()
    process = subprocess.Popen(
        [sys.executable, "-m", *module],
        cwd=REPO,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    if only is not None:
        psutil.Process(process.pid).cpu_affinity([only])  # what it starts is kept to it, too
    said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"expected {' '.join(module)} to run, got {process.returncode}")
    wall_s = time.perf_counter() - began_s
    return said, Took(wall_s=wall_s, cpu_s=_children_s() - before_s)


def _environment() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if name != VARIABLE}


def _children_s() -> float:
    """Return what processes that ended took, and theirs."""
    times = os.times()
    return times.children_user + times.children_system


def repeated(source: Path, path: Path, length_s: float) -> Path:
    """Write a recording several times over, as it is, until it is that long; return where."""
    with av.open(str(path), "w", options={"movflags": "faststart"}) as target:
        begun_s = 0.0
        stream = None
        while begun_s < length_s:
            with av.open(str(source)) as container:
                video = container.streams.video[0]
                if stream is None:
                    stream = target.add_stream_from_template(video)
                base = video.time_base or 1
                shift = round(begun_s / base)
                for packet in container.demux(video):
                    if packet.dts is None or packet.pts is None:
                        continue
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    packet.stream = stream
                    target.mux(packet)
                begun_s += float((video.duration or 0) * base)
    return path


def main() -> None:
    """Measure and print."""
    given = sys.argv[1:]
    found = measure(Path(given[0]).resolve(), given[1]) if given else measure()
    rows = {
        "frames": found.frames,
        "bare loop, one core": found.bare,
        "bare loop without mask, one core": found.bare_without_mask,
        "bare loop, free": found.bare_free,
        "analyse, one core": found.one,
        f"analyse, {found.cores} cores": found.all,
        "one core over bare": f"{found.one_ratio:.3f} (processor {found.one_cpu_ratio:.3f})",
        "one core over bare without mask": f"{found.one_ratio_without_mask:.3f}",
        "frames a second over bare": f"{found.all_ratio:.2f}",
        "frames a second over one core": f"{found.gained:.2f}",
        "same record": found.same,
    }
    for name, value in rows.items():
        sys.stdout.write(f"{name}: {value}\n")


if __name__ == "__main__":
    main()
