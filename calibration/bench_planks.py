"""Planks of real people: tables of landmarks, each with a label."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.checking.counter import Phase
from formcheck.checking.near_side import NearSide
from formcheck.checking.view import name_view, yaw_deg
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Check, Direction
from formcheck.features.body import FEATURES
from formcheck.features.error_model import ErrorModel
from formcheck.features.sided import SidedPose
from formcheck.landmarks import COUNT, MIRROR, Landmark
from formcheck.pose.pose import Doubt, Floats, Pose
from formcheck.session.session import Session

SIZE: Final = (1280, 720)
"""The tables are normalised to a 16:9 picture of unknown size."""
FPS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PlankScore:
    """How one table of planks was judged; shares of its rows."""

    name: str
    label: str
    rows: int
    judged: float
    sag: float
    pike: float
    alone_sag: float
    alone_pike: float

    def cells(self) -> list[str]:
        """Return the row of the report."""
        played = (self.sag, self.pike, 1.0 - self.sag - self.pike)
        alone = (self.alone_sag, self.alone_pike, 1.0 - self.alone_sag - self.alone_pike)
        shares = [f"{share:.1%}" for share in (*played, *alone)]
        return [self.name, self.label, str(self.rows), f"{self.judged:.0%}", *shares]


MIRRORED: Final = "mirrored"
Change = Callable[[Floats], Floats]


def _mirrored(px: Floats) -> Floats:
    flipped: Floats = np.array([SIZE[0], 0.0]) + px[:, list(MIRROR)] * (-1.0, 1.0)
    return flipped


CHANGES: Final[dict[str, Change]] = {
    "": lambda px: px,
    MIRRORED: _mirrored,
    "half as large": lambda px: px * 0.5 + np.array(SIZE) / 4,
    "shifted": lambda px: px + np.array([90.0, -40.0]),
}


def plank_scores(folder: Path) -> Iterator[PlankScore]:
    """Score every table, split by label; the three large ones also changed."""
    for path in sorted(folder.glob("*.csv")):
        for label, px, visibility in read_tables(path):
            for name in CHANGES:
                if not name or not path.stem.startswith("plank_"):
                    title = f"{path.stem}, {name}" if name else path.stem
                    yield score_plank(title, label, plank_poses(*changed(name, px, visibility)))


def changed(name: str, px: Floats, visibility: Floats) -> tuple[Floats, Floats]:
    """Return pixels and visibility of a changed table: in the mirror left is right."""
    seen = visibility[:, list(MIRROR)] if name == MIRRORED else visibility
    return CHANGES[name](px), seen


def read_tables(path: Path) -> Iterator[tuple[str, Floats, Floats]]:
    """Yield label, ``(t, 33, 2)`` pixels and ``(t, 33)`` visibility for each label of a file."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for label in sorted({row["label"] for row in rows}):
        own = [row for row in rows if row["label"] == label]
        px, visibility = np.full((len(own), COUNT, 2), np.nan), np.zeros((len(own), COUNT))
        for landmark in Landmark:
            name = landmark.name.lower()
            if f"{name}_x" in rows[0]:
                for axis, letter in enumerate("xy"):
                    px[:, landmark, axis] = [float(row[f"{name}_{letter}"]) for row in own]
                visibility[:, landmark] = [float(row[f"{name}_v"]) for row in own]
        yield label, px * SIZE, visibility


def plank_poses(px: Floats, visibility: Floats) -> list[Pose]:
    """Return the rows of a table as poses without depth, 30 a second."""
    return [
        Pose(
            time_s=index / FPS,
            image_px=row,
            world_m=np.full((COUNT, 3), np.nan),
            visibility=seen,
            image_size=SIZE,
            doubt=np.where(np.isfinite(row[:, 0]), Doubt.NONE, Doubt.HIDDEN).astype(np.uint8),
        )
        for index, (row, seen) in enumerate(zip(px, visibility, strict=True))
    ]


def score_plank(name: str, label: str, poses: list[Pose]) -> PlankScore:
    """Play a table, and look at each of its rows alone."""
    exercise = load_exercise("plank")
    session = Session(exercise)
    judged = 0
    called, alone = {"sag": 0, "pike": 0}, {"sag": 0, "pike": 0}
    for pose in poses:
        update = session.update(pose.time_s, pose)
        judged += update.phase is Phase.HOLDING
        for check in called:
            called[check] += check in update.active
            alone[check] += is_beyond(pose, exercise.check(check), session.error_model)
    return PlankScore(
        name=name,
        label=label,
        rows=len(poses),
        judged=judged / len(poses),
        sag=called["sag"] / max(judged, 1),
        pike=called["pike"] / max(judged, 1),
        alone_sag=alone["sag"] / len(poses),
        alone_pike=alone["pike"] / len(poses),
    )


def is_beyond(pose: Pose, check: Check, errors: ErrorModel) -> bool:
    """Return whether the reading of one row lies beyond the check's limit of a warning."""
    feature, view = FEATURES[check.feature], name_view(yaw_deg(pose))
    raw = feature.measure(SidedPose(pose, NearSide().update(pose)))
    value = errors.reading("plank", feature, raw, view.name, view.yaw_deg).value
    return value < check.warn if check.direction is Direction.BELOW else value > check.warn
