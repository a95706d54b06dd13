"""What changed over weeks, and whether it is more than the error of measuring.

A measured value has two errors, which behave differently when many values are averaged:

- the *random* one (noise of the camera, and how a person differs from one repetition to the next)
  shrinks with their number;
- the *systematic* one (a body, clothes and a camera place for which the model reads a little high
  or low) is the same in all repetitions of a session, and alike in all sessions. Errors that are
  fully correlated add up as they are (GUM 5.2.2, note 1), so the error of their mean is their mean
  error, however many there are. The sd that every reading carries is such an error: calibration
  measured it over other bodies, views and camera places, not over repeated readings of one.

In a difference the systematic error of one person would partly cancel out. How much of it does is
not known, as the camera stands elsewhere and clothes are others after weeks: nothing is taken off.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median, stdev
from typing import Final

from formcheck.care.pain import JUMP
from formcheck.features.reading import ERROR_SDS, Unit
from formcheck.language import N_, _, number

LEAST: Final = 3
"""Values without which nothing is called different (clinical notes, R2: on at least 3 reps)."""
MEDIAN_FACTOR: Final = math.sqrt(math.pi / 2.0)
"""Standard error of a median, in those of a mean: of normal errors, for many values."""


@dataclass(frozen=True, slots=True)
class Mdc:
    """The minimal detectable change: a smaller one may be chance, whatever the numbers say."""

    absolute: float = 0.0
    """In the unit of the value."""
    relative: float = 0.0
    """As a share of the larger of both values, 0 to 1."""
    source: str = ""

    def of(self, before: float, after: float) -> float:
        """Return how large a change from one value to another has to be."""
        return max(self.absolute, self.relative * max(abs(before), abs(after)))


NO_MDC: Final = Mdc(source="none named: the error alone decides")
RANGE_MDC: Final = {
    Unit.DEG: Mdc(absolute=10.0, source="clinical notes, R3: 10 degrees in 2D from the side"),
    Unit.PERCENT: Mdc(absolute=15.0, source="clinical notes, section 11: 15 %"),
    Unit.RATIO: Mdc(relative=0.15, source="clinical notes, section 11: 15 %"),
}
SIDES_MDC: Final = {
    Unit.DEG: Mdc(absolute=15.0, source="clinical notes, R2: 15 degrees between the sides"),
    Unit.PERCENT: Mdc(absolute=15.0, source="clinical notes, R2: 15 %"),
    Unit.RATIO: Mdc(relative=0.15, source="clinical notes, R2: 15 %"),
}
TIME_MDC: Final = Mdc(relative=0.15, source="clinical notes, section 11: 15 %")
PAIN_SD: Final = JUMP / (ERROR_SDS * math.sqrt(2.0))
"""Of one answer: two that differ by the detectable change differ by the error of both."""
EFFORT_SD: Final = 1.0 / math.sqrt(12.0)
"""Of one answer, at least: it is a whole number (GUM 4.3.7)."""
PAIN_MDC: Final = Mdc(absolute=float(JUMP), source="clinical notes, section 7: NPRS 2 points")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value that stands for several, with both kinds of error as standard deviations."""

    value: float
    random_sd: float
    """Shrinks with the number of values; NaN where one value says nothing of it."""
    systematic_sd: float
    """Does not; 0 for what is counted or told by the person."""
    n: int
    """Values behind it."""

    @property
    def sd(self) -> float:
        """Standard deviation of both errors; NaN where it is not known."""
        return math.hypot(self.random_sd, self.systematic_sd)

    @property
    def error(self) -> float:
        """The error that is stated as ±."""
        return ERROR_SDS * self.sd

    @property
    def known(self) -> bool:
        """Whether its error is known, so that it may be compared."""
        return self.n >= LEAST and math.isfinite(self.sd)


