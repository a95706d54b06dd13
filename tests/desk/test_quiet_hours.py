from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.desk.manners import Span
from formcheck.desk.quiet_hours import (
    EXAMPLE,
    read_quiet_hours,
    tell_quiet_hours,
    write_quiet_hours,
)
from formcheck.errors import SettingError
from formcheck.language import use_language

NIGHT = Span(time(22), time(7))
LUNCH = Span(time(12), time(13), frozenset(range(5)))
DAY = Span(time(), time())

TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
WEEKDAYS = st.frozensets(st.integers(0, 6), min_size=1)
SPANS = st.builds(Span, TIMES, TIMES, WEEKDAYS).filter(
    lambda one: one.start != one.end or one.start == time()
)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        (" ; ", ()),
        (EXAMPLE, (NIGHT, LUNCH)),
        ("22-7;", (NIGHT,)),
        ("22.00 \N{EN DASH} 07.00", (NIGHT,)),
        ("00:00-24:00", (DAY,)),
        ("monday-Fri. 12-13", (LUNCH,)),
        ("Mo,Tu, We, Th,Fr 12:00-13:00", (LUNCH,)),
        ("Fri-Mon 1:05-2:10", (Span(time(1, 5), time(2, 10), frozenset({4, 5, 6, 0})),)),
    ],
)
def test_what_is_written_is_read(text: str, spans: tuple[Span, ...]) -> None:
    assert read_quiet_hours(text) == spans


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        ((), ""),
        ((NIGHT, LUNCH), EXAMPLE),
        ((DAY,), "00:00-24:00"),
        ((Span(time(9), time(), frozenset({0, 2, 3, 6})),), "Mon,Wed-Thu,Sun 09:00-24:00"),
    ],
)
def test_spans_are_written(spans: tuple[Span, ...], text: str) -> None:
    assert write_quiet_hours(spans) == tell_quiet_hours(spans) == text


@given(st.lists(SPANS, max_size=4).map(tuple))
def test_what_was_written_is_read_again(spans: tuple[Span, ...]) -> None:
    assert read_quiet_hours(write_quiet_hours(spans)) == spans


@given(st.lists(SPANS, max_size=4).map(tuple))
def test_and_in_another_language(spans: tuple[Span, ...]) -> None:
    use_language("de")
    assert read_quiet_hours(tell_quiet_hours(spans)) == spans
    assert read_quiet_hours(write_quiet_hours(spans)) == spans


def test_days_have_the_names_of_the_language() -> None:
    use_language("de")
    assert read_quiet_hours("Mo-Fr 12-13") == (LUNCH,)
    assert tell_quiet_hours((LUNCH,)) == "Mo-Fr 12:00-13:00"
    assert write_quiet_hours((LUNCH,)) == "Mon-Fri 12:00-13:00"


@pytest.mark.parametrize(
    "wrong",
    [
        *["always", "22:00", "25:00-26:00", "24:00-25:00", "24:00-07:00", "22:60-23:00"],
        *["12:00-13:99", "M 12-13", "T 12-13", "Mon-Fri-Sun 12-13", "Mon- 12-13", "-1-5"],
        "Monfri 12-13",
    ],
)
def test_what_cannot_be_read_is_told(wrong: str) -> None:
    with pytest.raises(SettingError) as told:
        read_quiet_hours(f"22-7; {wrong}")
    assert str(told.value) == (
        f"Expected quiet hours such as {EXAMPLE}, found {wrong!r}. Leave it empty for none."
    )


def test_nothing_ends_when_it_begins() -> None:
    with pytest.raises(SettingError, match=r"another end, found '08:00-8'\. The whole day"):
        read_quiet_hours("08:00-8")
