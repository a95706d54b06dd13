"""From samples to bias, gain and error of each exercise, feature and range of yaw."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from calibration.samples import Sample
from formcheck.features.body import FEATURES
from formcheck.features.error_model import POOLED, Bin
from formcheck.features.reading import Unit

_FULL_DEG: Final = 90.0
Floats = npt.NDArray[np.float64]

EDGES: Final = {"side": (0.0, 10.0, 20.0, 35.0, 90.0), "front": (60.0, 75.0, 90.0)}
"""Yaws as the program sees them, degrees, because by these it looks an error up: good to 20, asked
to be turned to 35, refused beyond."""
REFUSED: Final = {"side": 35.0, "front": 60.0}
"""What is judged is never put together with what lies beyond."""
LEAST: Final = 40
"""Samples that a bin needs; a range with fewer is put together with the next."""
GAIN_RANGE: Final = (0.7, 1.3)
WIDE: Final = {Unit.DEG: 20.0, Unit.RATIO: 0.2, Unit.PERCENT: 20.0}
"""A gain is fitted where the true values spread this far (10th to 90th percentile), and"""
WIDE_ERRORS: Final = 3.0
"""at least so many times as far as the error that stays."""
OUTLIER_SDS: Final = 4.0
"""Beyond this a sample is gross: one limb taken for the other. A still cannot show what the
session notices, that a landmark jumped or two changed places; so gross samples are counted apart"""
GROSS_MOST: Final = 0.25
"""unless there are more than this share: then they belong to the error."""
MAD_TO_SD: Final = 1.4826

Key = tuple[str, str]
"""Exercise slug (or ``any``) and feature."""


@dataclass(frozen=True, slots=True)
class Line:
    """``measured = bias + gain * true``, and the error of the corrected value."""

    bias: float
    gain: float
    sd: float

    def correct(self, measured: float) -> float:
        """Return the value with bias and gain taken out."""
        return (measured - self.bias) / self.gain


def fit_all(samples: Sequence[Sample]) -> dict[Key, tuple[Bin, ...]]:
    """Return the bins of every exercise and feature, and pooled over all exercises (``any``)."""
    by_key: dict[Key, list[Sample]] = defaultdict(list)
    for one in samples:
        by_key[one.exercise, one.feature].append(one)
        by_key[POOLED, one.feature].append(one)
    bins = {key: fit_bins(by_key[key]) for key in sorted(by_key)}
    return {key: found for key, found in bins.items() if found}


def fit_bins(samples: Sequence[Sample]) -> tuple[Bin, ...]:
    """Return the bins of one feature that have enough samples."""
    bins = []
    for view, edges in EDGES.items():
        own = [one for one in samples if one.view == view]
        for low, high in _ranges(own, edges, REFUSED[view]):
            one_bin = _bin([one for one in own if _is_in(one, low, high)], view, low, high)
            if one_bin is not None:
                bins.append(one_bin)
    return tuple(bins)


def _ranges(
    samples: Sequence[Sample], edges: Sequence[float], refused: float
) -> list[tuple[float, float]]:
    """Return ranges of yaw with enough samples each, as far as there are enough."""
    found: list[tuple[float, float]] = []
    low = edges[0]
    for high in edges[1:]:
        enough = sum(one.usable and _is_in(one, low, high) for one in samples) >= LEAST
        if enough or high in (refused, edges[-1]):
            if not enough and found and found[-1][1] == low != refused:
                low = found.pop()[0]
            found.append((low, high))
            low = high
    return found


def _is_in(sample: Sample, low: float, high: float) -> bool:
    """Whether the sample lies in a range of yaw; the last one includes its end."""
    return low <= sample.bin_yaw_deg < high or sample.bin_yaw_deg == high == _FULL_DEG


def _bin(inside: Sequence[Sample], view: str, low: float, high: float) -> Bin | None:
    seen = [one for one in inside if one.usable]
    lost = [one for one in inside if not math.isfinite(one.measured)]
    if len(seen) < LEAST // 2:
        return None
    unit = FEATURES[seen[0].feature].unit
    true = np.array([one.true for one in seen])
    measured = np.array([one.measured for one in seen])
    line = fit_line(true, measured, wide=WIDE[unit])
    if seen[0].compared:
        line = replace(line, sd=_sd_of_change(seen, line))
    return Bin(
        view="side" if view == "side" else "front",
        yaw_from=low,
        yaw_to=high,
        bias=round(line.bias, 4),
        gain=round(line.gain, 4),
        sd=round(line.sd, 4),
        lost=round(len(lost) / len(inside), 4),
        n=len(inside),
    )


def _sd_of_change(seen: Sequence[Sample], line: Line) -> float:
    """Return the error of a change: what a person and a camera always add is in the baseline."""
    errors: dict[tuple[int, float], list[float]] = defaultdict(list)
    for one in seen:
        errors[one.person, one.off_deg].append(line.correct(one.measured) - one.true)
    rest = np.concatenate([np.array(own) - np.median(own) for own in errors.values()])
    used = _near(rest)
    kept = rest[used] if np.mean(~used) <= GROSS_MOST else rest
    return max(float(np.sqrt(np.mean(kept**2))), 1e-4)


def fit_line(true: Floats, measured: Floats, *, wide: float) -> Line:
    """Fit bias, gain and error; a gain only where the true values spread widely enough."""
    flat = float(np.median(measured - true))
    used = _near(measured - true - flat)
    low, high = np.percentile(true[used], [10, 90])
    gain = 1.0
    if high - low >= wide:
        steep, used = _steepness(true, measured)
        rest = float(np.std((measured - steep * true)[used]))
        gain = float(np.clip(steep, *GAIN_RANGE)) if high - low >= WIDE_ERRORS * rest else 1.0
    bias = float(np.mean((measured - gain * true)[used]))
    error = (measured - bias) / gain - true
    if np.mean(~used) <= GROSS_MOST:
        error = error[used]
    # At least one step of the file's rounding, for a feature that happens to be exact.
    return Line(bias, gain, max(float(np.sqrt(np.mean(error**2))), 1e-4))


def _steepness(true: Floats, measured: Floats) -> tuple[float, npt.NDArray[np.bool_]]:
    used = np.ones(len(true), bool)
    steep = 1.0
    for _ in range(3):
        steep, start = np.polyfit(true[used], measured[used], 1)
        used = _near(measured - steep * true - start)
    return float(steep), used


def _near(rest: Floats) -> npt.NDArray[np.bool_]:
    """Return which are no outliers: a leg taken for the other one is no error of an angle."""
    spread = MAD_TO_SD * float(np.median(np.abs(rest - np.median(rest))))
    near: npt.NDArray[np.bool_] = np.abs(rest - np.median(rest)) <= max(
        OUTLIER_SDS * spread, float(np.finfo(float).eps)
    )
    return near
