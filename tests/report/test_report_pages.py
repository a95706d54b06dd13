"""The report as it is read: in a real browser, printed, and as a PDF that says the same."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PyQt6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from formcheck.report.content import (
    Card,
    Cards,
    Cell,
    Column,
    Listing,
    Report,
    Section,
    Table,
    Words,
)
from formcheck.report.html_report import html_report, write_html
from formcheck.report.make_report import make_report
from formcheck.report.report_paper import write_pdf
from formcheck.report.reported import Reported
from tests.chromium import Chromium
from tests.report.reports import full_report, leg_bridge, twenty

pytestmark = pytest.mark.gui
A4_PX = (794, 1123)
MOST_PAGES = 3
NUMBER = re.compile(r"\d+(?:[.:]\d+)*")
CUT = """
  Array.from(document.querySelectorAll("td, th, dd, dt, p, li, h1, h2, figcaption, svg"))
    .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
            || one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(one => one.outerHTML.slice(0, 80))
"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
GROUND = "getComputedStyle(document.body).backgroundColor"
SIZE = "Emulation.setDeviceMetricsOverride"
SCREEN = {"deviceScaleFactor": 1, "mobile": False}
HEADINGS = """
  Array.from(document.querySelectorAll("h1, h2")).map(one => one.textContent.trim())
"""


class Text(HTMLParser):
    """What a page says, without its style and its plots."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in {"style", "svg", "title"}:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words.append(data)


def numbers(text: str) -> Counter[str]:
    return Counter(NUMBER.findall(text))


def words(text: str) -> Counter[str]:
    return Counter(re.sub(r"[●◐○▲■•]", " ", text).split())


def pages_of(path: Path) -> list[str]:
    document = QPdfDocument(None)
    assert document.load(str(path)) is QPdfDocument.Error.None_
    pages = [document.getAllText(n).text() for n in range(document.pageCount())]
    document.close()
    return pages


def said(pages: list[str]) -> str:
    """Return what a PDF of ours says, without the numbers of its pages."""
    return " ".join(
        page.replace(f"Page {number}", "") for number, page in enumerate(pages, start=1)
    )


@pytest.fixture
def told() -> Reported:
    """Everything that a report can say, but for the plot: its ticks are not numbers of ours."""
    whole = full_report()
    series = replace(whole.record.series, value=whole.record.series.value * math.nan)
    return replace(whole, record=replace(whole.record, series=series))


def test_both_say_the_same_numbers(qtbot: QtBot, told: Reported, tmp_path: Path) -> None:
    report = make_report(told)
    write_pdf(tmp_path / "report.pdf", report)
    page = " ".join(Text(html_report(report)).words)
    paper = said(pages_of(tmp_path / "report.pdf"))
    assert numbers(page) == numbers(paper)
    assert len(numbers(page)) > 60
    # The same words as well, and no other; where a table goes on its names come again.
    more, missing = words(paper) - words(page), words(page) - words(paper)
    assert not missing
    assert set(more) <= set(words(page))


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    with Chromium(tmp_path / "profile") as opened:
        yield opened


def test_a_browser_finds_nothing_to_complain_of(
    qtbot: QtBot, browser: Chromium, tmp_path: Path
) -> None:
    # GIVEN a report of twenty repetitions with everything in it
    path, paper = tmp_path / "report.html", tmp_path / "printed.pdf"
    report = make_report(full_report())
    write_html(path, report)
    # WHEN it is opened in a browser
    page = browser.open(path.as_uri())
    # THEN its pictures are there, and who cannot see them is told what they show
    images = "Array.from(document.images).map(one => one."
    assert page.evaluate(f"{images}naturalWidth)") == [640] * 5
    assert all(page.evaluate(f"{images}alt)"))
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate(HEADINGS)[0] == "Single-leg bridge"
    # AND nothing is cut off, nor has a phone to be scrolled sideways
    assert page.evaluate(CUT) == []
    page.ask(SIZE, width=390, height=844, **SCREEN)
    assert page.evaluate(WIDER) == 0
    # AND dark is for screens: on paper the ground stays white
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    page.ask("Emulation.setEmulatedMedia", media="screen", features=dark)
    assert page.evaluate(GROUND) == "rgb(20, 25, 28)"
    page.ask(SIZE, width=A4_PX[0], height=A4_PX[1], **SCREEN)
    page.ask("Emulation.setEmulatedMedia", media="print", features=dark)
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    assert page.evaluate(CUT) == []
    # AND printed it has three pages with every number
    page.print(paper, preferCSSPageSize=True)
    pages = pages_of(paper)
    assert len(pages) == MOST_PAGES
    assert "What went well" in pages[0]
    assert "Hip over time" not in pages[0]
    assert not words(" ".join(Text(html_report(report)).words)) - words(" ".join(pages))
    # AND nothing was asked for outside, nothing complained of
    assert page.outside() == []
    assert page.errors == []


def test_printed_the_plain_first_page_is_one_of_its_own(
    qtbot: QtBot, browser: Chromium, tmp_path: Path
) -> None:
    path, paper = tmp_path / "report.html", tmp_path / "printed.pdf"
    short = Reported(record=replace(twenty(), reps=twenty().reps[:2]), exercise=leg_bridge())
    write_html(path, make_report(short))
    browser.open(path.as_uri()).print(paper, preferCSSPageSize=True)
    first, *more = pages_of(paper)
    assert "Hip over time" not in first
    assert "Hip over time" in more[0]


def test_on_paper_it_has_three_pages(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    write_pdf(path, make_report(full_report()))
    pages = pages_of(path)
    assert len(pages) == MOST_PAGES
    first, second, last = pages
    assert first.index("Single-leg bridge") < first.index("What went well")
    assert "Compared with before" in second
    assert "Limits and sources" in last
    assert first.rstrip().endswith("Page 1")


def test_what_follows_a_first_page_that_is_two_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    stop, good = Card("Stopped", "It ends early.", "stop"), Card("Well", "Good.", "good")
    sections = (
        Section("", (Cards((stop, good)),)),
        Section("First", (Listing(tuple(map(str, range(80)))),)),
        Section("Second", (Words("Here."),), breaks=True),
    )
    path = tmp_path / "report.pdf"
    write_pdf(path, Report("Title", "About", "Headline", sections))
    first, second = pages_of(path)
    assert first.index("Stopped") < first.index("Well") < first.index("First")
    assert "Second" in second


def test_a_long_table_goes_on_under_the_same_names(qtbot: QtBot, tmp_path: Path) -> None:
    rows = tuple((Cell(str(number)), Cell("full", "good")) for number in range(1, 61))
    table = Table("Repetitions", (Column("#"), Column("Kind", wide=True)), rows)
    path = tmp_path / "report.pdf"
    write_pdf(path, Report("Title", "About", "Headline", (Section("All", (table,)),)))
    pages = pages_of(path)
    assert ["Kind" in page for page in pages] == [True, True]
    found = [int(number) for number in NUMBER.findall(said(pages))]
    assert found == list(range(1, 61))
