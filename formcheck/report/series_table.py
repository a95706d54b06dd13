"""Every reading over time with its error, as a table.

::

    time_s,hip_extension_deg,hip_extension_error_deg,knee_angle_deg,knee_angle_error_deg
    0.000,130.000,5.000,124.000,5.000
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from formcheck.features.reading import ERROR_SDS
from formcheck.report.exported import Exported
from formcheck.report.files import write_text
from formcheck.report.spreadsheet import EUROPEAN, STANDARD, Dialect, to_csv
from formcheck.session.record import Series

Column = tuple[str, str, npt.NDArray[np.float64]]
"""Name, unit and (t,) numbers, NaN where not measured."""


def columns(series: Series) -> Iterator[Column]:
    """Give the time, then each reading and its error, that is two standard deviations."""
    yield "time_s", "s", series.time_s
    for index, (name, unit) in enumerate(zip(series.names, series.units, strict=True)):
        value = series.value[:, index]
        yield f"{name}_{unit}", unit, value
        error = np.where(np.isfinite(value), ERROR_SDS * series.sd[:, index], np.nan)
        yield f"{name}_error_{unit}", unit, error


def write_series(path: Path, exported: Exported) -> None:
    """Write the table in the standard dialect, whole or not at all."""
    _write(path, exported, STANDARD)


def write_european_series(path: Path, exported: Exported) -> None:
    """Write the table for a spreadsheet with decimal comma, whole or not at all."""
    _write(path, exported, EUROPEAN)


def _write(path: Path, exported: Exported, dialect: Dialect) -> None:
    names, _units, values = zip(*columns(exported.record.series), strict=True)
    write_text(path, to_csv(names, np.column_stack(values).tolist(), dialect))
