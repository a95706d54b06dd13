"""What can be planted in the movements that are given by key poses.

One line a check: the feature that shows it, the values it may have, and which parameters of the
key poses are bent to get there (see `KeyedFault`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    ``face``, ``lumbar``, ``thoracic``, ``turn``, ``side``, ``look``, ``spread``, ``roll``; ``hips``
    and ``shoulders`` whose left end rises; ``arm``,
    ``forearm``, ``thigh``, ``shank``, ``foot`` of both sides, or of one: ``near_arm``,
    ``far_thigh``. The amount of bending is found for each body."""
    limb: str = "near"
    """Side on which the feature is measured: ``near`` or ``far`` of the figure."""
    from_start: bool = False
    """The values are changes from the person's own start pose."""
    pose: str = ""
    """Name of the one pose that is bent; empty is the turn (or the hold), ``every`` all poses."""
    first: Mapping[str, float] = field(default_factory=dict)
    """How the first pose is bent where ``every`` pose is, and that one differently."""
    view: str = ""
    """View in which it shows, where that is not the exercise's first one."""


def planted(
    feature: str,
    values: tuple[float, float],
    bends: Mapping[str, float],
    *,
    form: float = 0.0,
    limb: str = "near",
    pose: str = "",
    first: Mapping[str, float] | None = None,
    view: str = "",
) -> KeyedFault:
    """Return a fault whose feature has a value between two ``values``, both beyond the ``form``."""
    low, high = sorted(abs(value - form) for value in values)
    return KeyedFault(
        feature=feature, form=form, sign=1 if values[0] > form else -1, sizes_deg=(low, high),
        bends=bends, limb=limb, pose=pose, first=first or {}, view=view,
    )  # fmt: skip


def changed(feature: str, values: tuple[float, float], bends: Mapping[str, float]) -> KeyedFault:
    """Return a fault whose ``values`` are changes from the person's own start pose."""
    return replace(planted(feature, values, bends), from_start=True)


def _own(feature: str, form: float, sign: int, low: float, high: float) -> FaultKind:
    return FaultKind(feature=feature, form=form, sign=sign, sizes_deg=(low, high))


RARER: Final[dict[str, dict[str, FaultKind]]] = {
    "plank": {
        "knees_bent": _own("knee_angle", 180.0, -1, 39.0, 44.0),
        "head_drop": _own("neck_angle", 180.0, -1, 90.0, 96.0),
        "elbows_forward": _own("elbow_offset", 0.0, 1, 0.72, 0.82),
    },
    "bird-dog": {
        "knee_bent": _own("knee_angle", 180.0, -1, 62.0, 75.0),
        "trunk_moves": _own("trunk_level", 0.0, -1, 20.0, 26.0),
    },
    "sitting-side": {"recline": _own("trunk_lean", 0.0, -1, 38.0, 46.0)},
    "sitting-front": {"head_tilt": _own("head_tilt", 0.0, 1, 28.0, 34.0)},
    "side-plank": {
        "sag": _own("side_deviation", 0.0, -1, 19.5, 21.5),
        "pike": _own("side_deviation", 0.0, 1, 27.0, 34.0),
    },
}
"""Faults of movements with a routine of their own that the benchmark does not show; of
``trunk_moves`` the values are changes from the person's own start pose."""

PART_OF_THE_WAY: Final[dict[str, float]] = {
    "single-leg-bridge": 0.43,
    "standing-back-bend": 0.45,
}
"""Share of the way of the fault ``partial`` where 60 % is enough for a full repetition."""

OF_THE_RULE: Final[dict[str, tuple[str, ...]]] = {
    "bird-dog": ("same_side", "partial"),
    "dead-bug": ("same_side",),
}
"""What is wrong with a repetition without any check: arm and leg of the same side; of a bird-dog
that is partial, the arm alone. Truth has partial repetitions, and no fault."""

