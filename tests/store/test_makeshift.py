"""A store that cannot be written: what is done meanwhile is put back, or lies aside."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.aside import in_use
from formcheck.store.database import open_store
from formcheck.store.errors import StoreError, UnwritableStoreError
from formcheck.store.makeshift import store_for_now
from formcheck.store.people import People, Person
from formcheck.store.place import find_place
from formcheck.store.whole import delete_everything, delete_person

PAIN = Answer(kind=AnswerKind.PAIN, question="before", number=3.0)
Folders = Callable[[], list[Path]]


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Every folder in which something may lie is one's own, and nobody waits for long."""
    made = {name: tmp_path / name for name in ("home", "runtime", "temporary")}
    for folder in made.values():
        folder.mkdir()
    monkeypatch.setenv("HOME", str(made["home"]))
    monkeypatch.setenv("USERPROFILE", str(made["home"]))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made["runtime"]))
    monkeypatch.setattr("tempfile.tempdir", str(made["temporary"]))
    monkeypatch.setattr("formcheck.store.database._BUSY_S", 0.05)
    monkeypatch.setattr("formcheck.store.makeshift._BUSY_S", 0.05)
    return made


@pytest.fixture
def ann(place: Path) -> Person:
    with closing(open_store(str(place))) as store:
        return People(store).add("Ann")


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Let nobody else even read."""
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield


def _no_room(path: Path) -> None:
    raise OSError(f"no room for {path}")


def answers(place: Path, person: Person) -> int:
    with closing(open_store(str(place))) as store:
        return len(Answers(store).of_person(person.id))


def lying(place: Path) -> tuple[Path, ...]:
    return find_place(str(place)).meanwhile


def leave_aside(place: Path, person: Person) -> Path:
    """Answer while it cannot be written, from beginning to end."""
    with locked(place), store_for_now(str(place)) as now:
        Answers(now).add(person.id, [PAIN])
    (left,) = lying(place)
    return left


def test_what_was_done_meanwhile_is_put_back(place: Path, ann: Person) -> None:
    with locked(place):
        held = store_for_now(str(place))
        now = held.__enter__()
        assert "put back into its place when you close formcheck" in now.notice
        assert now.fleeting in now.notice
        Answers(now).add(ann.id, [PAIN])
    held.__exit__(None, None, None)
    assert lying(place) == ()
    assert answers(place, ann) == 1
    assert all(not one.stat().st_mode & 0o077 for one in place.parent.iterdir())


def test_what_cannot_be_put_back_is_at_the_next_start(place: Path, ann: Person) -> None:
    left = leave_aside(place, ann)
    assert left.parent == place.parent
    assert all(not one.stat().st_mode & 0o077 for one in (left, *left.iterdir()))
    with store_for_now(str(place)) as later:
        assert "is in it now" in later.notice
        assert later.fleeting == ""
        assert len(Answers(later).of_person(ann.id)) == 1
    assert not left.exists()
    with store_for_now(str(place)) as later:
        assert later.notice == ""


def test_a_second_one_shows_what_lies_aside_and_both_are_put_back(place: Path, ann: Person) -> None:
    leave_aside(place, ann)
    with locked(place), store_for_now(str(place)) as now:
        Answers(now).add(ann.id, [PAIN])
        seen = len(Answers(now).of_person(ann.id))
    assert len(lying(place)) == 2
    assert seen == 2
    assert answers(place, ann) == 2
    assert lying(place) == ()


def test_what_somebody_uses_is_left_alone(place: Path, ann: Person) -> None:
    left = leave_aside(place, ann)
    with in_use(left) as mine:
        assert mine
        assert answers(place, ann) == 0
        with (
            closing(open_store(str(place))) as store,
            pytest.raises(StoreError, match="close every"),
        ):
            delete_everything(store)
        assert left.exists()
    assert lying(place) == (left,)


def test_what_cannot_be_read_stays_and_is_said(place: Path, ann: Person) -> None:
    left = leave_aside(place, ann)
    (left / "formcheck.sqlite").write_text("nothing that anybody can read")
    for _each in range(2):
        with closing(open_store(str(place))) as store:
            assert str(left) in store.notice
            assert "tried again at every start" in store.notice
    # AND it goes with the person
    with closing(open_store(str(place))) as store:
        delete_person(store, ann)
    assert lying(place) == ()


def test_what_an_older_formcheck_left_is_put_back(place: Path, ann: Person) -> None:
    left = leave_aside(place, ann)
    with closing(sqlite3.connect(left / "formcheck.sqlite", isolation_level=None)) as file:
        for table in ("desk_days", "desk_profiles"):
            file.execute(f"DROP TABLE {table}")
        file.execute("UPDATE alembic_version SET version_num = '0002'")
    assert answers(place, ann) == 1
    assert lying(place) == ()


def test_what_was_broken_off_before_anything_was_done_is_removed(place: Path, ann: Person) -> None:
    new = find_place(str(place)).new_meanwhile(place.parent)
    new.mkdir(mode=0o700)
    (new / "formcheck.sqlite").touch()
    assert answers(place, ann) == 0
    assert lying(place) == ()


def test_a_folder_of_somebody_else_is_not_looked_at(
    place: Path, ann: Person, folders: dict[str, Path]
) -> None:
    left = leave_aside(place, ann)
    left.chmod(0o755)
    link = folders["temporary"] / f"{left.name}0"
    link.symlink_to(left)
    assert lying(place) == ()
    assert answers(place, ann) == 0


def test_where_there_is_little_room_memory_is_used_and_left_for_what_stays(
    place: Path, ann: Person, folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.store.makeshift._prove_room", _no_room)
    with locked(place), store_for_now(str(place)) as now:
        assert now.place.path is not None
        assert now.place.path.is_relative_to(folders["runtime"])
        assert "emptied when you log out" in now.notice
        Answers(now).add(People(now).add("Ben").id, [PAIN])
    (left,) = lying(place)
    assert left.parent == place.parent
    with closing(open_store(str(place))) as store:
        assert len(Answers(store).of_person(People(store).named("Ben").id)) == 1


def test_where_there_is_no_room_anywhere_the_usual_place_is_named(
    place: Path, ann: Person, folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.store.makeshift._prove_room", _no_room)
    for name in ("runtime", "temporary"):
        folders[name].rmdir()
        folders[name].write_text("no folder")
    with locked(place), pytest.raises(UnwritableStoreError, match="held by another program"):
        store_for_now(str(place)).__enter__()
    # Looked at before the store is opened: that would take in what was left.
    assert not list(place.parent.glob("*meanwhile*"))
    assert answers(place, ann) == 0


def test_a_store_that_is_not_there_is_made(tmp_path: Path) -> None:
    place = tmp_path / "away" / "formcheck.sqlite"
    place.parent.write_text("a file where the folder should be")
    held = store_for_now(str(place))
    now = held.__enter__()
    ann = People(now).add("Ann")
    Answers(now).add(ann.id, [PAIN])
    place.parent.unlink()
    held.__exit__(None, None, None)
    assert lying(place) == ()
    assert answers(place, ann) == 1
