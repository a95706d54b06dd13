"""What every table of an exercise file is built from."""

from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat

from formcheck.features.body import FEATURES

MOST_WORDS: Final = 8
"""A cue is heard and understood in the middle of a movement (clinical notes, section 7)."""


def _known(name: str) -> str:
    if name not in FEATURES:
        raise ValueError(f"expected one of {', '.join(sorted(FEATURES))}")
    return name


def _short(text: str) -> str:
    if not 1 <= len(text.split()) <= MOST_WORDS:
        raise ValueError(f"expected 1 to {MOST_WORDS} words")
    return text


FeatureName = Annotated[str, AfterValidator(_known)]
"""The name of a measurement in `formcheck.features.body`."""
Short = Annotated[str, AfterValidator(_short)]
"""A cue, or what is said on the beat of a guided movement."""
Positive = Annotated[FiniteFloat, Field(gt=0.0)]
NotNegative = Annotated[FiniteFloat, Field(ge=0.0)]


class Spec(BaseModel):
    """A table: unknown keys are errors, and nothing can be changed after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")
