"""A few inputs of every target of `python -m fuzzing`, the same each time: none is a defect."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing.said import useless
from fuzzing.target import input_of
from fuzzing.targets import TARGETS
from fuzzing.worker import DEFECT, READ, Inbox, end_of

SLOW = {"parcel": 6, "video": 8, "session": 20, "exercise": 15, "poses": 15}
"""Inputs of what takes longest."""
SHORT = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = sorted(name for name, target in TARGETS.items() if not target.starts)


@cache
def seeds_of(name: str, folder: Path) -> tuple[bytes, ...]:
    return TARGETS[name].seeds(folder / name)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("good")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_spoilt_files_end_as_they_may(name: str, folder: Path, good: Path) -> None:
    target, seeds = TARGETS[name], seeds_of(name, good)
    inbox = Inbox(folder / "formcheck", target.file_name)

    @settings(SHORT, max_examples=SLOW.get(name, 30))
    @given(st.integers(0, 2**32))
    def each(number: int) -> None:
        data = input_of(target, seeds, 0, number)
        inbox.put(data)
        end, told = end_of(target, inbox.path)
        assert end != DEFECT, told
        assert inbox.changed(data) == ""

    each()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"parcel", "video"}])
def test_anything_at_all_ends_as_it_may(name: str, folder: Path) -> None:
    target = TARGETS[name]
    inbox = Inbox(folder / "formcheck", target.file_name)

    @settings(SHORT, max_examples=20)
    @given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
    def each(data: bytes) -> None:
        inbox.put(data)
        end, told = end_of(target, inbox.path)
        assert end != DEFECT, told

    each()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "model"])
def test_good_files_are_read(name: str, folder: Path, good: Path) -> None:
    target = TARGETS[name]
    inbox = Inbox(folder / "formcheck", target.file_name)
    inbox.put(seeds_of(name, good)[0])
    assert end_of(target, inbox.path) == (READ, "")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("Expected a video, but a.mp4 is empty: copy it again.", ""),
        ("line 3: expected a number, found 'x'", ""),
        ("It is broken.", "it does not say what to do"),
        (" ", "it says nothing"),
        ("Choose another\x1b[2J.", "it has letters that cannot be printed"),
        ("Choose " + "x" * 1000, "it has 1007 letters"),
        ("Choose <object object at 0x7f>", "it shows the program's inside"),
    ],
)
def test_a_sentence_has_to_help(told: str, why: str) -> None:
    assert useless(told) == why


def test_the_same_number_is_the_same_input(good: Path) -> None:
    target, seeds = TARGETS["session"], seeds_of("session", good)
    assert input_of(target, seeds, 1, 5) == input_of(target, seeds, 1, 5)
    assert input_of(target, seeds, 1, 5) != input_of(target, seeds, 1, 6)
    assert input_of(target, seeds, 1, 5) != input_of(target, seeds, 2, 5)
