"""The noise of a measurement, movement left out."""

import math

import numpy as np
import pytest

from formcheck.session.noise import LEAST, Noise


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


def test_an_even_movement_is_no_noise() -> None:
    assert last(np.linspace(0.0, 180.0, 60)) == pytest.approx(0.0, abs=1e-9)
    swing = 45.0 * np.sin(2 * math.pi * np.arange(60) / 90)
    assert last(swing) < 0.3


def test_one_odd_value_is_no_noise() -> None:
    values = np.full(30, 90.0)
    values[20] = 140.0
    assert last(values) == 0.0


def test_too_few_values_tell_nothing() -> None:
    assert last(np.array([0.0, 50.0] * LEAST)[: LEAST - 1]) == 0.0


def test_only_the_last_second_counts() -> None:
    shaky = np.random.default_rng(0).normal(90.0, 5.0, 60)
    assert last(np.concatenate([shaky, np.full(32, 90.0)])) == 0.0
