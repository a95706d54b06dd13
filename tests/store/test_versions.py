"""Versions of a programme: which holds, what changed when, and what follows."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from formcheck.care.programme import Programme
from formcheck.care.programme_file import STARTER, place_of, programme_text, read_programme
from formcheck.errors import ProgrammeError
from formcheck.paths import starters_dir
from formcheck.store.database import Store
from formcheck.store.people import Person
from formcheck.store.programmes import Programmes
from formcheck.store.versions import Versions
from tests.care.moves import item, programme

DAY = date(2026, 11, 22)
ONE = timedelta(days=1)


@pytest.fixture
def mine(own_data: Path) -> Programme:
    """A programme of one's own, in the folder for them."""
    made = programme(item(reps=8), item("hold", seconds=10), locked=True)
    path = place_of(made.name)
    path.parent.mkdir(parents=True)
    path.write_text(programme_text(made), "utf-8")
    return made


def test_without_any_version_the_chosen_file_holds(
    store: Store, ann: Person, mine: Programme
) -> None:
    starter = read_programme(starters_dir() / f"{STARTER}.toml")
    assert Versions(store, ann.id).on(DAY) == starter
    assert Versions(store, ann.id, mine.name).on(DAY) == mine
    with pytest.raises(ProgrammeError, match="no programme 'gone'"):
        Versions(store, ann.id, "gone").on(DAY)
    assert Versions(store, ann.id).week_before(DAY) is None


def test_what_is_pinned_holds_though_the_file_changes(
    store: Store, ann: Person, mine: Programme
) -> None:
    versions = Versions(store, ann.id, mine.name)
    versions.pin(DAY)
    place_of(mine.name).unlink()
    versions.pin(DAY + ONE)
    assert versions.on(DAY + ONE) == mine
    kept = Programmes(store).of_person(ann.id)
    assert [(one.valid_from, one.locked, one.title) for one in kept] == [(DAY, True, mine.title)]


def test_the_newest_that_is_valid_holds(store: Store, ann: Person) -> None:
    versions = Versions(store, ann.id)
    first, second = programme(item(reps=8)), programme(item(reps=10))
    versions.add(first, DAY)
    versions.add(second, DAY + ONE)
    assert versions.on(DAY) == first
    assert versions.on(DAY + ONE) == second
    assert versions.changes_after(DAY)
    assert not versions.changes_after(DAY + ONE)


def test_choosing_another_leaves_what_was_to_follow(
    store: Store, ann: Person, mine: Programme
) -> None:
    # GIVEN a change that holds from tomorrow on
    versions = Versions(store, ann.id)
    versions.add(programme(item(reps=8)), DAY - ONE)
    versions.add(programme(item(reps=10)), DAY + ONE)
    # WHEN another programme is chosen today
    versions.choose(mine.name, DAY)
    # THEN it holds today, and tomorrow too
    assert versions.on(DAY) == versions.on(DAY + 9 * ONE) == mine
    assert versions.on(DAY - ONE).exercises[0].reps == 8


def test_what_cannot_be_chosen_changes_nothing(store: Store, ann: Person) -> None:
    versions = Versions(store, ann.id)
    with pytest.raises(ProgrammeError, match="no programme"):
        versions.choose("gone", DAY)
    assert Programmes(store).of_person(ann.id) == ()


def test_the_last_day_of_another_dose(store: Store, ann: Person) -> None:
    versions = Versions(store, ann.id)
    assert versions.changed_on("bridge", DAY) is None
    versions.add(programme(item(reps=8)), DAY)
    assert versions.changed_on("bridge", DAY) is None
    # Another note is no other level, and of one day the last version counts.
    versions.add(programme(item(reps=8, note="Slowly.")), DAY + ONE)
    versions.add(programme(item(reps=12)), DAY + 2 * ONE)
    versions.add(programme(item(reps=8)), DAY + 2 * ONE)
    assert versions.changed_on("bridge", DAY + 2 * ONE) is None
    versions.add(programme(item(reps=12)), DAY + 3 * ONE)
    versions.add(programme(item(reps=10), item("lift", reps=5)), DAY + 3 * ONE)
    versions.add(programme(item(reps=10), item("lift", reps=6)), DAY + 5 * ONE)
    assert versions.changed_on("bridge", DAY + 2 * ONE) is None
    assert versions.changed_on("bridge", DAY + 9 * ONE) == DAY + 2 * ONE
    assert versions.changed_on("lift", DAY + 4 * ONE) == DAY + 2 * ONE
    assert versions.changed_on("lift", DAY + 9 * ONE) == DAY + 4 * ONE
    assert versions.changed_on("march", DAY + 9 * ONE) is None


def test_what_held_a_week_before(store: Store, ann: Person) -> None:
    versions = Versions(store, ann.id)
    for days, seconds in ((0, 10), (3, 11)):
        versions.add(programme(item("hold", seconds=seconds)), DAY + days * ONE)
    found = [versions.week_before(DAY + days * ONE) for days in (0, 9, 10)]
    assert [None if one is None else one.exercises[0].seconds for one in found] == [10, 10, 11]


def test_a_version_that_is_not_right_says_so(store: Store, ann: Person) -> None:
    Programmes(store).add(ann.id, title="Torn", text="name =", locked=False, valid_from=DAY)
    with pytest.raises(ProgrammeError, match="Torn"):
        Versions(store, ann.id).on(DAY)
