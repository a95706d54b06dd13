"""`formcheck data`: where everything is, all of it in one file, or none of it any more."""

import io
import zipfile
from pathlib import Path

import pytest

from formcheck.store.database import open_store
from formcheck.store.people import People
from formcheck.store.place import find_place
from tests.cli.conftest import Command


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("FORMCHECK_STORE", str(tmp_path / "kept.sqlite"))
    return tmp_path / "kept.sqlite"


def add(place: Path, *names: str) -> None:
    store = open_store(str(place))
    for name in names:
        People(store).add(name)
    store.close()


def people(place: Path) -> list[str]:
    store = open_store(str(place))
    found = [one.name for one in People(store).all()]
    store.close()
    return found


@pytest.mark.parametrize("arguments", [("data",), ("data", "where")])
def test_where(formcheck: Command, place: Path, arguments: tuple[str, ...]) -> None:
    result = formcheck(*arguments)
    assert (result.status, result.stdout) == (0, f"{place}\n")
    assert not place.exists(), "asking makes nothing"


def test_what_lies_aside_is_named_too(formcheck: Command, place: Path) -> None:
    add(place, "Ann")
    aside = [find_place(str(place)).new_meanwhile(place.parent)]
    aside[0].mkdir(mode=0o700)
    aside.insert(0, place.with_name(f"{place.name}.broken-2026-03-02"))
    aside[0].write_bytes(b"")
    said = formcheck("data", "where").stdout
    assert said.splitlines() == [str(place), *map(str, aside)]


def test_the_option_goes_before_the_variable(formcheck: Command, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    assert formcheck("data", "where", "--store", other).stdout == f"{other}\n"


def test_the_only_person_is_exported(formcheck: Command, place: Path, tmp_path: Path) -> None:
    add(place, "Ann")
    result = formcheck("data", "export", tmp_path / "ann.zip")
    assert (result.status, result.stderr) == (0, "")
    assert "everything of Ann" in result.stdout
    with zipfile.ZipFile(tmp_path / "ann.zip") as file:
        assert '"name": "Ann"' in file.read("tables/people.json").decode()


def test_of_several_people_one_has_to_be_named(
    formcheck: Command, place: Path, tmp_path: Path
) -> None:
    add(place, "Ann", "Ben")
    result = formcheck("data", "export", tmp_path / "x.zip")
    assert result.status == 2
    assert "Expected one of Ann, Ben, found ''" in result.stderr
    assert formcheck("data", "export", tmp_path / "x.zip", "--person", "Ben").status == 0


def test_nothing_is_kept_yet(formcheck: Command, place: Path, tmp_path: Path) -> None:
    result = formcheck("data", "export", tmp_path / "x.zip")
    assert (result.status, result.stderr) == (2, f"formcheck: Nothing is kept yet in {place}.\n")


def test_a_person_is_deleted(formcheck: Command, place: Path) -> None:
    add(place, "Ann", "Ben")
    result = formcheck("data", "delete", "--person", "Ann", "--yes")
    assert (result.status, result.stdout) == (0, "Deleted.\n")
    assert people(place) == ["Ben"]


def test_nothing_is_deleted_without_a_yes(
    formcheck: Command, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(place, "Ann")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert formcheck("data", "delete").status == 130
    assert people(place) == ["Ann"]


def test_everything_is_deleted(formcheck: Command, place: Path) -> None:
    add(place, "Ann", "Ben")
    result = formcheck("data", "delete", "--everything", "--yes")
    assert result.status == 0
    assert str(place) in result.stdout
    assert not place.exists()


def test_a_damaged_file_is_told(formcheck: Command, place: Path, tmp_path: Path) -> None:
    place.write_bytes(b"damaged" * 100)
    result = formcheck("data", "export", tmp_path / "x.zip")
    assert "was damaged" in result.stderr
    assert len(list(place.parent.glob("kept.sqlite.broken-????-??-??"))) == 1
