"""A history on paper: a PDF of A4 pages, the same for the printer and for a file."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from matplotlib.backends.backend_pdf import PdfPages

from formcheck.care.programme import DAY_WORDS, Day
from formcheck.language import _
from formcheck.report.dates import month_name
from formcheck.report.drawing import PAPER, style
from formcheck.report.files import replacing
from formcheck.report.history import History
from formcheck.report.history_charts import Chart, exercise_charts, told_charts
from formcheck.report.history_drawing import draw_chart
from formcheck.report.history_words import (
    MARKS,
    adherence_text,
    foot,
    nothing,
    signs,
    span,
    title,
    week_lines,
)
from formcheck.report.paper import EDGE, SMALL, TITLE, WIDTH, Paper

_CHART: Final = (3.5, 1.4)
"""Width and height of a chart's axes, in inches; its words stand beside it."""
_AXIS: Final = (0.5, 0.4)
"""Beside and below them, for what stands at the axes."""
_BESIDE: Final = EDGE + _AXIS[0] + _CHART[0] + 0.2
_WORDS: Final = EDGE + WIDTH - _BESIDE
"""Room of the words."""
_GAP: Final = 0.15
_TINY: Final = 7.0
_MONTHS: Final = 3
"""Beside each other."""
_MONTH: Final = (2.3, 1.45)
_DAY: Final = (0.29, 0.17)


def write_history_pdf(path: Path, history: History) -> None:
    """Write a history as a PDF, whole or not at all; raise OutputError when that fails."""
    told = {"Title": title(history), "Creator": "formcheck", "CreationDate": None}
    with replacing(path) as written, style(PAPER), PdfPages(written, metadata=told) as pdf:
        paper = Paper(pdf)
        _write(paper, history)
        paper.end()


def _write(paper: Paper, history: History) -> None:
    paper.text(title(history), TITLE, bold=True)
    paper.text(span(history), ink="quiet")
    if history.empty:
        paper.text(nothing())
        return
    paper.text(adherence_text(history.adherence))
    paper.skip(_GAP)
    _calendar(paper, history)
    told = told_charts(history)
    if told:
        paper.heading(_("Pain and effort"), _tall(paper, told[0]))
        _charts(paper, told)
    for one in history.exercises:
        charts = exercise_charts(one)
        paper.heading(one.title, sum(_tall(paper, chart) for chart in charts[:1]))
        for line in week_lines(one):
            paper.text(line)
        _charts(paper, charts)
    paper.skip(_GAP)
    paper.text(foot(), SMALL, ink="quiet")


def _charts(paper: Paper, charts: Sequence[Chart]) -> None:
    for chart in charts:
        tall = _tall(paper, chart)
        paper.skip(_GAP)
        paper.room(tall)
        draw_chart(paper.axes(EDGE + _AXIS[0], *_CHART), chart)
        paper.word(chart.title, _BESIDE, paper.y, SMALL, bold=True)
        top = paper.height(chart.title, _WORDS, SMALL)
        for line in chart.lines:
            top = paper.column(line, _BESIDE, _WORDS, SMALL, top)
        paper.skip(tall)


def _tall(paper: Paper, chart: Chart) -> float:
    """Return the height of a chart, or of its words where they are taller."""
    lines = (chart.title, *chart.lines)
    return max(_CHART[1] + _AXIS[1], sum(paper.height(one, _WORDS, SMALL) for one in lines))


def _calendar(paper: Paper, history: History) -> None:
    marks = {day.on: MARKS[day.state] for day in history.days}
    months = sorted({day.on.replace(day=1) for day in history.days})
    for start in range(0, len(months), _MONTHS):
        paper.room(_MONTH[1])
        for place, month in enumerate(months[start : start + _MONTHS]):
            _month(paper, EDGE + place * _MONTH[0], month, marks)
        paper.skip(_MONTH[1])
    paper.text(signs(), SMALL, ink="quiet")


def _month(paper: Paper, left: float, month: date, marks: Mapping[date, str]) -> None:
    y = paper.y
    paper.word(month_name(month), left, y, SMALL, bold=True)
    for column, day in enumerate(Day):
        paper.word(_(DAY_WORDS[day]), left + column * _DAY[0], y - _DAY[1], _TINY, ink="quiet")
    for row, week in enumerate(Calendar().monthdatescalendar(month.year, month.month), start=2):
        for column, on in enumerate(week):
            if on.month == month.month:
                words = f"{on.day} {marks.get(on, '')}".rstrip()
                paper.word(words, left + column * _DAY[0], y - row * _DAY[1], _TINY)
