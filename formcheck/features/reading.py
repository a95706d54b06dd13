"""A measured number with its error."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from formcheck.language import _, number

ERROR_SDS: Final = 2.0
"""Standard deviations in the error that is stated as ±: it covers the truth about 19 times in 20
(the usual expanded uncertainty, GUM 6.2)."""


class Unit(StrEnum):
    """Unit of a feature."""

    DEG = "deg"
    RATIO = "ratio"
    """A length divided by one of the person's own lengths."""
    PERCENT = "percent"
    """A change against the person's own baseline."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of one feature at one time, bias removed."""

    value: float
    """In the feature's unit; NaN when it could not be measured."""
    sd: float
    """Standard deviation of the error of ``value``, same unit; NaN when not measured."""
    unit: Unit
    why_not: str = ""
    """Why it cannot be judged, in plain words; empty when it can."""

    @property
    def error(self) -> float:
        """The error that is stated as ±, and by which a fault must exceed its limit."""
        return ERROR_SDS * self.sd

    @property
    def judged(self) -> bool:
        """Whether the value may be compared with limits."""
        return not self.why_not and math.isfinite(self.value)

    @property
    def text(self) -> str:
        """Value and error for people: ``168° ± 5``."""
        if not self.judged:
            return _("not judged")
        if self.unit is Unit.DEG:
            return f"{number(self.value, 0)}° ± {number(self.error, 0)}"
        if self.unit is Unit.PERCENT:
            return f"{number(self.value, 0)} % ± {number(self.error, 0)}"
        return f"{number(self.value, 2)} ± {number(self.error, 2)}"
