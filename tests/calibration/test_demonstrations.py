"""Which clips are learnt from, and that those in the repository are these."""

import json
from pathlib import Path

import numpy as np

from calibration.bench_store import Shown, Truth
from calibration.demonstrations import FOLDER, MOVEMENTS, demonstrations, keep
from formcheck.exercises.loader import built_in_slugs
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import PoseRecorder, load_poses
from samples.mannequin.plan import TrueRep
from tests import bodies


def test_movements_are_not_in_the_catalogue_and_people_are_all_different() -> None:
    wanted = demonstrations()
    assert not set(MOVEMENTS) & set(built_in_slugs())
    assert len({one.seed for one in wanted.values()}) == len(wanted)
    assert all(abs(one.yaw_deg) < 20.0 for one in wanted.values())


def test_what_is_kept_is_what_was_asked_for() -> None:
    for name, variation in demonstrations().items():
        truth = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        assert (truth["exercise"], truth["seed"]) == (variation.exercise, variation.seed)
        assert len(truth["reps"]) == variation.reps


def test_poses_and_truth_are_kept(tmp_path: Path) -> None:
    recorder = PoseRecorder((1280, 720), ModelInfo("model", "ab" * 32))
    recorder.add(0.0, bodies.sitting())
    rep = TrueRep(number=1, side=None, kind="full", start_s=0.0, turn_s=0.05, end_s=0.1)
    truth = Truth(reps=(rep,), duration_s=0.2, distance_m=2.0)
    variation = demonstrations()["arm-raise_shown"]
    keep(tmp_path, "x", Shown(variation, truth, recorder.poses(), np.zeros((1, 33, 2))))
    assert len(load_poses(tmp_path / "x.npz")) == 1
    written = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert (written["exercise"], len(written["reps"])) == ("arm-raise", 1)
