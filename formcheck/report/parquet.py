"""Every reading over time as a Parquet file: for programs, with what it was measured by.

Imported when it is asked for: pyarrow takes its time and memory.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from formcheck.features.reading import ERROR_SDS
from formcheck.report.exported import Exported
from formcheck.report.files import replacing
from formcheck.report.series_table import columns
from formcheck.session.record import SessionRecord


def write_parquet(path: Path, exported: Exported) -> None:
    """Write the readings, null where not measured, whole or not at all."""
    arrays, fields = [], []
    for name, unit, values in columns(exported.record.series):
        arrays.append(pa.array(values, pa.float64(), mask=~np.isfinite(values)))
        fields.append(pa.field(name, pa.float64(), metadata={"unit": unit}))
    schema = pa.schema(fields, metadata=_metadata(exported.record))
    with replacing(path) as written:
        parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), written)


def _metadata(record: SessionRecord) -> dict[str, str]:
    return {
        "schema": record.schema,
        "exercise": record.exercise,
        "title": record.title,
        "exercise_version": str(record.exercise_version),
        "error_model": record.error_model,
        "error_sds": str(ERROR_SDS),
        "model_name": record.model.name,
        "model_sha256": record.model.sha256,
        "source": record.source.path,
        "view": record.view.name,
        "focus": record.focus,
        "zero_shift_deg": str(record.zero_shift_deg),
    }
