"""Files that were damaged in every way, and what is still there afterwards."""

import os
import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from formcheck.exercises.loader import load_exercise
from formcheck.session.record import SessionRecord
from formcheck.store.clock import utc_now
from formcheck.store.database import Store, open_store
from formcheck.store.people import People
from formcheck.store.sessions import Sessions
from formcheck.store.tables import SERIES_CHUNKS
from tests.session.motion import bridge, play
from tests.store.records import assert_same, opening

PAGE = 4096
MANY = 30
SETTING = "a setting that is long enough to fill some pages of the file " * 20


@pytest.fixture(scope="module")
def record() -> SessionRecord:
    return play("bridge", bridge, 21.0, fps=10)[0]


@pytest.fixture(scope="module")
def whole(record: SessionRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's store, with sessions of a month."""
    path = tmp_path_factory.mktemp("whole") / "formcheck.sqlite"
    store = open_store(str(path))
    ann = People(store).add("Ann")
    for number in range(MANY):
        People(store).set(ann.id, f"setting {number}", SETTING)
        begun = utc_now() - timedelta(days=MANY - number)
        Sessions(store).save(opening(ann.id, load_exercise("bridge")), record, begun)
    store.close()
    return path


@pytest.fixture
def place(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "formcheck.sqlite"))


def head_gone(data: bytearray) -> None:
    data[:100] = os.urandom(100)


def pages_flipped(data: bytearray) -> None:
    # Not the first, where it says what there is; every tenth of the others.
    for page in random.Random(5).sample(range(1, len(data) // PAGE), len(data) // PAGE // 10):
        data[page * PAGE : (page + 1) * PAGE] = os.urandom(PAGE)


def cut_off(data: bytearray) -> None:
    del data[len(data) * 3 // 4 :]


def spoil(place: Path, how: Callable[[bytearray], None]) -> bytes:
    data = bytearray(place.read_bytes())
    how(data)
    place.write_bytes(data)
    return bytes(data)


@pytest.fixture
def opened(place: Path):
    """Open it again and again, and close it in the end."""
    stores: list[Store] = []

    def again() -> Store:
        stores.append(open_store(str(place)))
        return stores[-1]

    yield again
    for one in stores:
        one.close()


@pytest.mark.parametrize(
    ("how", "least"), [(head_gone, MANY), (pages_flipped, MANY // 2), (cut_off, MANY // 3)]
)
def test_what_can_be_read_is_there_again(
    place: Path, record: SessionRecord, opened, how: Callable[[bytearray], None], least: int
) -> None:
    damaged = spoil(place, how)
    store = opened()
    # THEN the damaged file is kept as it was, with the day in its name
    (aside,) = place.parent.glob("formcheck.sqlite.broken-????-??-??")
    assert aside.read_bytes() == damaged
    # AND whoever it belongs to is there, with sessions that are as they were
    (ann,) = People(store).all()
    assert ann.name == "Ann"
    found = Sessions(store).of_person(ann.id)
    assert least <= len(found) <= MANY
    assert f"{len(found)} sessions with it" in store.notice
    assert str(aside) in store.notice
    read = [Sessions(store).read(one.id).record for one in found]
    whole = [one for one in read if len(one.series.time_s) == len(record.series.time_s)]
    assert len(whole) >= least // 2
    for one in whole:
        assert len(one.reps) <= len(record.reps)
    if how is head_gone:
        for one in read:
            assert_same(one, record)
    # AND the next start finds nothing wrong
    assert opened().notice == ""
    assert not list(place.parent.glob(".salvage-*"))


def test_a_page_that_cannot_be_read_costs_what_is_on_it_alone(place: Path, opened) -> None:
    # GIVEN sessions of which a page in the middle is something else now
    store = opened()
    (ann,) = People(store).all()
    before = [one.id for one in Sessions(store).of_person(ann.id)]
    store.close()
    data = place.read_bytes()
    pages = [at for at in range(0, len(data), PAGE) if b"Glute bridge" in data[at : at + PAGE]]
    assert len(pages) >= 3
    middle = pages[len(pages) // 2]

    def page_gone(spoilt: bytearray) -> None:
        spoilt[middle : middle + PAGE] = os.urandom(PAGE)

    spoil(place, page_gone)
    store = opened()
    # THEN those before it and those behind it are there
    after = [one.id for one in Sessions(store).of_person(ann.id)]
    assert before[0] in after
    assert before[-1] in after
    assert len(before) - data[middle : middle + PAGE].count(b"Glute bridge") == len(after)


def test_what_is_no_database_is_kept_aside_and_nothing_is_made_up(place: Path, opened) -> None:
    spoil(place, lambda data: data.__setitem__(slice(None), b"a letter to the bank " * 900))
    store = opened()
    assert People(store).all() == ()
    assert "Nothing in it could be read" in store.notice


def test_readings_that_are_none_are_left_out_and_the_session_stays(place: Path, opened) -> None:
    # GIVEN a session with a chunk of something else, in a file whose head is damaged
    store = opened()
    (ann,) = People(store).all()
    first = Sessions(store).of_person(ann.id)[0].id
    with store.write() as connection:
        chunk = {"frames": 3, "first_s": 0.0, "last_s": 1.0, "data": b"nonsense", "events": []}
        row = {"session_id": first, "number": 99, **chunk}
        connection.execute(insert(SERIES_CHUNKS), [row])
    store.close()
    spoil(place, head_gone)
    store = opened()
    assert len(Sessions(store).of_person(ann.id)) == MANY
    assert Sessions(store).read(first).record.reps


def test_a_disk_without_room_for_it_begins_anew_and_keeps_the_damaged_file(
    place: Path, opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_files: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("formcheck.store.salvage.shutil.copyfile", full)
    damaged = spoil(place, cut_off)
    store = opened()
    assert "Nothing in it could be read" in store.notice
    (aside,) = place.parent.glob("formcheck.sqlite.broken-*")
    assert aside.read_bytes() == damaged
