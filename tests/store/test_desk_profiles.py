"""How a person sits: the newest of each desk, and never a crash over one that cannot be read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from formcheck.desk.baseline import choose
from formcheck.desk.profile_text import to_text
from formcheck.store.columns import new_id
from formcheck.store.database import Store
from formcheck.store.desk_profiles import KEPT, DeskProfiles
from formcheck.store.errors import StoreError
from formcheck.store.people import People, Person
from formcheck.store.tables import DESK_PROFILES
from tests.properties import PROPERTY
from tests.store.desk_parts import NOON, profile

DESKS = (("laptop", "one"), ("laptop", "two"), ("webcam", "two"))


def spoil(store: Store, camera: str, text: str) -> None:
    with store.write() as connection:
        these = DESK_PROFILES.c.camera == camera
        connection.execute(update(DESK_PROFILES).where(these).values(text=text))


def test_profiles_come_back_by_time(any_store: Store) -> None:
    ann = People(any_store).add("Ann")
    profiles = DeskProfiles(any_store, ann.id)
    assert (profiles.all(), profiles.count) == ((), 0)
    later, first, other = profile(5), profile(0), profile(2, "webcam 🎥", "two")
    for one in (later, first, other):
        profiles.keep(one)
    found = DeskProfiles(any_store, ann.id).all()
    # NaN is not itself, but is written alike.
    assert [repr(one.values) for one in found] == [
        repr(one.values) for one in (first, other, later)
    ]
    assert [to_text(one) for one in found] == [
        to_text(replace(one, made_at=one.made_at.astimezone())) for one in (first, other, later)
    ]
    assert [one.made_at for one in found] == [one.made_at for one in (first, other, later)]
    assert choose(found, "laptop", "one") == found[2]
    assert (profiles.trouble, profiles.count) == ("", 3)


def test_everybody_has_their_own(any_store: Store) -> None:
    ann, ben = (DeskProfiles(any_store, People(any_store).add(one).id) for one in ("Ann", "Ben"))
    ann.keep(profile(0))
    ben.keep(profile(1))
    ann.delete_all()
    assert (ann.all(), len(ben.all())) == ((), 1)


@PROPERTY
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(DESKS)), max_size=25))
def test_the_newest_of_each_desk_stay(
    one_store: Store, kept: list[tuple[int, tuple[str, str]]]
) -> None:
    profiles = DeskProfiles(one_store, People(one_store).add(new_id()).id)
    for minutes, desk in kept:
        profiles.keep(profile(minutes, *desk))
    for desk in DESKS:
        # What is kept late though it is older is dropped as well.
        newest = sorted({minutes for minutes, one in kept if one == desk})[-KEPT:]
        found = [one for one in profiles.all() if (one.camera, one.displays) == desk]
        assert [one.made_at for one in found] == [NOON + timedelta(minutes=one) for one in newest]


def test_the_same_one_is_kept_once(store: Store, ann: Person) -> None:
    profiles = DeskProfiles(store, ann.id)
    for nod_deg in (3.0, 3.0, 4.0):
        profiles.keep(replace(profile(), nod_deg=nod_deg))
    (found,) = profiles.all()
    assert found.nod_deg == 4.0


def test_a_time_without_its_zone_is_of_this_computer(store: Store, ann: Person) -> None:
    profiles = DeskProfiles(store, ann.id)
    local = profile().made_at.astimezone()
    profiles.keep(replace(profile(), made_at=local.replace(tzinfo=None)))
    profiles.keep(profile(1))
    found = profiles.all()
    assert [one.made_at for one in found] == [local, local + timedelta(minutes=1)]
    assert choose(found, "laptop", "one") == found[1]


@pytest.mark.parametrize("text", ["", "{}", '{"profile": {"camera": 3}}', "[" * 9999, "\x01"])
def test_what_cannot_be_read_is_left_out_and_told(any_store: Store, text: str) -> None:
    # GIVEN three desks, the profile of one of them spoilt
    profiles = DeskProfiles(any_store, People(any_store).add("Ann").id)
    for camera in ("one", "two", "three"):
        profiles.keep(profile(camera=camera))
    spoil(any_store, "two", text)
    # WHEN they are read
    found = profiles.all()
    # THEN the others are there, and it is said what to do
    assert {one.camera for one in found} == {"one", "three"}
    assert profiles.count == 3
    assert profiles.trouble.count("Sit tall for five seconds to learn it again.") == 1
    assert "\n" not in profiles.trouble
    # AND it is gone when all of them can be read again
    profiles.delete_all()
    assert (profiles.all(), profiles.trouble, profiles.count) == ((), "", 0)


def test_nobodys_profile_is_refused_in_plain_words(any_store: Store) -> None:
    with pytest.raises(StoreError, match="the person was deleted meanwhile"):
        DeskProfiles(any_store, "nobody").keep(profile())
    assert DeskProfiles(any_store, "nobody").count == 0
