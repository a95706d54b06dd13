"""What a measurement is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from formcheck.features.reading import Unit
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint


class Stance(StrEnum):
    """For which bodies a measurement says something."""

    ANY = "any"
    """Seen from the side, however the body is."""
    FLOOR = "floor"
    """Lying, or on hands and knees: it needs to know where the floor is."""
    UPRIGHT = "upright"
    """Sitting, standing or kneeling tall: it needs to know where the face looks."""
    FRONT = "front"
    """Seen from the front, both sides at once."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One measurement of the body."""

    name: str
    title: str
    """For people: "Hip line"."""
    unit: Unit
    needs: tuple[Joint, ...]
    """Joints without which it is NaN."""
    measure: Callable[[SidedPose], float]
    arc: tuple[Joint, Joint, Joint] | None = None
    """Where to draw it: the angle at the middle joint."""
    paired: bool = False
    """True when it needs both sides: front views."""
    stance: Stance = Stance.ANY
    outline: bool = False
    """Whether it needs the person's outline, which is looked for only where it is needed. Only its
    change against the person's own start pose means anything. Experimental."""
