from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from formcheck.desk.advice import (
    DUE,
    FEW_SHIFTS,
    LEAST_SEATED_S,
    LITTLE_NEAR,
    MANY_SHIFTS,
    NEAR,
    OFTEN,
    SHIFT,
    Kind,
    advise,
)
from formcheck.desk.breaks import Due
from formcheck.desk.day import Day

HOURS = 3600.0
PLAIN = Day(
    date=date(2026, 11, 2),
    seated_s=4 * HOURS,
    longest_sit_s=50 * 60.0,
    breaks=4,
    shifts=32,
    judged_s=3 * HOURS,
    near_s=2.5 * HOURS,
)
"""Nothing to say of it: one sit was a little longer than is praised."""
BAD = replace(PLAIN, longest_sit_s=2 * HOURS, shifts=1, near_s=0.0)


def kind(day: Day, due: Due = Due.NOT, stand_after_s: float = 1800.0) -> Kind | None:
    told = advise(day, due, stand_after_s)
    return None if told is None else told.kind


def test_a_day_in_order_is_not_talked_about() -> None:
    assert advise(PLAIN) is None
    assert advise(Day(date=PLAIN.date)) is None


@pytest.mark.parametrize("due", [Due.TIME, Due.OVERDUE])
def test_a_break_that_is_due_goes_first(due: Due) -> None:
    for day in (PLAIN, BAD, Day(date=PLAIN.date)):
        told = advise(day, due)
        assert told is not None
        assert (told.kind, told.text) == (Kind.BREAK, DUE[due])


def test_then_a_long_sit_then_shifts_then_the_baseline() -> None:
    told = advise(BAD)
    assert told is not None
    assert told.kind is Kind.LONG_SIT
    assert "was 120 minutes: try to stand up after about 30" in told.text
    assert kind(replace(BAD, longest_sit_s=3599.0)) is Kind.SHIFTS
    assert kind(replace(BAD, longest_sit_s=3599.0, shifts=32)) is Kind.BASELINE


def test_a_long_sit_is_long_for_who_wants_to_stand_sooner() -> None:
    day = replace(PLAIN, longest_sit_s=60 * 60.0)
    assert kind(day) is Kind.LONG_SIT
    assert kind(day, stand_after_s=2400.0) is Kind.PRAISE
    assert kind(replace(day, longest_sit_s=40 * 60.0), stand_after_s=1200.0) is Kind.LONG_SIT


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"shifts": FEW_SHIFTS * 4 - 1}, Kind.SHIFTS),
        ({"shifts": FEW_SHIFTS * 4}, None),
        ({"seated_s": HOURS - 1, "shifts": 0}, None),
        ({"seated_s": HOURS, "shifts": 3}, Kind.SHIFTS),
        ({"near_s": LITTLE_NEAR * 3 * HOURS - 1}, Kind.BASELINE),
        ({"near_s": LITTLE_NEAR * 3 * HOURS}, None),
        ({"judged_s": HOURS - 1, "near_s": 0.0}, None),
        ({"longest_sit_s": 45 * 60.0}, Kind.PRAISE),
        ({"longest_sit_s": 45 * 60.0, "breaks": 0}, None),
        ({"shifts": MANY_SHIFTS * 4}, Kind.PRAISE),
        ({"shifts": MANY_SHIFTS * 4 - 1}, None),
    ],
)
def test_where_each_begins(change: dict[str, Any], expected: Kind | None) -> None:
    assert kind(replace(PLAIN, **change)) is expected


def test_nothing_is_said_of_a_day_that_has_hardly_begun() -> None:
    assert kind(replace(BAD, seated_s=LEAST_SEATED_S - 1)) is None
    assert kind(replace(BAD, seated_s=LEAST_SEATED_S)) is Kind.LONG_SIT


def test_breaks_and_shifts_are_praised() -> None:
    one = advise(replace(PLAIN, breaks=1, longest_sit_s=600.0))
    many = advise(replace(PLAIN, longest_sit_s=600.0))
    shifts = advise(replace(PLAIN, shifts=60))
    assert [told.text for told in (one, many, shifts) if told] == [
        "1 break, and no long sit: well moved.",
        "4 breaks, and no long sit: well moved.",
        OFTEN,
    ]


def test_no_word_of_harm() -> None:
    said = " ".join([*DUE.values(), SHIFT, NEAR, OFTEN]).lower()
    for word in ("damage", "injur", "harm", "bad", "wrong", "pain", "must", "danger"):
        assert word not in said
