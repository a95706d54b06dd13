"""Opening the store: owner's alone, several at once, damaged, newer, foreign, forbidden, full."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from formcheck.store.clock import utc_now
from formcheck.store.database import Store, open_store
from formcheck.store.errors import NewerStoreError, StoreError
from formcheck.store.people import People, Person
from formcheck.store.place import find_place
from formcheck.store.tables import PEOPLE, PERSON_SETTINGS
from tests.conftest import ROOT
from tests.store.hard_times import as_ordinary_user, disk_full

SETTINGS = "a setting that is long enough to fill some pages of the file"


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_the_default_is_a_file_in_the_users_data_folder(own_data: Path) -> None:
    store = open_store()
    store.close()
    assert find_place().path == own_data / "store" / "formcheck.sqlite"
    assert (own_data / "store" / "formcheck.sqlite").is_file()


def test_only_the_owner_can_read_what_is_kept(open_umask: None, own_data: Path) -> None:
    store = open_store()
    People(store).add("Ann")
    folder = own_data / "store"
    assert mode(folder) == 0o700
    files = sorted(folder.iterdir())
    assert [path.name for path in files] == [
        "formcheck.sqlite",
        "formcheck.sqlite-shm",
        "formcheck.sqlite-wal",
    ]
    assert {mode(path) for path in files} == {0o600}
    store.close()


def test_a_file_that_others_could_read_is_closed_to_them(place: Path) -> None:
    open_store(str(place)).close()
    place.chmod(0o644)
    open_store(str(place)).close()
    assert mode(place) == 0o600


def test_what_was_written_is_there_when_it_is_opened_again(new_place) -> None:
    where = new_place()
    store = open_store(where)
    ann = People(store).add("Ann")
    store.close()
    again = open_store(where)
    assert People(again).all() == (ann,)
    assert again.notice == ""
    again.close()


def test_a_block_that_fails_leaves_nothing(any_store: Store) -> None:
    row = {"id": "1", "name": "Ann", "created_at": utc_now()}
    with pytest.raises(StoreError), any_store.write() as connection:
        connection.execute(insert(PEOPLE), [row, row])
    assert People(any_store).all() == ()


def test_nothing_hangs_on_somebody_who_is_not_there(any_store: Store) -> None:
    row = {"person_id": "nobody", "name": "voice", "value": "on"}
    with pytest.raises(StoreError), any_store.write() as connection:
        connection.execute(insert(PERSON_SETTINGS), [row])


def test_a_reader_sees_one_moment_while_somebody_writes(any_store: Store) -> None:
    people = People(any_store)
    people.add("Ann")
    with any_store.write() as writing:
        writing.execute(insert(PEOPLE), [{"id": "2", "name": "Ben", "created_at": utc_now()}])
        assert [one.name for one in people.all()] == ["Ann"]
    assert {one.name for one in people.all()} == {"Ann", "Ben"}


def test_two_programs_open_a_new_store_at_once(place: Path) -> None:
    code = (
        "import sys\n"
        "from formcheck.store.database import open_store\n"
        "from formcheck.store.people import People\n"
        "store = open_store(sys.argv[1]); People(store).add(sys.argv[2]); store.close()\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(place), name],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("Ann", "Ben")
    ]
    assert [one.communicate(timeout=120)[1] for one in running] == ["", ""]
    store = open_store(str(place))
    assert {one.name for one in People(store).all()} == {"Ann", "Ben"}
    store.close()


def test_what_another_program_is_writing_is_waited_for_before_the_log_is_kept(place: Path) -> None:
    open_store(str(place)).close()
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as thread:
        opened = thread.submit(open_store, str(place))
        assert wait([opened], timeout=0.5).not_done, opened.exception()
        other.execute("COMMIT")
        opened.result().close()
    other.close()
    with closing(sqlite3.connect(place)) as store:
        assert store.execute("PRAGMA journal_mode").fetchone() == ("wal",)


# Damaged, newer, foreign


def fill(place: Path) -> None:
    store = open_store(str(place))
    ann = People(store).add("Ann")
    for number in range(200):
        People(store).set(ann.id, f"{number} {SETTINGS}", SETTINGS * 20)
    store.close()


def spoil_head(data: bytearray) -> None:
    data[:100] = b"not a database at all, but somebody's letter".ljust(100)


def spoil_middle(data: bytearray) -> None:
    data[len(data) // 2 : len(data) // 2 + 8192] = os.urandom(8192)


@pytest.mark.parametrize("spoil", [spoil_head, spoil_middle])
def test_a_damaged_file_is_kept_aside_and_a_new_one_begun(place: Path, spoil) -> None:
    fill(place)
    data = bytearray(place.read_bytes())
    spoil(data)
    place.write_bytes(data)
    store = open_store(str(place))
    (aside,) = place.parent.glob("formcheck.sqlite.broken-????-??-??")
    assert aside.read_bytes() == data
    assert str(aside) in store.notice
    People(store).add("Ben")
    store.close()
    assert open_and_close(place) == ""


def test_each_damaged_file_is_kept(place: Path) -> None:
    for _each in range(3):
        open_store(str(place)).close()
        place.write_bytes(b"damaged" * 100)
        assert "Nothing in it could be read" in open_and_close(place)
    ends = [path.name[-2:] for path in sorted(place.parent.glob("*.broken-*"))]
    assert ends[1:] == ["-2", "-3"]


def open_and_close(place: Path) -> str:
    store = open_store(str(place))
    store.close()
    return store.notice


def test_the_log_of_a_damaged_file_is_kept_with_it(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"damaged" * 100)
    place.with_name("formcheck.sqlite-wal").write_bytes(b"its log")
    open_and_close(place)
    (log,) = place.parent.glob("formcheck.sqlite.broken-*-wal")
    assert log.read_bytes() == b"its log"


def test_a_newer_store_is_left_alone(new_place) -> None:
    where = new_place()
    store = open_store(where)
    People(store).add("Ann")
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerStoreError, match=r"newer formcheck .*9999.*update formcheck"):
        open_store(where)
    with store.read() as connection:
        assert connection.execute(select(PEOPLE.c.name)).scalars().all() == ["Ann"]
    store.close()


def test_a_database_of_another_program_is_left_alone(place: Path) -> None:
    place.parent.mkdir()
    with closing(sqlite3.connect(place)) as other:
        other.execute("CREATE TABLE recipes (name)")
        other.commit()
    before = place.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(str(place))
    assert place.read_bytes() == before


# Forbidden, full


@pytest.mark.parametrize("there", ["no file", "a file"])
def test_a_folder_that_may_not_be_written(there: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "formcheck.sqlite"
        if there == "a file":
            open_store(str(place)).close()
            place.chmod(0o400)
        Path(name).chmod(0o555)
        with as_ordinary_user(), pytest.raises(StoreError, match="permissions of its folder"):
            open_store(str(place))
        Path(name).chmod(0o755)


def test_a_full_disk_is_said_and_costs_nothing_that_was_kept(
    place: Path, store: Store, ann: Person
) -> None:
    People(store).set(ann.id, "before", "kept")
    room = place.with_name("formcheck.sqlite-wal").stat().st_size
    with disk_full(room), pytest.raises(StoreError, match="disk is full"):
        People(store).set(ann.id, "too much", "x" * 100_000)
    assert People(store).settings(ann.id) == {"before": "kept"}
    People(store).set(ann.id, "after", "kept too")
    assert People(store).settings(ann.id) == {"before": "kept", "after": "kept too"}


def test_a_lock_that_stays_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.store.database._BUSY_S", 0.1)
    store = open_store(str(place))
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="held by another program"):
            People(store).add("Ann")
    store.close()


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"did not answer .*can be reached"):
        open_store(f"postgresql://clinic:secret@/nothing?host={tmp_path}")


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as told:
        open_store(f"postgresql://clinic:secret@/nothing?host={tmp_path}")
    assert "secret" not in str(told.value)


def test_a_database_without_a_driver() -> None:
    with pytest.raises(StoreError, match="no driver for oracle"):
        open_store("oracle+nothing://server/database")
