"""Records as rows of the tables, and back."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from formcheck.checking.results import (
    Counts,
    FaultSpan,
    Hold,
    NotJudgedSpan,
    Rep,
    RepKind,
    Severity,
    ViewEstimate,
)
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side
from formcheck.session.record import Series, SessionRecord
from formcheck.store.chunks import Block, pack
from formcheck.store.journal import Entry
from formcheck.store.kept import Correction, CorrectionKind

Row = Mapping[Any, Any]
"""By column; also what a database returns."""
Rows = Sequence[Row]

CHUNK_FRAMES: Final = 1800
"""A minute at 30 frames a second, in sessions that are complete."""
_KINDS: Final = ("full", "partial", "attempt", "left", "right", "guided")


def head_row(record: SessionRecord) -> dict[str, Any]:
    """Return what a record has once, as columns of `sessions`."""
    return {
        "schema": record.schema,
        "exercise": record.exercise,
        "title": record.title,
        "exercise_version": record.exercise_version,
        "error_model": record.error_model,
        "model_name": record.model.name,
        "model_sha256": record.model.sha256,
        "source_path": record.source.path,
        "source_duration_s": record.source.duration_s,
        "source_frames": record.source.frames,
        **view_row(record.view),
        "graded_fraction": record.graded_fraction,
        **counts_row(record.counts),
        "focus": record.focus,
        "zero_shift_deg": record.zero_shift_deg,
        "features": features(record.series.names, record.series.units),
        "averages": [
            [name, _json_number(one.value), _json_number(one.sd), one.unit.value, one.why_not]
            for name, one in record.averages.items()
        ],
        "ended": record.ended,
    }


def view_row(view: ViewEstimate) -> dict[str, Any]:
    """Return a view as columns of `sessions`."""
    return {"view_name": view.name, "view_yaw_deg": view.yaw_deg, "view_ahead": view.ahead}


def counts_row(counts: Counts) -> dict[str, Any]:
    """Return counts as columns of `sessions`."""
    return {f"count_{kind}": getattr(counts, kind) for kind in _KINDS}


def counts_of(row: Row) -> Counts:
    """Read counts from a row of `sessions`."""
    return Counts(**{kind: row[f"count_{kind}"] for kind in _KINDS})


def features(names: Iterable[str], units: Iterable[str]) -> list[list[str]]:
    """Return names and units of a series as one column."""
    return [[name, str(unit)] for name, unit in zip(names, units, strict=True)]


def averages_of(row: Row) -> dict[str, Reading]:
    """Read the averages of a snapshot."""
    return {
        name: Reading(_number(value), _number(sd), Unit(unit), why_not)
        for name, value, sd, unit, why_not in row["averages"]
    }


def rep_rows(session: str, reps: Iterable[Rep]) -> list[Row]:
    """Return repetitions as rows."""
    return [
        {
            "session_id": session,
            "number": number,
            "side": _side(one.side),
            "start_s": one.start_s,
            "turn_s": one.turn_s,
            "end_s": one.end_s,
            "extreme": one.extreme,
            "sd": one.sd,
            "kind": one.kind.value,
            "faults": list(one.faults),
            "note": one.note,
        }
        for number, one in enumerate(reps, start=1)
    ]


def reps_of(rows: Rows) -> tuple[Rep, ...]:
    """Read repetitions."""
    names = ("number", "start_s", "turn_s", "end_s", "extreme", "sd", "note")
    return tuple(
        Rep(
            **{name: row[name] for name in names},
            side=side_of(row["side"]),
            kind=RepKind(row["kind"]),
            faults=tuple(row["faults"]),
        )
        for row in rows
    )


def hold_rows(session: str, holds: Iterable[Hold]) -> list[Row]:
    """Return holds as rows."""
    return [
        {
            "session_id": session,
            "number": number,
            "side": _side(one.side),
            "start_s": one.start_s,
            "end_s": one.end_s,
            "good_s": one.good_s,
        }
        for number, one in enumerate(holds, start=1)
    ]


def holds_of(rows: Rows) -> tuple[Hold, ...]:
    """Read holds."""
    return tuple(
        Hold(side_of(row["side"]), row["start_s"], row["end_s"], row["good_s"]) for row in rows
    )


def fault_rows(session: str, faults: Iterable[FaultSpan]) -> list[Row]:
    """Return faults as rows."""
    return [
        {
            "session_id": session,
            "number": number,
            "check_id": one.check,
            "severity": int(one.severity),
            "start_s": one.start_s,
            "end_s": one.end_s,
            "worst": one.worst,
            "sd": one.sd,
        }
        for number, one in enumerate(faults, start=1)
    ]


def faults_of(rows: Rows) -> tuple[FaultSpan, ...]:
    """Read faults."""
    names = ("start_s", "end_s", "worst", "sd")
    return tuple(
        FaultSpan(row["check_id"], Severity(row["severity"]), *(row[name] for name in names))
        for row in rows
    )


def not_judged_rows(session: str, spans: Iterable[NotJudgedSpan]) -> list[Row]:
    """Return stretches that were not judged as rows."""
    return [
        {
            "session_id": session,
            "number": number,
            "reason": one.reason,
            "start_s": one.start_s,
            "end_s": one.end_s,
        }
        for number, one in enumerate(spans, start=1)
    ]


def not_judged_of(rows: Rows) -> tuple[NotJudgedSpan, ...]:
    """Read stretches that were not judged."""
    return tuple(NotJudgedSpan(row["reason"], row["start_s"], row["end_s"]) for row in rows)


def correction_row(session: str, number: int, one: Correction) -> Row:
    """Return a correction by hand as a row."""
    return {
        "session_id": session,
        "number": number,
        "at_s": one.at_s,
        "kind": one.kind.value,
        "side": _side(one.side),
    }


def corrections_of(rows: Rows) -> tuple[Correction, ...]:
    """Read corrections by hand."""
    return tuple(
        Correction(row["at_s"], CorrectionKind(row["kind"]), side_of(row["side"])) for row in rows
    )


def entry_row(session: str, number: int, entry: Entry) -> Row:
    """Return a stretch of a session as a row."""
    time_s = entry.block.time_s
    return {
        "session_id": session,
        "number": number,
        "first_s": float(time_s[0]),
        "last_s": float(time_s[-1]),
        "frames": len(time_s),
        "data": pack(entry.block),
        "events": [list(one) for one in entry.events],
    }


def series_rows(session: str, series: Series) -> Iterator[Row]:
    """Give the series of a complete session as rows of a minute each."""
    frames = len(series.time_s)
    starts = range(0, frames, CHUNK_FRAMES)
    for number, start in enumerate(starts, start=1):
        part = slice(start, start + CHUNK_FRAMES)
        time_s = series.time_s[part]
        unknown = np.full(len(time_s), math.nan)
        block = Block(time_s, series.value[part], series.sd[part], unknown, unknown)
        yield entry_row(session, number, Entry(block, ()))


def side_of(name: str | None) -> Side | None:
    """Read a side."""
    return None if name is None else Side(name)


def _side(side: Side | None) -> str | None:
    return None if side is None else side.value


def _json_number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _number(value: float | None) -> float:
    return math.nan if value is None else value
