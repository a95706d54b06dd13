"""`formcheck history`: a table, a page or a PDF, of the person who is asked for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.report.kept import full, new_store, open_diary


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("FORMCHECK_STORE", str(tmp_path / "kept.sqlite"))
    path = new_store(tmp_path / "kept.sqlite")
    with open_diary(path) as diary:
        diary.keep("bridge", datetime.now(UTC).date(), full(160, 160, 160))
    return path


def test_it_prints_a_table(formcheck: Command, place: Path) -> None:
    result = formcheck("history")
    assert (result.status, result.stderr) == (0, "")
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert lines[0].startswith("History of Ann, ")
    assert "Glute bridge" in lines
    (ranges,) = [line for line in lines if line.startswith("Range: Hip")]
    assert "160° ± 6" in ranges
    assert any(line.endswith("on 1 day, 3 full.") for line in lines)


def test_it_writes_a_page_and_a_pdf(formcheck: Command, place: Path, tmp_path: Path) -> None:
    page, pdf = tmp_path / "history.html", tmp_path / "history.pdf"
    result = formcheck("history", "--html", page, "--pdf", pdf, "--store", place)
    assert (result.status, result.stdout) == (0, f"{page}\n{pdf}\n")
    assert "History of Ann" in page.read_text("utf-8")
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_a_file_that_cannot_be_written_is_told_first(formcheck: Command, tmp_path: Path) -> None:
    result = formcheck("history", "--pdf", tmp_path / "none" / "history.pdf")
    assert result.status == 2
    assert "There is no folder" in result.stderr


def test_only_the_last_weeks_are_shown(formcheck: Command, tmp_path: Path) -> None:
    place = new_store(tmp_path / "kept.sqlite")
    with open_diary(place) as diary:
        diary.keep("bridge", datetime(2020, 3, 2, tzinfo=UTC).date(), full(160))
    result = formcheck("history", "--store", place, "--weeks", "4")
    assert result.status == 0
    assert "Nothing is kept yet" in result.stdout


def test_an_unknown_person_is_told(formcheck: Command, place: Path) -> None:
    result = formcheck("history", "--person", "Ben")
    assert result.status == 2
    assert "Expected one of Ann, found 'Ben'" in result.stderr
