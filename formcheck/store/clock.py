"""The time, so that a test can give another."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the time now."""
    return datetime.now(UTC)
