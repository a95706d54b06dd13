import math
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from formcheck.checking.results import NotJudgedSpan
from formcheck.exercises.spec import Exercise
from formcheck.report.html_report import html_report, write_html
from formcheck.report.plot import plot_svg
from formcheck.session.record import SessionRecord

LOADING = {"src", "srcset", "href", "xlink:href", "data", "action", "poster", "background"}
FORBIDDEN = {"script", "link", "iframe", "object", "embed", "img", "base", "form"}
VOID = {"meta", "br", "hr"}


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


def test_page_loads_nothing(record: SessionRecord, exercise: Exercise) -> None:
    text = html_report(record, exercise)
    page = Page(text)
    assert [load for load in page.loads if not load.startswith("#")] == []
    assert not FORBIDDEN & set(page.tags)
    assert re.findall(r"url\((?!#)|@import", text) == []
    assert "default-src 'none'" in text


def test_only_sources_and_name_spaces_look_like_addresses(
    record: SessionRecord, exercise: Exercise
) -> None:
    found = set(re.findall(r"https?://[^\s\"<>]+", html_report(record, exercise)))
    assert found == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
        "https://example.org/bridge",
    }


def test_what_a_physio_reads(record: SessionRecord, exercise: Exercise) -> None:
    text = Page(html_report(record, exercise)).text
    for words in (
        "3 full repetitions, 1 partial",
        "3 repetitions reached the full range.",
        "Feet far from the hips, in 4 of 4 repetitions.",
        "Try this: “Walk your heels a little closer.”",
        "170° ± 5",
        "hold 0.4 s of 1.0 s",
        "2.0 / 2.0 s",
        "124° ± 6",
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
    text = Page(html_report(hold_record, exercise)).text
    assert "10.0 s 8.5 s" in text
    assert "You held good form for 8.5 s." in text


def test_nobody_seen(empty_record: SessionRecord, exercise: Exercise) -> None:
    text = Page(html_report(empty_record, exercise)).text
    assert "Nothing could be judged" in text
    assert "I can't see anybody. Step into the picture." in text
    assert "nan" not in text


def test_early_end_is_told(record: SessionRecord, exercise: Exercise) -> None:
    text = Page(html_report(replace(record, ended="The video breaks off."), exercise)).text
    assert "The recording ends early The video breaks off." in text
    assert "ends early" not in Page(html_report(record, exercise)).text


def test_names_cannot_break_the_page(record: SessionRecord, exercise: Exercise) -> None:
    nasty = replace(
        record,
        source=replace(record.source, path="<script>alert(1)</script>.mp4"),
        not_judged=(NotJudgedSpan("<b>bold</b>", 0.0, 1.0),),
    )
    page = Page(html_report(nasty, exercise))
    assert "script" not in page.tags
    assert "<b>bold</b>" in page.text


def test_file(tmp_path: Path, record: SessionRecord, exercise: Exercise) -> None:
    path = tmp_path / "report.html"
    write_html(path, record, exercise)
    assert path.read_text("utf-8") == html_report(record, exercise)


def test_plot_takes_its_colours_from_the_page(record: SessionRecord, exercise: Exercise) -> None:
    svg = plot_svg(record, exercise)
    assert set(re.findall(r"#[0-9a-f]{6}", svg)) == set()
    assert {"ink", "good", "warn", "fault", "unsure"} <= set(re.findall(r"var\(--(\w+)\)", svg))


def plot_words(record: SessionRecord, exercise: Exercise) -> set[str]:
    svg = ET.fromstring(plot_svg(record, exercise))
    texts = svg.iter("{http://www.w3.org/2000/svg}text")
    return {"".join(element.itertext()).strip() for element in texts}


def test_plot_shows_limits_and_lanes(record: SessionRecord, exercise: Exercise) -> None:
    words = plot_words(record, exercise)
    assert {"full range", "Back arched at the top", "repetitions", "noticed"} <= words
    assert "Feet far from the hips" not in words  # its limit is on another measurement


def test_plot_has_no_line_for_a_range_that_moves_with_the_person(
    record: SessionRecord, exercise: Exercise
) -> None:
    rule = exercise.rule.model_copy(update={"rest": 130.0, "rest_within": 10.0})
    words = plot_words(record, exercise.model_copy(update={"rule": rule}))
    assert "full range" not in words
    assert "Back arched at the top" in words


def test_plot_is_the_same_every_time(record: SessionRecord, exercise: Exercise) -> None:
    assert plot_svg(record, exercise) == plot_svg(record, exercise)


def test_no_plot_without_measurements(record: SessionRecord, exercise: Exercise) -> None:
    series = replace(record.series, value=record.series.value * math.nan)
    assert plot_svg(replace(record, series=series), exercise) == ""


def test_long_sessions_stay_small(record: SessionRecord, exercise: Exercise) -> None:

    many = 50
    series = replace(
        record.series,
        time_s=np.arange(600 * many) / 30,
        value=np.tile(record.series.value, (many, 1)),
        sd=np.tile(record.series.sd, (many, 1)),
    )
    assert len(plot_svg(replace(record, series=series), exercise)) < 400_000


@pytest.mark.parametrize("focus", ["hip", "hip_extension"])
def test_both_sides_of_a_limb_are_plotted(
    record: SessionRecord, exercise: Exercise, focus: str
) -> None:
    series = replace(record.series, names=("hip_left", "hip_right"))
    svg = plot_svg(replace(record, series=series, focus=focus), exercise)
    assert ("Hip, left" in svg and "Hip, right" in svg) is (focus == "hip")


def test_the_near_limb_is_not_plotted_beside_both(
    record: SessionRecord, exercise: Exercise
) -> None:
    both = np.column_stack([record.series.value[:, 0]] * 3)
    names = ("hip", "hip_left", "hip_right")
    units = (record.series.units[0],) * 3
    series = replace(record.series, names=names, units=units, value=both, sd=both * 0 + 5)
    svg = plot_svg(replace(record, series=series, focus="hip"), exercise)
    assert ">Hip, left<" in svg
    assert ">Hip, right<" in svg
    assert ">Hip<" not in svg


def test_personal_zero_is_told_when_there_is_one(record: SessionRecord, exercise: Exercise) -> None:
    assert "Personal zero" not in Page(html_report(record, exercise)).text
    own = Page(html_report(replace(record, zero_shift_deg=3.04), exercise))
    assert "Personal zero +3°" in own.text
