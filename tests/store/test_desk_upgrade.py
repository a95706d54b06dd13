"""A store from before the desk, with somebody's whole history in it, brought up to date."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.store import schema
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store, open_store
from formcheck.store.desk_days import DeskDays
from formcheck.store.desk_profiles import DeskProfiles
from formcheck.store.people import People
from formcheck.store.sessions import Sessions
from formcheck.store.whole import export_person
from tests.session.motion import plank, play
from tests.store.desk_parts import day, profile
from tests.store.records import assert_same, opening

PLANK = load_exercise("plank")
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BEFORE = "0002"


@pytest.fixture
def old_place(monkeypatch: pytest.MonkeyPatch, new_place: Callable[[], str]) -> str:
    """An empty store as the version before the desk made it."""
    where = new_place()
    with monkeypatch.context() as older:
        older.setattr("formcheck.store.database.HEAD", BEFORE)
        older.setattr("formcheck.store.database.upgrade", lambda one: schema.upgrade(one, BEFORE))
        open_store(where).close()
    return where


def as_older(monkeypatch: pytest.MonkeyPatch, where: str) -> Store:
    with monkeypatch.context() as older:
        older.setattr("formcheck.store.database.HEAD", BEFORE)
        return open_store(where)


def test_everything_is_there_after_it(
    old_place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # GIVEN an older store with a session and what was said of it
    old = as_older(monkeypatch, old_place)
    ann = People(old).add("Ann")
    People(old).set(ann.id, "voice", "on")
    record = play(PLANK, plank, 8.0, fps=10)[0]
    session = Sessions(old).save(opening(ann.id, PLANK), record, NOON)
    Answers(old).add(ann.id, [Answer(kind=AnswerKind.PAIN, number=3, session=session)])
    said = Answers(old).of_person(ann.id)
    old.close()
    # WHEN this program opens it
    store = open_store(old_place)
    # THEN nothing of it is lost
    assert People(store).all() == (ann,)
    assert People(store).settings(ann.id) == {"voice": "on"}
    assert_same(Sessions(store).read(session).record, record)
    assert Answers(store).of_person(ann.id) == said
    # AND the desk can be kept, exported and deleted with the person
    DeskProfiles(store, ann.id).keep(profile())
    DeskDays(store, ann.id).keep("run", [day(breaks=2)])
    export_person(store, ann, tmp_path / "ann.zip")
    with zipfile.ZipFile(tmp_path / "ann.zip") as file:
        (kept,) = json.loads(file.read("tables/desk_days.json"))
    assert (kept["date"], kept["run"], kept["breaks"]) == ("2026-11-02", "run", 2)
    store.close()
