"""Days and months as people write them, in the language in use."""

from datetime import date
from typing import Final

from formcheck.care.programme import DAY_WORDS
from formcheck.care.today import day_of
from formcheck.language import N_, _, pgettext

_MONTHS: Final = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def month_name(day: date) -> str:
    """Return ``November 2026``."""
    # Translators: a month and its year.
    return pgettext("date", "{month} {year}").format(month=_(_MONTHS[day.month - 1]), year=day.year)


def day_name(day: date) -> str:
    """Return ``16 November``."""
    # Translators: a day of a month.
    return pgettext("date", "{day} {month}").format(day=day.day, month=_(_MONTHS[day.month - 1]))


def weekday_name(day: date) -> str:
    """Return ``Mon 16 November``."""
    # Translators: a day of the week and of a month.
    text = pgettext("date", "{weekday} {day}")
    return text.format(weekday=_(DAY_WORDS[day_of(day)]), day=day_name(day))


def short_name(day: date) -> str:
    """Return ``16 Nov``, for an axis."""
    # Translators: a day of a month, the month as three letters.
    month = _(_MONTHS[day.month - 1])[:3]
    return pgettext("date", "{day} {month}").format(day=day.day, month=month)


def week_name(monday: date) -> str:
    """Return ``the week of 16 November``."""
    return _("the week of {day}").format(day=day_name(monday))
