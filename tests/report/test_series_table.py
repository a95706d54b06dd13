"""Readings over time, read back by the csv module, by pandas and by pyarrow."""

import csv
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from formcheck.errors import OutputError
from formcheck.report.exported import Exported
from formcheck.report.parquet import write_parquet
from formcheck.report.series_table import write_european_series, write_series
from formcheck.session.record import SessionRecord
from tests.report.clips import exported, one_frame, with_record


def expected(one: Exported) -> pd.DataFrame:
    series = one.record.series
    table = {"time_s": series.time_s}
    for index, (name, unit) in enumerate(zip(series.names, series.units, strict=True)):
        table[f"{name}_{unit}"] = series.value[:, index]
        table[f"{name}_error_{unit}"] = 2 * series.sd[:, index]
    return pd.DataFrame(table)


def assert_same(found: pd.DataFrame, one: Exported, digits: float) -> None:
    wanted = expected(one)
    assert found.columns.tolist() == wanted.columns.tolist()
    np.testing.assert_allclose(found.to_numpy(float), wanted.to_numpy(float), rtol=0, atol=digits)


@pytest.mark.parametrize("name", ["bird-dog_good", "knee-plank_good"])
def test_csv(tmp_path: Path, name: str) -> None:
    one = exported(name)
    write_series(tmp_path / "a.csv", one)
    write_european_series(tmp_path / "b.csv", one)
    assert np.isnan(one.record.series.value).any() == (name == "bird-dog_good")
    assert_same(pd.read_csv(tmp_path / "a.csv"), one, 0.00051)
    assert_same(pd.read_csv(tmp_path / "b.csv", sep=";", decimal=","), one, 0.00051)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        cells = {cell for row in csv.reader(file) for cell in row}
    assert "nan" not in {cell.lower() for cell in cells}


@pytest.mark.parametrize("name", ["bird-dog_good", "knee-plank_good"])
def test_parquet_has_every_number_to_the_last_digit(tmp_path: Path, name: str) -> None:
    one = exported(name)
    write_parquet(tmp_path / "a.parquet", one)
    table = parquet.read_table(tmp_path / "a.parquet")
    assert_same(table.to_pandas(), one, 0.0)
    assert {field.type for field in table.schema} == {pa.float64()}
    for column, values in zip(table.columns, expected(one).to_numpy().T, strict=True):
        assert column.null_count == np.isnan(values).sum()
        assert not any(math.isnan(number) for number in column.drop_null().to_pylist())


def test_parquet_says_what_it_was_measured_by(tmp_path: Path) -> None:
    one = with_record(exported("bridge_good"), title="Brücke ☺")
    write_parquet(tmp_path / "a.parquet", one)
    schema = parquet.read_schema(tmp_path / "a.parquet")
    told = {name.decode(): value.decode() for name, value in schema.metadata.items()}
    record = one.record
    assert told["exercise"] == "bridge"
    assert told["title"] == "Brücke ☺"
    assert told["exercise_version"] == str(record.exercise_version)
    assert told["error_model"] == record.error_model
    assert told["model_name"] == record.model.name
    assert told["model_sha256"] == record.model.sha256
    assert len(told["model_sha256"]) == 64
    assert float(told["error_sds"]) == 2.0
    units = {field.name: field.metadata[b"unit"].decode() for field in schema}
    assert units["time_s"] == "s"
    assert units["hip_extension_deg"] == units["hip_extension_error_deg"] == "deg"
    assert units["knee_rise_ratio"] == "ratio"


@pytest.mark.parametrize("frames", [0, 1])
def test_a_series_of_no_frame_or_one(tmp_path: Path, record: SessionRecord, frames: int) -> None:
    series = one_frame(record.series)
    if not frames:
        series = replace(series, **{name: getattr(series, name)[:0] for name in FIELDS})
    one = Exported(record=replace(record, series=series), exercise=None)
    write_series(tmp_path / "a.csv", one)
    write_parquet(tmp_path / "a.parquet", one)
    assert pd.read_csv(tmp_path / "a.csv").shape == (frames, 5)
    assert parquet.read_table(tmp_path / "a.parquet").shape == (frames, 5)


FIELDS = ("time_s", "value", "sd")


def test_nobody_was_ever_seen(tmp_path: Path, empty_record: SessionRecord) -> None:
    one = Exported(record=empty_record, exercise=None)
    write_series(tmp_path / "a.csv", one)
    write_parquet(tmp_path / "a.parquet", one)
    assert (tmp_path / "a.csv").read_text() == "time_s\n"
    assert parquet.read_table(tmp_path / "a.parquet").column_names == ["time_s"]


def test_an_error_without_its_value_is_none(tmp_path: Path, record: SessionRecord) -> None:
    series = record.series
    all_known = replace(series, sd=np.full_like(series.sd, 2.5))
    write_series(
        tmp_path / "a.csv", Exported(record=replace(record, series=all_known), exercise=None)
    )
    found = pd.read_csv(tmp_path / "a.csv")
    missing = found["hip_extension_deg"].isna()
    assert missing.sum() == 10
    assert (found["hip_extension_error_deg"].isna() == missing).all()


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, record: SessionRecord) -> None:
    folder = tmp_path / "a.parquet"
    folder.mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        write_parquet(folder, Exported(record=record, exercise=None))
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]
