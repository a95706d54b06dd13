"""A history as a page to print, and as a PDF."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from formcheck.errors import OutputError
from formcheck.report.history_paper import write_history_pdf
from formcheck.report.history_sheet import history_html, write_history_html
from formcheck.store.answers import AnswerKind
from formcheck.store.people import People
from tests.report.kept import MONDAY, TUESDAY, Diary, full

SUNDAY = MONDAY + timedelta(days=6)


class Tags(HTMLParser):
    """Tags with their attributes, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += [data.strip()] if data.strip() else []

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def fill(diary: Diary) -> None:
    diary.plan()
    diary.keep("bridge", MONDAY, full(160, 161, 162, 163))
    diary.keep("squat", TUESDAY, full(95))
    diary.tell(MONDAY, AnswerKind.PAIN, 3, "before")
    diary.tell(MONDAY, AnswerKind.EFFORT, 5)


def test_the_page_has_days_words_and_a_picture_of_each_line(diary: Diary) -> None:
    fill(diary)
    found = Tags(history_html(diary.load(SUNDAY)))
    assert found.text[1:3].count("History of Ann") == 1
    assert len(found.of("svg")) == 2 + 3 + 3
    headings = ["Pain and effort", "Glute bridge", "Squat"]
    assert [one for one in found.text if one in headings] == headings
    assert "In the week of 2 November: 162° ± 6." in found.text
    cells = {cell.get("title") for cell in found.of("td")}
    assert "Mon 2 November: a part of what was planned. As planned: Glute bridge." in cells
    assert "Tue 3 November: something else. Not in the programme of that day: Squat." in cells
    assert "Wed 4 November." in cells, "an empty day says nothing more"
    assert "Thu 5 November: day of rest." in cells


def test_the_page_needs_nothing_else(diary: Diary) -> None:
    fill(diary)
    page = history_html(diary.load(SUNDAY))
    found = Tags(page)
    assert {tag for tag, _attributes in found.tags} & {"script", "link", "img", "iframe"} == set()
    links = [value for _tag, one in found.tags for name, value in one.items() if name == "href"]
    assert all((value or "").startswith("#") for value in links)
    assert re.findall(r"url\((?!#)", page) == []


def test_a_name_is_text(diary: Diary) -> None:
    ann = People(diary.store).add("<b>Ann & $x$</b>")
    assert "History of &lt;b&gt;Ann &amp; $x$&lt;/b&gt;" in history_html(
        Diary(diary.store, ann).load(SUNDAY)
    )


def test_where_nothing_is_kept_that_is_said(diary: Diary) -> None:
    found = Tags(history_html(diary.load(SUNDAY)))
    assert "Nothing is kept yet. After your first session it is shown here." in found.text
    assert found.of("table") == found.of("svg") == []


def test_the_page_is_written_whole(diary: Diary, tmp_path: Path) -> None:
    history = diary.load(SUNDAY)
    path = tmp_path / "history.html"
    write_history_html(path, history)
    assert path.read_text("utf-8") == history_html(history)
    with pytest.raises(OutputError, match="cannot be written"):
        write_history_html(tmp_path / "none" / "history.html", history)


def pages(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


def test_a_pdf_has_as_many_pages_as_it_needs(diary: Diary, tmp_path: Path) -> None:
    path = tmp_path / "history.pdf"
    write_history_pdf(path, diary.load(SUNDAY))
    assert path.read_bytes().startswith(b"%PDF-")
    assert pages(path) == 1
    fill(diary)
    write_history_pdf(path, diary.load(SUNDAY))
    assert pages(path) == 3
    assert list(tmp_path.glob(".*")) == []


def test_a_pdf_that_cannot_be_written_leaves_nothing(diary: Diary, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_history_pdf(tmp_path / "none" / "history.pdf", diary.load(SUNDAY))
