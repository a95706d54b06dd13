"""A program is killed while it puts back what was done meanwhile: neither is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import open_store
from formcheck.store.makeshift import store_for_now
from formcheck.store.people import People
from formcheck.store.place import find_place
from tests.conftest import ROOT
from tests.endurance.disks import held

_PUT_BACK = """
import sys
from formcheck.store import aside, changes, database

name = sys.argv[2]
was = getattr(changes, name)

def stop(*given):
    done = was(*given) if name == "apply" else None
    print("amid", flush=True)
    sys.stdin.readline()
    return done

setattr(changes, name, stop)
database.open_store(sys.argv[1])
"""
_EXERCISE = """
import sys
from formcheck.store import database
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.makeshift import store_for_now

database._BUSY_S = 0.1
with store_for_now(sys.argv[1]) as now:
    Answers(now).add(sys.argv[2], [Answer(kind=AnswerKind.PAIN, question="before", number=3.0)])
    print("amid", flush=True)
    sys.stdin.readline()
"""
PAIN = Answer(kind=AnswerKind.PAIN, question="before", number=3.0)


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("FORMCHECK_STORE", raising=False)
    monkeypatch.setattr("formcheck.store.database._BUSY_S", 0.1)


def kill_amid(program: str, *given: str) -> None:
    """Let another process begin, and kill it where it says that it is amid it."""
    other = subprocess.Popen(
        [sys.executable, "-c", program, *given],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "amid\n"
        other.send_signal(signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize(
    ("moment", "there"),
    [("apply", 1), ("forget", 2)],
    ids=["before it is kept", "before the copy knows"],
)
def test_killed_amid_putting_back_neither_is_lost(tmp_path: Path, moment: str, there: int) -> None:
    # GIVEN an answer that is kept, and one that lies aside
    place = tmp_path / "store" / "formcheck.sqlite"
    with closing(open_store(str(place))) as store:
        ann = People(store).add("Ann")
        Answers(store).add(ann.id, [PAIN])
    with (
        held(place, "PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE"),
        store_for_now(str(place)) as now,
    ):
        Answers(now).add(ann.id, [PAIN])
    # WHEN it is killed amid putting back
    kill_amid(_PUT_BACK, str(place), moment)
    # THEN what was kept is sound, and the other one lies aside
    with closing(sqlite3.connect(place)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("SELECT count(*) FROM answers").fetchone() == (there,)
    assert len(find_place(str(place)).meanwhile) == 1
    # AND at the next start both are there
    with closing(open_store(str(place))) as store:
        assert len(Answers(store).of_person(ann.id)) == 2
    assert find_place(str(place)).meanwhile == ()


def test_killed_amid_exercising_it_is_there_at_the_next_start(tmp_path: Path) -> None:
    place = tmp_path / "store" / "formcheck.sqlite"
    with closing(open_store(str(place))) as store:
        ann = People(store).add("Ann")
    with held(place, "PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE"):
        kill_amid(_EXERCISE, str(place), ann.id)
    with closing(open_store(str(place))) as store:
        assert len(Answers(store).of_person(ann.id)) == 1
        assert "is in it now" in store.notice
