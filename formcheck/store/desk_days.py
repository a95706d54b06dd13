"""Days at the desk in sums: a row for each day and run of the program, and nothing finer.

::

    days = DeskDays(store, person)      # one for as long as the program runs
    days.keep(run, log)                 # every minute, and at the end
    days.all()                          # one Day a date, whoever ran when
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select

from formcheck.desk.day import Day
from formcheck.store.clock import utc_now
from formcheck.store.database import Store
from formcheck.store.people import still_there
from formcheck.store.tables import DESK_DAYS

_SUMS: Final = tuple(one.name for one in fields(Day) if one.name != "date")
_LONGEST: Final = "longest_sit_s"


class DeskDays:
    """The days of a person in a store."""

    def __init__(self, store: Store, person: str, now: Callable[[], datetime] = utc_now) -> None:
        self._store, self._person, self._now = store, person, now
        self._kept: dict[tuple[str, date], Day] = {}
        """What was written from here: when it is gone, somebody deleted it."""
        self._deleted: dict[tuple[str, date], Day] = {}
        """How far a day was when it was deleted: so much of it is not written again."""

    def keep(self, run: str, days: Sequence[Day]) -> None:
        """Keep the days of one run as they are by now.

        Days of a run only grow: of what is there and what is given the larger number is kept, so
        calling it again, late or in any order changes nothing. What is deleted while the run goes
        on stays deleted: only what comes after counts.

        Parameters
        ----------
        run
            Any name, the same for as long as the days are added up without beginning anew, and no
            longer.
        days
            Everything of the run, a date also more than once.

        Raises
        ------
        StoreError
            When it cannot be written: everything is as before, and the next call makes up for it.
        """
        given = _by_date(days)
        mine = self._mine & (DESK_DAYS.c.run == run) & DESK_DAYS.c.date.in_(given)
        with self._store.write() as connection:
            there = _days(connection, mine)
            deleted = self._deleted | self._gone(run, given.keys() - there.keys())
            new = {
                on: _grown(there.get(on), day, deleted.get((run, on))) for on, day in given.items()
            }
            # A day with nothing in it needs no row.
            rows = [
                self._row(run, day) for on, day in new.items() if day != there.get(on, Day(date=on))
            ]
            changed = DESK_DAYS.c.date.in_([row["date"] for row in rows])
            connection.execute(delete(DESK_DAYS).where(mine & changed))
            if rows:
                with still_there():
                    connection.execute(insert(DESK_DAYS), rows)
        self._deleted = deleted
        for on, day in given.items():
            self._kept[run, on] = _larger(self._kept.get((run, on), day), day)

    def all(self) -> tuple[Day, ...]:
        """Return the days by date, the runs of each added up."""
        on = DESK_DAYS.c.date
        wanted = select(on, *map(_together, _SUMS)).where(self._mine).group_by(on).order_by(on)
        with self._store.read() as connection:
            return tuple(map(_day, connection.execute(wanted).mappings()))

    def delete(self, first: date, last: date) -> int:
        """Delete the days from ``first`` to ``last``, both included; return how many there were."""
        return self._delete(self._mine & DESK_DAYS.c.date.between(first, last))

    def delete_all(self) -> int:
        """Delete every day; return how many there were."""
        return self._delete(self._mine)

    @property
    def _mine(self) -> ColumnElement[bool]:
        return DESK_DAYS.c.person_id == self._person

    def _delete(self, these: ColumnElement[bool]) -> int:
        wanted = select(func.count(DESK_DAYS.c.date.distinct())).where(these)
        with self._store.write() as connection:
            many = connection.execute(wanted).scalar_one()
            connection.execute(delete(DESK_DAYS).where(these))
        return many

    def _gone(self, run: str, missing: Iterable[date]) -> dict[tuple[str, date], Day]:
        """Return the days that are not there any more, as they were when they were written."""
        keys = ((run, on) for on in missing)
        return {key: self._kept[key] for key in keys if key in self._kept}

    def _row(self, run: str, day: Day) -> dict[str, Any]:
        row = {name: getattr(day, name) for name in ("date", *_SUMS)}
        return row | {"person_id": self._person, "run": run, "seen_at": self._now()}


def _together(name: str) -> ColumnElement[float]:
    """Return what the runs of a day come to, as `Day.plus` has it."""
    add = func.max if name == _LONGEST else func.sum
    return add(DESK_DAYS.c[name]).label(name)


def _by_date(days: Iterable[Day]) -> dict[date, Day]:
    found: dict[date, Day] = {}
    for day in days:
        found[day.date] = found[day.date].plus(day) if day.date in found else day
    return found


def _days(connection: Connection, these: ColumnElement[bool]) -> Mapping[date, Day]:
    wanted = select(DESK_DAYS).where(these)
    return {row["date"]: _day(row) for row in connection.execute(wanted).mappings()}


def _day(row: RowMapping) -> Day:
    return Day(**{name: row[name] for name in ("date", *_SUMS)})


def _grown(there: Day | None, day: Day, deleted: Day | None) -> Day:
    """Return what is to be there of a day."""
    new = day if deleted is None else _since(day, deleted)
    return new if there is None else _larger(there, new)


def _larger(one: Day, other: Day) -> Day:
    sums = {name: max(getattr(one, name), getattr(other, name)) for name in _SUMS}
    return Day(date=one.date, **sums)


def _since(day: Day, deleted: Day) -> Day:
    """Return what came after a day was deleted."""
    sums = {name: max(0, getattr(day, name) - getattr(deleted, name)) for name in _SUMS}
    # The longest sit is no sum: after the deletion none was longer than all of them together.
    longest = {_LONGEST: min(day.longest_sit_s, sums["seated_s"])}
    return Day(date=day.date, **(sums | longest))
