import math
from dataclasses import replace
from datetime import date, timedelta

import pytest

from formcheck.desk.breaks import BreakWatch
from formcheck.desk.day import Day, DayLog, is_fading, total, week_of
from formcheck.desk.slouch import SlouchWatch
from tests.desk.desks import MORNING, later
from tests.desk.sats import BEYOND, GOOD, UNJUDGED, State, sat, script

AWAY, DARK = State.AWAY, State.DARK
TODAY = MORNING.date()
HOUR = 3600.0
PARTS = [(900.0, GOOD), (300.0, BEYOND), (120.0, UNJUDGED), (90.0, AWAY), (480.0, GOOD)]


def days(parts: list[tuple[float, State]], rate_hz: float = 2.0, at_s: float = 0.0) -> list[Day]:
    log, breaks, slouches = DayLog(later(at_s).date()), BreakWatch(), SlouchWatch()
    for time_s, state in script(parts, rate_hz):
        look = sat(time_s, state)
        breaks.update(time_s, look.presence)
        slouches.update(look)
        shifts, told = int(time_s > 100.0) * 6, int(time_s > 1050.0)
        log.update(later(at_s + time_s), look, breaks, slouches, shifts=shifts, told=told)
    return [*log.over, log.today]


@pytest.mark.parametrize("rate_hz", [0.2, 0.5, 2.0, 4.0])
def test_a_day_adds_up_by_the_clock_however_often_one_looks(rate_hz: float) -> None:
    (day,) = days(PARTS, rate_hz)
    near = 2 / rate_hz + 0.1
    assert day.date == TODAY
    assert day.seated_s == pytest.approx(1800.0, abs=near)
    assert day.longest_sit_s == pytest.approx(1320.0, abs=near)
    assert day.judged_s == pytest.approx(1680.0, abs=near)
    assert day.near_s == pytest.approx(1380.0, abs=near)
    assert (day.breaks, day.slouches, day.shifts, day.told) == (1, 1, 6, 1)
    assert day.slouched_s == pytest.approx(300.0, abs=near)
    assert day.shifts_per_hour == pytest.approx(12.0, abs=0.1)
    assert day.near_share == pytest.approx(1380.0 / 1680.0, abs=0.01)


def test_of_a_few_minutes_nothing_is_said() -> None:
    (day,) = days([(300.0, GOOD)])
    assert math.isnan(day.shifts_per_hour)
    assert math.isnan(day.near_share)


def test_the_dark_and_a_gap_count_for_nothing() -> None:
    (day,) = days([(100.0, GOOD), (200.0, DARK), (100.0, GOOD)])
    assert (day.seated_s, day.judged_s) == (
        pytest.approx(200.0, abs=1),
        pytest.approx(200.0, abs=1),
    )
    (gaps,) = days([(600.0, GOOD)], rate_hz=1 / 60)
    assert (gaps.seated_s, gaps.judged_s) == (0.0, 0.0)


def test_midnight_divides() -> None:
    before, after = days([(1200.0, GOOD)], at_s=15 * HOUR - 600.0)
    assert (before.date, after.date) == (TODAY, TODAY + timedelta(days=1))
    assert before.seated_s == pytest.approx(600.0, abs=1.0)
    assert after.seated_s == pytest.approx(600.0, abs=1.0)
    # No sit of a day is longer than all of them together.
    assert after.longest_sit_s == pytest.approx(after.seated_s)


ONE = Day(
    date=TODAY,
    seated_s=HOUR,
    longest_sit_s=900.0,
    breaks=2,
    shifts=9,
    judged_s=HOUR,
    near_s=0.9 * HOUR,
    slouches=1,
    slouched_s=150.0,
    told=1,
)


def test_two_runs_of_a_day_are_added() -> None:
    both = ONE.plus(replace(ONE, longest_sit_s=1200.0))
    assert both == Day(
        date=TODAY,
        seated_s=2 * HOUR,
        longest_sit_s=1200.0,
        breaks=4,
        shifts=18,
        judged_s=2 * HOUR,
        near_s=1.8 * HOUR,
        slouches=2,
        slouched_s=300.0,
        told=2,
    )


def test_a_week_runs_from_monday_to_sunday() -> None:
    thursday = TODAY + timedelta(days=3)
    week = week_of([ONE, ONE, replace(ONE, date=TODAY - timedelta(days=1))], thursday)
    assert [one.date for one in week] == [TODAY + timedelta(days=place) for place in range(7)]
    assert [one.seated_s for one in week] == [2 * HOUR, *[0.0] * 6]
    assert total(week, TODAY).breaks == 4


def fortnight(near: float, count: int = 8, judged_s: float = HOUR) -> list[Day]:
    return [
        replace(
            ONE, date=TODAY - timedelta(days=place + 1), judged_s=judged_s, near_s=near * judged_s
        )
        for place in range(count)
    ]


@pytest.mark.parametrize(
    ("known", "fades"),
    [
        (fortnight(0.85), True),
        ([*fortnight(0.85), replace(ONE, judged_s=9 * HOUR, near_s=0.0)], True),
        (fortnight(0.75), False),
        (fortnight(0.9, count=5), False),
        (fortnight(0.9, judged_s=900.0), False),
        ([replace(one, date=one.date - timedelta(days=14)) for one in fortnight(0.9)], False),
        ([replace(ONE, date=date(2026, 11, 2))] * 8, False),
        ([], False),
    ],
)
def test_it_fades_after_two_good_weeks(known: list[Day], *, fades: bool) -> None:
    assert is_fading(known, TODAY) is fades
