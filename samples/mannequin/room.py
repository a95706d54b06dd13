"""What stands round the person."""

from dataclasses import dataclass
from typing import Final

from samples.mannequin.body import Colour
from samples.mannequin.bystander import Bystander

Box = tuple[float, float, float, float, float, float]
"""Least and greatest x, y and z, metres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Walls, floor and light; the shipped clips show the default one."""

    turned: bool = False
    """True: the room stands the other way round, for a camera at the person's left."""
    wall: Colour = (214, 212, 202)
    floor: Colour = (176, 148, 116)
    mat: Colour = (118, 158, 150)
    furniture: tuple[tuple[Box, Colour], ...] = ()
    """Boxes that stand partly in the way."""
    bystander: Bystander | None = None
    """A second person."""


PLAIN: Final = Room()
"""The room of the shipped clips."""
