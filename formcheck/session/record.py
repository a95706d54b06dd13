"""Everything that is needed to show a session again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from formcheck.checking.results import Counts, FaultSpan, Hold, NotJudgedSpan, Rep, ViewEstimate
from formcheck.features.reading import Reading
from formcheck.pose.estimator import ModelInfo

SCHEMA = "formcheck-session/2"


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """Where the frames came from."""

    path: str
    """File name, address without password, or camera name."""
    duration_s: float
    frames: int


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Every reading over time."""

    time_s: npt.NDArray[np.float64]
    """(t,)"""
    names: tuple[str, ...]
    """n feature names."""
    units: tuple[str, ...]
    """n units, as `formcheck.features.reading.Unit`."""
    value: npt.NDArray[np.float64]
    """(t, n), bias removed; NaN where not measured."""
    sd: npt.NDArray[np.float64]
    """(t, n)"""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SessionRecord:
    """A finished session."""

    schema: str
    exercise: str
    """Slug."""
    title: str
    exercise_version: int
    error_model: str
    """Version of the error model that removed the bias."""
    model: ModelInfo
    source: SourceSummary
    view: ViewEstimate
    """Median over the frames in which the person was seen."""
    graded_fraction: float
    """Share of the session's time that could be judged, 0 to 1."""
    counts: Counts
    reps: tuple[Rep, ...]
    holds: tuple[Hold, ...]
    faults: tuple[FaultSpan, ...]
    not_judged: tuple[NotJudgedSpan, ...]
    series: Series
    focus: str
    """Name of the feature that matters most, to be plotted first."""
    zero_shift_deg: float = 0.0
    """Personal zero in use at the end: this much was taken off the readings of its feature."""
    averages: Mapping[str, Reading] = field(default_factory=dict)
    """By feature name: what a snapshot found; empty in other sessions."""
    ended: str = ""
    """Why it ended early, in plain words; empty for a regular end."""
