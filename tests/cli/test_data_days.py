"""`formcheck data days` and `delete-desk`: days at the desk shown, taken along and deleted."""

import csv
import io
from pathlib import Path

import pytest

from formcheck.store.database import open_store
from formcheck.store.desk_days import DeskDays
from formcheck.store.desk_profiles import DeskProfiles
from formcheck.store.people import People
from tests.cli.conftest import Command
from tests.store.desk_parts import day, profile


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ann with four days and two baselines, and Ben with one of each."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("FORMCHECK_STORE", str(tmp_path / "kept.sqlite"))
    store = open_store()
    for name, many in (("Ann", 4), ("Ben", 1)):
        person = People(store).add(name)
        days = [day(plus, seated_s=7_200.0, shifts=13, breaks=plus) for plus in range(many)]
        DeskDays(store, person.id).keep("run", days)
        DeskProfiles(store, person.id).keep(profile())
    store.close()
    return tmp_path / "kept.sqlite"


def left(place: Path, name: str) -> tuple[list[int], int]:
    """Return what is kept of a person: the breaks of each day, and the baselines."""
    store = open_store(str(place))
    person = People(store).named(name).id
    found = [one.breaks for one in DeskDays(store, person).all()]
    profiles = DeskProfiles(store, person).count
    store.close()
    return found, profiles


def test_days_are_shown(formcheck: Command) -> None:
    result = formcheck("data", "days", "--person", "Ann")
    assert (result.status, result.stderr) == (0, "")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["2026-11-03", "120", "0", "1", "6.5", "0"] in lines
    assert [line[0] for line in lines[-4:]] == [f"2026-11-0{number}" for number in (2, 3, 4, 5)]
    heads = {word for line in lines[:-4] for word in line}
    assert {"seated,", "shifts", "posture,", "%", "reminders"} <= heads


def test_there_may_be_none(formcheck: Command, place: Path) -> None:
    formcheck("data", "delete-desk", "--person", "Ben", "--yes")
    result = formcheck("data", "days", "--person", "Ben")
    assert (result.status, result.stdout) == (0, "No day at the desk is kept yet.\n")


def test_days_are_written_to_a_table(formcheck: Command, tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    result = formcheck("data", "days", path, "--person", "Ann")
    assert (result.status, result.stdout) == (0, f"{path}\n")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    assert [row["breaks"] for row in rows] == ["0", "1", "2", "3"]
    assert {row["seated_min"] for row in rows} == {"120.0"}
    assert {row["near_own_percent"] for row in rows} == {""}


def test_a_file_that_cannot_be_written_is_told_first(formcheck: Command, tmp_path: Path) -> None:
    result = formcheck("data", "days", tmp_path / "none" / "days.csv", "--person", "Nobody")
    assert result.status == 2
    assert "There is no folder" in result.stderr


@pytest.mark.parametrize(
    ("given", "said", "breaks"),
    [
        (("--from", "2026-11-03", "--to", "2026-11-04"), "2 days deleted.\n", [0, 3]),
        (("--from", "2026-11-05"), "1 day deleted.\n", [0, 1, 2]),
        (("--to", "2026-11-01"), "0 days deleted.\n", [0, 1, 2, 3]),
    ],
)
def test_a_stretch_is_deleted(
    formcheck: Command, place: Path, given: tuple[str, ...], said: str, breaks: list[int]
) -> None:
    result = formcheck("data", "delete-desk", "--person", "Ann", "--yes", *given)
    assert (result.status, result.stdout) == (0, said)
    assert left(place, "Ann") == (breaks, 1)
    assert left(place, "Ben") == ([0], 1)


def test_all_of_the_desk_is_deleted_and_no_byte_stays(formcheck: Command, place: Path) -> None:
    # GIVEN another window that has the file open, so that its log stays
    other = open_store(str(place))
    People(other).all()
    assert traces(place) == {b"2026-11-05", b"laptop"}
    for name in ("Ann", "Ben"):
        # WHEN everything of the desk is deleted
        assert formcheck("data", "delete-desk", "--person", name, "--yes").status == 0
        assert left(place, name) == ([], 0)
    # THEN it is in no file, not even the log's
    assert traces(place) == set()
    other.close()


def traces(place: Path) -> set[bytes]:
    files = [path.read_bytes() for path in place.parent.glob("kept.sqlite*")]
    return {one for one in (b"2026-11-05", b"laptop") if any(one in data for data in files)}


@pytest.mark.parametrize(
    ("given", "asked"), [((), "and how they sit?"), (("--to", "2026-11-03"), "these days")]
)
def test_nothing_is_deleted_without_a_yes(
    formcheck: Command,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: tuple[str, ...],
    asked: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    result = formcheck("data", "delete-desk", "--person", "Ann", *given)
    assert result.status == 130
    assert asked in result.stdout
    assert left(place, "Ann") == ([0, 1, 2, 3], 1)


def test_a_day_that_is_none_is_told(formcheck: Command, place: Path) -> None:
    result = formcheck("data", "delete-desk", "--person", "Ann", "--yes", "--from", "Monday")
    assert result.status == 2
    assert "Monday" in result.stderr
    assert left(place, "Ann") == ([0, 1, 2, 3], 1)
