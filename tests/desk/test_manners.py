from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from formcheck.desk.manners import Manners, Sensitivity, Span

MONDAY, TUESDAY, SUNDAY = 2, 3, 1
"""Days of November 2026."""


def at(day: int, clock: str) -> datetime:
    return datetime.combine(datetime(2026, 11, day, tzinfo=UTC), time.fromisoformat(clock), UTC)


LUNCH = Span(time(12, 0), time(13, 0), frozenset({0}))
NIGHT = Span(time(22, 0), time(7, 0), frozenset({0}))


@pytest.mark.parametrize(
    ("span", "day", "clock", "holds"),
    [
        (LUNCH, MONDAY, "11:59", False),
        (LUNCH, MONDAY, "12:00", True),
        (LUNCH, MONDAY, "12:59", True),
        (LUNCH, MONDAY, "13:00", False),
        (LUNCH, TUESDAY, "12:30", False),
        (NIGHT, MONDAY, "21:59", False),
        (NIGHT, MONDAY, "22:00", True),
        (NIGHT, TUESDAY, "06:59", True),
        (NIGHT, TUESDAY, "07:00", False),
        (NIGHT, TUESDAY, "22:00", False),
        (NIGHT, MONDAY, "06:00", False),
        (NIGHT, SUNDAY, "23:00", False),
        (Span(time(22, 0), time(7, 0)), SUNDAY, "03:00", True),
    ],
)
def test_quiet_hours(span: Span, day: int, clock: str, *, holds: bool) -> None:
    assert span.holds(at(day, clock)) is holds


@pytest.mark.parametrize(
    "wrong",
    [
        {"icon_after_s": 14.0},
        {"tell_after_s": 301.0},
        {"stand_after_s": 1199.0},
        {"stand_after_s": 3601.0},
    ],
)
def test_delays_beyond_their_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(wrong))}: expected"):
        replace(Manners(), **wrong)


def test_a_keen_eye_has_the_limits_of_a_low_camera() -> None:
    assert 15.0 / Sensitivity.KEEN.divides == pytest.approx(9.0)
    assert Sensitivity.USUAL.divides == 1.0
    assert 10.0 / Sensitivity.LENIENT.divides == pytest.approx(15.0)
