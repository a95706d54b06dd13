"""How far each measurement is off, and how sure it is: bias, gain and standard deviation.

Read from ``calibration/error_model.toml``, which the calibration programme measures for each
exercise, feature and view. The numbers hold for one pose model only, so the file names that
model's hash, and another model is refused.
"""

import math
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError, model_validator

from formcheck.errors import CalibrationError, explain
from formcheck.features.body import FEATURES
from formcheck.features.feature import Feature
from formcheck.features.reading import ERROR_SDS, Reading, Unit
from formcheck.language import N_, _
from formcheck.paths import calibration_dir

POOLED: Final = "any"
"""Stands in for an exercise that was not measured itself."""
NOT_SEEN: Final = N_("not seen")
TOO_UNSURE: Final = N_("cannot be measured well enough from here")
USABLE_SD: Final = {Unit.DEG: 10.0, Unit.RATIO: 0.2, Unit.PERCENT: 20.0}
"""A measurement with a larger error tells good from bad no more: limits lie 10 to 15 apart."""
_LONGEST: Final = 200
"""Letters of what a parser says."""
Positive = Annotated[FiniteFloat, Field(gt=0)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bin(_Table):
    """The error of one feature for a range of turns: ``measured = bias + gain * true``."""

    view: Literal["side", "front"]
    limb: Literal["near", "far"] = "near"
    """Which arm or leg: in a side view that on the far side is often hidden in part."""
    yaw_from: Annotated[FiniteFloat, Field(ge=-90)]
    yaw_to: Annotated[FiniteFloat, Field(le=90)]
    """Degrees away from a true side view, from (and with) ``yaw_from`` to ``yaw_to``; in a side
    view + towards the body's head end or face, in a front view never negative."""
    bias: FiniteFloat
    """In the feature's unit."""
    gain: Annotated[FiniteFloat, Field(ge=0.5, le=1.5)] = 1.0
    sd: Positive
    """Standard deviation of corrected minus true."""
    lost: Annotated[FiniteFloat, Field(ge=0, le=1)]
    """Share of the samples in which it could not be measured."""
    n: Annotated[int, Field(ge=0)]
    """Number of samples; 0 for numbers taken from publications."""

    @model_validator(mode="after")
    def _range(self) -> Self:
        if not self.yaw_from < self.yaw_to:
            raise ValueError("expected yaw_from < yaw_to")
        return self

    @property
    def middle_deg(self) -> float:
        """The middle of the range."""
        return (self.yaw_from + self.yaw_to) / 2


@dataclass(frozen=True, slots=True)
class Error:
    """How one measurement is off: ``measured = bias + gain * true``, and what stays."""

    bias: float
    gain: float
    sd: float


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """The errors of one view and limb, by the turn: straight lines from middle to middle."""

    middles_deg: tuple[float, ...]
    """Increasing."""
    errors: tuple[Error, ...]
    worst: Error
    """For an unknown turn."""

    def at(self, turn_deg: float) -> Error:
        """Return the error at a turn."""
        if not math.isfinite(turn_deg):
            return self.worst
        place = bisect_left(self.middles_deg, turn_deg)
        if place in {0, len(self.errors)}:
            return self.errors[max(place - 1, 0)]
        below, above = self.errors[place - 1], self.errors[place]
        start_deg, end_deg = self.middles_deg[place - 1], self.middles_deg[place]
        share = (turn_deg - start_deg) / (end_deg - start_deg)
        return Error(
            below.bias + share * (above.bias - below.bias),
            below.gain + share * (above.gain - below.gain),
            below.sd + share * (above.sd - below.sd),
        )


class FeatureError(_Table):
    """Error of one feature in one exercise."""

    floor: Positive
    """The stated error never goes below this: rendered people are kinder than real ones."""
    floor_source: str = Field(min_length=1)
    bins: tuple[Bin, ...] = Field(min_length=1)

    def at(self, view: str, turn_deg: float, limb: str = "near") -> Error:
        """Return the error in a view, in a straight line between the middles of the bins.

        Without a bin of this view and limb, the nearest of the others; the worst for an unknown
        yaw.
        """
        return self.line(view, limb).at(turn_deg)

    def line(self, view: str, limb: str) -> ErrorLine:
        """Return the errors in a view by the turn."""
        bins = [one for one in self.bins if one.limb == limb] or self.bins
        bins = [one for one in bins if one.view == view] or bins
        bins = sorted(bins, key=lambda one: one.middle_deg)
        worst = max(self.bins, key=lambda one: one.sd)
        return ErrorLine(
            tuple(one.middle_deg for one in bins),
            tuple(Error(one.bias, one.gain, one.sd) for one in bins),
            Error(worst.bias, worst.gain, worst.sd),
        )


class Correction:
    """Takes the error off one feature, frame by frame.

    >>> knee = load_error_model().correction("squat", FEATURES["knee_angle"])
    >>> error = knee.error("side", 5.0, "near")
    """

    def __init__(self, feature: Feature, error: FeatureError) -> None:
        self.not_seen = Reading(math.nan, math.nan, feature.unit, NOT_SEEN)
        self.too_unsure = Reading(math.nan, math.nan, feature.unit, TOO_UNSURE)
        self._error = error
        self._least_sd, self._most_sd = error.floor / ERROR_SDS, USABLE_SD[feature.unit]
        self._lines: dict[tuple[str, str], ErrorLine] = {}

    def error(self, view: str, turn_deg: float, limb: str) -> Error | None:
        """Return how far it is off from here; None when it cannot be measured well enough."""
        if (view, limb) not in self._lines:
            self._lines[view, limb] = self._error.line(view, limb)
        found = self._lines[view, limb].at(turn_deg)
        sd = max(found.sd, self._least_sd)
        return None if sd > self._most_sd else Error(found.bias, found.gain, sd)


class _File(_Table):
    version: str
    model_sha256: str
    exercise: dict[str, dict[str, FeatureError]]


@dataclass(frozen=True, slots=True)
class ErrorModel:
    """Bias, gain and error of every feature, for one pose model."""

    version: str
    model_sha256: str
    exercises: dict[str, dict[str, FeatureError]]
    """By slug, then by feature; ``any`` has every feature."""

    def error(self, slug: str, feature: str) -> FeatureError:
        """Return a feature's error in an exercise, or pooled where that was not measured."""
        return self.exercises.get(slug, {}).get(feature) or self.exercises[POOLED][feature]

    def reading(
        self,
        slug: str,
        feature: Feature,
        raw: float,
        view: str,
        turn_deg: float,
        *,
        limb: str = "near",
    ) -> Reading:
        """Turn a raw measurement into a reading: bias removed, error stated.

        What cannot be measured well enough from here is not judged.
        """
        correction = self.correction(slug, feature)
        if not math.isfinite(raw):
            return correction.not_seen
        error = correction.error(view, turn_deg, limb)
        if error is None:
            return correction.too_unsure
        return Reading((raw - error.bias) / error.gain, error.sd, feature.unit)

    def correction(self, slug: str, feature: Feature) -> Correction:
        """Return what takes a feature's error off in an exercise, frame by frame."""
        return Correction(feature, self.error(slug, feature.name))

    def require_model(self, sha256: str) -> None:
        """Raise CalibrationError when the poses come from another model than was measured."""
        if sha256 and sha256 != self.model_sha256:
            raise CalibrationError(
                _(
                    "The error model {version!r} was measured with the pose model {expected}, but "
                    "the poses come from {found}. Use the pose model that came with formcheck, or "
                    "measure the errors of this one."
                ).format(version=self.version, expected=self.model_sha256[:12], found=sha256[:12])
            )


def load_error_model(path: Path | None = None) -> ErrorModel:
    """Read the error model; without a path the one that came with the program.

    Raises
    ------
    CalibrationError
        When the file is missing or not what it should be.
    """
    path = path or calibration_dir() / "error_model.toml"
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CalibrationError(
            _(
                "The error model was expected at {path}, but it cannot be read ({reason}). "
                "Install formcheck again."
            ).format(path=path, reason=error.strerror)
        ) from error
    except (ValueError, RecursionError) as error:  # of the text, of TOML, of what it says
        what = explain(error) if isinstance(error, ValidationError) else str(error)[:_LONGEST]
        raise CalibrationError(
            _("The error model {path} is not right: {what}. Install formcheck again.").format(
                path=path, what=what
            )
        ) from error
    missing = sorted(set(FEATURES) - set(file.exercise.get(POOLED, {})))
    if missing:
        raise CalibrationError(
            _(
                "The error model {path} has no entry exercise.{pooled} for {missing}. Install "
                "formcheck again."
            ).format(path=path, pooled=POOLED, missing=", ".join(missing))
        )
    return ErrorModel(file.version, file.model_sha256, file.exercise)
