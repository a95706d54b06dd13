"""What the contour says of the spine: gain and error of changes within one person and camera."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rich.table import Table

from calibration.outline_grid import Setting, spine
from formcheck.features.outline import heights, largest, middling

Array = NDArray[np.float64]
Seen = tuple[Setting, Array]
"""A setting and the ``(n, 15)`` heights that were seen of its backs."""

MEASURES: Final[dict[str, Callable[[Array], float]]] = {"sagitta": largest, "bow": middling}
ALL: Final = "all"
STILL: Final = 0.02
"""Trunks: a change of the true value below it is a back that hardly moves."""
LARGE: Final = 0.053
"""Trunks: a change of the true value beyond it is a large one."""
_TO_THE_BACK: Final = np.array([0.0, 1.0])


@dataclass(frozen=True, slots=True)
class Change:
    """From one back to another of the same person before the same camera, in trunks."""

    setting: Setting
    true: float
    measured: float
    """NaN when one of the two was not seen."""
    first: bool
    """From the neutral back: as the program compares with the start pose."""
    even: bool
    """Low and upper back bend the same way in both."""

    @property
    def lost(self) -> bool:
        """Whether nothing was measured."""
        return not math.isfinite(self.measured)


@dataclass(frozen=True, slots=True)
class Fit:
    """How measured changes follow the true ones; errors are those after dividing by the gain."""

    gain: float
    bias: float
    """Of the changes from the neutral back."""
    sd: float
    """Of the same."""
    worst: float
    """Error that 5 % of these changes exceed."""
    swing_sd: float
    """Of changes from any back to any other."""
    still_sd: float
    """Of those of them in which the back hardly moves: what a movement must stand out from."""
    large_sd: float
    """Of those in which it moves far; of all where it never does."""
    lost: float
    """Share not measured."""
    count: int


def changes(seen: Sequence[Seen], measure: str) -> list[Change]:
    """Return the change between every two backs of each setting."""
    summary = MEASURES[measure]
    found = []
    for setting, rows in seen:
        true = [summary(heights(spine(back), _TO_THE_BACK)) for back in setting.backs]
        measured = [summary(row) for row in rows]
        even = [back.lumbar_deg * back.thoracic_deg >= 0.0 for back in setting.backs]
        found += [
            Change(
                setting, true[b] - true[a], measured[b] - measured[a], a == 0, even[a] and even[b]
            )
            for a, b in combinations(range(len(rows)), 2)
        ]
    return found


def fit(found: Sequence[Change]) -> Fit:
    """Return the fit of changes; its gain is that of the changes from the neutral back."""
    first = [one for one in found if one.first]
    true, measured = _pairs(first)
    gain, bias = (float(one) for one in np.polyfit(true, measured, 1))
    off = measured / gain - true
    every_true, every = _pairs(found)
    swing_off = every / gain - every_true
    still, large = np.abs(every_true) < STILL, np.abs(every_true) > LARGE
    return Fit(
        gain=gain,
        bias=bias,
        sd=float((off - off.mean()).std()),
        worst=float(np.quantile(np.abs(off), 0.95)),
        swing_sd=float(swing_off.std()),
        still_sd=float(swing_off[still].std()) if still.any() else math.nan,
        large_sd=float(swing_off[large if large.any() else slice(None)].std()),
        lost=float(np.mean([one.lost for one in first])),
        count=len(first),
    )


def _pairs(found: Sequence[Change]) -> tuple[Array, Array]:
    kept = [one for one in found if not one.lost]
    return np.array([one.true for one in kept]), np.array([one.measured for one in kept])


def split(found: Sequence[Change]) -> dict[str, list[Change]]:
    """Return what is looked at together, by its name."""
    parts = {
        ALL: list(found),
        "even bends only": [one for one in found if one.even],
        "tight clothes": [one for one in found if not one.setting.loose],
        "loose clothes": [one for one in found if one.setting.loose],
    }
    for yaw in sorted({abs(one.setting.off_deg) for one in found}):
        parts[f"yaw {yaw:.0f}°"] = [one for one in found if abs(one.setting.off_deg) == yaw]
    return {name: own for name, own in parts.items() if sum(one.first for one in own) > 1}


def table(seen: Sequence[Seen]) -> Table:
    """Return one row for each measure, posture and part."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    shown.add_column("trunks", no_wrap=True)
    for title in ("n", "lost", "gain", "bias", "sd", "95 %", "swing sd", "still sd"):
        shown.add_column(title, justify="right", no_wrap=True)
    for measure in MEASURES:
        found = changes(seen, measure)
        for posture in sorted({one.setting.posture for one in found}):
            own = [one for one in found if one.setting.posture == posture]
            for name, part in split(own).items():
                shown.add_row(f"{measure}, {posture}, {name}", *_row(fit(part)))
    return shown


def _row(own: Fit) -> list[str]:
    numbers = (own.bias, own.sd, own.worst, own.swing_sd, own.still_sd)
    return [
        f"{own.count}", f"{own.lost:.1%}", f"{own.gain:.2f}", *(f"{one:.3f}" for one in numbers)
    ]  # fmt: skip
