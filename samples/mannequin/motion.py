"""Time: key values with smooth ways between them, and the small unrest of a living body."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

Values = dict[str, float]
"""Parameter of a move to its value; the move says what each one means."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a clip with a name, such as ``up`` or ``hold``."""

    name: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class _Leg:
    phase: Phase
    start: Values
    end: Values


def smooth(share: float) -> float:
    """Return minimum-jerk progress: 0 to 1, with speed and acceleration zero at both ends."""
    s = min(1.0, max(0.0, share))
    return s**3 * (10.0 - 15.0 * s + 6.0 * s**2)


@dataclass(slots=True)
class Timeline:
    """Built front to back: each call adds a part after the last one."""

    values: Values
    """Where the body is at the end of what was added so far."""
    _legs: list[_Leg] = field(default_factory=list)

    @property
    def now_s(self) -> float:
        """Where the next part begins."""
        return self._legs[-1].phase.end_s if self._legs else 0.0

    @property
    def phases(self) -> list[Phase]:
        """All parts in order."""
        return [leg.phase for leg in self._legs]

    def move(self, name: str, seconds: float, **targets: float) -> Phase:
        """Go to ``targets`` within ``seconds``; what is not named stays.

        Raises
        ------
        KeyError
            For a parameter that the move does not have.
        """
        unknown = set(targets) - set(self.values)
        if unknown:
            raise KeyError(f"expected one of {sorted(self.values)}, got {sorted(unknown)}")
        end = self.values | targets
        phase = Phase(name, self.now_s, self.now_s + seconds)
        self._legs.append(_Leg(phase, self.values, end))
        self.values = end
        return phase

    def stay(self, name: str, seconds: float) -> Phase:
        """Stay for ``seconds``."""
        return self.move(name, seconds)

    def at(self, time_s: float) -> Values:
        """Return the values at a time; before the start and after the end they stand still."""
        leg = next((leg for leg in self._legs if time_s < leg.phase.end_s), self._legs[-1])
        span = leg.phase.end_s - leg.phase.start_s
        share = smooth((time_s - leg.phase.start_s) / span)
        return {key: leg.start[key] + share * (leg.end[key] - leg.start[key]) for key in leg.end}


@dataclass(frozen=True, slots=True)
class Unrest:
    """Slow drift and fine tremor, the same for the same seed."""

    seed: int
    drift: Mapping[str, float]
    """Parameter to the size of its drift (standard deviation, in the parameter's unit)."""
    tremor_share: float = 0.12
    """Tremor against drift."""

    def at(self, time_s: float) -> Values:
        """Return what to add to each parameter at a time."""
        return {
            key: size * self._wave(index, time_s)
            for index, (key, size) in enumerate(sorted(self.drift.items()))
        }

    def _wave(self, index: int, time_s: float) -> float:
        slow_tones, fine_tones = _tones(self.seed, index)
        slow = sum(_sine(hz, turn, time_s) for hz, turn in slow_tones)
        fine = sum(_sine(hz, turn, time_s) for hz, turn in fine_tones)
        return math.sqrt(2 / 3) * slow + self.tremor_share * fine


Tones = tuple[tuple[float, float], ...]
"""Rates in Hz and where in their turn they begin, 0 to 1."""


@lru_cache(maxsize=256)
def _tones(seed: int, index: int) -> tuple[Tones, Tones]:
    """Return slow and fine tones; kept, because every frame asks for them."""
    rng = np.random.default_rng([seed, index])
    slow_hz, fine_hz = rng.uniform(0.08, 0.45, 3), rng.uniform(5.0, 8.0, 2)
    turns = rng.uniform(0.0, 1.0, 5)
    slow = zip(slow_hz.tolist(), turns[:3].tolist(), strict=True)
    return tuple(slow), tuple(zip(fine_hz.tolist(), turns[3:].tolist(), strict=True))


def _sine(hz: float, turn: float, time_s: float) -> float:
    return math.sin(2 * math.pi * (hz * time_s + turn))
