"""A week at the desk: its name, its rows, its totals, and what its bars show."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from formcheck.care.programme import DAY_WORDS
from formcheck.care.today import day_of
from formcheck.desk.day import HOUR_S, Day, total
from formcheck.language import N_, _, ngettext, number
from formcheck.report.dates import day_name, weekday_name
from formcheck.ui.desk.today_words import duration, near_text, shifts_text

COLUMNS: Final = (
    N_("Day"),
    N_("Seated"),
    N_("Longest sit"),
    N_("Breaks"),
    N_("Shifts an hour"),
    N_("Near baseline"),
)
LEAST_HOURS: Final = 4.0
"""The hours' axis goes so far at least: an hour shall not look like a long day."""
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a day."""

    foot: str
    """What stands below it."""
    share: float
    """How high it is, 0 to 1; NaN for none."""
    label: str = ""
    """What stands above it."""
    pieces: int = 1
    """In how many it is cut."""
    today: bool = False


def mondays(days: Sequence[Day], today: date) -> tuple[date, ...]:
    """Return the Mondays of the weeks that can be shown: this one first, then back to the first."""
    first = min((one.date for one in days), default=today)
    found, monday = [_monday(today)], _monday(today)
    while monday > first:
        monday -= _WEEK
        found.append(monday)
    return tuple(found)


def week_title(monday: date, today: date) -> str:
    """Return what a week is called."""
    if monday == _monday(today):
        return _("This week")
    if monday == _monday(today) - _WEEK:
        return _("Last week")
    return _("Week of {day}").format(day=day_name(monday))


def has_data(day: Day) -> bool:
    """Whether anything was counted."""
    return day.seated_s > 0.0 or day.breaks > 0


def week_summary(week: Sequence[Day]) -> str:
    """Return the totals as one line."""
    known = sum(has_data(one) for one in week)
    if not known:
        return _("Nothing was counted in this week.")
    whole = total(week, week[0].date)
    days = ngettext("{number} day", "{number} days", known).format(number=known)
    breaks = ngettext("{number} break", "{number} breaks", whole.breaks).format(number=whole.breaks)
    return _("{days}: seated {seated}, {breaks}, longest sit {longest}.").format(
        days=days,
        seated=duration(whole.seated_s),
        breaks=breaks,
        longest=duration(whole.longest_sit_s),
    )


def rows(week: Sequence[Day]) -> Iterator[tuple[str, ...]]:
    """Give the cells of each day, and then of the whole week; empty where nothing was counted."""
    for day in week:
        yield weekday_name(day.date), *_cells(day)
    yield _("All days"), *_cells(total(week, week[0].date))


def seated_bars(week: Sequence[Day], today: date) -> tuple[Bar, ...]:
    """Return the hours seated, cut once for each break."""
    hours = [one.seated_s / HOUR_S for one in week]
    top = max([*hours, LEAST_HOURS])
    return tuple(
        Bar(_letters(day), high / top, number(high, 1), day.breaks + 1, day.date == today)
        if has_data(day)
        else Bar(_letters(day), math.nan, today=day.date == today)
        for day, high in zip(week, hours, strict=True)
    )


def near_bars(week: Sequence[Day], today: date) -> tuple[Bar, ...]:
    """Return the shares of time near the own baseline."""
    return tuple(
        Bar(_letters(day), day.near_share, near_text(day), today=day.date == today) for day in week
    )


def _letters(day: Day) -> str:
    return _(DAY_WORDS[day_of(day.date)])


def _cells(day: Day) -> tuple[str, ...]:
    if not has_data(day):
        return ("",) * (len(COLUMNS) - 1)
    return (
        duration(day.seated_s),
        duration(day.longest_sit_s),
        number(day.breaks, 0),
        shifts_text(day),
        near_text(day),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
