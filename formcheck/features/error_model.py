"""How far each measurement is off, and how sure it is: bias and standard deviation.

Read from ``calibration/error_model.toml``. The numbers hold for one pose model only, so the file
names that model's hash, and another model is refused.
"""

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from formcheck.errors import CalibrationError, explain
from formcheck.features.body import FEATURES, Feature
from formcheck.features.reading import Reading
from formcheck.paths import calibration_dir


class FeatureError(BaseModel):
    """Error of one feature."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    bias: FiniteFloat
    """Mean of measured minus true, in the feature's unit: subtracted from every value."""
    sd: Annotated[FiniteFloat, Field(gt=0)]
    """Standard deviation of measured minus true."""
    source: str = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    version: str
    model_sha256: str
    features: dict[str, FeatureError]


@dataclass(frozen=True, slots=True)
class ErrorModel:
    """Bias and standard deviation of every feature, for one pose model."""

    version: str
    model_sha256: str
    features: dict[str, FeatureError]

    def reading(self, feature: Feature, raw: float, why_not: str = "") -> Reading:
        """Turn a raw measurement into a reading: bias removed, error stated."""
        if why_not or not math.isfinite(raw):
            return Reading(math.nan, math.nan, feature.unit, why_not or "not seen")
        error = self.features[feature.name]
        return Reading(raw - error.bias, error.sd, feature.unit)

    def require_model(self, sha256: str) -> None:
        """Raise CalibrationError when the poses come from another model than was measured."""
        if sha256 and sha256 != self.model_sha256:
            raise CalibrationError(
                f"The error model {self.version!r} was measured with the pose model "
                f"{self.model_sha256[:12]}, but the poses come from {sha256[:12]}. "
                "Use the pose model that came with formcheck."
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
    missing = sorted(set(FEATURES) - set(file.features))
    if missing:
        raise CalibrationError(
            f"The error model {path} has no entry for {', '.join(missing)}. "
            "Install formcheck again."
        )
    return ErrorModel(file.version, file.model_sha256, file.features)
