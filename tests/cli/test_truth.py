import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formcheck.checking.results import Counts, FaultSpan, Hold, Severity, ViewEstimate
from formcheck.cli.truth import Truth, compare, find_sample, read_truth
from formcheck.errors import SourceError
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.rules import SnapshotRule, StretchRule
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary

COUNTS = {"full": 3, "partial": 0, "attempt": 0, "left": 0, "right": 0}
TRUTH = Truth(Path("x.mp4"), "bridge", COUNTS, (), frozenset({"feet_far"}))


def table(**changes: Any) -> dict[str, Any]:
    fault = {"check": "feet_far", "start_s": 1.0, "end_s": 2.0}
    base = {"schema": "formcheck-truth/1", "exercise": "bridge", "counts": COUNTS}
    return {**base, "holds": [], "faults": [fault, fault], **changes}


def write(folder: Path, name: str, *, clip: bool = True, **changes: Any) -> Path:
    path = folder / f"{name}.truth.json"
    path.write_text(json.dumps(table(**changes)))
    if clip:
        path.with_name(f"{name}.mp4").touch()
    return path


@pytest.fixture
def record() -> SessionRecord:
    return SessionRecord(
        schema=SCHEMA,
        exercise="bridge",
        title="Glute bridge",
        exercise_version=1,
        error_model="1",
        model=ModelInfo("", ""),
        source=SourceSummary("x.mp4", 20.0, 600),
        view=ViewEstimate("side", 0.0),
        graded_fraction=1.0,
        counts=Counts(full=3),
        reps=(),
        holds=(),
        faults=(FaultSpan("feet_far", Severity.FAULT, 1.0, 2.0, 124.0, 5.0),),
        not_judged=(),
        series=Series(np.zeros(0), (), (), np.zeros((0, 0)), np.zeros((0, 0))),
        focus="hip_extension",
    )


def agreed(
    record: SessionRecord, truth: Truth = TRUTH, exercise: str = "bridge"
) -> dict[str, bool]:
    lines = compare(record, truth, load_exercise(exercise))
    return {line.what: line.agrees for line in lines}


def test_read(tmp_path: Path) -> None:
    holds = [{"start_s": 2.0, "end_s": 14.5, "good_s": 12.5}]
    truth = read_truth(write(tmp_path, "bridge_feet_far", holds=holds))
    assert truth == replace(TRUTH, clip=tmp_path / "bridge_feet_far.mp4", held_s=(12.5,))


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "formcheck-truth/9"}', "{}"])
def test_no_truth_is_explained(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.truth.json"
    path.write_text(text)
    with pytest.raises(SourceError, match="Expected the truth of a sample clip"):
        read_truth(path)
    with pytest.raises(SourceError, match="none that can be read"):
        read_truth(tmp_path / "missing.truth.json")


def test_faulty_sample_comes_first(tmp_path: Path) -> None:
    write(tmp_path, "bridge_a_good", faults=[])
    write(tmp_path, "bridge_feet_far")
    write(tmp_path, "bridge_b_lost", clip=False)
    write(tmp_path, "plank_sag")
    assert find_sample(tmp_path, "bridge").clip.name == "bridge_feet_far.mp4"


def test_good_sample_when_there_is_no_other(tmp_path: Path) -> None:
    write(tmp_path, "bridge_good", faults=[])
    assert find_sample(tmp_path, "bridge").clip.name == "bridge_good.mp4"


def test_no_sample_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no sample clip of bridge"):
        find_sample(tmp_path, "bridge")


def test_agreement(record: SessionRecord) -> None:
    assert agreed(record) == {"full repetitions": True, "faults": True}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"counts": Counts(full=2)}, "full repetitions"),
        ({"counts": Counts(full=3, partial=1)}, "partial repetitions"),
        ({"counts": Counts(full=3, left=1)}, "left repetitions"),
        ({"faults": ()}, "faults"),
    ],
)
def test_every_difference_is_seen(
    record: SessionRecord, changes: dict[str, Any], what: str
) -> None:
    assert agreed(replace(record, **changes))[what] is False


def test_another_fault_differs(record: SessionRecord) -> None:
    other = FaultSpan("over_arch", Severity.WARN, 3.0, 4.0, 190.0, 5.0)
    assert agreed(replace(record, faults=(*record.faults, other)))["faults"] is False


@pytest.mark.parametrize(("end_s", "agrees"), [(13.0, True), (11.0, True), (9.5, False)])
def test_holds_agree_within_a_second_at_each_end(
    record: SessionRecord, *, end_s: float, agrees: bool
) -> None:
    truth = replace(TRUTH, held_s=(11.0,))
    held = replace(record, holds=(Hold(None, 1.0, end_s, 8.0),))
    assert agreed(held, truth, "plank") == {"holds": agrees, "faults": True}


def test_hold_that_is_not_true_differs(record: SessionRecord) -> None:
    held = replace(record, holds=(Hold(None, 1.0, 9.0, 8.0),))
    assert agreed(held, exercise="plank")["holds"] is False
    assert agreed(record, exercise="plank")["holds"] is True


def test_watched_time_is_no_hold(record: SessionRecord) -> None:
    watched = replace(record, holds=(Hold(None, 1.0, 20.0, 19.0),))
    assert agreed(watched, exercise="sitting") == {"faults": True}


def test_stretches_are_compared_like_holds_and_snapshots_by_their_faults(
    record: SessionRecord,
) -> None:
    held = replace(record, holds=(Hold(None, 1.0, 9.0, 8.0),))
    stretch = StretchRule(
        kind="stretch",
        signal="knee_angle",
        tolerance=8.0,
        target_s=30.0,
        partial_s=15.0,
        min_s=5.0,
        grace_s=2.0,
        sided=False,
        source="test",
    )
    for rule, expected in (
        (stretch, ["holds", "faults"]),
        (SnapshotRule(kind="snapshot", source="test"), ["faults"]),
    ):
        exercise = load_exercise("plank").model_copy(update={"rule": rule})
        assert [one.what for one in compare(held, TRUTH, exercise)] == expected
