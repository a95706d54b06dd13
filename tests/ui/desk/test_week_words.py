"""The weeks, in rows and bars."""

import math
from datetime import date, timedelta

from formcheck.desk.day import Day, week_of
from formcheck.ui.desk.week_words import (
    COLUMNS,
    mondays,
    near_bars,
    rows,
    seated_bars,
    week_summary,
    week_title,
)
from tests.ui.desk.window_parts import HOUR_S, SUNDAY, TODAY, days

MONDAY = date(2026, 11, 16)
WEEK = week_of(days(), SUNDAY)


def test_weeks_go_back_to_the_first_day() -> None:
    assert mondays((), SUNDAY) == (MONDAY,)
    assert mondays((TODAY,), SUNDAY) == (MONDAY,)
    early = Day(date=MONDAY - timedelta(days=15))
    assert mondays((early, TODAY), SUNDAY) == tuple(
        MONDAY - timedelta(weeks=ago) for ago in range(4)
    )


def test_weeks_have_names() -> None:
    titles = [week_title(MONDAY - timedelta(weeks=ago), SUNDAY) for ago in range(3)]
    assert titles == ["This week", "Last week", "Week of 2 November"]


def test_a_day_is_a_row_and_the_week_is_the_last() -> None:
    shown = list(rows(WEEK))
    assert len(shown) == 8
    assert all(len(one) == len(COLUMNS) for one in shown)
    assert shown[0] == ("Mon 16 November", "5 h 0 min", "1 h 12 min", "3", "8", "33 %")
    assert shown[2][-1] == ""  # hardly judged
    assert shown[5] == ("Sat 21 November", "", "", "", "", "")
    assert shown[7][:4] == ("All days", "33 h 12 min", "1 h 12 min", "34")


def test_the_week_in_a_sentence() -> None:
    assert week_summary(WEEK) == "6 days: seated 33 h 12 min, 34 breaks, longest sit 1 h 12 min."
    one = week_of([Day(date=SUNDAY, seated_s=HOUR_S, longest_sit_s=HOUR_S, breaks=1)], SUNDAY)
    assert week_summary(one) == "1 day: seated 1 h 0 min, 1 break, longest sit 1 h 0 min."
    assert week_summary(week_of((), SUNDAY)) == "Nothing was counted in this week."


def test_bars_of_hours_are_cut_at_the_breaks() -> None:
    bars = seated_bars(WEEK, SUNDAY)
    assert [one.foot for one in bars] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert [one.label for one in bars] == ["5.0", "4.0", "8.0", "7.0", "6.0", "", "3.2"]
    assert [one.share for one in bars[:3]] == [5 / 8, 4 / 8, 1.0]
    assert math.isnan(bars[5].share)
    assert [one.pieces for one in bars] == [4, 9, 8, 7, 6, 1, 6]
    assert [one.today for one in bars] == [False] * 6 + [True]


def test_an_hour_does_not_look_like_a_long_day() -> None:
    bars = seated_bars(week_of([Day(date=SUNDAY, seated_s=HOUR_S)], SUNDAY), SUNDAY)
    assert bars[6].share == 0.25


def test_bars_of_shares_are_missing_where_little_was_judged() -> None:
    bars = near_bars(WEEK, SUNDAY)
    assert [one.label for one in bars] == ["33 %", "78 %", "", "33 %", "78 %", "", "80 %"]
    assert bars[6].share == 0.8
    assert [math.isnan(one.share) for one in bars] == [not one.label for one in bars]
