"""Quiet hours as people write them, ``22:00-07:00; Mon-Fri 12:00-13:00``, and as spans of the day.

What is kept has English days, so that it can be read in every language; people may write those of
the language in use.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import time
from itertools import groupby
from typing import Final

from formcheck.care.programme import DAY_WORDS
from formcheck.desk.manners import Span
from formcheck.errors import SettingError
from formcheck.language import N_, _

EXAMPLE: Final = "22:00-07:00; Mon-Fri 12:00-13:00"
_SHORT: Final = tuple(DAY_WORDS.values())
_LONG: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_WEEK: Final = frozenset(range(7))
_LEAST_LETTERS: Final = 2
"""Of a day: "Sa" may be Saturday, "S" may be two days."""
_HOUR: Final = 60
_DAY: Final = 24 * _HOUR
_TIME: Final = r"(\d{1,2})(?:[:.](\d\d))?"
_TO: Final = "[-\N{EN DASH}]"
_SPAN: Final = re.compile(rf"(?:(?P<days>\D+?)\s+)?{_TIME}\s*{_TO}\s*{_TIME}")
_LONGEST: Final = 40
"""Of what was found, in an error."""


def read_quiet_hours(text: str) -> tuple[Span, ...]:
    """Return what a person wrote, in English or in the language in use; empty for none.

    Raises
    ------
    SettingError
        When a part cannot be read; it says which.
    """
    parts = (part.strip() for part in text.split(";"))
    return tuple(_span(part) for part in parts if part)


def write_quiet_hours(spans: tuple[Span, ...]) -> str:
    """Return spans as they are kept: with English days."""
    return _written(spans, _SHORT)


def tell_quiet_hours(spans: tuple[Span, ...]) -> str:
    """Return spans as they are shown: with the days of the language in use."""
    return _written(spans, tuple(_(one) for one in _SHORT))


def _span(part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise _unreadable(part)
    start, end = _minutes(found[2], found[3]), _minutes(found[4], found[5])
    if start >= _DAY or end > _DAY:
        raise _unreadable(part)
    if start == end:
        raise SettingError(
            _(
                "Expected quiet hours with a beginning and another end, found {found!r}. "
                "The whole day is {whole}."
            ).format(found=part[:_LONGEST], whole="00:00-24:00")
        )
    days = _WEEK if found["days"] is None else _days(found["days"], part)
    return Span(_time(start), _time(end % _DAY), days)


def _unreadable(part: str) -> SettingError:
    return SettingError(
        _(
            "Expected quiet hours such as {example}, found {found!r}. Leave it empty for none."
        ).format(example=tell_quiet_hours(read_quiet_hours(EXAMPLE)), found=part[:_LONGEST])
    )


def _minutes(hour: str, minute: str | None) -> int:
    """Return minutes after midnight; 24:00 and later ones, or odd ones, are no time of day."""
    odd = int(minute or 0) >= _HOUR
    return _DAY + 1 if odd else _HOUR * int(hour) + int(minute or 0)


def _time(minutes: int) -> time:
    return time(*divmod(minutes, _HOUR))


def _days(text: str, part: str) -> frozenset[int]:
    names = _names()
    found: set[int] = set()
    for piece in text.split(","):
        said = re.split(_TO, piece, maxsplit=1)
        known = [day for one in said if (day := _day(one.strip(), names)) is not None]
        if len(known) < len(said):
            raise _unreadable(part)
        first, last = known[0], known[-1]
        found.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(found)


def _names() -> Mapping[str, int]:
    """Return the days by their names; where two languages disagree, that in use goes before."""
    names: dict[str, int] = {}
    for words in (_SHORT, _LONG):
        names |= {one.casefold(): day for day, one in enumerate(words)}
    for words in (_SHORT, _LONG):
        names |= {_(one).casefold(): day for day, one in enumerate(words)}
    return names


def _day(word: str, names: Mapping[str, int]) -> int | None:
    """Return the day of a word, or of its first letters."""
    word = word.rstrip(".").casefold()
    if word in names:
        return names[word]
    found = {day for name, day in names.items() if name.startswith(word)}
    return found.pop() if len(word) >= _LEAST_LETTERS and len(found) == 1 else None


def _written(spans: tuple[Span, ...], words: tuple[str, ...]) -> str:
    return "; ".join(_span_text(span, words) for span in spans)


def _span_text(span: Span, words: tuple[str, ...]) -> str:
    end = "24:00" if span.end == time() else f"{span.end:%H:%M}"
    days = "" if span.weekdays == _WEEK else ",".join(_day_texts(span.weekdays, words)) + " "
    return f"{days}{span.start:%H:%M}-{end}"


def _day_texts(weekdays: frozenset[int], words: tuple[str, ...]) -> Iterator[str]:
    """Give a name for each day, and one for each run of days."""
    for _start, run in groupby(enumerate(sorted(weekdays)), key=lambda one: one[1] - one[0]):
        days = [day for _place, day in run]
        last = f"-{words[days[-1]]}" if len(days) > 1 else ""
        yield f"{words[days[0]]}{last}"
