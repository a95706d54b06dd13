"""A second person, who stands or sits in the background or walks through."""

import math
from dataclasses import dataclass, replace

from samples.mannequin.body import Body
from samples.mannequin.moves import sitting
from samples.mannequin.moves.lively import EXTRAS, Lively
from samples.mannequin.planar import Point
from samples.mannequin.skeleton import Posture, heading

_PACE_M_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bystander:
    """Who it is, where from and which way."""

    body: Body
    start_m: Point
    """``(x, y)`` on the floor."""
    heading_deg: float
    """0 looks to +x, 90 to +y."""
    sets_off_s: float | None = None
    """When the walk begins; None stands all the time."""
    stops_after_m: float = math.inf
    """Where the walk ends."""
    seated: bool = False

    def posture_at(self, time_s: float) -> Posture:
        """Return the posture at a time."""
        since_s = 0.0 if self.sets_off_s is None else max(0.0, time_s - self.sets_off_s)
        walked_m = min(self.stops_after_m, _PACE_M_S * since_s)
        stands = {"x_stand": 0.0 if self.seated else 1.0, "x_walk": walked_m}
        values = sitting.START | EXTRAS | stands
        posture = Lively(sitting.solve)(self.body, values)
        way = heading(0.0, self.heading_deg)
        x, y = (at + walked_m * float(step) for at, step in zip(self.start_m, way, strict=False))
        return replace(
            posture,
            hip_m=(0.0, posture.hip_m[1]),
            place_m=(x, y),
            heading_deg=self.heading_deg,
        )
