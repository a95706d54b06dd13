"""All readings of an exercise for one pose, with short gaps bridged."""

import math
from typing import Final

from formcheck.checking.limbs import sided
from formcheck.exercises.spec import Exercise, LimbRule, RepRule, Where
from formcheck.features.body import FEATURES, Feature
from formcheck.features.error_model import ErrorModel
from formcheck.features.reading import Reading
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Side
from formcheck.pose.pose import Pose

GAP_S: Final = 0.4
"""A landmark that is lost for no longer keeps its last value (clinical notes, section 2)."""


class Measurer:
    """Measures the features that an exercise refers to."""

    def __init__(self, exercise: Exercise, error_model: ErrorModel) -> None:
        self._errors = error_model
        self._last: dict[str, tuple[float, Reading]] = {}
        near, sides = _features_of(exercise)
        self.features: dict[str, tuple[Feature, Side | None]] = {
            **{name: (FEATURES[name], None) for name in near},
            **{sided(name, side): (FEATURES[name], side) for name in sides for side in Side},
        }
        """By the key of the reading: what is measured, and on which side if it is fixed."""

    def measure(self, time_s: float, pose: Pose | None, near: Side | None) -> dict[str, Reading]:
        """Return one reading for every key, unjudged where the body cannot be seen."""
        readings = {}
        for key, (feature, side) in self.features.items():
            readings[key] = self._bridge(key, time_s, self._one(feature, pose, side or near))
        return readings

    def _one(self, feature: Feature, pose: Pose | None, side: Side | None) -> Reading:
        if pose is None or side is None:
            return self._errors.reading(feature, math.nan)
        return self._errors.reading(feature, feature.measure(SidedPose(pose, side)))

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
    match exercise.rule:
        case RepRule(signal=signal):
            near.add(signal)
        case LimbRule(arm_signal=arm, leg_signal=leg):
            limbs |= {arm, leg}
        case _:
            pass
    near |= set(exercise.focus.values())
    return tuple(sorted(near)), tuple(sorted(limbs))
