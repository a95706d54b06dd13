"""The noise of a measurement, movement left out."""

import math

import numpy as np
import pytest

from formcheck.features.reading import ERROR_SDS
from formcheck.session.noise import LAG_S, LEAST, Noise


def last(values: np.ndarray, fps: float = 30.0) -> float:
    noise = Noise()
    for k, value in enumerate(values):
        now = noise.update(k / fps, float(value))
    return now


@pytest.mark.parametrize("sd", [0.5, 3.0])
@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_the_sd_of_normal_noise(sd: float, fps: float) -> None:
    found = [last(np.random.default_rng(seed).normal(90.0, sd, 120), fps) for seed in range(40)]
    assert np.mean(found) == pytest.approx(sd, rel=0.2)


@pytest.mark.parametrize("speed", [-120.0, -30.0, 0.0, 30.0, 120.0])
@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_an_even_movement_is_no_noise_but_the_value_lags_behind(speed: float, fps: float) -> None:
    values = 90.0 + speed * np.arange(60) / fps
    assert ERROR_SDS * last(values, fps) == pytest.approx(abs(speed) * LAG_S, abs=1e-9)


def test_at_a_turn_little_is_left() -> None:
    swing = 45.0 * np.sin(2 * math.pi * np.arange(68) / 90)
    assert last(swing) < 2.0


def test_two_values_at_one_time_have_no_speed() -> None:
    noise = Noise()
    for value in range(LEAST + 1):
        noise.update(0.0, float(value))
    assert noise.update(0.0, 90.0) < 90.0


def test_one_odd_value_is_no_noise() -> None:
    values = np.full(30, 90.0)
    values[20] = 140.0
    assert last(values) == 0.0


def test_too_few_values_tell_nothing() -> None:
    assert last(np.array([0.0, 50.0] * LEAST)[: LEAST - 1]) == 0.0


def test_only_the_last_second_counts() -> None:
    shaky = np.random.default_rng(0).normal(90.0, 5.0, 60)
    assert last(np.concatenate([shaky, np.full(32, 90.0)])) == 0.0


@pytest.mark.parametrize("before", range(1, LEAST + 1))
def test_after_a_long_gap_nothing_is_known_of_the_noise(before: int) -> None:
    noise, fresh = Noise(), Noise()
    for k in range(before):
        noise.update(k / 30, 90.0 + 10.0 * (k % 2))
    for k, value in enumerate([50.0, 52.0, 47.0, 51.0, 49.0, 53.0]):
        assert noise.update(60.0 + k / 30, value) == fresh.update(60.0 + k / 30, value)
