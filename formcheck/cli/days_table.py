"""Days at the desk as a table on the terminal."""

import math
from collections.abc import Callable, Iterable
from typing import Final

from rich.table import Table

from formcheck.desk.day import Day
from formcheck.language import N_, _, number

_MINUTE_S: Final = 60.0
_PERCENT: Final = 100.0
_COLUMNS: Final[tuple[tuple[str, Callable[[Day], str]], ...]] = (
    (N_("day"), lambda day: day.date.isoformat()),
    (N_("seated, min"), lambda day: _minutes(day.seated_s)),
    (N_("longest sit, min"), lambda day: _minutes(day.longest_sit_s)),
    (N_("breaks"), lambda day: str(day.breaks)),
    (N_("shifts an hour"), lambda day: _known(day.shifts_per_hour, 1)),
    (N_("near your own posture, %"), lambda day: _known(_PERCENT * day.near_share, 0)),
    (N_("reminders"), lambda day: str(day.told)),
)


def days_table(days: Iterable[Day]) -> Table:
    """Return one row for each day; what cannot be said of it is empty."""
    table = Table(box=None, pad_edge=False)
    for name, _column in _COLUMNS:
        table.add_column(_(name), justify="right", vertical="bottom")
    for day in days:
        table.add_row(*(write(day) for _name, write in _COLUMNS))
    return table


def _minutes(seconds: float) -> str:
    return number(seconds / _MINUTE_S, 0)


def _known(value: float, digits: int) -> str:
    return "" if math.isnan(value) else number(value, digits)
