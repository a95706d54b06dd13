"""How well the corrected values hold, on the people of the fit and on those held aside."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from rich.table import Table

from calibration.fit import OUTLIER_SDS
from calibration.samples import Sample
from formcheck.features.body import FEATURES
from formcheck.features.error_model import ErrorModel
from formcheck.features.reading import ERROR_SDS

TRUE_EDGES: Final = {"side": (0.0, 20.0, 35.0, 90.0), "front": (55.0, 70.0, 90.0)}
"""True yaws, degrees: a good side view, one that is asked to be turned, one that is refused."""


def error_table(samples: Sequence[Sample], model: ErrorModel) -> Table:
    """Return one row for each exercise, feature and range of the true yaw.

    Gross errors, far beyond the stated one, are counted and left out of bias and sd.
    """
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("feature, corrected", no_wrap=True)
    for title in ("yaw", "n", "lost", "gross", "bias", "sd", "±", "covered"):
        table.add_column(title, justify="right", no_wrap=True)
    for title in ("aside: n", "bias", "sd", "covered"):
        table.add_column(title, justify="right", no_wrap=True)
    for slug, name, view in sorted({(one.exercise, one.feature, one.view) for one in samples}):
        own = [
            one for one in samples if (one.exercise, one.feature, one.view) == (slug, name, view)
        ]
        for low, high in pairwise(TRUE_EDGES[view]):
            inside = [one for one in own if low <= one.yaw_deg < high]
            if inside:
                table.add_row(f"{slug} {name}", f"{low:.0f}-{high:.0f}", *_row(inside, model))
    return table


def _row(inside: Sequence[Sample], model: ErrorModel) -> list[str]:
    fitted = [one for one in inside if not one.held_aside]
    aside = [one for one in inside if one.held_aside]
    lost = np.mean([not math.isfinite(one.measured) for one in inside])
    swapped = np.mean([one.swapped for one in inside])
    return [
        f"{len(fitted)}",
        f"{lost:.0%}",
        f"{swapped:.0%}",
        *_cells(fitted, model),
        f"{len(aside)}",
    ] + [cell for number, cell in enumerate(_cells(aside, model)) if number != _STATED]


_STATED: Final = 2


def _cells(samples: Sequence[Sample], model: ErrorModel) -> list[str]:
    """Return bias, sd, stated error and coverage of the corrected values."""
    pairs = [_corrected(one, model) for one in samples if one.usable and not _is_gross(one, model)]
    pairs = [pair for pair in pairs if math.isfinite(pair[0])]
    if not pairs:
        return ["", "", "", ""]
    error, stated = np.array(pairs).T
    covered = np.mean(np.abs(error) <= stated)
    cells = (np.mean(error), np.std(error), np.mean(stated))
    return [*(f"{x:.2f}" for x in cells), f"{covered:.0%}"]


def _is_gross(sample: Sample, model: ErrorModel) -> bool:
    """Whether it is so far off that no limb of the figure is meant."""
    if not sample.usable:
        return False
    error, stated = _corrected(sample, model)
    return abs(error) > OUTLIER_SDS / ERROR_SDS * stated


def _corrected(one: Sample, model: ErrorModel) -> tuple[float, float]:
    """Return the error that stays and the one that the program states."""
    feature = FEATURES[one.feature]
    reading = model.reading(
        one.exercise, feature, one.measured, one.view, one.turn_deg, limb=one.limb
    )
    return reading.value - one.true, reading.error
