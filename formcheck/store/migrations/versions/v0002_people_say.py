"""What people say and are to do: answers, corrections, programmes, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _link(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "person_settings",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "name", name="pk_person_settings"),
        _link("person_settings", "person_id", "people"),
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("locked", sa.Boolean, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_programmes"),
        _link("programmes", "person_id", "people"),
    )
    op.create_index("ix_programmes_person_id", "programmes", ["person_id"])
    op.create_table(
        "corrections",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at_s", sa.Double),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("side", sa.String(8)),
        sa.PrimaryKeyConstraint("session_id", "number", name="pk_corrections"),
        _link("corrections", "session_id", "sessions"),
    )
    _create_answers()


def _create_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32)),
        sa.Column("training", sa.Text, nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("number", sa.Double),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        _link("answers", "person_id", "people"),
        _link("answers", "session_id", "sessions"),
    )
    for column in ("person_id", "session_id", "given_at"):
        op.create_index(f"ix_answers_{column}", "answers", [column])
