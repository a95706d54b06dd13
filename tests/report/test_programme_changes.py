"""What another programme changes, in words."""

import pytest

from formcheck.care.programme import Programme
from formcheck.exercises.loader import list_exercises
from formcheck.report.programme_changes import programme_changes
from formcheck.session.moves import moves_of
from tests.care.moves import item, programme

EXERCISES = {one.slug: one for one in list_exercises()}
MOVES = moves_of(EXERCISES.values())


def changes(before: Programme, after: Programme) -> tuple[str, ...]:
    return programme_changes(before, after, EXERCISES, MOVES)


def test_the_same_changes_nothing() -> None:
    assert changes(programme(), programme()) == ()


def test_new_different_and_left_out() -> None:
    before = programme(item("bridge", reps=5), item("plank", seconds=10))
    after = programme(item("bridge", reps=8), item("of-my-own", reps=3))
    bridge, new, gone = changes(before, after)
    assert bridge.startswith("Glute bridge: ")
    assert "8" in bridge.partition("before")[0]
    assert "5" in bridge.partition("before")[2]
    assert new.startswith("of-my-own is new: ")
    assert gone == "Forearm plank is left out."


@pytest.mark.parametrize("more", [{"note": "Slowly."}, {"sets": 2, "rest_s": 5.0}])
def test_what_is_smaller_is_said_too(more: dict[str, object]) -> None:
    before = programme(item("bridge", **{**more, "note": "", "rest_s": 9.0}))
    (told,) = changes(before, programme(item("bridge", **more)))
    assert told == "Glute bridge: its rest, limits, target or note are different."


def test_locked_and_not() -> None:
    free, locked = programme(), programme(locked=True)
    assert changes(free, locked) == ("From then on it is locked: only who wrote it changes it.",)
    assert changes(locked, free) == ("From then on it is not locked: changes may be proposed.",)
