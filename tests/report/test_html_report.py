import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from formcheck.checking.results import NotJudgedSpan
from formcheck.exercises.spec import Exercise
from formcheck.report.html_report import html_report, write_html
from formcheck.report.make_report import make_report
from formcheck.report.reported import KeyPictures, Reported
from formcheck.session.record import SessionRecord
from tests.report.reports import picture

LOADING = {"src", "srcset", "href", "xlink:href", "data", "action", "poster", "background"}
FORBIDDEN = {"script", "link", "iframe", "object", "embed", "base", "form"}
VOID = {"meta", "br", "hr", "img"}


class Page(HTMLParser):
    """Collects what a browser would load and checks that every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [value or "" for name, value in attrs if name in LOADING]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def html_of(record: SessionRecord, exercise: Exercise) -> str:
    return html_report(make_report(Reported(record=record, exercise=exercise)))


def test_page_loads_nothing(record: SessionRecord, exercise: Exercise) -> None:
    pictures = KeyPictures(best=(picture("Best"),))
    told = Reported(record=record, exercise=exercise, pictures=pictures)
    text = html_report(make_report(told))
    page = Page(text)
    inside = ("#", "data:image/jpeg;base64,")
    assert [load for load in page.loads if not load.startswith(inside)] == []
    assert page.tags.count("img") == 1
    assert not FORBIDDEN & set(page.tags)
    assert re.findall(r"url\((?!#)|@import", text) == []
    assert "default-src 'none'" in text


def test_only_sources_and_name_spaces_look_like_addresses(
    record: SessionRecord, exercise: Exercise
) -> None:
    found = set(re.findall(r"https?://[^\s\"<>]+", html_of(record, exercise)))
    assert found == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
        "https://example.org/bridge",
    }


def test_what_a_physio_reads(record: SessionRecord, exercise: Exercise) -> None:
    text = Page(html_of(record, exercise)).text
    for words in (
        "3 full repetitions, 1 partial",
        "3 repetitions reached the full range.",
        "Feet far from the hips, in 4 of 4 repetitions.",
        "Try this: “Walk your heels a little closer.”",
        "170° ± 5",
        "hold 0.4 s of 1.0 s",
        "3 full, 1 partial, 0 attempts",
        "75 % ± 34 nothing clearly off in 3 of 4 repetitions",
        "170° ± 5 median of 3 full repetitions, best 170° ± 5",
        "1.5 / 0.9 / 1.5 s there, at the turn, back; median of 4 repetitions",
        "■ clearly 4 of 4 repetitions 2.0 s 124° ± 6 0:01.5",
        "▲ a little 1 time 1.0 s 190° ± ? 0:06.5",
        "I can't see your feet. Move the camera back.",
        "Whether the pelvis tilts.",
        "An estimate, not a diagnosis.",
        "pose.task (sha256 0123456789ab…)",
        "version 2024-1",
        "from the side, 8° away from exactly side-on",
        "96 % of the time since the start pose",
        "Stop when pain grows.",
        "clinical text <4.4> & judgement",
    ):
        assert words in text, words


def test_holds(hold_record: SessionRecord, exercise: Exercise) -> None:
    text = Page(html_of(hold_record, exercise)).text
    assert "10.0 s 8.5 s" in text
    assert "You held good form for 8.5 s." in text


def test_nobody_seen(empty_record: SessionRecord, exercise: Exercise) -> None:
    text = Page(html_of(empty_record, exercise)).text
    assert "Nothing could be judged" in text
    assert "I can't see anybody. Step into the picture." in text
    assert "nan" not in text


def test_early_end_is_told(record: SessionRecord, exercise: Exercise) -> None:
    text = Page(html_of(replace(record, ended="The video breaks off."), exercise)).text
    assert "The recording ends early The video breaks off." in text
    assert "ends early" not in Page(html_of(record, exercise)).text


def test_names_cannot_break_the_page(record: SessionRecord, exercise: Exercise) -> None:
    nasty = replace(
        record,
        source=replace(record.source, path="<script>alert(1)</script>.mp4"),
        not_judged=(NotJudgedSpan("<b>bold</b>", 0.0, 1.0),),
    )
    page = Page(html_of(nasty, exercise))
    assert "script" not in page.tags
    assert "<b>bold</b>" in page.text


def test_file(tmp_path: Path, record: SessionRecord, exercise: Exercise) -> None:
    path = tmp_path / "report.html"
    report = make_report(Reported(record=record, exercise=exercise))
    write_html(path, report)
    assert path.read_text("utf-8") == html_report(report)


def test_personal_zero_is_told_when_there_is_one(record: SessionRecord, exercise: Exercise) -> None:
    assert "Personal zero" not in Page(html_of(record, exercise)).text
    own = Page(html_of(replace(record, zero_shift_deg=3.04), exercise))
    assert "Personal zero +3°" in own.text
