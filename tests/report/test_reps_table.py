"""Repetitions and holds as a table, read back by the csv module and by pandas."""

import csv
import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from formcheck.checking.results import FaultSpan, Severity
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.report.exported import Exported
from formcheck.report.reps_table import NAMES, write_european_reps, write_reps
from formcheck.session.record import SessionRecord
from tests.properties import PROPERTY
from tests.report.clips import exported, with_record
from tests.store.records import RECORDS

DIGITS = 0.00051


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def written(tmp_path: Path, one: Exported) -> list[dict[str, str]]:
    write_reps(tmp_path / "a.csv", one)
    return rows_of(tmp_path / "a.csv")


def same(cell: str, number: float) -> bool:
    return cell == "" if math.isnan(number) else float(cell) == pytest.approx(number, abs=DIGITS)


@pytest.mark.parametrize("name", ["bridge_feet_close", "single-leg-bridge_good"])
def test_real_repetitions(tmp_path: Path, name: str) -> None:
    one = exported(name)
    rows = written(tmp_path, one)
    assert len(rows) == len(one.record.reps) > 0
    for row, rep in zip(rows, one.record.reps, strict=True):
        assert row["item"] == "repetition"
        assert (int(row["number"]), row["kind"], row["note"]) == (rep.number, rep.kind, rep.note)
        assert row["side"] == (rep.side or "")
        assert row["faults"].split() == list(rep.faults)
        assert same(row["start_s"], rep.start_s)
        assert same(row["turn_s"], rep.turn_s)
        assert same(row["end_s"], rep.end_s)
        assert same(row["to_turn_s"], rep.turn_s - rep.start_s)
        assert same(row["back_s"], rep.end_s - rep.turn_s)
        assert same(row["extreme"], rep.extreme)
        assert same(row["extreme_error"], 2 * rep.sd)
        assert (row["extreme_unit"], row["held_s"], row["good_s"]) == ("deg", "", "")


def test_the_measure_is_a_name_of_the_series(tmp_path: Path) -> None:
    one = exported("bird-dog_good")
    rows = written(tmp_path, one)
    assert [row["side"] for row in rows] == ["left", "right"], "of the arm"
    assert [row["measure"] for row in rows] == ["leg_lift_right", "leg_lift_left"]
    for row, rep in zip(rows, one.record.reps, strict=True):
        of_leg = one.record.series.value[:, one.record.series.names.index(row["measure"])]
        assert rep.extreme in of_leg


def test_real_holds(tmp_path: Path) -> None:
    one = exported("knee-plank_good")
    rows = written(tmp_path, one)
    assert [row["item"] for row in rows] == ["hold"] * len(one.record.holds) == ["hold"]
    for number, (row, hold) in enumerate(zip(rows, one.record.holds, strict=True), start=1):
        assert (int(row["number"]), row["kind"], row["measure"]) == (number, "", "")
        assert same(row["held_s"], hold.end_s - hold.start_s)
        assert same(row["good_s"], hold.good_s)
        assert (row["turn_s"], row["to_turn_s"], row["extreme"]) == ("", "", "")


def test_faults_of_a_hold_are_those_while_it_lasted(
    tmp_path: Path, hold_record: SessionRecord, exercise: Exercise
) -> None:
    later = FaultSpan("later", Severity.WARN, 18.5, 19.0, 1.0, 1.0)
    record = replace(hold_record, faults=(*hold_record.faults, later))
    rows = written(tmp_path, Exported(record=record, exercise=exercise))
    assert [(row["side"], row["faults"]) for row in rows] == [
        ("", "feet_far over_arch"),
        ("left", ""),
    ]


def test_stretches_have_a_kind(
    tmp_path: Path, stretch_record: SessionRecord, stretch: Exercise
) -> None:
    rows = written(tmp_path, Exported(record=stretch_record, exercise=stretch))
    assert [row["kind"] for row in rows] == ["full", "partial", "short"]
    gone = written(tmp_path, Exported(record=stretch_record, exercise=None))
    assert [row["kind"] for row in gone] == ["", "", ""]


def test_nobody_measured_a_guided_repetition(
    tmp_path: Path, guided_record: SessionRecord, guided: Exercise
) -> None:
    rows = written(tmp_path, Exported(record=guided_record, exercise=guided))
    assert [row["kind"] for row in rows] == ["guided"] * 4
    found = {row[name] for row in rows for name in NAMES if name.startswith(("extreme", "measure"))}
    assert found == {""}


def test_of_an_exercise_that_is_gone_nothing_is_guessed(
    tmp_path: Path, record: SessionRecord
) -> None:
    row = written(tmp_path, Exported(record=record, exercise=None))[0]
    assert (row["measure"], row["extreme"], row["extreme_unit"]) == ("", "170.250", "")


def test_nothing_found_is_a_table_without_rows(tmp_path: Path, empty_record: SessionRecord) -> None:
    path = tmp_path / "a.csv"
    write_reps(path, Exported(record=empty_record, exercise=load_exercise("bridge")))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "for Excel"
    assert path.read_text("utf-8-sig") == ",".join(NAMES) + "\n"
    assert pd.read_csv(path).columns.tolist() == list(NAMES)


@pytest.mark.parametrize(
    ("write", "reading"),
    [(write_reps, {}), (write_european_reps, {"sep": ";", "decimal": ","})],
)
def test_pandas_reads_numbers_in_both_dialects(
    tmp_path: Path, write: type, reading: dict[str, str]
) -> None:
    one = with_record(exported("bridge_good"), title="Brücke, „hoch“; =1+1")
    write(tmp_path / "a.csv", one)
    found = pd.read_csv(tmp_path / "a.csv", **reading)
    assert found["extreme"].tolist() == pytest.approx(
        [rep.extreme for rep in one.record.reps], abs=DIGITS
    )
    assert found["end_s"].tolist() == pytest.approx(
        [rep.end_s for rep in one.record.reps], abs=DIGITS
    )
    assert set(found["title"]) == {"Brücke, „hoch“;' =1+1"}
    assert found["side"].isna().all()


def test_a_note_is_no_formula(tmp_path: Path) -> None:
    one = exported("bridge_good")
    note = '=HYPERLINK("http://example.org";"x")'
    reps = tuple(replace(rep, note=note, side=Side.LEFT) for rep in one.record.reps)
    rows = written(tmp_path, with_record(one, reps=reps))
    assert {row["note"] for row in rows} == {f"'{note}"}


@settings(PROPERTY, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=RECORDS)
def test_any_session(tmp_path: Path, record: SessionRecord) -> None:
    rows = written(tmp_path, Exported(record=record, exercise=load_exercise("bridge")))
    assert len(rows) == len(record.reps) + len(record.holds)
    for row, one in zip(rows, [*record.reps, *record.holds], strict=True):
        assert None not in row, "no more cells than names"
        assert same(row["start_s"], one.start_s)
        assert same(row["end_s"], one.end_s)
    assert "nan" not in {cell.lower() for row in rows for name, cell in row.items() if "_" in name}
