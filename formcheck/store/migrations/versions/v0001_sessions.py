"""People and their sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _session_id(table: str) -> tuple[sa.Column[str], sa.Constraint, sa.Constraint]:
    return (
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "number", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=f"fk_{table}_session_id", ondelete="CASCADE"
        ),
    )


def _part_of_session(table: str, *columns: sa.Column[object]) -> None:
    identity, *constraints = _session_id(table)
    number = sa.Column("number", sa.Integer, nullable=False)
    op.create_table(table, identity, number, *columns, *constraints)


def _doubles(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, sa.Double) for name in names)


def _wholes(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=False) for name in names)


def _texts(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "people",
        sa.Column("id", sa.String(32), nullable=False),
        *_texts("name"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("name", name="uq_people_name"),
    )
    _create_sessions()
    _part_of_session(
        "reps",
        sa.Column("side", sa.String(8)),
        *_doubles("start_s", "turn_s", "end_s", "extreme", "sd"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("faults", sa.JSON, nullable=False),
        *_texts("note"),
    )
    _part_of_session(
        "holds", sa.Column("side", sa.String(8)), *_doubles("start_s", "end_s", "good_s")
    )
    _part_of_session(
        "faults",
        *_texts("check_id"),
        *_wholes("severity"),
        *_doubles("start_s", "end_s", "worst", "sd"),
    )
    _part_of_session("not_judged", *_texts("reason"), *_doubles("start_s", "end_s"))
    _part_of_session(
        "series_chunks",
        *_doubles("first_s", "last_s"),
        *_wholes("frames"),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("events", sa.JSON, nullable=False),
    )


def _create_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        *_texts("training", "schema", "exercise", "title"),
        *_wholes("exercise_version"),
        *_texts("error_model", "model_name", "model_sha256"),
        sa.Column("source_kind", sa.String(8), nullable=False),
        *_texts("source_path"),
        *_doubles("source_duration_s"),
        *_wholes("source_frames"),
        sa.Column("side", sa.String(8)),
        sa.Column("view_name", sa.String(16), nullable=False),
        *_doubles("view_yaw_deg", "view_ahead", "graded_fraction"),
        *_wholes("count_full", "count_partial", "count_attempt", "count_left", "count_right"),
        *_wholes("count_guided"),
        *_texts("focus"),
        *_doubles("zero_shift_deg"),
        sa.Column("features", sa.JSON, nullable=False),
        sa.Column("averages", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        *_texts("ended"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("host"),
        *_wholes("process"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_sessions_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    op.create_index("ix_sessions_started_at", "sessions", ["started_at"])
