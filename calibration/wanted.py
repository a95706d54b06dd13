"""Which features an exercise looks at in a view, and the range in which their error matters."""

import math
from collections.abc import Iterator
from typing import Final

from formcheck.exercises.rules import limb_signals, near_signals
from formcheck.exercises.spec import Against, Check, Direction, Exercise, View
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit

MARGIN: Final = {Unit.DEG: 40.0, Unit.RATIO: 0.5, Unit.PERCENT: 40.0}
"""Beyond the outermost limits by more than this, a value is clear however wrong it is."""
_EVERYTHING: Final = (-math.inf, math.inf)


def features_in(exercise: Exercise, view: View) -> set[str]:
    """Return the names of the features that the exercise looks at in this view."""
    conditions = (*exercise.start.conditions, *exercise.keeps.conditions)
    names = {one.feature for one in conditions if view in one.views}
    names |= {one.feature for one in exercise.checks if view in one.views}
    return names | {exercise.focus[view]} | _rule_signals(exercise)


def window(exercise: Exercise, feature: str) -> tuple[float, float]:
    """Return the range of true values in which the feature's error is measured.

    From the limits of its checks; where there are none, from those of start and staying. What is
    compared with the person's own baseline counts everywhere, and so does what is counted: its
    extreme is a result.
    """
    checks = [one for one in exercise.checks if one.feature == feature]
    counted = feature in _rule_signals(exercise)
    if counted or any(one.against is not Against.ZERO for one in checks):
        return _EVERYTHING
    limits = [limit for check in checks for limit in _limits(check)]
    if not limits:
        conditions = (*exercise.start.conditions, *exercise.keeps.conditions)
        own = [one for one in conditions if one.feature == feature]
        limits = [x for one in own for x in (one.min, one.max) if math.isfinite(x)]
    if not limits:
        return _EVERYTHING
    margin = MARGIN[FEATURES[feature].unit]
    return min(limits) - margin, max(limits) + margin


def is_compared(exercise: Exercise, feature: str) -> bool:
    """Whether every check of the feature looks at its change from the own baseline."""
    checks = [one for one in exercise.checks if one.feature == feature]
    return bool(checks) and all(one.against is not Against.ZERO for one in checks)


def _limits(check: Check) -> Iterator[float]:
    for limit in (check.warn, check.fault):
        if limit is not None:
            yield limit
            if check.direction is Direction.AWAY:
                yield -limit


def _rule_signals(exercise: Exercise) -> set[str]:
    return {*near_signals(exercise.rule), *limb_signals(exercise.rule)}
