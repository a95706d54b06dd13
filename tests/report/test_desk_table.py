"""Days at the desk as a table: read back with the csv module, and as strict JSON."""

import csv
import io
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.desk.day import Day
from formcheck.errors import OutputError
from formcheck.language import use_language
from formcheck.report.desk_table import to_csv, to_json, to_rows, write_days
from tests.properties import PROPERTY
from tests.store.desk_parts import DAYS, day

FULL = day(
    seated_s=24_000.0,
    longest_sit_s=3_300.0,
    breaks=9,
    shifts=61,
    judged_s=20_000.0,
    near_s=15_000.0,
    slouches=3,
    slouched_s=150.0,
    told=2,
)
HEAD = (
    "date,seated_min,longest_sit_min,breaks,shifts,shifts_per_hour,judged_min,near_own_min,"
    "near_own_percent,slouches,slouched_min,reminders"
)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_line_for_each_day_under_names_with_units() -> None:
    assert to_csv([day(1, seated_s=60.0), FULL]) == (
        f"{HEAD}\n"
        "2026-11-02,400.0,55.0,9,61,9.2,333.3,250.0,75.0,3,2.5,2\n"
        "2026-11-03,1.0,0.0,0,0,,0.0,0.0,,0,0.0,0\n"
    )


def test_no_days_are_a_table_without_lines() -> None:
    assert to_csv([]) == f"{HEAD}\n"
    assert json.loads(to_json([])) == []


def test_the_names_are_the_same_in_every_language() -> None:
    use_language("de")
    assert to_csv([FULL]).startswith(f"{HEAD}\n2026-11-02,400.0,")


def test_days_of_one_date_are_one_line() -> None:
    (row,) = to_rows([FULL, day(breaks=1, longest_sit_s=60.0)])
    assert (row["breaks"], row["longest_sit_min"], row["seated_min"]) == (10, 55.0, 400.0)


@PROPERTY
@given(st.lists(DAYS, max_size=4, unique_by=lambda one: one.date))
def test_what_is_read_back_is_what_was_written(days: list[Day]) -> None:
    rows = read(to_csv(days))
    assert [row["date"] for row in rows] == sorted(one.date.isoformat() for one in days)
    for row, one in zip(rows, sorted(days, key=lambda one: one.date), strict=True):
        for name, seconds in (
            ("seated_min", one.seated_s),
            ("longest_sit_min", one.longest_sit_s),
            ("judged_min", one.judged_s),
            ("near_own_min", one.near_s),
            ("slouched_min", one.slouched_s),
        ):
            assert 60 * float(row[name]) == pytest.approx(seconds, abs=3.1)
        counts = [int(row[name]) for name in ("breaks", "shifts", "slouches", "reminders")]
        assert counts == [one.breaks, one.shifts, one.slouches, one.told]
        for name, known in (
            ("shifts_per_hour", one.shifts_per_hour),
            ("near_own_percent", 100 * one.near_share),
        ):
            assert (row[name] == "") == math.isnan(known)
            assert not row[name] or float(row[name]) == pytest.approx(known, abs=0.06)


def test_json_has_the_same_and_null_for_what_cannot_be_said() -> None:
    first, second = json.loads(to_json([FULL, day(1)]))
    assert list(first) == HEAD.split(",")
    assert {name: str(value) for name, value in first.items()} == read(to_csv([FULL]))[0]
    assert [name for name, value in second.items() if value is None] == [
        "shifts_per_hour",
        "near_own_percent",
    ]


def test_the_name_of_the_file_chooses(tmp_path: Path) -> None:
    for name, text in (("a.csv", to_csv), ("a.JSON", to_json), ("a", to_csv)):
        write_days(tmp_path / name, [FULL])
        assert (tmp_path / name).read_text("utf-8") == text([FULL])


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="choose another place"):
        write_days(tmp_path / "none" / "days.csv", [FULL])
