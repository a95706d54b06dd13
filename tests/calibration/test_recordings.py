"""Which clips are kept for the tests, and that keeping them loses nothing that counts."""

import json
from pathlib import Path

import numpy as np

from calibration.bench_store import Shown, Truth
from calibration.recordings import keep, name_of, recordings
from formcheck.exercises.loader import list_exercises
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import PoseRecorder, load_poses
from samples.mannequin.plan import TrueRep
from tests import bodies


def test_every_movement_is_there_in_good_form_and_with_its_faults() -> None:
    wanted = recordings()
    names = [name_of(one) for one in wanted]
    assert len(set(names)) == len(names)
    assert len({one.seed for one in wanted}) == len(wanted)
    assert min(one.seed for one in wanted) >= 300_000
    for exercise in list_exercises():
        places = [exercise.slug]
        if exercise.slug == "sitting":
            places = ["sitting-front", "sitting-side"]
        clips = {f"{place}_good" for place in places}
        assert clips <= set(names)
        planted = {one.fault for one in wanted if one.exercise in places}
        assert {check.id for check in exercise.checks} <= planted
    assert {"plank_sag", "bridge_feet_far", "squat_trunk_forward"} <= set(names)


def test_what_is_kept_is_what_was_seen(tmp_path: Path) -> None:
    recorder = PoseRecorder((1280, 720), ModelInfo("model", "ab" * 32))
    pose = bodies.backed(bodies.bridge(), 0.1)
    recorder.add(0.0, pose)
    recorder.add(0.1, None)
    rep = TrueRep(number=1, side=None, kind="full", start_s=0.0, turn_s=0.05, end_s=0.1)
    truth = Truth(reps=(rep,), duration_s=0.2, distance_m=2.0)
    (variation,) = [one for one in recordings() if name_of(one) == "bridge_good"]
    keep(tmp_path, "bridge_good", Shown(variation, truth, recorder.poses(), np.zeros((2, 33, 2))))
    found = load_poses(tmp_path / "bridge_good.npz")
    assert np.abs(found.image_px[0] - pose.image_px).max() <= 1.0 / 16.0
    assert np.isnan(found.image_px[1]).all()
    assert found.outline_px is not None
    assert np.abs(found.outline_px[0] - pose.outline_px).max() <= 1.0 / 16.0
    written = json.loads((tmp_path / "bridge_good.json").read_text("utf-8"))
    assert (written["exercise"], len(written["reps"])) == ("bridge", 1)
