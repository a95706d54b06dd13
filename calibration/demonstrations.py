"""Recordings of movements that are not in the catalogue: one to learn from, others to count.

As `calibration.recordings`: what the pose model made of rendered people, rounded, with what is
true about it. ``python -m calibration.demonstrations --help``.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import track

from calibration.bench_store import Shown, show
from calibration.recordings import FPS, SIZE, rounded
from formcheck.paths import calibration_dir
from formcheck.pose.recorded import save_poses
from formcheck.report.files import write_text
from samples.mannequin.variation import Variation

FOLDER: Final = calibration_dir().parent / "tests" / "session" / "learn"
FIRST_SEED: Final = 420_000
"""People that neither the error model nor the benchmark knows."""
MOVEMENTS: Final = {"arm-raise": 0, "knee-extension": 100, "side-lean": 200, "heel-curl": 300}
"""Movement to the first of its people, counted from the first seed."""
PARTS: Final = (("shown", 6.0, 4), ("first", -14.0, 3), ("second", 12.0, 4), ("third", 18.0, 5))
"""Name, camera's turn in degrees and repetitions: the one who shows it, and three others."""


def demonstrations() -> dict[str, Variation]:
    """Return every clip by the name of its files."""
    return {
        f"{movement}_{part}": Variation(
            seed=FIRST_SEED + first + 10 * number, exercise=movement, yaw_deg=yaw_deg,
            reps=reps, fps=FPS, size=SIZE,
        )
        for movement, first in MOVEMENTS.items()
        for number, (part, yaw_deg, reps) in enumerate(PARTS)
    }  # fmt: skip


def main(
    *,
    again: Annotated[bool, typer.Option(help="Also those that are there already.")] = False,
    folder: Annotated[Path, typer.Option(help="Where they are kept.")] = FOLDER,
) -> None:
    """Render what is missing and look at it. A minute a clip on one core."""
    os.environ.setdefault("LP_NUM_THREADS", "1")
    wanted = demonstrations()
    missing = [name for name in wanted if again or not (folder / f"{name}.json").exists()]
    for name in track(missing, console=Console(stderr=True)):
        keep(folder, name, show(wanted[name]))
    Console().print(f"{len(missing)} new of {len(wanted)}")


def keep(folder: Path, name: str, shown: Shown) -> None:
    """Write one recording: poses, then truth."""
    save_poses(folder / f"{name}.npz", rounded(shown.poses))
    what = {"exercise": shown.variation.exercise, "seed": shown.variation.seed}
    write_text(folder / f"{name}.json", json.dumps(asdict(shown.truth) | what, indent=1) + "\n")


if __name__ == "__main__":
    typer.run(main)
