"""Angles over time as an OpenSim ``.mot`` file, in degrees.

The columns carry formcheck's own names: they are angles as one camera sees them, not coordinates of
a musculoskeletal model. Where nothing was measured stands NaN, which OpenSim reads as such.
"""

import re
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.features.reading import Unit
from formcheck.report.exported import Exported
from formcheck.report.files import write_text
from formcheck.session.record import SessionRecord

_COMMENT: Final = (
    "Angles as one camera sees them, bias removed; an estimate. NaN where not measured.",
    "Columns are named as in formcheck, not as coordinates of a model.",
)


def write_mot(path: Path, exported: Exported) -> None:
    """Write every reading in degrees, whole or not at all."""
    write_text(path, to_mot(exported.record))


def to_mot(record: SessionRecord) -> str:
    """Return the file's text."""
    series = record.series
    angles = [index for index, unit in enumerate(series.units) if unit == Unit.DEG]
    head = (
        f"formcheck_{label(record.exercise)}",
        "version=1",
        f"nRows={len(series.time_s)}",
        f"nColumns={len(angles) + 1}",
        "inDegrees=yes",
        "",
        *_COMMENT,
        "endheader",
        "\t".join(["time", *(label(series.names[index]) for index in angles)]),
    )
    table = np.where(np.isfinite(series.value), series.value, np.nan)[:, angles].tolist()
    rows = (
        "\t".join([f"{time_s:.6f}", *map(_number, row)])
        for time_s, row in zip(series.time_s.tolist(), table, strict=True)
    )
    return "\n".join((*head, *rows)) + "\n"


def label(name: str) -> str:
    """Return a name that readers take for one word."""
    return re.sub(r"[^\w.-]+", "_", name) or "unnamed"


def _number(value: float) -> str:
    return "NaN" if np.isnan(value) else f"{value:z.3f}"
