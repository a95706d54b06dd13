"""In which way it speaks up, when there is something to say."""

from enum import StrEnum


class Style(StrEnum):
    """How a reminder reaches somebody. The icon leans in every style."""

    ICON = "icon"
    """The icon alone: nothing pops up and nothing is heard, whatever it is about."""
    NOTIFICATION = "notification"
    """A short message of the desktop."""
    SOUND = "sound"
    """The same, with one soft tone."""
    SPOKEN = "spoken"
    """The sentence is spoken."""
    EDGE = "edge"
    """A thin line along the upper edge of every screen, until somebody sits up; what is not about
    sitting is a short message."""