def median_of(values: Sequence[float], sds: Sequence[float]) -> Estimate | None:
    """Return the median of one session's readings; None where none was measured.

    Parameters
    ----------
    values
        One for each repetition; those that are NaN are left out.
    sds
        Their stated standard deviations, as `formcheck.features.reading.Reading` has them.
    """
    pairs = [
        (value, sd)
        for value, sd in zip(values, sds, strict=True)
        if math.isfinite(value) and math.isfinite(sd)
    ]
    if not pairs:
        return None
    there = [value for value, _sd in pairs]
    systematic_sd = median(sd for _value, sd in pairs)
    return Estimate(
        median(there), MEDIAN_FACTOR * _standard_error(there), systematic_sd, len(there)
    )


def mean_of(
    values: Sequence[float], *, single_sd: float = 0.0, systematic_sd: float = 0.0
) -> Estimate | None:
    """Return the mean of values that are equally good; None where there is none.

    Parameters
    ----------
    values
        The values.
    single_sd
        The random error of one of them, where it is known: the mean's is at least what follows
        from it, however alike they are.
    systematic_sd
        The error that all of them share.
    """
    if not values:
        return None
    least = single_sd / math.sqrt(len(values)) if single_sd else math.nan
    random_sd = _larger(_standard_error(values), least)
    return Estimate(fmean(values), random_sd, systematic_sd, len(values))


def share_of(
    parts: Sequence[tuple[float, float]], *, many: int = 0, systematic_sd: float = 0.0
) -> Estimate | None:
    """Return the share of the good in all of several parts, 0 to 1; None of nothing.

    Parameters
    ----------
    parts
        What was good in each, and all of it: repetitions of a session, or seconds of a hold.
    many
        How many were counted in all, where each counts as good or not: the error is then at least
        that of Agresti and Coull (1998), which stays above 0 when all of a few are good.
    systematic_sd
        Of the share.
    """
    whole = sum(of for _good, of in parts)
    if whole <= 0.0:
        return None
    value = sum(good for good, _of in parts) / whole
    used = [(of / whole, good / of) for good, of in parts if of > 0.0]
    random_sd = _spread(used, value)
    if many:
        adjusted = many + ERROR_SDS**2
        middle = (value * many + ERROR_SDS**2 / 2.0) / adjusted
        random_sd = _larger(random_sd, math.sqrt(middle * (1.0 - middle) / adjusted))
    return Estimate(value, random_sd, systematic_sd, many or len(used))


def pooled(parts: Iterable[Estimate]) -> Estimate | None:
    """Return the weighted mean of several estimates, as of a week's sessions; None of none.

    A surer one weighs more: by the inverse of its variance, where all have one. The random error
    is that of the parts, or that of how far they differ where this is larger: people have better
    and worse days. The systematic error is the weighted mean of theirs: it is never averaged away.
    """
    parts = tuple(parts)
    if not parts:
        return None
    weighed = tuple(zip(_weights(parts), parts, strict=True))
    value = sum(weight * one.value for weight, one in weighed)
    within = math.hypot(*(weight * one.random_sd for weight, one in weighed))
    between = _spread([(weight, one.value) for weight, one in weighed], value)
    random_sd = _larger(within, between)
    systematic_sd = sum(weight * one.systematic_sd for weight, one in weighed)
    return Estimate(value, random_sd, systematic_sd, sum(one.n for one in parts))


