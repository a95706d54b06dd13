"""The list of tests that coverage does not watch: right names, and nothing lost without them."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from formcheck.care.learn import PageFile
from formcheck.toml.notes import notes_of
from tests import untraced as module
from tests.untraced import ROOT, Arc, forget_results, needless, reached, taken_s, untraced

DEAR, CHEAP, UNSEEN = (f"tests/test_paths.py::test_{n}" for n in ("dear", "cheap", "unseen"))


def test_names_are_those_of_tests() -> None:
    for name in untraced():
        path, _, function = name.partition("::")
        assert f"\ndef {function}(" in (ROOT / path).read_text("utf-8"), name


def test_what_was_worked_out_is_forgotten() -> None:
    notes_of(PageFile)
    assert notes_of.cache_info().currsize
    forget_results()
    assert notes_of.cache_info().currsize == 0


def test_what_takes_long_and_adds_nothing_is_needless() -> None:
    by: dict[str, set[Arc]] = {DEAR: {(1, 1, 2), (1, 2, 3)}, CHEAP: {(1, 1, 2), (1, 2, 3)}}
    assert needless(by, Counter({DEAR: 5.0, CHEAP: 1.0})) == [DEAR]
    assert needless(by, Counter({DEAR: 0.1, CHEAP: 0.1})) == []
    assert needless(by | {CHEAP: {(1, 1, 2)}}, Counter({DEAR: 5.0, CHEAP: 0.1})) == []
    assert needless(by, Counter({UNSEEN: 5.0})) == []


def test_what_differs_from_run_to_run_reaches_nothing_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "thought_of.py").write_text(
        "def test_a(): ...\n\n\n@given(one())\n@settings()\ndef test_b(n): ...\n"
    )
    (tmp_path / "racing.py").write_text("import threading\n\n\ndef test_c(): ...\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    same: set[Arc] = {(1, 1, 2)}
    seconds = Counter({"thought_of.py::test_a": 5.0})
    for other in ("thought_of.py::test_b", "racing.py::test_c"):
        assert needless({"thought_of.py::test_a": same, other: same}, seconds) == []
        assert needless({"thought_of.py::test_a": same, other: same}, Counter({other: 5.0})) == [
            other
        ]


def test_what_was_reached_and_how_long_it_took_is_read(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data")) as data:
        data.execute("create table context (id integer, context text)")
        data.execute("create table arc (file_id int, context_id int, fromno int, tono int)")
        names = ["", "tests/a.py::test_b[x::y|z]|run", "tests/a.py::test_b[2]|setup"]
        data.executemany("insert into context values (?, ?)", enumerate(names))
        data.executemany("insert into arc values (?, ?, ?, ?)", [(7, n, n, 9) for n in range(3)])
        data.commit()
    assert reached(tmp_path / "data") == {
        "": {(7, 0, 9), (7, 2, 9)},
        "tests/a.py::test_b": {(7, 1, 9)},
    }
    (tmp_path / "times.xml").write_text(
        '<a><testcase classname="tests.a" name="test_b[1]" time="1.5"/>'
        '<testcase classname="tests.a" name="test_b[2]" time="2"/></a>'
    )
    assert taken_s(tmp_path / "times.xml") == {"tests/a.py::test_b": 3.5}
