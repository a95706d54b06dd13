"""Recordings of cat-cow with the outline of the back, for the tests: one whose back moves, one not.

``python -m calibration.outline_clips --help``. Whoever is stiff moves the head alone: counted by
the head that is cat-cow, by the back it is none.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import track

from calibration.bench_store import show
from calibration.recordings import FPS, SIZE, keep
from formcheck.paths import calibration_dir
from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.patient import plan_for
from samples.mannequin.skeleton import Posture, Solver
from samples.mannequin.variation import Variation

FOLDER: Final = calibration_dir().parent / "tests" / "clips" / "poses_outline"
_REPS: Final = 3
_SPINE: Final = ("lumbar", "thoracic")


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording."""

    name: str
    seed: int
    """Of people that neither the error model nor the benchmark knows."""
    yaw_deg: float = 0.0
    stiff: bool = False

    @property
    def variation(self) -> Variation:
        """What the patient is asked to do."""
        return Variation(
            seed=self.seed, exercise="cat-cow", fps=FPS, size=SIZE, reps=_REPS, yaw_deg=self.yaw_deg
        )


CLIPS: Final = (
    Clip("good", 310_001),
    Clip("good_turned", 310_002, yaw_deg=15.0),
    Clip("stiff", 310_003, stiff=True),
    Clip("stiff_turned", 310_004, yaw_deg=-15.0, stiff=True),
)


@dataclass(frozen=True, slots=True)
class StiffBack:
    """Makes the postures of another solver, but for the bends of the spine."""

    solver: Solver

    def __call__(self, body: Body, values: Values) -> Posture:
        """Return the posture with the back as it is at rest."""
        return self.solver(body, values | dict.fromkeys(_SPINE, 0.0))


def main(
    *,
    again: Annotated[bool, typer.Option(help="Also those that are there already.")] = False,
    folder: Annotated[Path, typer.Option(help="Where they are kept.")] = FOLDER,
) -> None:
    """Render what is missing and look at it. A minute a clip on one core."""
    os.environ.setdefault("LP_NUM_THREADS", "1")
    folder.mkdir(parents=True, exist_ok=True)
    missing = [one for one in CLIPS if again or not (folder / f"{one.name}.json").exists()]
    for one in track(missing, console=Console(stderr=True)):
        plan = plan_for(one.variation)
        if one.stiff:
            plan = replace(plan, solver=StiffBack(plan.solver))
        keep(folder, one.name, show(one.variation, plan))


if __name__ == "__main__":
    typer.run(main)