KEYED: Final[dict[str, dict[str, KeyedFault]]] = {
    "cat-cow": {
        "rocks_back": changed(
            "leg_lift", (-28.0, -38.0), {"thigh": 1.0, "arm": 1.0, "forearm": 1.0}
        ),
    },
    "downward-dog": {
        "flat": planted("hip_to_foot", (114.0, 124.0), {"trunk": 0.5, "thigh": -0.5}, form=80.0),
        "arms_short": planted(
            "reach_angle", (120.0, 132.0), {"arm": -1.0, "forearm": -1.0}, form=180.0
        ),
        "elbows_bent": planted("elbow_angle", (128.0, 142.0), {"arm": -1.0}, form=180.0),
    },
    "hamstring-standing": {
        "knee_bent": planted(
            "knee_angle", (132.0, 148.0), {"near_thigh": 0.5, "near_shank": -0.5}, form=180.0
        ),
        "back_round": planted(
            "neck_angle", (112.0, 126.0), {"neck": -1.0, "face": -0.6, "thoracic": 0.3}, form=170.0
        ),
    },
    "hamstring-supine": {
        "knee_bent": planted("knee_angle", (124.0, 140.0), {"near_shank": -1.0}, form=180.0),
    },
    "hip-flexor": {
        "trunk_leans": planted(
            "trunk_slope", (64.0, 56.0), {"trunk": -1.0, "neck": -0.8}, form=90.0
        ),
    },
    "hip-hinge": {
        "knees_bend": planted("knee_flexion", (68.0, 80.0), {"thigh": 0.6, "shank": -0.5}),
        "head_drops": changed("neck_angle", (-40.0, -48.0), {"neck": -1.0, "face": -1.0}),
    },
    "knee-plank": {
        "sag": planted(
            "knee_deviation", (-27.3, -28.3), {"trunk": 0.5, "thigh": -0.5, "lumbar": -0.8}
        ),
        "pike": planted("knee_deviation", (36.0, 44.0), {"trunk": -0.5, "thigh": 0.5}),
        "elbows_forward": planted("elbow_offset", (0.75, 0.88), {"arm": 1.0}),
    },
    "lifting": {
        "load_far": planted("load_reach", (0.85, 1.05), {"arm": 1.0, "forearm": 1.0}),
    },
    "pelvic-tilt": {
        "hips_lift": changed("hip_extension", (30.0, 38.0), {"trunk": 1.0}),
    },
    "prone-press-up": {
        "hips_lift": changed("thigh_slope", (-20.0, -28.0), {"thigh": 1.0}),
        "head_back": planted("neck_angle", (106.0, 118.0), {"neck": 1.0, "face": 1.0}, form=160.0),
    },
    "seated-twist": {
        "side_lean": planted("side_lean", (23.0, 29.0), {"side": 1.0}),
    },
    "single-leg-bridge": {
        "over_arch": planted(
            "hip_extension",
            (203.0, 209.0),
            {"trunk": 1.0, "near_thigh": -0.9, "lumbar": -1.0},
            form=180.0,
        ),
        # The foot stands wrong from the start, and the hips rise by less or more.
        "feet_far": planted(
            "knee_angle",
            (130.0, 138.0),
            {"trunk": -0.3, "near_thigh": -0.3, "near_shank": 1.0},
            first={"near_thigh": -0.76, "near_shank": 0.76},
            form=90.0,
            pose="every",
        ),
        "feet_close": planted(
            "knee_angle",
            (52.0, 46.0),
            {"near_shank": -1.0},
            first={"near_thigh": 0.53, "near_shank": -0.55},
            form=90.0,
            pose="every",
        ),
    },
    "sit-to-stand": {
        "not_tall": planted(
            "hip_angle", (124.0, 136.0), {"trunk": -1.0, "neck": -0.8, "face": -0.3}, form=180.0
        ),
        "trunk_forward": planted(
            "trunk_lean", (76.0, 84.0), {"trunk": -1.0, "neck": -0.6}, pose="nose_over_toes"
        ),
    },
    "squat": {
        # The knees come forward too: with upright shins it would be hips that shoot up as well.
        "trunk_forward": planted(
            "trunk_lean",
            (67.0, 70.0),
            {"trunk": -1.0, "neck": -0.6, "face": -0.4, "shank": -0.6},
        ),
        "hips_first": planted(
            "trunk_over_shin",
            (44.0, 52.0),
            {"trunk": -0.5, "neck": -0.4, "shank": 0.6, "thigh": 0.5},
        ),
    },
    "standing": {
        "lean_forward": planted("trunk_lean", (18.0, 24.0), {"trunk": -1.0, "neck": -1.0}),
        "lean_back": planted("trunk_lean", (-18.0, -24.0), {"trunk": 1.0, "neck": 1.0}),
        "head_forward": planted("ear_ahead", (0.12, 0.13), {"neck": -1.0}),
        "sway": planted("hip_ahead", (0.12, 0.16), {"thigh": -1.0, "shank": -1.0, "trunk": 1.0}),
        "shoulder_tilt": planted("shoulder_tilt", (-13.0, -17.0), {"side": 1.0}, view="front"),
        "side_shift": planted(
            "side_shift", (0.26, 0.34), {"side": 1.0, "shoulders": 1.0}, view="front"
        ),
    },
    "standing-back-bend": {
        # The knees go ahead and the trunk farther back: the hips stay as open as before.
        "knees_bend": planted(
            "knee_flexion",
            (48.0, 56.0),
            {"thigh": 0.25, "shank": -0.75, "trunk": 0.25, "neck": 0.25, "face": 0.25},
        ),
        "head_back": changed("ear_ahead", (-0.13, -0.15), {"neck": 1.0, "face": 1.2}),
    },
    "straight-leg-raise": {
        "knee_bent": planted("knee_angle", (118.0, 134.0), {"near_shank": -1.0}, form=180.0),
        "too_high": planted(
            "leg_elevation", (74.0, 84.0), {"near_thigh": 1.0, "near_shank": 1.0, "near_foot": 1.0}
        ),
    },
    "side-lean": {
        "shoulder_tilt": planted("shoulder_tilt", (32.0, 40.0), {"side": -1.0}),
    },
}
"""Slug to check id to what is planted; ``partial`` (60 % of the way) needs no line."""
