"""What a plot shows of a measurement: which series, which limits, how far the axis goes.

The same for the report and for the review window.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.checking.results import Severity
from formcheck.exercises.spec import Against, Direction, Exercise, RepRule
from formcheck.features.reading import Unit
from formcheck.language import N_, _
from formcheck.overlay.scene import Tone
from formcheck.report import words
from formcheck.session.record import SessionRecord

Floats = npt.NDArray[np.float64]

_UNIT: Final = {
    Unit.DEG: N_("degrees"),
    Unit.RATIO: N_("body lengths"),
    Unit.PERCENT: N_("% of own baseline"),
}
_MARGIN: Final = 0.08
_WILD: Final = (0.5, 99.5)
"""Percentiles between which everything is shown."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A line across a plot."""

    value: float
    tone: Tone
    label: str
    """What stands at the line, by itself,"""
    beside: str
    """or beside it, where the limits of a check are read one after the other."""
    above: bool = True
    """Whether its words have more room above it than below."""


def columns(record: SessionRecord, feature: str) -> tuple[int, ...]:
    """Return the series of a feature: both limbs where they are measured apart, else the one."""
    names = record.series.names
    limbs = [i for i, name in enumerate(names) if words.belongs(name, feature)]
    sided = [i for i in limbs if words.feature_of(names[i]) != names[i]]
    return tuple(i for i in sided or limbs if np.isfinite(record.series.value[:, i]).any())


def features(record: SessionRecord) -> tuple[str, ...]:
    """Return the features of which something was measured, the one that matters most first."""
    names = dict.fromkeys(map(words.feature_of, (record.focus, *record.series.names)))
    return tuple(name for name in names if columns(record, name))


def unit_words(record: SessionRecord, feature: str) -> str:
    """Return the unit of a feature as it stands at an axis."""
    return _(_UNIT[Unit(words.unit_of(record, feature))])


def limits(exercise: Exercise, feature: str) -> Iterator[Limit]:
    """Give each limit of a feature that is the same for everybody."""
    rule = exercise.rule
    # A range that moves with the person has no line of its own.
    if isinstance(rule, RepRule) and rule.rest is None and words.belongs(feature, rule.signal):
        yield Limit(rule.top, Tone.GOOD, _("full range"), _("full range"))
    for check in exercise.checks:
        if not words.belongs(feature, check.feature) or check.against is not Against.ZERO:
            continue
        for sign in (1.0, -1.0) if check.direction is Direction.AWAY else (1.0,):
            outside = (sign > 0) is not (check.direction is Direction.BELOW)
            title = check.title
            yield Limit(sign * check.warn, Tone.WARN, title, title, not outside)
            if check.fault is not None:
                told, beside = _("{check}: clearly"), words.severity(Severity.FAULT)
                label = told.format(check=title)
                yield Limit(sign * check.fault, Tone.FAULT, label, beside, outside)


def bounds(value: Floats, error: Floats) -> tuple[float, float]:
    """Return an axis for all but the wildest, so that one stray frame does not flatten the rest."""
    low, high = np.nanpercentile(value, _WILD)
    edge = float(np.nanmedian(error)) if np.isfinite(error).any() else 0.0
    room = max(edge, float(high - low) * _MARGIN, 1e-3)
    return float(low) - room, float(high) + room


def near(found: tuple[Limit, ...], axis: tuple[float, float]) -> tuple[Limit, ...]:
    """Return the limits that are not far from anything that happened."""
    half = (axis[1] - axis[0]) / 2
    return tuple(one for one in found if axis[0] - half < one.value < axis[1] + half)


def with_limits(
    found: tuple[Limit, ...], axis: tuple[float, float], share: float = _MARGIN
) -> tuple[float, float]:
    """Return an axis on which these limits are seen too, with room for their words.

    Parameters
    ----------
    found
        The limits.
    axis
        From where to where it goes without them.
    share
        Of the axis that is left free beyond the outermost limits, less than a half.
    """
    values = [one.value for one in found]
    low, high = min([axis[0], *values]), max([axis[1], *values])
    room = (high - low) * share / (1 - 2 * share)
    lows, highs = ([value + way * room for value in values] for way in (-1.0, 1.0))
    return min([axis[0], *lows]), max([axis[1], *highs])
