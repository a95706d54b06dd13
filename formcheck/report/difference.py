"""One thing that was measured twice, in numbers and in words.

The errors of both are combined in quadrature. The systematic part is not taken off, though one
camera that errs in the same way twice would err less in the difference: how the camera stood, how
near the limb was and what was worn is not known to have been the same, so nothing is known to
cancel (`formcheck.care.trend`).
"""

import math
from dataclasses import dataclass
from typing import Final

from formcheck.care.trend import (
    NO_MDC,
    UNKNOWN,
    Change,
    Estimate,
    Mdc,
    Scale,
    Verdict,
    change,
    difference,
)
from formcheck.language import N_, _, number
from formcheck.review.ranges import stated

_SURE: Final = 0.5
"""Error of a difference, as a share of the larger value, up to which it is told in percent
(judgement): angles around zero have no percents."""
_NOTHING: Final = "\u2013"
"""A dash, where there is no value."""
_SIGNS: Final = {
    Verdict.MORE: "▲",
    Verdict.LESS: "▼",
    Verdict.SAME: "≈",
    Verdict.UNKNOWN: "?",
}
_SAID: Final = {
    Verdict.MORE: N_("beyond the error"),
    Verdict.LESS: N_("beyond the error"),
    Verdict.SAME: N_("within the error"),
    Verdict.UNKNOWN: N_("too little to tell"),
}

Found = Estimate | None
Pair = tuple[Found, Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that was measured twice. A difference counts only beyond its error."""

    title: str
    """In the language in use."""
    first: Estimate | None
    second: Estimate | None
    """None where it was not measured."""
    scale: Scale
    change: Change
    """The second minus the first."""

    @property
    def first_text(self) -> str:
        """The first with its error."""
        return _text(self.first, self.scale)

    @property
    def second_text(self) -> str:
        """The second with its error."""
        return _text(self.second, self.scale)

    @property
    def change_text(self) -> str:
        """How much more the second is, with the error of both; empty where it is not known."""
        one = self.change
        if not math.isfinite(one.by):
            return ""
        return self.scale.with_error(one.by, one.error, sign=True)

    @property
    def sign(self) -> str:
        """A shape for what may be said of it, so that no colour is needed."""
        return _SIGNS[self.change.verdict]

    @property
    def verdict(self) -> str:
        """What may be said of it, in a few words."""
        one = self.change
        if one.verdict is Verdict.SAME and abs(one.by) > one.error:
            text = _("no change: that takes {needed}")
            return text.format(needed=self.scale.text(one.needed))
        return _(_SAID[one.verdict])

    @property
    def percent_text(self) -> str:
        """The difference in percent of the larger value; empty where that would say nothing."""
        if self.first is None or self.second is None or not math.isfinite(self.change.by):
            return ""
        larger = max(abs(self.first.value), abs(self.second.value))
        if not larger or self.change.error > _SURE * larger:
            return ""
        share, error = (100.0 * one / larger for one in (self.change.by, self.change.error))
        return f"{number(share, 0, sign=True)} % ± {number(error, 0)}"


def of_several(title: str, pair: Pair, scale: Scale, mdc: Mdc = NO_MDC) -> Difference:
    """Return what several values each say; it takes three of both to tell a change."""
    by = change(*pair, mdc)
    return Difference(title=title, first=pair[0], second=pair[1], scale=scale, change=by)


def of_single(title: str, pair: Pair, scale: Scale, mdc: Mdc) -> Difference:
    """Return what one value each says."""
    first, second = pair
    by = UNKNOWN if first is None or second is None else difference(first, second, mdc)
    return Difference(title=title, first=first, second=second, scale=scale, change=by)


def _text(one: Found, scale: Scale) -> str:
    return _NOTHING if one is None else scale.with_error(one.value, stated(one))
