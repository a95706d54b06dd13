"""Recordings for the tests: what the pose model made of a good and of each faulty clip.

Rendering and looking take half a minute a clip, too long for every run of the tests. So the poses
are kept, rounded to an eighth of a pixel, with what is true about the clip.
``python -m calibration.recordings --help``.
"""

import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer
from rich.console import Console
from rich.progress import track

from calibration.bench_replay import true_holds
from calibration.bench_store import Shown, show
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.paths import calibration_dir
from formcheck.pose.pose import Floats
from formcheck.pose.recorded import RecordedPoses, save_poses
from formcheck.report.files import write_text
from samples.mannequin.variation import Variation, exercises, fault_names

FOLDER: Final = calibration_dir().parent / "tests" / "clips" / "poses"
FIRST_SEED: Final = 300_000
"""People that neither the error model nor the benchmark knows."""
SIZE: Final = (640, 360)
FPS: Final = 15
REPS: Final = 2
_PEOPLE: Final = 100_000
_PX, _M, _SHARE = 8.0, 256.0, 64.0
"""Steps a pixel, a metre and a whole: finer than what the model itself wavers by."""


def recordings() -> list[Variation]:
    """Return every clip: each movement in good form, and with each fault that can be planted."""
    return [
        Variation(
            seed=_seed(place, fault), exercise=place, fault=fault, fps=FPS, size=SIZE, reps=REPS
        )
        for place in _places()
        for fault in ("", *fault_names(place))
    ]


def _seed(place: str, fault: str) -> int:
    """Return a person of their own for each clip, whatever else is added."""
    return FIRST_SEED + zlib.crc32(f"{place} {fault}".encode()) % _PEOPLE


def _places() -> Iterator[str]:
    for exercise in list_exercises():
        if exercise.slug == "sitting":
            yield from ("sitting-front", "sitting-side")
        elif exercise.slug in exercises():
            yield exercise.slug


def name_of(variation: Variation) -> str:
    """Return the name of a recording's files."""
    return f"{variation.exercise}_{variation.fault or 'good'}"


def main(
    only: Annotated[
        list[str] | None, typer.Argument(help="Exercises; all that are missing when left out.")
    ] = None,
    *,
    again: Annotated[bool, typer.Option(help="Also those that are there already.")] = False,
    folder: Annotated[Path, typer.Option(help="Where they are kept.")] = FOLDER,
) -> None:
    """Render what is missing and look at it. Half a minute a clip on one core."""
    os.environ.setdefault("LP_NUM_THREADS", "1")
    wanted = [one for one in recordings() if not only or one.exercise in only]
    missing = [one for one in wanted if again or not (folder / f"{name_of(one)}.json").exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in track(missing, console=Console(stderr=True)):
        keep(folder, name_of(one), show(one))
    Console().print(f"{len(missing)} new of {len(wanted)}")


def keep(folder: Path, name: str, shown: Shown) -> None:
    """Write one recording: poses, then truth, with the good seconds of holds by the limits."""
    save_poses(folder / f"{name}.npz", rounded(shown.poses))
    slug = shown.variation.slug
    whole = replace(shown.truth, holds=true_holds(shown, load_exercise(slug)))
    truth = asdict(whole) | {"exercise": slug, "seed": shown.variation.seed}
    write_text(folder / f"{name}.json", json.dumps(truth, indent=1) + "\n")


def rounded(poses: RecordedPoses) -> RecordedPoses:
    """Return poses whose numbers are short, so that they take a sixth of the space."""
    return replace(
        poses,
        image_px=_round(poses.image_px, _PX),
        world_m=_round(poses.world_m, _M),
        visibility=_round(poses.visibility, _SHARE),
        outline_px=None if poses.outline_px is None else _round(poses.outline_px, _PX),
    )


def _round(values: Floats, steps: float) -> Floats:
    short: Floats = np.round(values * steps) / steps
    return short


if __name__ == "__main__":
    typer.run(main)
