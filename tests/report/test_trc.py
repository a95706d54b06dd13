"""Landmarks as .trc, read back by pandas with the layout that OpenSim documents."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from formcheck.errors import OutputError
from formcheck.landmarks import Landmark
from formcheck.pose.pose import Floats
from formcheck.pose.recorded import RecordedPoses, load_poses
from formcheck.report.exported import Exported
from formcheck.report.trc import to_trc, write_trc
from tests.report.clips import cut, exported, path_of

HEAD = 5
"""Lines before the empty one that ends the header."""


def poses_of(name: str) -> RecordedPoses:
    poses = exported(name).poses
    assert poses is not None
    return poses


def read(path: Path) -> tuple[dict[str, str], pd.DataFrame]:
    """Return the header's values by name, and the table by "Time", "X1", "Y1", "Z1"..."""
    head = pd.read_csv(path, sep="\t", skiprows=1, nrows=1, dtype=str).iloc[0].to_dict()
    table = pd.read_csv(path, sep="\t", skiprows=HEAD - 1, header=0, skip_blank_lines=True)
    assert table.columns[-1].startswith("Unnamed"), "the tab at the end of every line"
    assert table.iloc[:, -1].isna().all()
    table = table.iloc[:, :-1].rename(columns={"Unnamed: 0": "Frame#", "Unnamed: 1": "Time"})
    return head, table


def points(table: pd.DataFrame) -> Floats:
    """Return (t, 33, 3) millimetres."""
    found: Floats = table.iloc[:, 2:].to_numpy(float).reshape(len(table), len(Landmark), 3)
    return found


def test_header_is_as_opensim_wants_it(tmp_path: Path) -> None:
    path = tmp_path / "Brücke 1.trc"
    write_trc(path, exported("bridge_good"))
    lines = path.read_text("utf-8").split("\n")
    assert lines[0].split("\t") == [
        "PathFileType",
        "4",
        "(X/Y/Z)",
        "Brücke 1.trc (origin between the hips in every frame)",
    ]
    assert lines[1] == (
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\t"
        "OrigDataRate\tOrigDataStartFrame\tOrigNumFrames"
    )
    labels = [cell for cell in lines[3].split("\t") if cell]
    assert labels == ["Frame#", "Time", *(landmark.name.lower() for landmark in Landmark)]
    markers = [cell for cell in lines[3].split("\t")[2::3] if cell]
    assert markers == labels[2:], "a name above each X"
    axes = [cell for cell in lines[4].split("\t") if cell]
    assert axes == [f"{axis}{number}" for number in range(1, 34) for axis in "XYZ"]
    assert lines[5] == ""
    assert all(line.endswith("\t") for line in [*lines[3:5], *lines[6:-1]])
    head, _table = read(path)
    assert head == {
        "DataRate": "15.00",
        "CameraRate": "15.00",
        "NumFrames": "205",
        "NumMarkers": "33",
        "Units": "mm",
        "OrigDataRate": "15.00",
        "OrigDataStartFrame": "1",
        "OrigNumFrames": "205",
    }


@pytest.mark.parametrize("name", ["bridge_good", "bird-dog_good"])
def test_places_are_those_of_the_pose_model_turned_y_up(tmp_path: Path, name: str) -> None:
    poses = poses_of(name)
    write_trc(tmp_path / "a.trc", exported(name))
    _head, table = read(tmp_path / "a.trc")
    assert table["Frame#"].tolist() == list(range(1, len(poses) + 1))
    np.testing.assert_allclose(table["Time"], poses.time_s, atol=5.1e-7, rtol=0)
    found = points(table)
    known = np.isfinite(found).all(axis=2)
    assert (known == np.isfinite(found).any(axis=2)).all(), "a place is there whole or not at all"
    assert known.mean() > 0.5
    expected = 1000 * poses.world_m * [1, -1, -1]
    np.testing.assert_allclose(found[known], expected[known], atol=5.1e-4, rtol=0)


def test_up_is_up() -> None:
    """Whoever stands has the nose above the hips and the feet below."""
    poses = load_poses(path_of("marching_good"))
    text = to_trc(poses, "a.trc").splitlines()[6].split("\t")
    height = {landmark: text[2 + 3 * landmark + 1] for landmark in Landmark}
    assert float(height[Landmark.NOSE]) > 300.0
    assert float(height[Landmark.LEFT_ANKLE]) < -300.0


def test_what_cannot_be_trusted_is_empty(tmp_path: Path) -> None:
    poses = cut(poses_of("bridge_good"), slice(0, 5))
    poses.visibility[2, Landmark.RIGHT_FOOT_INDEX] = 0.1  # the last cells of a line
    poses.image_px[3, Landmark.NOSE] = -50.0
    poses.image_px[4], poses.world_m[4], poses.visibility[4] = np.nan, np.nan, np.nan
    write_trc(tmp_path / "a.trc", replace(exported("bridge_good"), poses=poses))
    _head, table = read(tmp_path / "a.trc")
    known = np.isfinite(points(table)).all(axis=2)
    assert known[1, [Landmark.RIGHT_FOOT_INDEX, Landmark.NOSE]].all()
    assert not known[2, Landmark.RIGHT_FOOT_INDEX]
    assert not known[3, Landmark.NOSE]
    assert not known[4].any()
    assert len(table) == 5, "a frame with nobody is a line with its time"
    lines = (tmp_path / "a.trc").read_text().splitlines()
    assert {line.count("\t") for line in lines[3:5] + lines[6:]} == {2 + 99}
    assert "nan" not in (tmp_path / "a.trc").read_text().lower()


def test_times_stay_as_they_are_and_the_rate_is_the_median(tmp_path: Path) -> None:
    poses = cut(poses_of("bridge_good"), slice(0, 5))
    uneven = replace(poses, time_s=np.array([0.0, 0.04, 0.08, 0.5, 0.54]))
    write_trc(tmp_path / "a.trc", replace(exported("bridge_good"), poses=uneven))
    head, table = read(tmp_path / "a.trc")
    assert table["Time"].tolist() == [0.0, 0.04, 0.08, 0.5, 0.54]
    assert table["Time"].is_monotonic_increasing
    assert head["DataRate"] == head["OrigDataRate"] == "25.00"


def test_one_frame(tmp_path: Path) -> None:
    poses = cut(poses_of("bridge_good"), slice(0, 1))
    write_trc(tmp_path / "a.trc", replace(exported("bridge_good"), poses=poses))
    head, table = read(tmp_path / "a.trc")
    assert (head["NumFrames"], head["DataRate"], len(table)) == ("1", "1.00", 1)


def test_a_name_cannot_break_the_first_line() -> None:
    text = to_trc(cut(poses_of("bridge_good"), slice(0, 1)), "a\tb\nc.trc")
    assert text.splitlines()[0].split("\t")[3].startswith("a b c.trc (")


def test_without_landmarks_there_is_no_file(tmp_path: Path) -> None:
    one: Exported = replace(exported("bridge_good"), poses=None)
    with pytest.raises(OutputError, match="needs the landmarks"):
        write_trc(tmp_path / "a.trc", one)
    assert not list(tmp_path.iterdir())
