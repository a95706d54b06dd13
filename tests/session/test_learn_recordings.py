"""Learnt from one rendered person, a movement that no catalogue knows is counted in others.

Of each movement one person shows four repetitions; three others, with other bodies, seen from
other distances and turns, do three to five (`calibration.demonstrations`).
"""

import json
from functools import cache
from pathlib import Path

import pytest

from formcheck.checking.results import Counts
from formcheck.exercises.spec import Exercise, RepRule
from formcheck.pose.recorded import RecordedPoses, load_poses
from formcheck.session.learn import Demonstration, learn
from tests.session.lessons import judged, written

FOLDER = Path(__file__).parent / "learn"
MOVEMENTS = ("arm-raise", "heel-curl", "knee-extension", "side-lean")
OTHERS = ("first", "second", "third")
SIGNALS = {
    "arm-raise": {"reach_angle", "shoulder_angle"},
    "heel-curl": {"knee_flexion"},
    "knee-extension": {"knee_angle"},
    "side-lean": {"shoulder_tilt"},
}

# What these reach is reached by others: watching it would make them take three times as long.
pytestmark = pytest.mark.no_cover


@cache
def poses(name: str) -> RecordedPoses:
    return load_poses(FOLDER / f"{name}.npz")


def true_reps(name: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["reps"]
    return found


@cache
def learnt(movement: str) -> Demonstration:
    return learn(poses(f"{movement}_shown"))


@cache
def exercise(movement: str) -> Exercise:
    return written(learnt(movement))


@cache
def counted(movement: str, name: str) -> Counts:
    """Return what is counted in a recording by what was learnt from the one who showed it."""
    return judged(exercise(movement), poses(name)).counts


def test_every_recording_is_used() -> None:
    names = {f"{movement}_{part}" for movement in MOVEMENTS for part in ("shown", *OTHERS)}
    assert {path.stem for path in FOLDER.glob("*.npz")} == names


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_what_was_shown_is_found_where_it_was(movement: str) -> None:
    main = learnt(movement).moves[0]
    assert main.feature.name in SIGNALS[movement]
    truth = true_reps(f"{movement}_shown")
    assert len(main.turns) == len(truth)
    for turn, true in zip(main.turns, truth, strict=True):
        assert true["start_s"] - 0.3 < turn.start_s < true["turn_s"] < turn.end_s
        assert turn.end_s < true["end_s"] + 0.3


@pytest.mark.parametrize("part", OTHERS)
@pytest.mark.parametrize("movement", MOVEMENTS)
def test_other_people_are_counted(movement: str, part: str) -> None:
    name = f"{movement}_{part}"
    counts = counted(movement, name)
    assert abs(counts.full - len(true_reps(name))) <= 1
    assert counts.full + counts.partial == len(true_reps(name))


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_all_others_together_are_counted_exactly(movement: str) -> None:
    names = [f"{movement}_{part}" for part in OTHERS]
    full = sum(counted(movement, name).full for name in names)
    assert full == sum(len(true_reps(name)) for name in names)


@pytest.mark.parametrize(
    ("movement", "other"),
    [(movement, other) for movement in MOVEMENTS for other in MOVEMENTS if movement != other],
)
def test_another_movement_counts_nothing(movement: str, other: str) -> None:
    counts = counted(movement, f"{other}_first")
    assert counts.full == counts.partial == 0


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_anybody_may_show_it(movement: str) -> None:
    """Learnt from one of the others, it counts the one it was learnt from first."""
    own = written(learn(poses(f"{movement}_third")))
    assert isinstance(own.rule, RepRule)
    counts = judged(own, poses(f"{movement}_shown")).counts
    assert counts.full == len(true_reps(f"{movement}_shown"))
