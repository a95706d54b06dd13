"""What is kept of sitting at a desk: the own baselines, and days in sums."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _of_person(table: str) -> tuple[sa.Column[str], sa.Constraint]:
    name = f"fk_{table}_person_id"
    return (
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=name, ondelete="CASCADE"),
    )


def _doubles(*names: str) -> tuple[sa.Column[float], ...]:
    return tuple(sa.Column(name, sa.Double, nullable=False) for name in names)


def _wholes(*names: str) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=False) for name in names)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "desk_profiles",
        sa.Column("id", sa.String(32), nullable=False),
        *_of_person("desk_profiles"),
        sa.Column("camera", sa.Text, nullable=False),
        sa.Column("displays", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_profiles"),
    )
    op.create_index("ix_desk_profiles_person_id", "desk_profiles", ["person_id"])
    op.create_table(
        "desk_days",
        *_of_person("desk_days"),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("run", sa.Text, nullable=False),
        *_doubles("seated_s", "longest_sit_s"),
        *_wholes("breaks", "shifts"),
        *_doubles("judged_s", "near_s"),
        *_wholes("slouches"),
        *_doubles("slouched_s"),
        *_wholes("told"),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "date", "run", name="pk_desk_days"),
    )
