"""How far each measurement is off, and how sure it is: bias, gain and standard deviation.

Read from ``calibration/error_model.toml``, which the calibration programme measures for each
exercise, feature and view. The numbers hold for one pose model only, so the file names that
model's hash, and another model is refused.
"""

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError, model_validator

from formcheck.errors import CalibrationError, explain
from formcheck.features.body import FEATURES, Feature
from formcheck.features.reading import Reading
from formcheck.paths import calibration_dir

POOLED: Final = "any"
"""Stands in for an exercise that was not measured itself."""
Positive = Annotated[FiniteFloat, Field(gt=0)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bin(_Table):
    """The error of one feature for a range of yaws: ``measured = bias + gain * true``."""

    view: Literal["side", "front"]
    yaw_from: Annotated[FiniteFloat, Field(ge=0)]
    yaw_to: Annotated[FiniteFloat, Field(le=90)]
    """Degrees away from a true side view, from (and with) ``yaw_from`` to ``yaw_to``."""
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

    def distance(self, view: str, yaw_deg: float) -> float:
        """Return how far a view lies outside this bin, in degrees; another view is far off."""
        off = max(self.yaw_from - yaw_deg, yaw_deg - self.yaw_to, 0.0)
        return off if view == self.view else off + 90.0


class FeatureError(_Table):
    """Error of one feature in one exercise."""

    floor_sd: Positive
    """The stated error never goes below this: rendered people are kinder than real ones."""
    floor_source: str = Field(min_length=1)
    bins: tuple[Bin, ...] = Field(min_length=1)

    def bin_for(self, view: str, yaw_deg: float) -> Bin:
        """Return the bin that a view falls into, or the nearest; the worst for an unknown yaw."""
        if not math.isfinite(yaw_deg):
            return max(self.bins, key=lambda one: one.sd)
        return min(self.bins, key=lambda one: one.distance(view, yaw_deg))


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
        self, slug: str, feature: Feature, raw: float, view: str, yaw_deg: float
    ) -> Reading:
        """Turn a raw measurement into a reading: bias removed, error stated."""
        if not math.isfinite(raw):
            return Reading(math.nan, math.nan, feature.unit, "not seen")
        error = self.error(slug, feature.name)
        found = error.bin_for(view, yaw_deg)
        value = (raw - found.bias) / found.gain
        return Reading(value, max(found.sd, error.floor_sd), feature.unit)

    def require_model(self, sha256: str) -> None:
        """Raise CalibrationError when the poses come from another model than was measured."""
        if sha256 and sha256 != self.model_sha256:
            raise CalibrationError(
                f"The error model {self.version!r} was measured with the pose model "
                f"{self.model_sha256[:12]}, but the poses come from {sha256[:12]}. "
                "Use the pose model that came with formcheck, or measure the errors of this one."
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
            f"The error model was expected at {path}, but it cannot be read "
            f"({error.strerror}). Install formcheck again."
        ) from error
    except (tomllib.TOMLDecodeError, ValidationError, UnicodeDecodeError) as error:
        what = explain(error) if isinstance(error, ValidationError) else str(error)
        raise CalibrationError(
            f"The error model {path} is not right: {what}. Install formcheck again."
        ) from error
    missing = sorted(set(FEATURES) - set(file.exercise.get(POOLED, {})))
    if missing:
        raise CalibrationError(
            f"The error model {path} has no entry exercise.{POOLED} for {', '.join(missing)}. "
            "Install formcheck again."
        )
    return ErrorModel(file.version, file.model_sha256, file.exercise)
