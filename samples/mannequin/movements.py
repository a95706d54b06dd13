"""Movements that are given by key poses: those of the catalogue, and some of the patient's own.

A file in ``figures`` has what a catalogue file says about the motion, and nothing else: ``kind``
(of the rule), ``view`` and ``[figure]``. An exercise of the same name takes its place.
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from formcheck.exercises.figure import Figure, KeyPose
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.rules import CycleRule, Rule
from formcheck.paths import catalog_dir
from samples.mannequin.plan import TrueFault

FOLDER: Final = Path(__file__).parent / "figures"

_UPRIGHT_DEG: Final = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A movement that any virtual patient can do."""

    slug: str
    figure: Figure
    kind: str
    """Kind of the exercise's rule: ``reps``, ``limbs``, ``hold``, ...."""
    view: str
    """View that the camera has: ``side`` or ``front``."""

    sides: bool = False
    """Whether each way out of the first pose is a repetition of one side, + turned to the left."""

    @property
    def prop(self) -> str:
        """``mat`` or ``chair``."""
        return "chair" if _sits(self.figure.poses[0]) else "mat"


@lru_cache(maxsize=1)
def movements() -> dict[str, Movement]:
    """Return every movement by its slug."""
    found = {path.stem: _own(path) for path in sorted(FOLDER.glob("*.toml"))}
    for path in sorted(catalog_dir().glob("*.toml")):
        exercise = load_exercise(path)
        if exercise.figure is not None:
            found[exercise.slug] = Movement(
                slug=exercise.slug, figure=exercise.figure, kind=exercise.rule.kind,
                view=exercise.camera.views[0].value, sides=_sides(exercise.rule),
            )  # fmt: skip
    return found


def _own(path: Path) -> Movement:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    figure = Figure.model_validate(table["figure"])
    return Movement(slug=path.stem, figure=figure, kind=table["kind"], view=table["view"])


def _sides(rule: Rule) -> bool:
    return isinstance(rule, CycleRule) and rule.sides


def spoilt_s(slug: str, faults: Collection[TrueFault]) -> float:
    """Return the seconds that do not count as good: those of checks that have a fault limit."""
    if not faults:
        return 0.0
    checks = {one.id for one in load_exercise(slug).checks if one.fault is not None}
    return sum(one.end_s - one.start_s for one in faults if one.check in checks)


def stands(figure: Figure) -> bool:
    """Return whether somebody stands or gets up in the course of it: shanks and thighs upright."""
    return any(
        _upright(pose.trunk) and _upright(pose.thigh + 180.0) and _upright(pose.shank + 180.0)
        for pose in figure.poses
    )


def _upright(deg: float) -> bool:
    return abs((deg - 90.0 + 180.0) % 360.0 - 180.0) < _UPRIGHT_DEG


def _sits(pose: KeyPose) -> bool:
    """Return whether a pose needs a chair: trunk and shank upright, thigh level."""
    level = _upright(pose.thigh + 90.0)
    return level and _upright(pose.trunk) and _upright(pose.shank + 180.0)
