from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from calibration import benchmark
from calibration.bench_replay import moving_at, replay, true_holds
from calibration.bench_store import Shown, Store, Truth
from formcheck.checking.counter import Moving
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import COUNT, Landmark, Side
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import PoseRecorder
from samples.mannequin.patient import Variation
from samples.mannequin.plan import TrueFault, TrueHold, TrueRep

ASKED = Variation(seed=100_000, exercise="plank", fps=10)


def shown(variation: Variation = ASKED, frames: int = 20) -> Shown:
    """A clip in which nobody was seen and the true hips go from straight to a deep sag."""
    recorder = PoseRecorder((640, 360), ModelInfo("model", "abc"))
    true_px = np.full((frames, COUNT, 2), np.nan)
    for index in range(frames):
        recorder.add(index / 10, None)
        true_px[index, Landmark.LEFT_SHOULDER] = 100.0, 200.0
        true_px[index, Landmark.LEFT_HIP] = 200.0, 200.0 + (40.0 if index >= 5 else 0.0)
        true_px[index, Landmark.LEFT_ANKLE] = 300.0, 200.0
    truth = Truth(
        reps=(TrueRep(number=1, side="left", start_s=0.5, turn_s=1.0, end_s=1.5),),
        holds=(TrueHold(start_s=0.0, end_s=2.0, good_s=2.0),),
        faults=(TrueFault(check="sag", start_s=0.5, end_s=2.0),),
        duration_s=frames / 10,
        distance_m=2.5,
    )
    return Shown(variation, truth, recorder.poses(), true_px)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    store, one = Store(tmp_path / "new", "abc"), shown()
    assert not store.has(ASKED)
    store.add(one)
    back = Store(tmp_path / "new", "abc").get(ASKED)
    assert back.truth == one.truth
    assert np.array_equal(back.true_px, one.true_px, equal_nan=True)
    assert np.array_equal(back.poses.time_s, one.poses.time_s)


def test_another_model_another_wish_or_half_a_clip_is_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path, "abc")
    store.add(shown())
    assert store.has(ASKED)
    assert not Store(tmp_path, "abd").has(ASKED)
    assert not store.has(replace(ASKED, yaw_deg=1.0))
    next(tmp_path.glob("*.json")).unlink()
    assert not store.has(ASKED)


def test_a_second_run_shows_only_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def show(variation: Variation) -> Shown:
        asked.append(variation.seed)
        return shown(variation)

    monkeypatch.setattr(benchmark, "show", show)
    wanted = [replace(ASKED, seed=seed) for seed in (100_000, 100_001, 100_002)]
    store = Store(tmp_path, "abc")
    assert len(benchmark.gather(wanted, store, most=1)) == 1
    assert len(benchmark.gather(wanted, store, most=2)) == 2
    assert asked == [100_000, 100_001]
    assert [one.variation.seed for one in benchmark.gather(wanted, store, most=0)] == asked
    benchmark.gather(wanted, store)
    assert asked == [100_000, 100_001, 100_002]


def test_a_hold_is_good_while_the_true_value_is_within_the_limit() -> None:
    (hold,) = true_holds(shown(), load_exercise("plank"))
    assert hold.good_s == pytest.approx(0.5)
    assert hold.end_s == 2.0


def test_nobody_seen_is_time_missed() -> None:
    found = replay(shown())
    assert found.working_s == pytest.approx(2.0)
    assert found.missed_s == found.working_s
    assert not found.samples


def test_limbs_move_in_the_true_repetition_alone() -> None:
    truth = shown().truth
    assert moving_at(truth, 1.0) == Moving(arm=Side.LEFT, leg=Side.RIGHT)
    assert moving_at(truth, 1.6) == Moving()
