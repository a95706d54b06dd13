import csv
from html.parser import HTMLParser
from pathlib import Path

import pytest

from formcheck.batch.one import analyse_one
from formcheck.batch.sheet import PAGE, RECORDINGS, WEEKS, write_summary
from formcheck.batch.task import Outcome, State, Task, Wanted
from formcheck.language import use_language
from formcheck.session.offline import Progress
from tests.batch.recordings import record, wanted

NAMES = ("Ann/2026-11-02 a&b.npz", "Ann/2026-11-04.npz", "Bob/2026-11-12.npz")
BAD = Outcome("Ann/bad <1>.mp4", State.BAD, "is <empty>")


class Page(HTMLParser):
    """What a page has that matters here."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def ignore(_progress: Progress) -> None:
    """Nobody looks."""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Wanted, tuple[Outcome, ...]]:
    folder = tmp_path_factory.mktemp("batch")
    asked = wanted(folder / "in", folder / "out")
    for name in NAMES:
        record(asked.folder / name)
    return asked, tuple(analyse_one(Task(asked, name), ignore) for name in NAMES)


@pytest.fixture
def out(done: tuple[Wanted, tuple[Outcome, ...]]) -> Path:
    asked, outcomes = done
    write_summary(asked, (*outcomes, BAD))
    return asked.out


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_for_every_week_of_a_patient(out: Path) -> None:
    first, second = rows(out / WEEKS)
    assert (first["patient"], first["week"], first["monday"]) == ("Ann", "2026-W45", "2026-11-02")
    assert (first["recordings"], first["full"], first["exercise"]) == ("2", "2", "bridge")
    assert (second["patient"], second["week"]) == ("Bob", "2026-W46")
    assert second["range_unit"] == "deg"
    assert float(second["range"]) == pytest.approx(178.0, abs=2.0)
    assert float(second["range_error"]) > 3.0
    assert second["judged"] == "1.000"


def test_a_row_for_every_recording(out: Path) -> None:
    found = rows(out / RECORDINGS)
    assert [one["recording"] for one in found] == [*NAMES, BAD.name]
    assert (found[0]["date"], found[0]["date_from"], found[0]["state"]) == (
        "2026-11-02",
        "name",
        "done",
    )
    assert found[0]["result"] == f"{NAMES[0]}.json"
    assert (found[3]["state"], found[3]["reason"], found[3]["full"]) == ("bad", "is <empty>", "")


def test_the_page_needs_nothing_else_and_links_the_results(out: Path) -> None:
    page = Page((out / PAGE).read_text("utf-8"))
    assert not {"script", "link", "img"} & set(page.tags)
    assert len(page.links) == 3
    assert page.links[0] == "Ann/2026-11-02%20a%26b.npz.json"
    for text in ("3 of 4 recordings were analysed", BAD.name, BAD.reason, "Ann", "179° ± "):
        assert text in page.text


def test_links_go_to_the_report_where_there_is_one(
    done: tuple[Wanted, tuple[Outcome, ...]],
) -> None:
    asked, outcomes = done
    reports = wanted(asked.folder, asked.out, report=True)
    write_summary(reports, outcomes)
    page = Page((asked.out / PAGE).read_text("utf-8"))
    assert page.links[0].endswith(".npz.html")
    assert "could not be analysed" not in page.text


def test_the_page_is_in_the_language_in_use(done: tuple[Wanted, tuple[Outcome, ...]]) -> None:
    asked, outcomes = done
    use_language("de")
    write_summary(asked, outcomes)
    assert '<html lang="de">' in (asked.out / PAGE).read_text("utf-8")


def test_a_summary_of_nothing_but_failures(tmp_path: Path) -> None:
    asked = wanted(tmp_path / "in", tmp_path)
    strange = Outcome("\udcff.mp4", State.BAD, "rename it")
    write_summary(asked, (Outcome("a.mp4", State.CRASHED, "died"), strange))
    assert rows(tmp_path / WEEKS) == []
    assert "died" in (tmp_path / PAGE).read_text("utf-8")
