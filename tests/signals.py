"""Readings from a formula, so that every expected count is exact."""

import math
from collections.abc import Callable, Iterable

from formcheck.checking.counter import Counter, Tick
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side

Signal = Callable[[float], float]


def deg(value: float, sd: float = 5.0) -> Reading:
    """A reading in degrees; NaN is one that could not be seen."""
    return Reading(value, sd, Unit.DEG, "not seen" if math.isnan(value) else "")


def hump(t: float, *, start: float, up: float, hold: float, down: float, height: float) -> float:
    """0 outside, rising smoothly to ``height``, staying there, and back."""
    if t < start or t > start + up + hold + down:
        return 0.0
    if t < start + up:
        return height * (1 - math.cos(math.pi * (t - start) / up)) / 2
    if t < start + up + hold:
        return height
    return height * (1 + math.cos(math.pi * (t - start - up - hold) / down)) / 2


def times(duration_s: float, fps: float) -> Iterable[float]:
    """Frame times."""
    return (i / fps for i in range(int(duration_s * fps)))


def drive(
    counter: Counter,
    signals: dict[str, Signal],
    duration_s: float,
    fps: float = 30,
    near: Side | None = None,
) -> None:
    """Run a counter over signals of time."""
    for t in times(duration_s, fps):
        readings = {name: deg(signal(t)) for name, signal in signals.items()}
        counter.update(Tick(t, readings, at_fault=False, near=near))
