#!/usr/bin/env python3
"""Measures a batch of sixty clips: the same results on one core, two cores and a cluster; kills.

::

    python -m calibration.batch_scaling --folder ~/clips60

The clips are cut from the samples the first time. Every run is the command itself in a process of
its own. One core is the same program with ``--jobs 1``, held to core 0 with taskset, as otherwise
its decoder would use a second one; that is measured, too. Needs Linux, and a machine that has
nothing else to do.
"""

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from calibration.batch_clips import MANY, make_clips
from calibration.batch_runs import Batch, cluster, done_again, kill_at, kill_group

_ENOUGH: Final = 1.8
Figures = dict[str, float | int | bool | str]


def scaling(batch: Batch, work: Path) -> tuple[Figures, dict[str, str]]:
    """Run on one core, on one core's worth of jobs, on two and on a cluster."""
    one = replace(batch, out=work / "one")
    one_s = one.run("--jobs", "1", cores=(0,))
    free = replace(batch, out=work / "free")
    free_s = free.run("--jobs", "1")
    two = replace(batch, out=work / "two")
    two_s = two.run("--jobs", "2", cores=(0, 1))
    many = replace(batch, out=work / "many")
    with cluster(work, 2) as there:
        many_s = many.run("--scheduler", there.address)
    wanted = one.digests()
    same = all(other.digests() == wanted for other in (free, two, many))
    figures: Figures = {
        "one core, held to it, s": round(one_s, 1),
        "one job, not held, s": round(free_s, 1),
        "two jobs on two cores, s": round(two_s, 1),
        "cluster of two workers, s": round(many_s, 1),
        "scaling, two cores": round(one_s / two_s, 2),
        "scaling against one job not held": round(free_s / two_s, 2),
        "result files": len(wanted),
        "identical": same,
    }
    return figures, wanted


def killed(batch: Batch, work: Path, wanted: dict[str, str], done: int) -> Figures:
    """Kill the whole program, then a worker, each amid the work."""
    whole = replace(batch, out=work / "killed")
    running = whole.start()
    before = kill_at(whole, running, done, lambda: kill_group(running))
    half = [name for name, digest in whole.digests().items() if wanted.get(name) != digest]
    whole.run()
    lost = done_again(before, whole.finished())
    one_less = replace(batch, out=work / "one_less")
    with cluster(work, 2) as there:
        running = one_less.start("--scheduler", there.address)
        kept = kill_at(one_less, running, done, there.workers[0].kill)
        running.wait()
    lost_there = done_again(kept, one_less.finished())
    return {
        "killed with so many finished": len(before),
        "half files": len(half),
        "finished work lost": lost,
        "identical after it": whole.digests() == wanted,
        "worker killed with so many finished": len(kept),
        "finished work lost by it": lost_there,
        "identical after that": one_less.digests() == wanted,
    }


def main() -> int:
    """Measure, print the figures, and return 1 when something is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the clips are kept")
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--exercise", default="bridge")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp())
    try:
        folder = given.folder or work / "clips"
        clips = make_clips(folder, given.many)
        asked = ("--exercise", given.exercise, "--report", "--csv")
        batch = Batch(folder, work / "out", asked)
        figures, wanted = scaling(batch, work)
        figures |= killed(batch, work, wanted, max(1, len(clips) // 3))
    finally:
        shutil.rmtree(work)
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    wrong = [
        name for name, value in figures.items() if value is False or (value and "lost" in name)
    ]
    return int(bool(wrong) or float(figures["scaling, two cores"]) < _ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
