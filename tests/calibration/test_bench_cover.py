"""Whether a stated ± holds, on recordings whose truth is worked out anew."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from calibration.bench_cover import HEAD, cover_rows, covers, shown_again, summary
from calibration.bench_score import FeatureScore
from calibration.recordings import FOLDER, name_of, recordings
from formcheck.features.error_model import load_error_model

SCORE = FeatureScore(
    place="squat", feature="knee_flexion", n=20, bias=0.4, sd=3.0, mae=2.0, covered=0.9, stated=6.0
)
BY_NAME = {name_of(one): one for one in recordings()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bridge, and a lift that goes part of the way."""
    for name in ("bridge_good", "lifting_partial"):
        for end in (".npz", ".json"):
            shutil.copy(FOLDER / f"{name}{end}", tmp_path)
    return tmp_path


def test_only_what_was_not_measured_for_the_movement_itself(folder: Path) -> None:
    scores = covers(folder)
    assert {one.place for one in scores} == {"lifting"}
    assert {"hip_flexion", "load_reach"} >= {one.feature for one in scores} >= {"hip_flexion"}
    assert "lifting" not in load_error_model().exercises
    for one in scores:
        assert one.n > 20
        assert 0.0 <= one.covered <= 1.0


def test_the_same_person_moves_in_the_same_way(folder: Path) -> None:
    shown = shown_again(BY_NAME["lifting_partial"], folder)
    assert len(shown.true_px) == len(shown.poses)
    # The trunk goes down and comes up again where the recording says so.
    rep = shown.truth.reps[0]
    nose = [shown.true_px[int(np.searchsorted(shown.poses.time_s, t)), 0, 1] for t in
            (rep.start_s, rep.turn_s, rep.end_s)]  # fmt: skip
    assert nose[1] > nose[0] + 20
    assert nose[1] > nose[2] + 20


def test_a_recording_of_another_motion_is_refused(folder: Path) -> None:
    path = folder / "lifting_partial.json"
    truth = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(truth | {"duration_s": truth["duration_s"] + 1.0}), "utf-8")
    with pytest.raises(ValueError, match="lifting_partial: recorded of another motion"):
        shown_again(BY_NAME["lifting_partial"], folder)


def test_rows_say_whether_it_holds() -> None:
    short = replace(SCORE, feature="load_reach", covered=0.89)
    first, second = cover_rows([SCORE, short])
    assert dict(zip(HEAD, first, strict=True)) == {
        "movement": "squat", "feature": "knee_flexion", "frames": "20", "bias": "0.4°",
        "SD": "3.0°", "stated ±": "6.0°", "in ±": "90%", "holds": "yes",
    }  # fmt: skip
    assert second[-2:] == ["89%", "no"]
    assert second[3] == "0.400"
    assert "for 1 of 2 features" in summary([SCORE, short])
