"""What a movement's picture is made of, and from where it is seen: no colours, no toolkit."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from formcheck.overlay.figure_body import Vector, cosine, sine

Circle = tuple[float, float, float]
"""Middle (x to the right, y down) and radius, in body heights."""


class Shade(StrEnum):
    """What a shape is; painters choose its colour."""

    NEAR = "near"
    FAR = "far"
    TRUNK = "trunk"
    FACE = "face"
    """What shows where somebody looks who faces the camera."""
    FLOOR = "floor"
    THING = "thing"
    """A chair, a step, a box or a strap."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Circles joined one to the next, with round ends."""

    circles: tuple[Circle, ...]
    filled: bool = False
    """Whether the area between all of them belongs to it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of the picture: it hides what was painted before."""

    chains: tuple[Chain, ...]
    shade: Shade

    @property
    def circles(self) -> tuple[Circle, ...]:
        """All its circles."""
        return tuple(circle for chain in self.chains for circle in chain.circles)


@dataclass(frozen=True, slots=True)
class Line:
    """A chain in the room: points with the radius of each."""

    points: tuple[tuple[Vector, float], ...]
    filled: bool = False


def line(points: Iterable[Vector], radius: float, *, filled: bool = False) -> Line:
    """Return a line of the same thickness everywhere."""
    return Line(tuple((point, radius) for point in points), filled)


@dataclass(frozen=True, slots=True)
class Camera:
    """From where the figure is seen; far away, so that nothing shrinks with distance."""

    yaw_deg: float
    """0 from the near side, 90 from the front."""
    pitch_deg: float
    """How far it looks down."""
    mirrored: bool = False

    def seen(self, at: Vector) -> tuple[float, float, float]:
        """Return x to the right, y down, and how near a point is."""
        x, y, z = map(float, at)
        turned, tilted = (self.yaw_deg, self.pitch_deg)
        across = x * cosine(turned) + y * sine(turned)
        towards = x * sine(turned) - y * cosine(turned)
        down = towards * sine(tilted) - z * cosine(tilted)
        near = towards * cosine(tilted) + z * sine(tilted)
        return (-across if self.mirrored else across), down, near

    def shape(self, lines: Iterable[Line], shade: Shade) -> tuple[float, Shape]:
        """Return how near a part is on the average, and the part as it is seen."""
        chains, depths = [], []
        for one in lines:
            seen = [(*self.seen(at), radius) for at, radius in one.points]
            depths += [near for _, _, near, _ in seen]
            chains.append(Chain(tuple((x, y, r) for x, y, _, r in seen), one.filled))
        return sum(depths) / len(depths), Shape(tuple(chains), shade)
