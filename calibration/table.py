"""How well the corrected values hold, on the people of the fit and on those held aside."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from rich.table import Table

from calibration.fit import EDGES
from calibration.samples import Sample
from formcheck.features.error_model import ErrorModel

COVER_SDS = 2.0
"""Errors within this many stated standard deviations are covered."""


def error_table(samples: Sequence[Sample], model: ErrorModel) -> Table:
    """Return one row for each exercise, feature and range of yaw."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("feature", no_wrap=True)
    for title in ("yaw", "n", "lost", "bias", "gain", "sd", "±", "aside: bias", "sd", "covered"):
        table.add_column(title, justify="right", no_wrap=True)
    for slug, name, view in sorted({(one.exercise, one.feature, one.view) for one in samples}):
        own = [
            one for one in samples if (one.exercise, one.feature, one.view) == (slug, name, view)
        ]
        for low, high in pairwise(EDGES[view]):
            inside = [one for one in own if low <= one.yaw_deg < high]
            if inside:
                table.add_row(f"{slug} {name}", f"{low:.0f}-{high:.0f}", *_row(inside, model))
    return table


def _row(inside: Sequence[Sample], model: ErrorModel) -> list[str]:
    first = inside[0]
    error = model.error(first.exercise, first.feature)
    found = error.bin_for(first.view, float(np.mean([one.yaw_deg for one in inside])))
    stated = max(found.sd, error.floor_sd)
    aside = np.array(
        [
            (one.measured - found.bias) / found.gain - one.true
            for one in inside
            if one.held_aside and math.isfinite(one.measured)
        ]
    )
    row = [f"{found.n}", f"{found.lost:.0%}", f"{found.bias:.2f}", f"{found.gain:.2f}"]
    row += [f"{found.sd:.2f}", f"{stated:.2f}"]
    if not len(aside):
        return [*row, "", "", ""]
    covered = float(np.mean(np.abs(aside) <= COVER_SDS * stated))
    return [*row, f"{aside.mean():.2f}", f"{aside.std():.2f}", f"{covered:.0%}"]
