from pathlib import Path

import numpy as np
import pytest

from calibration.bench_planks import (
    CHANGES,
    MIRRORED,
    SIZE,
    changed,
    plank_poses,
    read_tables,
    score_plank,
)
from formcheck.landmarks import COUNT, Landmark
from formcheck.pose.pose import Floats

BODY = {
    "ear": (0.22, 0.42), "shoulder": (0.30, 0.45), "elbow": (0.30, 0.62), "wrist": (0.22, 0.62),
    "hip": (0.50, 0.50), "knee": (0.64, 0.55), "ankle": (0.78, 0.60), "heel": (0.80, 0.60),
    "foot_index": (0.79, 0.64),
}  # fmt: skip


def plank(drop: float, rows: int = 90) -> tuple[Floats, Floats]:
    """A forearm plank whose hips hang lower by a share of the picture's height."""
    px, seen = np.full((rows, COUNT, 2), np.nan), np.zeros((rows, COUNT))
    for joint, (x, y) in BODY.items():
        for side in ("LEFT", "RIGHT"):
            lower = drop if joint == "hip" else drop / 2 if joint == "knee" else 0.0
            place = Landmark[f"{side}_{joint.upper()}"]
            px[:, place] = x * SIZE[0], (y + lower) * SIZE[1]
            seen[:, place] = 0.99
    return px, seen


@pytest.mark.parametrize("change", CHANGES)
def test_a_sagging_row_is_called_so_however_it_is_shown(change: str) -> None:
    px, seen = plank(0.11)
    score = score_plank("table", "L", plank_poses(*changed(change, px, seen)))
    assert (score.rows, score.alone_sag, score.alone_pike) == (90, 1.0, 0.0)


def test_straight_rows_are_neither() -> None:
    score = score_plank("table", "C", plank_poses(*plank(0.0)))
    assert (score.alone_sag, score.alone_pike, score.sag, score.pike) == (0.0, 0.0, 0.0, 0.0)
    assert 0.3 < score.judged < 1.0
    assert score.cells()[:3] == ["table", "C", "90"]


def test_tables_are_split_by_label(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("label,nose_x,nose_y,nose_z,nose_v\nC,0.5,0.5,0,0.9\nL,0.25,1,0,0.8\n")
    found = {label: (px, seen) for label, px, seen in read_tables(path)}
    assert set(found) == {"C", "L"}
    px, seen = found["L"]
    assert px[0, Landmark.NOSE] == pytest.approx((320.0, 720.0))
    assert seen[0, Landmark.NOSE] == 0.8
    assert np.isnan(px[0, Landmark.LEFT_HIP]).all()


def test_the_mirrored_table_takes_its_visibility_along(tmp_path: Path) -> None:
    head = ["label"] + [f"{side}_hip_{letter}" for side in ("left", "right") for letter in "xyzv"]
    row = ["L", "0.25", "0.5", "0", "0.9", "0.5", "0.5", "0", "0.1"]
    path = tmp_path / "rows.csv"
    path.write_text(",".join(head) + "\n" + ",".join(row) + "\n")
    ((_, px, seen),) = read_tables(path)
    mirrored_px, mirrored_seen = changed(MIRRORED, px, seen)
    assert mirrored_px[0, Landmark.RIGHT_HIP] == pytest.approx((960.0, 360.0))
    assert mirrored_seen[0, Landmark.RIGHT_HIP] == 0.9
    assert mirrored_seen[0, Landmark.LEFT_HIP] == 0.1
