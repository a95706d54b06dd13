"""Disks that are full or may not be written, and a database that somebody else holds: for real."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.store.database import open_store
from formcheck.store.makeshift import store_for_now
from formcheck.store.people import People
from formcheck.store.session_log import SessionWriter
from formcheck.store.sessions import Sessions
from tests.endurance.disks import held, on_disk
from tests.session.motion import bridge, play
from tests.store.records import opening

BRIDGE = load_exercise("bridge")
QUICK_S = 0.02


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("FORMCHECK_STORE", raising=False)


def test_a_disk_that_fills_up_amid_an_exercise(tmp_path: Path) -> None:
    seen = on_disk("full", tmp_path / "disk", "2m")
    # THEN everything that writes says so, in a sentence, and leaves no half a file
    for what in ("session", "choice"):
        assert "as the disk is full" in seen[what]
        assert "free some space" in seen[what]
    for what in ("zero", "computer", "video"):
        assert "No space left on device" in seen[what]
        assert seen[what].split(":")[0].endswith("Error")
    for what in ("export", "--json", "--report", "--export"):
        status, said = seen[what]
        assert status == 2
        assert "cannot be written (No space left on device): choose another place." in said
        assert "Traceback" not in said
    assert seen["left"] == ["ballast", "clip.mp4", "formcheck"]
    # AND what was kept before is there, and what came meanwhile once there is room
    assert seen["kept"] == 1
    assert seen["afterwards"] == [2, 2]
    assert seen["trouble"] == ""


def test_a_disk_that_is_full_at_the_start(tmp_path: Path) -> None:
    seen = on_disk("start", tmp_path / "disk", "400k")
    assert seen["people"] == ["Ann"]
    assert "You can exercise all the same. What you do now is kept in" in seen["notice"]
    # AND what is done lies aside where there is room, and is seen at a start without any
    assert seen["aside"] == ["runtime"]
    assert seen["again"] == 1
    # AND where there is no room anywhere, the usual place is named
    assert seen["nowhere"].startswith("UnwritableStoreError: ")
    assert seen["nowhere"].split(": ", 1)[1] in seen["notice"]
    # AND with room all is there
    assert_back(seen, kept=1)


def test_a_disk_that_is_full_when_all_is_put_back(tmp_path: Path) -> None:
    seen = on_disk("end", tmp_path / "disk", "1m")
    # GIVEN room to open the store and no more THEN it stays as it is, whole
    assert "could not be put back yet" in seen["told"]
    assert "as the disk is full" in seen["told"]
    assert seen["whole"] == "ok, 0 answers"
    assert seen["aside"] == ["runtime"]
    # AND with room all is there
    assert_back(seen, answers=400)


def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    seen = on_disk("read-only", tmp_path / "disk", "4m")
    # THEN commands say so and end
    status, said = seen["command"]
    assert status == 2
    assert "cannot be written (Read-only file system)" in said
    assert seen["open"].startswith("UnwritableStoreError")
    # AND one exercises as who one is, elsewhere and for now
    assert seen["people"] == ["Ann"]
    assert seen["sessions"] == 1
    assert seen["aside"] == ["runtime"]
    assert seen["same"]
    assert seen["fleeting"] in seen["notice"]
    for what in ("zero", "computer"):
        assert "Read-only file system" in seen[what]
    # AND the window opens, says so, and lets one begin
    home = seen["home"]
    (told,) = home.pop("told")
    assert told.split(" meanwhile")[1] == seen["notice"].split(" meanwhile")[1]
    assert home == {"can_start": True, "person": "Ann", "status": 0}
    # AND when it may be written all is there
    assert_back(seen, kept=1)


def assert_back(seen: dict[str, Any], *, kept: int = 0, answers: int = 0) -> None:
    """All that was done is in the usual place, for its owner alone, and nothing lies aside."""
    assert (seen["kept"], seen["answers"]) == (kept, answers)
    assert "is in it now" in seen["said"]
    assert seen["left"] == []
    assert (seen["sound"], seen["journal"], seen["others"]) == ("ok", "wal", 0)


# Held by another process


def test_a_database_that_is_held_for_long_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.store.database._BUSY_S", 0.1)
    place = tmp_path / "store" / "formcheck.sqlite"
    store = open_store(str(place))
    ann = People(store).add("Ann")
    record, updates = play("bridge", bridge, 15.0, fps=10)
    writer, tick = SessionWriter(store, opening(ann.id, BRIDGE), every_s=QUICK_S), Event()
    with held(place, "BEGIN IMMEDIATE"):
        writer.begin()
        for update in updates:
            writer.take(update)
        while not writer.error:
            tick.wait(QUICK_S)
        # THEN it is said, what is kept can be read, and another start works
        assert "held by another program" in writer.error
        assert People(store).all() == (ann,)
        again = open_store(str(place))
        assert People(again).all() == (ann,)
        again.close()
        writer.finish(record)
    # AND once it is free everything is there
    writer.close()
    (info,) = Sessions(store).of_person(ann.id)
    assert len(Sessions(store).read(info.id).record.reps) == 2
    store.close()


def test_a_database_that_nobody_else_may_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.store.database._BUSY_S", 0.1)
    place = tmp_path / "store" / "formcheck.sqlite"
    store = open_store(str(place))
    People(store).add("Ann")
    store.close()
    with (
        held(place, "PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE"),
        store_for_now(str(place)) as now,
    ):
        # THEN one exercises as who one is, and knows that it is not yet where it belongs
        assert "held by another program" in now.notice
        assert [one.name for one in People(now).all()] == ["Ann"]
    # AND later all is as it was
    with store_for_now(str(place)) as later:
        assert later.notice == later.fleeting == ""
        assert len(People(later).all()) == 1
