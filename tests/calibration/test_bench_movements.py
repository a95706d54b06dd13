"""Scores of the recordings of every movement."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from calibration.bench_movements import HEAD, ClipScore, clip_scores, good_form, movement_rows
from calibration.recordings import FOLDER

GOOD = ClipScore(
    exercise="squat",
    name="squat_good",
    duration_s=20.0,
    true=2,
    counted=2,
    planted=frozenset(),
    called=frozenset(),
    cues=(),
    hold_errors_s=(),
)


@pytest.fixture
def two(tmp_path: Path) -> list[ClipScore]:
    """A plank that sags, and a bridge in good form."""
    for name in ("plank_sag", "bridge_good"):
        for end in (".npz", ".json"):
            (tmp_path / f"{name}{end}").write_bytes((FOLDER / f"{name}{end}").read_bytes())
    return clip_scores(tmp_path)


def test_recordings_are_judged_beside_their_truth(two: list[ClipScore]) -> None:
    bridge, plank = two
    truth = json.loads((FOLDER / "bridge_good.json").read_text("utf-8"))
    assert (bridge.exercise, bridge.true) == ("bridge", len(truth["reps"]))
    assert bridge.counted == bridge.true
    assert plank.planted == plank.called == {"sag"}
    assert "sag" in plank.cues
    assert len(plank.hold_errors_s) >= 1
    assert max(map(abs, plank.hold_errors_s)) < 1.0


def test_cues_count_in_good_form_alone() -> None:
    told = replace(GOOD, cues=("trunk_forward",))
    faulty = replace(told, name="squat_trunk_forward", planted=frozenset({"trunk_forward"}))
    partial = replace(told, name="squat_partial")
    assert good_form([GOOD, told, faulty, partial]) == (1, 40.0)


def test_one_row_a_movement() -> None:
    faulty = replace(
        GOOD, name="squat_x", counted=1, planted=frozenset({"a"}), called=frozenset({"a", "b"}),
        hold_errors_s=(0.2, -0.6),
    )  # fmt: skip
    (row,) = movement_rows([GOOD, faulty])
    assert dict(zip(HEAD, row, strict=True)) == {
        "movement": "squat", "clips": "2", "true repetitions": "4", "counted exactly": "1 of 2",
        "planted faults found": "1 of 1", "others called": "1", "worst hold error": "0.6 s",
        "cues in good form": "0 in 20 s",
    }  # fmt: skip
