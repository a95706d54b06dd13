"""A history as one page to read and to print, which needs nothing else."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup

from formcheck.care.programme import DAY_WORDS, Day
from formcheck.language import _
from formcheck.report.dates import month_name
from formcheck.report.files import write_text
from formcheck.report.history import History
from formcheck.report.history_charts import Chart, exercise_charts, told_charts
from formcheck.report.history_days import DayState, HistoryDay
from formcheck.report.history_drawing import chart_svg
from formcheck.report.history_words import (
    MARKS,
    adherence_text,
    day_lines,
    day_title,
    foot,
    nothing,
    signs,
    span,
    title,
    week_lines,
)
from formcheck.report.pages import page


@dataclass(frozen=True, slots=True)
class _Cell:
    """One day of a month's table; all empty outside the month."""

    day: str = ""
    mark: str = ""
    words: str = ""
    """For screen readers, and where the mouse stays."""


@dataclass(frozen=True, slots=True)
class _Month:
    name: str
    weeks: tuple[tuple[_Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class _Plot:
    """A chart with its picture."""

    title: str
    lines: tuple[str, ...]
    svg: Markup


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    lines: tuple[str, ...]
    plots: tuple[_Plot, ...]


def history_html(history: History) -> str:
    """Return a history as a page."""
    return page(
        "history.html.j2",
        title=title(history),
        span=span(history),
        nothing=nothing() if history.empty else "",
        adherence=adherence_text(history.adherence),
        weekdays=[_(DAY_WORDS[day]) for day in Day],
        months=_months(history.days),
        signs=signs(),
        sections=() if history.empty else _sections(history),
        foot=foot(),
    )


def write_history_html(path: Path, history: History) -> None:
    """Write the page to a file, whole or not at all; raise OutputError when that fails."""
    write_text(path, history_html(history))


def _months(days: Iterable[HistoryDay]) -> tuple[_Month, ...]:
    known = {day.on: day for day in days}
    months = sorted({on.replace(day=1) for on in known})
    return tuple(
        _Month(
            month_name(month),
            tuple(
                tuple(_cell(on, month, known) for on in week)
                for week in Calendar().monthdatescalendar(month.year, month.month)
            ),
        )
        for month in months
    )


def _cell(on: date, month: date, known: dict[date, HistoryDay]) -> _Cell:
    if on.month != month.month:
        return _Cell()
    day = known.get(on, HistoryDay(on=on, state=DayState.EMPTY))
    return _Cell(str(on.day), MARKS[day.state], " ".join((f"{day_title(day)}.", *day_lines(day))))


def _sections(history: History) -> tuple[_Section, ...]:
    told = told_charts(history)
    sections = [_Section(_("Pain and effort"), (), _plots(told))] if told else []
    sections += [
        _Section(one.title, week_lines(one), _plots(exercise_charts(one)))
        for one in history.exercises
    ]
    return tuple(sections)


def _plots(charts: Iterable[Chart]) -> tuple[_Plot, ...]:
    # Our own drawing; its texts are escaped.
    return tuple(_Plot(one.title, one.lines, Markup(chart_svg(one))) for one in charts)
