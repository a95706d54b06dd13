"""The session record as a file: strict JSON, written and read by one set of types."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Self

import numpy as np
import numpy.typing as npt
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
)

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
from formcheck.errors import FormcheckError
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side
from formcheck.language import _
from formcheck.pose.estimator import ModelInfo
from formcheck.report.files import write_text
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary
from formcheck.store.parcel import LARGEST

_READABLE: Final = ("formcheck-session/1", SCHEMA)
"""Version 1 had no guided repetitions and no averages; what is read becomes the present version."""
_DIGITS: Final = 3
"""Decimals of every number: milliseconds, thousandths of a degree or of a ratio."""
_LONGEST: Final = 40
_MOST_SAID: Final = 200
"""Letters of what a file says, and of what is said of it."""


class RecordError(FormcheckError):
    """A file is not a session record, or lacks a part of one."""


def _nan_of_null(value: object) -> object:
    return math.nan if value is None else value


def _null_of_nan(value: float) -> float | None:
    return round(value, _DIGITS) if math.isfinite(value) else None


def _known(value: float) -> float:
    return value if abs(value) <= LARGEST else math.nan


def _null_beyond(value: float | None) -> float | None:
    return value if value is not None and abs(value) <= LARGEST else None


def _severity_of_word(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = {one.word: one for one in Severity}
    if value not in words:
        raise ValueError(f"expected one of {', '.join(words)}")
    return words[value]


def _rows_of(value: object) -> object:
    """Turn averages by name into rows."""
    if not (isinstance(value, Mapping) and all(isinstance(one, Reading) for one in value.values())):
        return value  # of a file, where they are rows
    return [
        {"name": name, "value": one.value, "sd": one.sd, "unit": one.unit, "why_not": one.why_not}
        for name, one in value.items()
    ]


Number = Annotated[
    float,
    BeforeValidator(_nan_of_null),
    AfterValidator(_known),
    PlainSerializer(_null_of_nan, when_used="json"),
]
"""NaN in the program, null in the file: strict JSON knows no NaN. So is what nobody can measure."""
SeverityWord = Annotated[
    Severity,
    BeforeValidator(_severity_of_word),
    PlainSerializer(lambda severity: severity.word, when_used="json"),
]


Cell = Annotated[float | None, AfterValidator(_null_beyond)]
Moment = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]


class _Row(BaseModel):
    """A table of the file; keys of a newer formcheck are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True)


class _Source(_Row):
    path: str
    duration_s: Number
    frames: int


class _View(_Row):
    name: str
    yaw_deg: Number


class _Counts(_Row):
    full: int
    partial: int
    attempt: int
    left: int
    right: int
    guided: int = 0


class _Rep(_Row):
    number: int
    side: Side | None
    start_s: Number
    turn_s: Number
    end_s: Number
    extreme: Number
    sd: Number
    kind: RepKind
    faults: tuple[str, ...]
    note: str = ""


class _Hold(_Row):
    side: Side | None
    start_s: Number
    end_s: Number
    good_s: Number


class _Fault(_Row):
    check: str
    severity: SeverityWord
    start_s: Number
    end_s: Number
    worst: Number
    sd: Number


class _NotJudged(_Row):
    reason: str
    start_s: Number
    end_s: Number


class _Average(_Row):
    name: str
    value: Number
    sd: Number
    unit: Unit
    why_not: str

    def reading(self) -> Reading:
        return Reading(self.value, self.sd, self.unit, self.why_not)


class _Model(_Row):
    name: str
    sha256: str


class _Feature(_Row):
    name: str
    unit: Unit
    value: tuple[Cell, ...]
    sd: tuple[Cell, ...]


class _Series(_Row):
    time_s: tuple[Moment, ...]
    features: tuple[_Feature, ...]

    @classmethod
    def of(cls, series: Series) -> Self:
        """Turn the arrays into one row a feature."""
        return cls(
            time_s=tuple(np.round(series.time_s, _DIGITS).tolist()),
            features=tuple(
                _Feature(
                    name=name,
                    unit=Unit(unit),
                    value=_column(series.value[:, index]),
                    sd=_column(series.sd[:, index]),
                )
                for index, (name, unit) in enumerate(zip(series.names, series.units, strict=True))
            ),
        )

    def series(self) -> Series:
        """Turn the rows back into arrays; ValueError when lengths differ."""
        shape = (len(self.time_s), len(self.features))
        return Series(
            time_s=np.array(self.time_s, np.float64),
            names=tuple(feature.name for feature in self.features),
            units=tuple(feature.unit for feature in self.features),
            value=_table([feature.value for feature in self.features], shape),
            sd=_table([feature.sd for feature in self.features], shape),
        )


