"""The fit finds what was planted, and nothing where there is nothing to find."""

import math

import numpy as np
import pytest

from calibration.fit import LEAST, Group, Line, fit_all, fit_bins, fit_lines
from calibration.samples import Sample
from formcheck.features.error_model import POOLED


def sample(true: float, measured: float, **more: object) -> Sample:
    values: dict[str, object] = {
        "exercise": "bridge", "feature": "knee_angle", "view": "side", "person": 1,
        "held_aside": False, "off_deg": -5.0, "yaw_deg": 5.0, "seen_turn_deg": 5.0,
        "true": true, "measured": measured,
    }  # fmt: skip
    return Sample(**{**values, **more})


def planted(bias: float, gain: float, sd: float, *, low: float = 60.0, high: float = 140.0):
    rng = np.random.default_rng(3)
    true = rng.uniform(low, high, 2000)
    return true, bias + gain * true + gain * rng.normal(0.0, sd, len(true))


def lines(*parts: tuple[np.ndarray, np.ndarray]) -> list[Line]:
    groups = [
        Group(true, measured, np.zeros(len(true), int), compared=False) for true, measured in parts
    ]
    return fit_lines(groups)


@pytest.mark.parametrize(("bias", "gain", "sd"), [(-5.0, 1.0, 3.0), (12.0, 0.85, 2.0)])
def test_it_finds_a_planted_bias_gain_and_error(bias: float, gain: float, sd: float) -> None:
    (line,) = lines(planted(bias, gain, sd))
    assert line.bias == pytest.approx(bias, abs=1.5)
    assert line.gain == pytest.approx(gain, abs=0.015)
    assert line.sd == pytest.approx(sd, rel=0.1)


def test_groups_share_the_gain_and_have_their_own_bias_and_error() -> None:
    first, second = lines(planted(-5.0, 0.8, 2.0), planted(9.0, 0.8, 6.0))
    assert first.gain == second.gain == pytest.approx(0.8, abs=0.015)
    assert second.bias - first.bias == pytest.approx(14.0, abs=0.5)
    assert (first.sd, second.sd) == (pytest.approx(2.0, rel=0.1), pytest.approx(6.0, rel=0.1))


def test_the_error_of_a_small_group_leans_towards_that_of_all() -> None:
    true, measured = planted(0.0, 1.0, 8.0)
    few = slice(0, LEAST)
    small, _ = lines((true[few], true[few]), (true, measured))
    assert 4.0 < small.sd < 6.5


def test_a_range_too_narrow_for_its_error_gets_no_gain() -> None:
    (line,) = lines(planted(4.0, 0.8, 10.0, low=95.0, high=105.0))
    assert line.gain == 1.0
    assert line.bias == pytest.approx(4.0 - 0.2 * 100.0, abs=1.0)
    (narrow,) = lines(planted(4.0, 0.8, 0.5, low=95.0, high=105.0))
    assert narrow.gain == pytest.approx(0.8, abs=0.02)


def test_the_same_true_value_throughout_gets_no_gain() -> None:
    true = np.full(50, 90.0)
    (line,) = lines((true, true + 3.0))
    assert (line.gain, line.bias) == (1.0, pytest.approx(3.0))


def test_a_gain_is_kept_within_bounds_and_the_bias_follows() -> None:
    true, measured = planted(60.0, 0.4, 1.0)
    (line,) = lines((true, measured))
    assert line.gain == 0.6
    corrected = (measured - line.bias) / line.gain
    assert float(np.mean(corrected - true)) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize(("every", "sd"), [(20, 2.0), (3, math.hypot(2.0, 90.0 / math.sqrt(3)))])
def test_gross_errors_do_not_bend_the_line_and_count_when_they_are_not_rare(
    every: int, sd: float
) -> None:
    true, measured = planted(-5.0, 1.0, 2.0)
    measured[::every] += 90.0
    (line,) = lines((true, measured))
    assert line.bias == pytest.approx(-5.0, abs=1.0)
    assert line.sd == pytest.approx(sd, rel=0.1)


