"""Column types: what databases do not keep the way formcheck means it."""

import math
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from sqlalchemy import DateTime, Dialect, Double, String
from sqlalchemy.types import TypeDecorator

ID_LENGTH: Final = 32


def new_id() -> str:
    """Return an id that nothing else has, on this computer or another."""
    return uuid4().hex


class UtcTime(TypeDecorator[datetime]):
    """A moment: aware in and out, kept in UTC. SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time of which nobody knows where it was."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"expected a time with its zone, got {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Measured(TypeDecorator[float]):
    """A number that may be missing: NaN in Python, NULL in the database."""

    impl = Double
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        """Write what is missing as NULL."""
        del dialect
        return None if value is None or math.isnan(value) else float(value)

    def process_result_value(self, value: float | None, dialect: Dialect) -> float:
        """Read NULL as missing."""
        del dialect
        return math.nan if value is None else value


def id_type() -> String:
    """Return the type of ids."""
    return String(ID_LENGTH)
