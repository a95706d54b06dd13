"""Staying where one is."""

import pytest

from formcheck.checking.steady import STEADY_S, Steady


def stayed(speed: float, fps: float = 30.0) -> list[float | None]:
    steady = Steady(2.0)
    return [steady.update(k / fps, 130.0 + speed * k / fps) for k in range(int(3 * fps))]


@pytest.mark.parametrize("fps", [15.0, 30.0])
def test_a_value_that_stays_is_told_after_its_time(fps: float) -> None:
    found = stayed(0.0, fps)
    assert found[: int(STEADY_S * fps) - 1] == [None] * (int(STEADY_S * fps) - 1)
    assert found[-1] == 130.0


@pytest.mark.parametrize(
    ("speed", "steady"), [(1.8, True), (-1.8, True), (2.5, False), (40.0, False)]
)
def test_slow_drift_stays_and_movement_does_not(speed: float, *, steady: bool) -> None:
    assert any(one is not None for one in stayed(speed)) is steady
