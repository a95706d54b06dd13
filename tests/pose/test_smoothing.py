"""The One Euro filter: still at rest, quick in motion, the same at any size and frame rate."""

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.landmarks import COUNT, Landmark
from formcheck.pose.pose import Doubt, Floats, Pose
from formcheck.pose.smoothing import BETA, GAP_S, MIN_CUTOFF_HZ, OneEuro, PoseSmoother
from tests.bodies import TRUNK_PX, at_time, hidden, moved, plank, scaled, shifted
from tests.properties import PROPERTY

STEP_S = 1 / 30
NOSE, WRIST = Landmark.NOSE, Landmark.LEFT_WRIST


def run(poses: Iterable[Pose]) -> list[Pose]:
    smoother = PoseSmoother()
    return [smoother.smooth(pose) for pose in poses]


def filtered(values: Iterable[float], fps: float = 30.0, scale: float = 1.0) -> Floats:
    """One number through the filter."""
    one_euro = OneEuro()
    return np.array([one_euro(np.array([value]), 1 / fps, scale)[0] for value in values])


def noisy(fps: float, seconds: float, sd_px: float, seed: int = 1) -> list[Pose]:
    """A still body whose landmarks tremble."""
    rng = np.random.default_rng(seed)
    base = plank()
    return [
        replace(
            base,
            time_s=n / fps,
            image_px=base.image_px + rng.normal(0.0, sd_px, (COUNT, 2)),
            world_m=base.world_m + rng.normal(0.0, sd_px / TRUNK_PX / 2, (COUNT, 3)),
        )
        for n in range(round(seconds * fps))
    ]


def rest_ratio(fps: float, name: str) -> float:
    """How much of the trembling is left, once the filter has settled."""
    raw = noisy(fps, 20.0, 0.01 * TRUNK_PX)
    skip = round(2 * fps)
    before = np.stack([getattr(pose, name) for pose in raw[skip:]])
    after = np.stack([getattr(pose, name) for pose in run(raw)[skip:]])
    return float(after.std(axis=0).mean() / before.std(axis=0).mean())


# One number.


@PROPERTY
@given(st.floats(-1e4, 1e4), st.floats(10.0, 60.0))
def test_what_does_not_move_stays(value: float, fps: float) -> None:
    assert (filtered([value] * 30, fps) == value).all()


@PROPERTY
@given(st.floats(10.0, 60.0), st.floats(0.01, 3.0))
def test_a_step_is_followed_to_its_end_without_going_beyond(fps: float, height: float) -> None:
    found = filtered([0.0] + [height] * round(2 * fps), fps)
    assert (np.diff(found) >= 0).all()
    assert found[1] < height
    assert (found <= height * (1 + 1e-12)).all()
    assert found[-1] == pytest.approx(height, rel=0.01)


def lag_s(speed: float, fps: int = 30) -> float:
    """How far behind an even movement the filter runs, once it has settled."""
    last = 6 * fps - 1
    found = filtered((speed * n / fps for n in range(last + 1)), fps)
    return float(last / fps - found[-1] / speed)


@pytest.mark.parametrize(("fps", "share"), [(10, 0.2), (15, 0.2), (30, 0.3), (60, 0.4)])
def test_the_lag_is_that_of_the_formula(fps: int, share: float) -> None:
    # A first-order filter runs 1 / (2 pi cutoff) behind. The speed is taken from the smoothed
    # place, as in the paper: the more frames a second, the higher it reads and the less the lag.
    expected = 1 / (2 * math.pi * (MIN_CUTOFF_HZ + 0.5 * BETA))
    assert lag_s(0.5, fps) == pytest.approx(expected, rel=share)


def test_fast_movement_is_followed_more_closely_than_slow() -> None:
    assert lag_s(4.0) < 0.5 * lag_s(0.1)
    assert lag_s(0.1) < 0.12
    assert lag_s(4.0) > 0.0


@pytest.mark.parametrize("fps", [15.0, 60.0])
def test_a_movement_looks_the_same_at_any_frame_rate(fps: float) -> None:
    def move(fps: float) -> Floats:
        found = filtered((math.sin(2 * n / fps) for n in range(round(4 * fps))), fps)
        return found[:: round(fps / 15)]

    assert move(fps) == pytest.approx(move(30.0), abs=0.04)


def test_what_is_missing_is_missing_for_its_own_time_only() -> None:
    found = filtered([1.0, 1.0, math.nan, math.nan, 5.0, 5.0])
    assert np.isnan(found).tolist() == [False, False, True, True, False, False]
    # It starts anew where it is seen again.
    assert found[4:].tolist() == [5.0, 5.0]


def test_what_is_missing_at_first_starts_when_it_is_seen() -> None:
    found = filtered([math.nan, 3.0, 3.0])
    assert math.isnan(found[0])
    assert found[1:].tolist() == [3.0, 3.0]


def test_what_is_missing_does_not_touch_its_neighbours() -> None:
    one_euro = OneEuro()
    for n in range(10):
        missing = math.nan if n == 4 else 2.0
        found = one_euro(np.array([missing, 7.0]), STEP_S, 1.0)
        assert found[1] == 7.0


def test_after_a_gap_it_starts_anew() -> None:
    fast, fresh = OneEuro(), OneEuro()
    for n in range(10):
        fast(np.array([5.0 * n]), STEP_S, 1.0)
    # Neither the place nor the speed before the gap is remembered.
    for value in (9.0, 9.1, 9.3):
        step_s = GAP_S + 0.01 if value == 9.0 else STEP_S
        expected = fresh(np.array([value]), step_s, 1.0)
        assert fast(np.array([value]), step_s, 1.0) == expected
        assert value != 9.0 or expected == 9.0


