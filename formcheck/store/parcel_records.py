"""Session records as the JSON of a parcel, and back."""

from typing import Any

import numpy as np
import numpy.typing as npt

from formcheck.checking.results import (
    Counts,
    FaultSpan,
    Hold,
    NotJudgedSpan,
    Rep,
    Severity,
    ViewEstimate,
)
from formcheck.features.reading import Reading, Unit
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary
from formcheck.store.parcel_forms import RecordForm, plain

Floats = npt.NDArray[np.float64]


def record_table(record: SessionRecord, source: str, ended: str) -> dict[str, Any]:
    """Return a record without its readings as a table that `RecordForm` takes.

    Parameters
    ----------
    record
        What is sent.
    source, ended
        Name of the source and why it ended, without the paths of a computer.
    """
    once = ("exercise", "title", "exercise_version", "error_model", "model", "view", "counts")
    lists = ("reps", "holds", "not_judged", "graded_fraction", "focus", "zero_shift_deg")
    series = record.series
    return {
        "schema": SCHEMA,
        **{name: plain(getattr(record, name)) for name in (*once, *lists)},
        "source": {**plain(record.source), "path": source},
        "faults": tuple({**plain(one), "severity": one.severity.word} for one in record.faults),
        "features": tuple(
            {"name": name, "unit": Unit(unit)}
            for name, unit in zip(series.names, series.units, strict=True)
        ),
        "averages": tuple({"name": name, **plain(one)} for name, one in record.averages.items()),
        "ended": ended,
    }


def record_of(form: RecordForm, time_s: Floats, value: Floats, sd: Floats) -> SessionRecord:
    """Return the record of a table that was checked, and its readings."""
    tables = form.model_dump()
    return SessionRecord(
        **{name: tables[name] for name in ("exercise", "title", "exercise_version", "error_model")},
        **{name: tables[name] for name in ("graded_fraction", "focus", "zero_shift_deg", "ended")},
        schema=form.schema_,
        model=ModelInfo(**tables["model"]),
        source=SourceSummary(**tables["source"]),
        view=ViewEstimate(**tables["view"]),
        counts=Counts(**tables["counts"]),
        reps=tuple(Rep(**one) for one in tables["reps"]),
        holds=tuple(Hold(**one) for one in tables["holds"]),
        faults=tuple(
            FaultSpan(**{**one, "severity": Severity[one["severity"].upper()]})
            for one in tables["faults"]
        ),
        not_judged=tuple(NotJudgedSpan(**one) for one in tables["not_judged"]),
        series=Series(
            time_s=time_s,
            names=tuple(one.name for one in form.features),
            units=tuple(one.unit.value for one in form.features),
            value=value,
            sd=sd,
        ),
        averages={one.pop("name"): Reading(**one) for one in tables["averages"]},
    )
