"""The tables. Everything of a person hangs on `people`, so that deleting the person deletes it.

::

    people --< sessions --< reps, holds, faults, not_judged, corrections, series_chunks
           --< programmes, answers, person_settings, desk_profiles, desk_days

What changes here needs a new migration in ``migrations/versions``; a test compares both.
"""

from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from formcheck.store.columns import Measured, UtcTime, id_type

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _own_id() -> Column[str]:
    return Column("id", id_type(), primary_key=True)


def _of_person(*, key: bool = False) -> Column[str]:
    link = ForeignKey("people.id", ondelete="CASCADE")
    return Column("person_id", id_type(), link, primary_key=key, nullable=False, index=not key)


def _of_session() -> Column[str]:
    link = ForeignKey("sessions.id", ondelete="CASCADE")
    return Column("session_id", id_type(), link, primary_key=True)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True, autoincrement=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _seconds(*names: str) -> tuple[Column[float], ...]:
    """Return durations that are always known."""
    return tuple(Column(name, Double, nullable=False) for name in names)


def _measured(*names: str) -> tuple[Column[float], ...]:
    return tuple(Column(name, Measured) for name in names)


def _side() -> Column[str]:
    return Column("side", String(8))


PEOPLE: Final = Table(
    "people",
    METADATA,
    _own_id(),
    Column("name", Text, nullable=False, unique=True),
    Column("created_at", UtcTime, nullable=False),
)
PERSON_SETTINGS: Final = Table(
    "person_settings",
    METADATA,
    _of_person(key=True),
    Column("name", String(80), primary_key=True),
    _text("value"),
)
PROGRAMMES: Final = Table(
    "programmes",
    METADATA,
    _own_id(),
    _of_person(),
    _text("title"),
    _text("text"),
    Column("locked", Boolean, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("added_at", UtcTime, nullable=False),
)
SESSIONS: Final = Table(
    "sessions",
    METADATA,
    _own_id(),
    _of_person(),
    _text("training"),
    _text("schema"),
    _text("exercise"),
    _text("title"),
    _whole("exercise_version"),
    _text("error_model"),
    _text("model_name"),
    _text("model_sha256"),
    Column("source_kind", String(8), nullable=False),
    _text("source_path"),
    *_measured("source_duration_s"),
    _whole("source_frames"),
    _side(),
    Column("view_name", String(16), nullable=False),
    *_measured("view_yaw_deg", "view_ahead", "graded_fraction"),
    *(_whole(f"count_{kind}") for kind in ("full", "partial", "attempt", "left", "right")),
    _whole("count_guided"),
    _text("focus"),
    *_measured("zero_shift_deg"),
    Column("features", JSON, nullable=False),
    Column("averages", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    _text("ended"),
    Column("started_at", UtcTime, nullable=False, index=True),
    Column("ended_at", UtcTime),
    Column("seen_at", UtcTime, nullable=False),
    _text("host"),
    _whole("process"),
)
REPS: Final = Table(
    "reps",
    METADATA,
    _of_session(),
    _number(),
    _side(),
    *_measured("start_s", "turn_s", "end_s", "extreme", "sd"),
    Column("kind", String(16), nullable=False),
    Column("faults", JSON, nullable=False),
    _text("note"),
)
HOLDS: Final = Table(
    "holds",
    METADATA,
    _of_session(),
    _number(),
    _side(),
    *_measured("start_s", "end_s", "good_s"),
)
FAULTS: Final = Table(
    "faults",
    METADATA,
    _of_session(),
    _number(),
    _text("check_id"),
    _whole("severity"),
    *_measured("start_s", "end_s", "worst", "sd"),
)
NOT_JUDGED: Final = Table(
    "not_judged",
    METADATA,
    _of_session(),
    _number(),
    _text("reason"),
    *_measured("start_s", "end_s"),
)
SERIES_CHUNKS: Final = Table(
    "series_chunks",
    METADATA,
    _of_session(),
    _number(),
    *_measured("first_s", "last_s"),
    _whole("frames"),
    Column("data", LargeBinary, nullable=False),
    Column("events", JSON, nullable=False),
)
CORRECTIONS: Final = Table(
    "corrections",
    METADATA,
    _of_session(),
    _number(),
    *_measured("at_s"),
    Column("kind", String(8), nullable=False),
    _side(),
)
ANSWERS: Final = Table(
    "answers",
    METADATA,
    _own_id(),
    _of_person(),
    Column("session_id", id_type(), ForeignKey("sessions.id", ondelete="CASCADE"), index=True),
    _text("training"),
    Column("kind", String(24), nullable=False),
    _text("question"),
    *_measured("number"),
    _text("text"),
    Column("given_at", UtcTime, nullable=False, index=True),
)
DESK_PROFILES: Final = Table(
    "desk_profiles",
    METADATA,
    _own_id(),
    _of_person(),
    _text("camera"),
    _text("displays"),
    Column("made_at", UtcTime, nullable=False),
    _text("text"),
)
DESK_DAYS: Final = Table(
    "desk_days",
    METADATA,
    _of_person(key=True),
    Column("date", Date, primary_key=True),
    Column("run", Text, primary_key=True),
    *_seconds("seated_s", "longest_sit_s"),
    *(_whole(name) for name in ("breaks", "shifts")),
    *_seconds("judged_s", "near_s"),
    _whole("slouches"),
    *_seconds("slouched_s"),
    _whole("told"),
    Column("seen_at", UtcTime, nullable=False),
)