class Verdict(StrEnum):
    """What may be said of a difference."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    """About the same: what there is of it may be the error."""
    UNKNOWN = "unknown"
    """Too few values, or their error is not known."""


@dataclass(frozen=True, slots=True)
class Change:
    """The difference of two estimates."""

    by: float
    """The later one, or the right side, minus the other; NaN when not known."""
    error: float
    """The combined error that is stated as ±."""
    needed: float
    """The minimal detectable change for these values."""
    verdict: Verdict


UNKNOWN: Final = Change(math.nan, math.nan, math.nan, Verdict.UNKNOWN)


def change(before: Estimate | None, after: Estimate | None, mdc: Mdc = NO_MDC) -> Change:
    """Compare two estimates: later with earlier, or right with left.

    It is a change only when it is larger than the combined error of both, and reaches what is
    named as the minimal detectable change.
    """
    if before is None or after is None or not (before.known and after.known):
        return UNKNOWN
    return difference(before, after, mdc)


def difference(before: Estimate, after: Estimate, mdc: Mdc = NO_MDC) -> Change:
    """Compare two estimates as `change` does, however few values are behind them.

    That is for two single movements, of which nothing is said but that they differ.
    """
    by = after.value - before.value
    error = math.hypot(before.error, after.error)
    needed = mdc.of(before.value, after.value)
    if not math.isfinite(error):
        return UNKNOWN
    if abs(by) <= error or abs(by) < needed:
        return Change(by, error, needed, Verdict.SAME)
    return Change(by, error, needed, Verdict.MORE if by > 0.0 else Verdict.LESS)


@dataclass(frozen=True, slots=True)
class Scale:
    """How values are written for people."""

    suffix: str = ""
    """The unit, with the space before it where it has one."""
    digits: int = 0
    factor: float = 1.0
    """What a value is multiplied with: 100 for a share in percent."""

    def text(self, value: float, *, sign: bool = False) -> str:
        """Return a value with its unit."""
        return f"{number(value * self.factor, self.digits, sign=sign)}{self.suffix}"

    def with_error(self, value: float, error: float, *, sign: bool = False) -> str:
        """Return a value with its error: ``168° ± 5``."""
        if not math.isfinite(error):
            return f"{self.text(value, sign=sign)} ± ?"
        return f"{self.text(value, sign=sign)} ± {number(error * self.factor, self.digits)}"

    def estimate(self, one: Estimate) -> str:
        """Return an estimate with its error."""
        return self.with_error(one.value, one.error)


SCALES: Final = {Unit.DEG: Scale("°"), Unit.PERCENT: Scale(" %"), Unit.RATIO: Scale(digits=2)}
SHARE: Final = Scale(" %", factor=100.0)
COUNT: Final = Scale(digits=1)
SECONDS: Final = Scale(" s", digits=1)
SCORE: Final = Scale(digits=1)
"""Pain and effort, 0 to 10."""

_WORDS: Final = {
    Verdict.MORE: N_("More: {change}, which is beyond the error."),
    Verdict.LESS: N_("Less: {change}, which is beyond the error."),
    Verdict.SAME: N_("About the same: {change}, which is within the error."),
    Verdict.UNKNOWN: N_("Too few values yet to tell a change."),
}
_SMALL: Final = N_("About the same: {change}, and only {needed} or more counts as a change.")


def change_text(one: Change, scale: Scale) -> str:
    """Return what may be said of a change, as a sentence in the language in use."""
    if one.verdict is Verdict.UNKNOWN:
        return _(_WORDS[one.verdict])
    small = one.verdict is Verdict.SAME and abs(one.by) > one.error
    told = scale.with_error(one.by, one.error, sign=True)
    words = _SMALL if small else _WORDS[one.verdict]
    return _(words).format(change=told, needed=scale.text(one.needed))


def _standard_error(values: Sequence[float]) -> float:
    """Return the standard error of a mean; NaN of a single value."""
    return stdev(values) / math.sqrt(len(values)) if len(values) > 1 else math.nan


def _spread(weighed: Sequence[tuple[float, float]], mean: float) -> float:
    """Return the standard error of a weighted mean, by how far its values differ; NaN of one."""
    many = len(weighed)
    if many == 1:
        return math.nan
    return math.hypot(*(w * (x - mean) for w, x in weighed)) * math.sqrt(many / (many - 1))


def _larger(one: float, other: float) -> float:
    """Return the larger of two errors, or the one that is known; NaN when none is."""
    return max((x for x in (one, other) if math.isfinite(x)), default=math.nan)


def _weights(parts: Sequence[Estimate]) -> list[float]:
    """Return weights that add up to 1: by the variance where all have one, else by the number."""
    raw = [1.0 / one.sd**2 if one.sd > 0.0 else math.nan for one in parts]
    if not all(map(math.isfinite, raw)):
        raw = [float(one.n) for one in parts]
    whole = sum(raw)
    return [one / whole for one in raw]
