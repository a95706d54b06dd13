"""Errors on real people, below which no stated error goes: ``floors.toml``."""

import tomllib
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

from formcheck.features.body import FEATURES

FLOORS: Final = Path(__file__).with_name("floors.toml")


class Floor(BaseModel):
    """The least error of one feature, as it is stated (±)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    error: Annotated[FiniteFloat, Field(gt=0)]
    source: str = Field(min_length=1)


def load_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Return the floor of every feature.

    Raises
    ------
    ValueError
        When a feature has no floor, or a floor no feature.
    """
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    floors = {name: Floor.model_validate(row) for name, row in rows.items()}
    odd = sorted(set(FEATURES) ^ set(floors))
    if odd:
        raise ValueError(f"{path}: expected one floor a feature, found a difference: {odd}")
    return floors
