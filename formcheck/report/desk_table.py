"""Days at the desk as a table: for a spreadsheet, or for a program.

::

    date        seated_min  longest_sit_min  breaks  shifts  shifts_per_hour  judged_min  ...
    2026-11-02       402.5             55.0       9      61              9.1       371.2

The names are the same in every language, as those of the readings of a session: a table made
today goes with one made a year ago. What cannot be said of a day is empty.
"""

import csv
import io
import json
import math
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from formcheck.desk.day import Day, total
from formcheck.report.files import write_text

_DIGITS: Final = 1
"""Decimals: 6 s of a minute; nothing at the desk is known better."""
_MINUTE_S: Final = 60.0
_PERCENT: Final = 100.0

Row = dict[str, str | int | float | None]


def to_rows(days: Iterable[Day]) -> list[Row]:
    """Return one row for each date, by date, that JSON can hold; None for what cannot be said."""
    by_date: dict[str, list[Day]] = {}
    for day in days:
        by_date.setdefault(day.date.isoformat(), []).append(day)
    return [_row(total(some, some[0].date)) for _, some in sorted(by_date.items())]


def to_csv(days: Iterable[Day]) -> str:
    """Return one line for each date, by date, under a line of names with their units."""
    text = io.StringIO()
    out = csv.DictWriter(text, _NAMES, lineterminator="\n")
    out.writeheader()
    out.writerows(to_rows(days))
    return text.getvalue()


def to_json(days: Iterable[Day]) -> str:
    """Return the same as a list of objects."""
    return json.dumps(to_rows(days), indent=1, allow_nan=False) + "\n"


def write_days(path: Path, days: Iterable[Day]) -> None:
    """Write days to a file, whole or not at all: JSON when its name ends so, else CSV.

    Raises
    ------
    OutputError
        When it cannot be written.
    """
    write_text(path, to_json(days) if path.suffix.lower() == ".json" else to_csv(days))


def _row(day: Day) -> Row:
    return {
        "date": day.date.isoformat(),
        "seated_min": _minutes(day.seated_s),
        "longest_sit_min": _minutes(day.longest_sit_s),
        "breaks": day.breaks,
        "shifts": day.shifts,
        "shifts_per_hour": _known(day.shifts_per_hour),
        "judged_min": _minutes(day.judged_s),
        "near_own_min": _minutes(day.near_s),
        "near_own_percent": _known(day.near_share * _PERCENT),
        "slouches": day.slouches,
        "slouched_min": _minutes(day.slouched_s),
        "reminders": day.told,
    }


def _minutes(seconds: float) -> float:
    return round(seconds / _MINUTE_S, _DIGITS)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else round(value, _DIGITS)


_NAMES: Final = tuple(_row(Day(date=date.min)))