def test_a_short_gap_is_filtered() -> None:
    one_euro = OneEuro()
    one_euro(np.array([0.0]), STEP_S, 1.0)
    assert one_euro(np.array([9.0]), GAP_S - 0.01, 1.0)[0] < 9.0


def test_what_comes_in_is_not_changed() -> None:
    one_euro, value = OneEuro(), np.array([1.0, math.nan])
    one_euro(value, STEP_S, 1.0)
    one_euro(np.array([5.0, 6.0]), STEP_S, 1.0)
    assert value[0] == 1.0
    assert math.isnan(value[1])


# A body.


def test_a_still_body_stays() -> None:
    pose = plank()
    for found in run(at_time(pose, n * STEP_S) for n in range(30)):
        assert found.image_px == pytest.approx(pose.image_px, abs=1e-9)
        assert found.world_m == pytest.approx(pose.world_m, abs=1e-12)


def test_only_places_are_smoothed() -> None:
    frames = [hidden(pose, WRIST) for pose in noisy(30, 0.5, 2.0)]
    for raw, found in zip(frames, run(frames), strict=True):
        assert found.time_s == raw.time_s
        assert found.visibility is raw.visibility
        assert found.doubt is raw.doubt
        assert found.image_size == raw.image_size


def test_a_body_that_moves_is_followed() -> None:
    pose, there = plank(), shifted(plank(), 80.0, -40.0)
    found = run([pose, *(at_time(there, n * STEP_S) for n in range(1, 61))])
    assert not np.allclose(found[1].image_px, there.image_px, atol=1.0)
    assert found[-1].image_px == pytest.approx(there.image_px, abs=0.5)


@pytest.mark.parametrize("name", ["image_px", "world_m"])
def test_trembling_at_rest_is_less_than_half(name: str) -> None:
    assert rest_ratio(30.0, name) < 0.5


@pytest.mark.parametrize("fps", [15.0, 60.0])
def test_trembling_is_reduced_alike_at_other_frame_rates(fps: float) -> None:
    # White noise has less of itself in the pass band the faster it is sampled: root two an octave.
    factor = rest_ratio(fps, "image_px") / rest_ratio(30.0, "image_px")
    assert 0.5 < factor < 2.0
    assert (factor > 1.0) == (fps < 30.0)


@PROPERTY
@given(st.floats(0.2, 2.0))
def test_a_body_near_the_camera_is_smoothed_like_one_far_away(factor: float) -> None:
    frames = noisy(30, 0.5, 3.0)
    large = run(scaled(pose, factor) for pose in frames)
    for one, other in zip(run(frames), large, strict=True):
        assert other.image_px == pytest.approx(scaled(one, factor).image_px, abs=1e-6)


def test_a_doubted_landmark_keeps_its_raw_place_and_starts_anew() -> None:
    nose = plank().image_px[NOSE]
    away = moved(plank(), {NOSE: (float(nose[0]) + 90.0, float(nose[1]))})
    frames = [
        plank(),
        hidden(at_time(away, STEP_S), NOSE, why=Doubt.JUMPED),
        at_time(away, 2 * STEP_S),
    ]
    found = run(frames)
    for one in found[1:]:
        assert one.image_px[NOSE].tolist() == [nose[0] + 90.0, nose[1]]
    assert found[1].doubt[NOSE] == Doubt.JUMPED


def test_a_doubted_landmark_does_not_disturb_the_others() -> None:
    frames = noisy(30, 1.0, 2.0)
    doubted = [hidden(pose, WRIST) if 10 <= n < 15 else pose for n, pose in enumerate(frames)]
    others = [landmark for landmark in Landmark if landmark is not WRIST]
    for one, other in zip(run(frames), run(doubted), strict=True):
        assert one.image_px[others].tolist() == other.image_px[others].tolist()
        assert np.isfinite(other.image_px).all()


def test_after_a_gap_a_body_may_be_anywhere() -> None:
    there = scaled(shifted(plank(), 200.0, 50.0), 0.6)
    found = run([plank(), at_time(there, GAP_S + 0.01), at_time(there, GAP_S + STEP_S)])
    for one in found[1:]:
        assert one.image_px == pytest.approx(there.image_px, abs=1e-9)


@pytest.mark.parametrize("step_s", [0.0, -STEP_S])
def test_time_that_does_not_increase_gives_the_raw_pose(step_s: float) -> None:
    there = at_time(shifted(plank(), 20.0, 0.0), 1.0 + step_s)
    assert run([at_time(plank(), 1.0), there])[1] is there


def test_a_body_without_a_scale_is_left_as_it_is() -> None:
    nowhere = moved(
        plank(), {Landmark.LEFT_SHOULDER: (math.nan, 0.0), Landmark.LEFT_HIP: (math.nan, 0.0)}
    )
    found = run([nowhere, at_time(plank(), STEP_S)])
    assert found[0] is nowhere
    assert found[1].image_px == pytest.approx(plank().image_px)


def test_a_body_that_loses_its_scale_for_a_moment_keeps_the_last() -> None:
    frames = noisy(30, 0.5, 2.0)
    shoulders = (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP)
    lost = [
        moved(pose, dict.fromkeys(shoulders, (math.nan, 0.0))) if n == 7 else pose
        for n, pose in enumerate(frames)
    ]
    for n, (one, other) in enumerate(zip(run(frames), run(lost), strict=True)):
        assert np.isfinite(other.image_px[WRIST]).all()
        assert other.image_px[WRIST] == pytest.approx(one.image_px[WRIST], abs=0.01)
        assert np.isfinite(other.image_px).all() == (n != 7)