class _Record(_Row):
    """The whole file but the series."""

    schema_: str
    exercise: str
    title: str
    exercise_version: int
    error_model: str
    ended: str
    source: _Source
    graded_fraction: Number
    view: _View
    counts: _Counts
    reps: tuple[_Rep, ...]
    holds: tuple[_Hold, ...]
    faults: tuple[_Fault, ...]
    not_judged: tuple[_NotJudged, ...]
    model: _Model
    focus: str
    zero_shift_deg: Number = 0.0
    averages: Annotated[tuple[_Average, ...], BeforeValidator(_rows_of)] = ()


def to_json(record: SessionRecord) -> dict[str, Any]:
    """Return the record as plain numbers, texts, lists and tables, ready for `json.dumps`."""
    fields = {name: getattr(record, name) for name in _Record.model_fields if name != "schema_"}
    head = _Record.model_validate({"schema_": record.schema, **fields}).model_dump(mode="json")
    return {
        "schema": head.pop("schema_"),
        **head,
        "series": _Series.of(record.series).model_dump(mode="json"),
    }


def dumps(record: SessionRecord) -> str:
    """Return the file's text: indented for people, but every series on one line."""
    tables = to_json(record)
    series = json.dumps(tables.pop("series"), allow_nan=False, separators=(",", ":"))
    head = json.dumps(tables, allow_nan=False, indent=2, ensure_ascii=False)
    opened = head.removesuffix("\n}")
    return f'{opened},\n  "series": {series}\n}}\n'


def write_record(path: Path, record: SessionRecord) -> None:
    """Write the record to a file, whole or not at all; raise OutputError when that fails."""
    write_text(path, dumps(record))


def read_record(path: Path) -> SessionRecord:
    """Return the session in a file that `write_record` made.

    Raises
    ------
    RecordError
        When the file is missing, not JSON, of another schema, or lacks something.
    """
    try:
        tables = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise RecordError(
            _("{path} cannot be read ({reason}): check name and permissions.").format(
                path=path, reason=error.strerror
            )
        ) from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(str(path), _("expected JSON")) from error
    return from_json(tables, str(path))


def from_json(tables: object, name: str) -> SessionRecord:
    """Return the session in what `to_json` made.

    Parameters
    ----------
    tables
        Plain numbers, texts, lists and tables.
    name
        What an error calls it.

    Raises
    ------
    RecordError
        When it is of another schema, or lacks something.
    """
    found = tables.get("schema") if isinstance(tables, dict) else None
    if not isinstance(tables, dict) or found not in _READABLE:
        told = _("expected the schema {schema}, found {found}")
        raise _unreadable(name, told.format(schema=SCHEMA, found=str(found)[:_LONGEST]))
    try:
        return _record_of(tables)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "series"
        raise _unreadable(name, f"{where}: {first['msg'].lower()}") from error
    except ValueError as error:
        raise _unreadable(name, f"series: {error}") from error


def _unreadable(name: str, reason: str) -> RecordError:
    """Return an error; what is in the file is shown, not trusted."""
    shown = "".join(one if one.isprintable() else "?" for one in reason[:_MOST_SAID])
    return RecordError(
        _(
            "{path} holds no session that can be read ({reason}): analyse the recording again."
        ).format(path=name, reason=shown)
    )


def _record_of(tables: dict[str, Any]) -> SessionRecord:
    head = _Record.model_validate({"schema_": tables["schema"], **tables})
    return SessionRecord(
        schema=SCHEMA,
        exercise=head.exercise,
        title=head.title,
        exercise_version=head.exercise_version,
        error_model=head.error_model,
        model=ModelInfo(**head.model.model_dump()),
        source=SourceSummary(**head.source.model_dump()),
        view=ViewEstimate(**head.view.model_dump()),
        graded_fraction=head.graded_fraction,
        counts=Counts(**head.counts.model_dump()),
        reps=tuple(Rep(**row.model_dump()) for row in head.reps),
        holds=tuple(Hold(**row.model_dump()) for row in head.holds),
        faults=tuple(FaultSpan(**row.model_dump()) for row in head.faults),
        not_judged=tuple(NotJudgedSpan(**row.model_dump()) for row in head.not_judged),
        series=_Series.model_validate(tables.get("series")).series(),
        focus=head.focus,
        zero_shift_deg=head.zero_shift_deg,
        averages={row.name: row.reading() for row in head.averages},
        ended=head.ended,
    )


def _column(values: npt.NDArray[np.float64]) -> tuple[float | None, ...]:
    finite = np.isfinite(values)
    rounded = np.round(values, _DIGITS).tolist()
    return tuple(number if known else None for number, known in zip(rounded, finite, strict=True))


def _table(
    columns: list[tuple[float | None, ...]], shape: tuple[int, int]
) -> npt.NDArray[np.float64]:
    table = np.array(columns, np.float64).reshape(shape[::-1]).T
    return np.ascontiguousarray(table)
