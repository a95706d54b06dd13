from itertools import pairwise

import pytest

from formcheck.capture.arrival import ArrivalClock


def test_starts_at_zero_and_strictly_increases() -> None:
    clock = ArrivalClock()
    times_s = [clock.stamp() for _ in range(10_000)]
    assert times_s[0] == 0
    assert all(later > earlier for earlier, later in pairwise(times_s))


def test_increases_even_when_the_clock_of_the_system_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("formcheck.capture.arrival.perf_counter", lambda: 5.0)
    clock = ArrivalClock()
    assert [clock.stamp() for _ in range(3)] == pytest.approx([0, 1e-6, 2e-6])