def test_each_range_of_turns_has_its_own_bin_and_says_what_was_lost() -> None:
    near = [sample(90.0 + i, 92.0 + i) for i in range(LEAST)]
    near += [sample(90.0, math.nan)] * LEAST
    ahead = [sample(90.0 + i, 99.0 + i, seen_turn_deg=12.0) for i in range(LEAST)]
    behind = [sample(90.0 + i, 80.0 + i, seen_turn_deg=-12.0) for i in range(LEAST)]
    first, second, third = fit_bins(near + ahead + behind)
    assert (first.yaw_from, first.yaw_to, first.bias) == (-35.0, -10.0, pytest.approx(-10.0))
    assert (second.yaw_from, second.yaw_to, second.n) == (-10.0, 10.0, 2 * LEAST)
    assert (second.lost, second.bias) == (0.5, pytest.approx(2.0))
    assert (third.yaw_from, third.yaw_to, third.bias) == (10.0, 35.0, pytest.approx(9.0))


def test_ranges_with_few_samples_are_put_together_and_what_is_refused_left_out() -> None:
    few = [
        sample(90.0 + i, 92.0 + i, seen_turn_deg=turn)
        for turn in (-50.0, -15.0, 3.0, 13.0, 25.0, 33.0, 50.0)
        for i in range(LEAST // 2)
    ]
    ranges = [(one.yaw_from, one.yaw_to, one.n) for one in fit_bins(few)]
    assert ranges == [(-35.0, 10.0, LEAST), (10.0, 35.0, 3 * LEAST // 2)]


def test_too_few_samples_make_no_bin() -> None:
    few = [sample(90.0 + i, 92.0 + i) for i in range(LEAST // 2 - 1)]
    assert fit_bins(few) == ()
    assert fit_all(few) == {}


def test_every_feature_is_also_pooled_over_the_exercises() -> None:
    bridge = [sample(90.0 + i, 92.0 + i) for i in range(30)]
    plank = [sample(90.0 + i, 96.0 + i, exercise="plank") for i in range(30)]
    bins = fit_all(bridge + plank)
    assert bins["bridge", "knee_angle"][0].bias == pytest.approx(2.0)
    assert bins["plank", "knee_angle"][0].bias == pytest.approx(6.0)
    assert bins[POOLED, "knee_angle"][0].bias == pytest.approx(4.0)


def test_the_bin_is_that_of_the_yaw_the_program_sees_and_ends_with_the_front() -> None:
    front = {"view": "front", "exercise": "sitting", "feature": "head_tilt"}
    samples = [sample(i, i + 3.0, seen_turn_deg=90.0, yaw_deg=70.0, **front) for i in range(30)]
    (only,) = fit_bins(samples)
    assert (only.view, only.yaw_from, only.yaw_to) == ("front", 60.0, 90.0)


def test_a_limb_taken_for_the_other_is_counted_but_is_no_error_of_the_angle() -> None:
    good = [sample(90.0 + i, 92.0 + i) for i in range(30)]
    swapped = [sample(150.0, 90.0, swapped=True)] * 10
    (only,) = fit_bins(good + swapped)
    assert (only.n, only.lost) == (40, 0.0)
    assert only.bias == pytest.approx(2.0)
    assert only.sd < 0.01


def test_what_is_compared_with_the_own_baseline_has_the_error_of_a_change() -> None:
    samples = [
        sample(20.0 + i, 20.0 + i + shift + (-1.0) ** i, person=person, compared=compared)
        for compared in (True, False)
        for person, shift in ((1, -9.0), (2, 9.0))
        for i in range(LEAST)
    ]
    (change,) = fit_bins([one for one in samples if one.compared])
    (value,) = fit_bins([one for one in samples if not one.compared])
    assert change.sd == pytest.approx(1.0, rel=0.3)
    assert value.sd > 8.0


def test_a_limb_on_the_far_side_has_bins_of_its_own() -> None:
    near = [sample(90.0 + i, 92.0 + i) for i in range(LEAST)]
    far = [sample(90.0 + i, 75.0 + i, limb="far") for i in range(LEAST)]
    first, second = fit_bins(near + far)
    assert (first.limb, first.bias) == ("near", pytest.approx(2.0))
    assert (second.limb, second.bias) == ("far", pytest.approx(-15.0))
