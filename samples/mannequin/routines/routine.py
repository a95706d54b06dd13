"""What every routine gives back, and the pace at which a person moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from samples.mannequin.body import Body
from samples.mannequin.motion import Timeline, Values
from samples.mannequin.moves.lively import EXTRAS
from samples.mannequin.plan import TrueFault, TrueHold, TrueRep
from samples.mannequin.skeleton import Solver
from samples.mannequin.variation import Variation


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a routine is made from."""

    variation: Variation
    body: Body
    rng: np.random.Generator
    tempo: float
    """1 is the pace of the shipped clips, more is quicker."""
    near: str = "right"
    """The person's side that is nearer to the camera."""

    def seconds(self, usual_s: float) -> float:
        """Return how long this person takes, with a little difference each time."""
        return usual_s / self.tempo * float(self.rng.uniform(0.93, 1.07))

    def draw(self, low: float, high: float) -> float:
        """Return a number between two limits."""
        return float(self.rng.uniform(low, high))

    def size_deg(self) -> float:
        """Return the size of the planted fault; 0 without one."""
        kind, given = self.variation.kind, self.variation.fault_size_deg
        if kind is None:
            return 0.0
        return self.draw(*kind.sizes_deg) if given is None else given

    def spine(self) -> Values:
        """Return the extras of a body that does nothing else, with this person's own back."""
        own = {"x_lumbar": self.draw(-6.0, 6.0), "x_thoracic": self.draw(-2.0, 9.0)}
        return dict(EXTRAS) | own

    def count(self, low: int, high: int) -> int:
        """Return how many repetitions are asked for, or draw them."""
        given = self.variation.reps
        return int(self.rng.integers(low, high + 1)) if given is None else given


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """A motion and what is true about it."""

    line: Timeline
    solver: Solver
    drift: Mapping[str, float]
    reps: list[TrueRep] = field(default_factory=list)
    holds: list[TrueHold] = field(default_factory=list)
    faults: list[TrueFault] = field(default_factory=list)
    framed: frozenset[str] | None = None
    """Joints that must be in the picture; None is all."""
