from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from formcheck.batch.basis import basis
from formcheck.batch.partner import Seen, look, token_file, why_not
from formcheck.batch.task import Task
from tests.batch.recordings import record, task


def here() -> dict[str, str]:
    return basis("")


def seen(**changes: Any) -> Seen:
    return replace(Seen("desk", here(), recordings=True, results=True), **changes)


@pytest.fixture
def one(tmp_path: Path) -> Task:
    record(tmp_path / "in" / "a.npz")
    return task(tmp_path / "in", tmp_path / "out", "a.npz")


def test_a_computer_that_is_alike_takes_part(one: Task) -> None:
    assert why_not(seen(), here(), one) == ""


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"basis": {}}, "desk would give other results: the version of formcheck"),
        ({"recordings": False}, "desk cannot see"),
        ({"results": False}, "desk has another folder"),
    ],
)
def test_a_computer_that_does_not_fit_is_told(
    one: Task, changes: dict[str, Any], sentence: str
) -> None:
    assert sentence in why_not(seen(**changes), here(), one)


def test_a_computer_looks_whether_the_folders_are_the_same(one: Task, tmp_path: Path) -> None:
    assert not look(one, "token").results
    place = token_file(one)
    place.parent.mkdir(parents=True)
    place.write_text("token")
    found = look(one, "token")
    assert (found.results, found.recordings, found.basis) == (True, True, here())
    assert not look(one, "another").results
    assert not look(Task(one.wanted, "b.npz"), "").recordings
