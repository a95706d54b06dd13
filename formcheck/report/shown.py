"""How much of a person a report shows."""

from enum import StrEnum


class Shown(StrEnum):
    """What may be seen in a report."""

    ALL = "all"
    BLURRED = "blurred"
    """The person, without a face that could be recognised."""
    NONE = "none"
