import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formcheck.report.json_report import RecordError, dumps, read_record, to_json, write_record
from formcheck.session.record import Series, SessionRecord

KEYS = {
    "": ("schema exercise source graded_fraction view counts reps holds faults not_judged model"),
    "source": "path duration_s frames",
    "view": "name yaw_deg",
    "counts": "full partial attempt left right guided",
    "model": "name sha256",
}
ROW_KEYS = {
    "reps": "number side start_s turn_s end_s extreme sd kind faults",
    "holds": "side start_s end_s good_s",
    "faults": "check severity start_s end_s worst sd",
    "not_judged": "reason start_s end_s",
    "averages": "name value sd unit why_not",
}


def strict(text: str) -> Any:
    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is not JSON")

    return json.loads(text, parse_constant=refuse)


def assert_same(found: SessionRecord, expected: SessionRecord) -> None:
    for field in fields(SessionRecord):
        if field.name != "series":
            one, two = getattr(found, field.name), getattr(expected, field.name)
            assert repr(one) == repr(two), field.name  # repr: NaN equals NaN
    assert found.series.names == expected.series.names
    assert found.series.units == expected.series.units
    for name in ("time_s", "value", "sd"):
        np.testing.assert_allclose(
            getattr(found.series, name), getattr(expected.series, name), atol=0.0006
        )


@pytest.mark.parametrize("table", KEYS)
def test_promised_keys(record: SessionRecord, table: str) -> None:
    tables = strict(dumps(record))
    part = tables[table] if table else tables
    assert set(KEYS[table].split()) <= set(part)


@pytest.mark.parametrize("table", ROW_KEYS)
def test_promised_keys_of_rows(
    record: SessionRecord, hold_record: SessionRecord, snapshot_record: SessionRecord, table: str
) -> None:
    source = {"holds": hold_record, "averages": snapshot_record}.get(table, record)
    assert strict(dumps(source))[table]
    for row in strict(dumps(source))[table]:
        assert set(ROW_KEYS[table].split()) <= set(row)


def test_values(record: SessionRecord) -> None:
    tables = strict(dumps(record))
    assert tables["schema"] == "formcheck-session/2"
    assert tables["source"] == {"path": "clips/bridge.mp4", "duration_s": 20.0, "frames": 600}
    assert tables["reps"][2]["kind"] == "partial"
    assert tables["reps"][0]["side"] is None
    assert tables["faults"][0]["severity"] == "fault"
    assert tables["faults"][1]["severity"] == "warn"


def test_nan_becomes_null(record: SessionRecord, empty_record: SessionRecord) -> None:
    tables = strict(dumps(record))
    assert tables["faults"][1]["sd"] is None
    assert tables["series"]["features"][0]["value"][105] is None
    assert strict(dumps(empty_record))["view"]["yaw_deg"] is None


def test_round_trip(
    tmp_path: Path,
    record: SessionRecord,
    empty_record: SessionRecord,
    hold_record: SessionRecord,
) -> None:
    ended = replace(record, ended='It broke off: "umlaut ä", 12 of 20 s.')
    for number, expected in enumerate((record, empty_record, hold_record, ended)):
        path = tmp_path / f"{number}.json"
        write_record(path, expected)
        assert_same(read_record(path), expected)


def test_what_was_guided_or_averaged_comes_back(
    tmp_path: Path, guided_record: SessionRecord, snapshot_record: SessionRecord
) -> None:
    averages = {
        name: replace(one, value=round(one.value, 2))
        for name, one in snapshot_record.averages.items()
    }
    for expected in (guided_record, replace(snapshot_record, averages=averages)):
        path = tmp_path / "a.json"
        write_record(path, expected)
        assert_same(read_record(path), expected)


def test_second_writing_changes_nothing(tmp_path: Path, record: SessionRecord) -> None:
    path = tmp_path / "a.json"
    write_record(path, record)
    assert dumps(read_record(path)) == path.read_text("utf-8")


def test_one_line_for_all_series(record: SessionRecord) -> None:
    lines = dumps(record).splitlines()
    assert sum(line.lstrip().startswith('"series"') for line in lines) == 1
    assert len(lines) < 150


def test_empty_series_keeps_its_shape(tmp_path: Path, record: SessionRecord) -> None:
    nobody = Series(np.zeros(0), ("hip_extension",), ("deg",), np.zeros((0, 1)), np.zeros((0, 1)))
    path = tmp_path / "a.json"
    write_record(path, replace(record, series=nobody))
    assert read_record(path).series.value.shape == (0, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "expected JSON"),
        ("[1, 2]", "expected the schema formcheck-session/2, found None"),
        ('{"schema": "other/1"}', "expected the schema formcheck-session/2, found other/1"),
        ('{"schema": "formcheck-session/1"}', "exercise: field required"),
    ],
)
def test_other_files_are_explained(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(RecordError, match=sentence):
        read_record(path)


def test_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        read_record(tmp_path / "a.json")


def test_series_of_unequal_length_are_explained(tmp_path: Path, record: SessionRecord) -> None:
    tables = to_json(record)
    tables["series"]["features"][0]["value"] = [1.0, 2.0]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(tables))
    with pytest.raises(RecordError, match="series"):
        read_record(path)


def test_keys_of_a_newer_version_are_passed_over(tmp_path: Path, record: SessionRecord) -> None:
    tables = to_json(record) | {"mood": "good"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(tables))
    assert_same(read_record(path), record)


def test_personal_zero_is_kept_and_older_files_have_none(
    record: SessionRecord, tmp_path: Path
) -> None:
    path = tmp_path / "session.json"
    write_record(path, replace(record, zero_shift_deg=-2.5))
    assert read_record(path).zero_shift_deg == -2.5
    older = json.loads(path.read_text("utf-8"))
    assert older.pop("zero_shift_deg") == -2.5
    path.write_text(json.dumps(older), "utf-8")
    assert read_record(path).zero_shift_deg == 0.0


def test_files_of_the_first_version_still_load(tmp_path: Path, record: SessionRecord) -> None:
    tables = to_json(record) | {"schema": "formcheck-session/1"}
    del tables["averages"], tables["counts"]["guided"]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(tables))
    assert_same(read_record(path), record)
