"""Angles as .mot, read back by pandas with the layout that OpenSim documents."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from formcheck.report.exported import Exported
from formcheck.report.mot import label, to_mot, write_mot
from formcheck.session.record import SessionRecord
from tests.report.clips import exported, one_frame


def read(path: Path) -> tuple[list[str], dict[str, str], pd.DataFrame]:
    """Return the header's lines, its values by name, and the table."""
    head, _end, _rest = path.read_text("utf-8").partition("endheader\n")
    lines = head.splitlines()
    values = dict(line.split("=") for line in lines if "=" in line)
    return lines, values, pd.read_csv(path, sep="\t", skiprows=len(lines) + 1)


@pytest.mark.parametrize("name", ["bridge_good", "bird-dog_good"])
def test_angles_in_degrees(tmp_path: Path, name: str) -> None:
    one = exported(name)
    write_mot(tmp_path / "a.mot", one)
    lines, values, table = read(tmp_path / "a.mot")
    series = one.record.series
    angles = [index for index, unit in enumerate(series.units) if unit == "deg"]
    assert len(angles) < len(series.names), "ratios are no angles"
    assert lines[0] == f"formcheck_{one.record.exercise}"
    assert values == {
        "version": "1",
        "nRows": str(len(series.time_s)),
        "nColumns": str(len(angles) + 1),
        "inDegrees": "yes",
    }
    assert table.shape == (int(values["nRows"]), int(values["nColumns"]))
    assert table.columns.tolist() == ["time", *(series.names[index] for index in angles)]
    np.testing.assert_allclose(table["time"], series.time_s, atol=5.1e-7, rtol=0)
    assert table["time"].is_monotonic_increasing
    np.testing.assert_allclose(
        table.iloc[:, 1:].to_numpy(float), series.value[:, angles], atol=5.1e-4, rtol=0
    )


def test_what_was_not_measured_is_nan_as_c_reads_it(record: SessionRecord) -> None:
    rows = [line.split("\t") for line in to_mot(record).partition("endheader\n")[2].splitlines()]
    assert rows[101][1:] == ["NaN", "124.000"]
    assert {len(row) for row in rows} == {3}


@pytest.mark.parametrize("frames", [0, 1])
def test_no_frame_or_one(tmp_path: Path, record: SessionRecord, frames: int) -> None:
    series = one_frame(record.series)
    if not frames:
        empty = np.zeros((0, 2))
        series = replace(series, time_s=np.zeros(0), value=empty, sd=empty)
    write_mot(tmp_path / "a.mot", Exported(record=replace(record, series=series), exercise=None))
    _lines, values, table = read(tmp_path / "a.mot")
    assert (values["nRows"], table.shape) == (str(frames), (frames, 3))


def test_nobody_was_ever_seen(tmp_path: Path, empty_record: SessionRecord) -> None:
    write_mot(tmp_path / "a.mot", Exported(record=empty_record, exercise=None))
    _lines, values, table = read(tmp_path / "a.mot")
    assert (values["nColumns"], table.columns.tolist()) == ("1", ["time"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [("knee_angle", "knee_angle"), ("a\tb\nc=d", "a_b_c_d"), ("", "unnamed")],
)
def test_names_are_one_word(name: str, expected: str) -> None:
    assert label(name) == expected


def test_no_exercise_ends_the_header(tmp_path: Path, record: SessionRecord) -> None:
    hostile = replace(record, exercise="endheader")
    write_mot(tmp_path / "a.mot", Exported(record=hostile, exercise=None))
    assert (tmp_path / "a.mot").read_text().splitlines().count("endheader") == 1
