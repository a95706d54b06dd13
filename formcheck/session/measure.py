"""All readings of an exercise for one pose, with short gaps bridged."""

import math
from dataclasses import replace
from typing import Final

from formcheck.checking.limbs import sided
from formcheck.checking.results import ViewEstimate
from formcheck.exercises.rules import limb_signals, near_signals
from formcheck.exercises.spec import Exercise, Where
from formcheck.features.body import FEATURES
from formcheck.features.error_model import ErrorModel
from formcheck.features.feature import Feature
from formcheck.features.reading import Reading
from formcheck.landmarks import Side
from formcheck.session.noise import Noise
from formcheck.session.sight import Sight

GAP_S: Final = 0.4
"""A landmark that is lost for no longer keeps its last value (clinical notes, section 2)."""


class Measurer:
    """Measures the features that an exercise refers to."""

    def __init__(self, exercise: Exercise, error_model: ErrorModel) -> None:
        self._slug, self._errors = exercise.measured_as or exercise.slug, error_model
        self._last: dict[str, tuple[float, Reading]] = {}
        near, sides = _features_of(exercise)
        self.features: dict[str, tuple[Feature, Side | None]] = {
            **{name: (FEATURES[name], None) for name in near},
            **{sided(name, side): (FEATURES[name], side) for name in sides for side in Side},
        }
        """By the key of the reading: what is measured, and on which side if it is fixed."""
        self._noise = {key: Noise() for key in self.features}

    def measure(self, time_s: float, sight: Sight, view: ViewEstimate) -> dict[str, Reading]:
        """Return one reading for every key, unjudged where the body cannot be seen.

        ``view`` is the one in use: while a session is under way it is held on to.
        """
        readings = {}
        for key, (feature, side) in self.features.items():
            raw = sight.raw(feature, side or sight.side)
            limb = "far" if side is not None and side is not sight.side else "near"
            reading = self._errors.reading(
                self._slug, feature, raw, view.name, view.turn_deg, limb=limb
            )
            readings[key] = self._bridge(key, time_s, self._tremble(key, time_s, reading))
        return readings

    def _tremble(self, key: str, time_s: float, reading: Reading) -> Reading:
        """Add the noise seen in the last second to the error that was measured beforehand."""
        if not reading.judged:
            return reading
        noise = self._noise[key].update(time_s, reading.value)
        return replace(reading, sd=math.hypot(reading.sd, noise))

    def _bridge(self, key: str, time_s: float, reading: Reading) -> Reading:
        if reading.judged:
            self._last[key] = (time_s, reading)
            return reading
        seen_s, last = self._last.get(key, (-math.inf, reading))
        return last if time_s - seen_s <= GAP_S else reading


def _features_of(exercise: Exercise) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names measured on the near side, and those measured on both limbs."""
    near = {one.feature for one in (*exercise.start.conditions, *exercise.keeps.conditions)}
    near |= {check.feature for check in exercise.checks if check.where is Where.NEAR}
    limbs = {check.feature for check in exercise.checks if check.where is not Where.NEAR}
    limbs.update(limb_signals(exercise.rule))
    near.update(near_signals(exercise.rule), exercise.focus.values())
    if exercise.zero is not None:
        near.add(exercise.zero.feature)
    if exercise.telltale is not None:
        near.add(exercise.telltale.feature)
    return tuple(sorted(near)), tuple(sorted(limbs))
