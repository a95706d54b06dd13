"""Days at the desk: the same sums however often they are kept, and what is deleted stays so."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from formcheck.desk.day import Day
from formcheck.store.columns import new_id
from formcheck.store.database import Store, open_store
from formcheck.store.desk_days import DeskDays
from formcheck.store.errors import StoreError
from formcheck.store.people import People, Person
from formcheck.store.tables import DESK_DAYS
from formcheck.store.whole import delete_person
from tests.properties import PROPERTY
from tests.store.desk_parts import DAYS, MONDAY, NOON, day
from tests.store.hard_times import disk_full

FULL = day(
    seated_s=3600.5,
    longest_sit_s=1800.25,
    breaks=2,
    shifts=9,
    judged_s=3000.1,
    near_s=2500.0,
    slouches=1,
    slouched_s=150.0,
    told=3,
)


def together(days: Sequence[Day]) -> tuple[Day, ...]:
    dates = sorted({one.date for one in days})
    of_date = ([one for one in days if one.date == on] for on in dates)
    return tuple(list(accumulate(some, Day.plus))[-1] for some in of_date)


def test_a_day_has_a_column_for_everything() -> None:
    names = {one.name for one in fields(Day)}
    assert {one.name for one in DESK_DAYS.columns} == {"person_id", "run", "seen_at", *names}


def test_a_day_comes_back_as_it_was(any_store: Store) -> None:
    ann, ben = (People(any_store).add(name).id for name in ("Ann", "Ben"))
    assert DeskDays(any_store, ann).all() == ()
    DeskDays(any_store, ann).keep("run", [day(1, seated_s=0.1), FULL])
    DeskDays(any_store, ben).keep("run", [day(seated_s=9.0)])
    assert DeskDays(any_store, ann).all() == (FULL, day(1, seated_s=0.1))


def test_a_day_grows_and_runs_are_added(any_store: Store) -> None:
    days = DeskDays(any_store, People(any_store).add("Ann").id, lambda: NOON)
    for seconds in (60.0, 120.0, 120.0, 180.0):
        days.keep("morning", [day(seated_s=seconds, longest_sit_s=seconds, breaks=1)])
    days.keep("evening", [day(seated_s=60.0, longest_sit_s=30.0, breaks=2)])
    assert days.all() == (day(seated_s=240.0, longest_sit_s=180.0, breaks=3),)
    with any_store.read() as connection:
        rows = connection.execute(select(DESK_DAYS.c.run, DESK_DAYS.c.seen_at)).all()
    assert set(rows) == {("morning", NOON), ("evening", NOON)}


def test_a_day_with_nothing_in_it_is_not_kept(store: Store, ann: Person) -> None:
    days = DeskDays(store, ann.id)
    days.keep("run", [])
    days.keep("run", [day(), day(1)])
    assert days.all() == ()


@PROPERTY
@given(st.dictionaries(st.sampled_from("xyz"), st.lists(DAYS, max_size=4)), st.data())
def test_kept_in_any_order_any_number_of_times_the_sums_are_the_same(
    one_store: Store, runs: dict[str, list[Day]], data: st.DataObject
) -> None:
    # GIVEN runs whose days grow, as they were after each minute
    grown = [
        (run, together(days[: upto + 1])) for run, days in runs.items() for upto in range(len(days))
    ]
    # WHEN they are kept in some order, some again, by this process or a new one
    keeps = [*data.draw(st.permutations(grown)), *data.draw(_some(grown))]
    person = People(one_store).add(new_id()).id
    kept = DeskDays(one_store, person)
    for run, days in keeps:
        kept = data.draw(st.sampled_from([kept, DeskDays(one_store, person)]))
        kept.keep(run, days)
    # THEN every run counts once, with all that it came to
    last = [one for days in runs.values() for one in together(days) if one != Day(date=one.date)]
    assert DeskDays(one_store, person).all() == together(last)


def _some(grown: list[tuple[str, tuple[Day, ...]]]) -> st.SearchStrategy[list]:
    return st.lists(st.sampled_from(grown), max_size=4) if grown else st.just([])


def test_a_stretch_of_days_is_deleted(any_store: Store) -> None:
    ben = DeskDays(any_store, People(any_store).add("Ben").id)
    ben.keep("one", [day(plus, breaks=1) for plus in range(4)])
    for first, last, left in (
        (1, 2, [0, 3]),
        (3, 9, [0, 1, 2]),
        (-9, 0, [1, 2, 3]),
        (2, 1, [0, 1, 2, 3]),
    ):
        ann = DeskDays(any_store, People(any_store).add(f"Ann {first}").id)
        for run in ("one", str(uuid4())):
            ann.keep(run, [day(plus, breaks=1) for plus in range(4)])
        assert ann.delete(_on(first), _on(last)) == 4 - len(left)
        assert [one.date for one in ann.all()] == [_on(plus) for plus in left]
        assert ann.delete(date.min, date.max) == len(left)
        assert ann.all() == ()
    assert (len(ben.all()), ben.delete_all(), ben.all()) == (4, 4, ())


def _on(plus: int) -> date:
    return MONDAY + timedelta(days=plus)


@pytest.mark.parametrize("by", ["itself", "another"])
def test_what_is_deleted_while_a_run_goes_on_stays_deleted(
    store: Store, ann: Person, by: str
) -> None:
    # GIVEN a run over two days
    days = DeskDays(store, ann.id)
    before, today = replace(FULL, date=_on(0)), replace(FULL, date=_on(1))
    days.keep("run", [before, today])
    # WHEN all of it is deleted, from this window or another
    (days if by == "itself" else DeskDays(store, ann.id)).delete_all()
    # THEN the run does not bring it back
    days.keep("run", [before, today])
    days.keep("run", [day(), replace(today, breaks=0, seated_s=60.0)])
    assert days.all() == ()
    # BUT goes on from there
    more = replace(today, seated_s=3700.5, breaks=3, longest_sit_s=1860.25)
    for _each in range(2):
        days.keep("run", [before, more])
        days.keep("run", [before, today])
    assert days.all() == (day(1, seated_s=100.0, longest_sit_s=100.0, breaks=1),)
    # AND may be deleted again
    days.delete_all()
    days.keep("run", [before, replace(more, told=8)])
    assert days.all() == (day(1, told=5),)


def test_what_begins_after_a_deletion_is_kept_whole(store: Store, ann: Person) -> None:
    days = DeskDays(store, ann.id)
    days.keep("run", [day(seated_s=60.0)])
    days.delete_all()
    days.keep("run", [day(seated_s=60.0), day(1, seated_s=30.0)])
    days.keep("next", [day(seated_s=20.0)])
    assert days.all() == (day(seated_s=20.0), day(1, seated_s=30.0))


# What cannot be written


def test_a_full_disk_is_said_and_the_next_time_makes_up_for_it(
    place: Path, store: Store, ann: Person
) -> None:
    days = DeskDays(store, ann.id)
    days.keep("run", [day(breaks=1)])
    room = place.with_name("formcheck.sqlite-wal").stat().st_size
    with disk_full(room), pytest.raises(StoreError, match="disk is full"):
        days.keep("run", [day(breaks=2)])
    assert days.all() == (day(breaks=1),)
    days.keep("run", [day(breaks=3)])
    assert days.all() == (day(breaks=3),)


def test_a_lock_that_stays_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.store.database._BUSY_S", 0.1)
    store = open_store(str(place))
    days = DeskDays(store, People(store).add("Ann").id)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for write in (days.delete_all, lambda: days.keep("run", [day(breaks=1)])):
            with pytest.raises(StoreError, match="held by another program"):
                write()
    days.keep("run", [day(breaks=1)])
    assert days.all() == (day(breaks=1),)
    store.close()


def test_a_file_that_may_not_be_written_is_said(store: Store, ann: Person) -> None:
    days = DeskDays(store, ann.id)
    days.keep("run", [day(breaks=1)])
    with store.read() as connection:
        # The same as a file system that has become read-only, for one connection.
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StoreError, match="see to the permissions"):
        days.keep("run", [day(breaks=2)])
    assert days.all() == (day(breaks=1),)


def test_a_failed_deletion_is_not_taken_for_one(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.store.database._BUSY_S", 0.1)
    store = open_store(str(place))
    days = DeskDays(store, People(store).add("Ann").id)
    days.keep("run", [day(breaks=1)])
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM desk_days")
        with pytest.raises(StoreError, match="held by another program"):
            days.keep("run", [day(breaks=2)])
        other.execute("ROLLBACK")
    days.keep("run", [day(breaks=2)])
    assert days.all() == (day(breaks=2),)
    store.close()


def test_days_of_somebody_who_was_deleted_are_refused_in_plain_words(any_store: Store) -> None:
    ann = People(any_store).add("Ann")
    days = DeskDays(any_store, ann.id)
    days.keep("run", [FULL])
    delete_person(any_store, ann)
    for run in ("run", "next"):
        with pytest.raises(StoreError, match="the person was deleted meanwhile"):
            days.keep(run, [replace(FULL, breaks=8)])
    assert days.all() == ()
