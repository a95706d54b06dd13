"""What can be planted in the movements that are given by key poses.

One line a check: the feature that shows it, the values it may have, and which parameters of the
key poses are bent to get there (see `KeyedFault`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultKind:
    """A fault that can be planted, by the feature that shows it."""

    feature: str
    """The measurement that the check reads."""
    form: float
    """Value of ideal form, degrees; for ``head_forward`` and ``slump`` the person's own start."""
    sign: int
    """+1: the fault lies above the form."""
    sizes_deg: tuple[float, float]
    """Sizes that are drawn when none is asked for: beyond the fault limit by at least 1.5 times the
    usual ±, because a fault counts only where it exceeds its limit by the ±."""

    def value_deg(self, size_deg: float) -> float:
        """Return the feature's value at a size."""
        return self.form + self.sign * size_deg


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedFault(FaultKind):
    """A fault of a movement that is given by key poses."""

    bends: Mapping[str, float]
    """Parameter to how much it turns, degrees for each degree of bending: ``trunk``, ``neck``,
    ``face``, ``lumbar``, ``thoracic``, ``turn``, ``side``, ``look``, ``spread``; ``arm``,
    ``forearm``, ``thigh``, ``shank``, ``foot`` of both sides, or of one: ``near_arm``,
    ``far_thigh``. The amount of bending is found for each body."""
    always: bool = False
    """Bent in every pose; otherwise in the turn (or the hold) alone."""
    limb: str = "near"
    """Side on which the feature is measured: ``near`` or ``far`` of the figure."""
    from_start: bool = False
    """The values are changes from the person's own start pose."""


def planted(
    feature: str,
    values: tuple[float, float],
    *,
    form: float = 0.0,
    always: bool = False,
    limb: str = "near",
    from_start: bool = False,
    **bends: float,
) -> KeyedFault:
    """Return a fault whose feature has a value between two ``values``, both beyond the ``form``."""
    low, high = sorted(abs(value - form) for value in values)
    return KeyedFault(
        feature=feature, form=form, sign=1 if values[0] > form else -1, sizes_deg=(low, high),
        bends=bends, always=always, limb=limb, from_start=from_start,
    )  # fmt: skip


KEYED: Final[dict[str, dict[str, KeyedFault]]] = {
    "side-lean": {
        "shoulder_tilt": planted("shoulder_tilt", (36.0, 44.0), side=1.0),
    },
}
"""Slug to check id to what is planted; ``partial`` (60 % of the way) needs no line."""
