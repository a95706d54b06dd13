"""Which kind of file a name stands for."""

from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.errors import OutputError
from formcheck.report.exports import KINDS, check_exports, kind_of, write_exports
from tests.report.clips import exported


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("a.csv", "write_reps"),
        ("a.reps.csv", "write_reps"),
        ("A.CSV", "write_reps"),
        ("a.de.csv", "write_european_reps"),
        ("a.reps.de.csv", "write_european_reps"),
        ("a.series.csv", "write_series"),
        ("a.series.de.csv", "write_european_series"),
        ("a.b.parquet", "write_parquet"),
        ("a.trc", "write_trc"),
        ("a.mot", "write_mot"),
        ("a.fhir.json", "write_fhir"),
        ("a.json", "write_json"),
    ],
)
def test_the_longest_ending_counts(name: str, function: str) -> None:
    assert kind_of(Path("some.trc") / name).function == function


@pytest.mark.parametrize("name", ["a", "csv", "a.xlsx", "a.csv.gz"])
def test_an_unknown_ending_lists_those_that_are_known(name: str) -> None:
    with pytest.raises(OutputError) as told:
        kind_of(Path(name))
    assert name in str(told.value)
    assert all(kind.ending in str(told.value) for kind in KINDS)


def test_every_kind_writes_a_file_and_nothing_beside_it(tmp_path: Path) -> None:
    files = [tmp_path / f"x{kind.ending}" for kind in KINDS]
    check_exports(files)
    assert not list(tmp_path.iterdir()), "checking leaves nothing"
    write_exports(files, exported("bridge_good"))
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert all(file.stat().st_size for file in files)


def test_what_was_there_stays_when_it_fails(tmp_path: Path) -> None:
    file = tmp_path / "x.trc"
    file.write_text("before")
    with pytest.raises(OutputError):
        write_exports([file], replace(exported("bridge_good"), poses=None))
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no folder"):
        check_exports([tmp_path / "none" / "x.csv"])
