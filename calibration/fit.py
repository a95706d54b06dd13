"""From samples to bias, gain and error of each exercise, feature and range of yaw."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from calibration.samples import Sample
from formcheck.features.error_model import POOLED, Bin

_FULL_DEG: Final = 90.0
Floats = npt.NDArray[np.float64]

EDGES: Final = {
    "side": (-35.0, -20.0, -10.0, 10.0, 20.0, 35.0),
    "front": (60.0, 75.0, 90.0),
}
"""Yaws as the program sees them, degrees, because by these it looks an error up: good to 20, asked
to be turned to 35; beyond, nothing is judged."""
LEAST: Final = 40
"""Samples that a bin needs; a range with fewer is put together with the next."""
GAIN_RANGE: Final = (0.6, 1.3)
GAIN_ERROR: Final = 0.04
"""A gain is fitted where its own standard error is smaller: enough samples, spread widely."""
OUTLIER_SDS: Final = 4.0
"""Beyond this a sample is gross: one limb taken for the other. A still cannot show what the
session notices, that a landmark jumped or two changed places; so gross samples are counted apart"""
GROSS_MOST: Final = 0.25
"""unless there are more than this share: then they belong to the error."""
BASELINE: Final = math.sqrt(1.2)
"""The person's own baseline has an error too. Were it independent, this would be the root of 2; but
it is taken by the same camera, in a posture like the one compared, as a median over seconds.
With a fifth more variance the ± covers 92 to 96 % in rendered clips (``docs/accuracy.md``)."""
MAD_TO_SD: Final = 1.4826

Key = tuple[str, str]
"""Exercise slug (or ``any``) and feature."""


@dataclass(frozen=True, slots=True)
class Line:
    """``measured = bias + gain * true``, and the error of the corrected value."""

    bias: float
    gain: float
    sd: float


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
    return tuple(
        one
        for view, edges in EDGES.items()
        for limb in ("near", "far")
        for one in _bins_of([x for x in samples if (x.view, x.limb) == (view, limb)], edges)
    )


def _bins_of(own: Sequence[Sample], edges: Sequence[float]) -> list[Bin]:
    found = [
        (low, high, [one for one in own if _is_in(one, low, high)])
        for low, high in _ranges(own, edges)
    ]
    ranges = [one for one in found if sum(x.usable for x in one[2]) >= LEAST // 2]
    lines = fit_lines([_used(inside) for *_, inside in ranges])
    return [
        _bin(inside, low, high, line)
        for (low, high, inside), line in zip(ranges, lines, strict=True)
    ]


def _ranges(samples: Sequence[Sample], edges: Sequence[float]) -> list[tuple[float, float]]:
    """Return ranges of yaw with enough samples each, as far as there are enough."""
    found: list[tuple[float, float]] = []
    low = edges[0]
    for high in edges[1:]:
        enough = sum(one.usable and _is_in(one, low, high) for one in samples) >= LEAST
        if enough or high == edges[-1]:
            if not enough and found:
                low = found.pop()[0]
            found.append((low, high))
            low = high
    return found


def _is_in(sample: Sample, low: float, high: float) -> bool:
    """Whether the sample lies in a range of yaw; the last one includes its end."""
    return low <= sample.turn_deg < high or sample.turn_deg == high == _FULL_DEG


def _bin(inside: Sequence[Sample], low: float, high: float, line: Line) -> Bin:
    lost = [one for one in inside if not math.isfinite(one.measured)]
    return Bin(
        view="side" if inside[0].view == "side" else "front",
        limb="near" if inside[0].limb == "near" else "far",
        yaw_from=low,
        yaw_to=high,
        bias=round(line.bias, 4),
        gain=round(line.gain, 4),
        sd=round(line.sd, 4),
        lost=round(len(lost) / len(inside), 4),
        n=len(inside),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """The usable samples of one range of turns."""

    true: Floats
    measured: Floats
    camera: npt.NDArray[np.int64]
    """Number of the person and the camera that a sample belongs to."""
    compared: bool
    """Whether only the change from the person's own baseline counts."""


def _used(inside: Sequence[Sample]) -> Group:
    seen = [one for one in inside if one.usable]
    cameras = {key: n for n, key in enumerate(dict.fromkeys(map(_camera, seen)))}
    return Group(
        true=np.array([one.true for one in seen]),
        measured=np.array([one.measured for one in seen]),
        camera=np.array([cameras[_camera(one)] for one in seen]),
        compared=seen[0].compared,
    )


def _camera(one: Sample) -> tuple[int, float]:
    return one.person, one.off_deg


def fit_lines(groups: Sequence[Group]) -> list[Line]:
    """Fit one gain for all groups, and a bias and an error for each.

    The error of a small group leans towards that of all: ``LEAST`` samples weigh as much as it.
    """
    if not groups:
        return []
    gain = _gain(groups)
    biases = [_bias(one, gain) for one in groups]
    rests = [_rest(one, gain, bias) for one, bias in zip(groups, biases, strict=True)]
    whole = np.mean(np.concatenate(rests) ** 2)
    errors = [(np.sum(rest**2) + LEAST * whole) / (len(rest) + LEAST) for rest in rests]
    # At least one step of the file's rounding, for a feature that happens to be exact.
    return [
        Line(bias, gain, max(float(np.sqrt(error)), 1e-4))
        for bias, error in zip(biases, errors, strict=True)
    ]


def _bias(group: Group, gain: float) -> float:
    rest = group.measured - gain * group.true
    return float(np.mean(rest[_near(rest)]))


def _rest(group: Group, gain: float, bias: float) -> Floats:
    """Return what stays after the correction; gross errors only where they are not rare."""
    rest: Floats = (group.measured - bias) / gain - group.true
    if group.compared:
        # What a person and a camera always add is in the baseline.
        usual = [np.median(rest[group.camera == one]) for one in range(group.camera.max() + 1)]
        rest = (rest - np.array(usual)[group.camera]) * BASELINE
    used = _near(rest)
    return rest[used] if np.mean(~used) <= GROSS_MOST else rest


def _gain(groups: Sequence[Group]) -> float:
    """Return the common steepness; 1 where the true values do not spread widely enough."""
    gain = 1.0
    for _ in range(4):
        rests = [one.measured - gain * one.true for one in groups]
        used = [_near(rest) for rest in rests]
        true, measured = (
            np.concatenate(
                [
                    values[own] - np.mean(values[own])
                    for values, own in zip(columns, used, strict=True)
                ]
            )
            for columns in (
                [one.true for one in groups],
                [one.measured for one in groups],
            )
        )
        spread = float(np.sqrt(true @ true))
        if not spread:
            return 1.0
        steep = float(true @ measured) / spread**2
        if not float(np.std(measured - steep * true)) < GAIN_ERROR * spread:
            return 1.0
        gain = float(np.clip(steep, *GAIN_RANGE))
    return gain


def _near(rest: Floats) -> npt.NDArray[np.bool_]:
    """Return which are no outliers: a leg taken for the other one is no error of an angle."""
    spread = MAD_TO_SD * float(np.median(np.abs(rest - np.median(rest))))
    near: npt.NDArray[np.bool_] = np.abs(rest - np.median(rest)) <= max(
        OUTLIER_SDS * spread, float(np.finfo(float).eps)
    )
    return near
