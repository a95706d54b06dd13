"""What the people do: a spread of postures for each exercise, drawn with a random generator.

Each spread goes from well inside the exercise's limits to well beyond them, both ways.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.exercises.spec import View
from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.moves import bird_dog, bridge, plank, sitting
from samples.mannequin.skeleton import Solver

_ON_THE_WAY: Final = 0.2
"""Share of the planks that are not planks yet."""
_LEANING_ASIDE: Final = 0.25
Draw = Callable[[Body, np.random.Generator, float], Values]
"""Body, random generator and place in the spread, 0 to 1, to the values of a move."""


@dataclass(frozen=True, slots=True)
class Series:
    """The postures of one exercise in one view."""

    exercise: str
    view: View
    solver: Solver
    draw: Draw
    prop: str


def _between(low: float, high: float, share: float) -> float:
    return low + share * (high - low)


def _plank(_: Body, rng: np.random.Generator, share: float) -> Values:
    """Mostly planks; one in five is on the way up, one of these still kneels."""
    values: Values = {
        "back": float(rng.uniform(20.0, 46.0)),
        "lift": 1.0,
        "dev": _between(-30.0, 60.0, share),
        "neck": float(rng.uniform(-5.0, 60.0)),
    }
    if rng.uniform() < _ON_THE_WAY:
        values["lift"] = float(rng.choice([0.0, 0.6, 0.8, 0.9]))
    return values


def _bridge(body: Body, rng: np.random.Generator, share: float) -> Values:
    top = bridge.top_of(body, float(rng.uniform(60.0, 140.0)))
    return {"trunk": _between(0.0, 1.45, share) * top.trunk_deg, "foot": top.foot_m, "toes": 0.0}


def _bird_dog(_: Body, rng: np.random.Generator, share: float) -> Values:
    arm, leg = ("left", "right") if rng.integers(2) else ("right", "left")
    extent = float(rng.choice([0.0, 0.4, 0.7, 1.0, 1.0, 1.0, 1.0, 1.0]))
    return bird_dog.START | {
        f"{arm}_arm": extent,
        f"{leg}_leg": extent,
        "rock": float(rng.uniform(-6.0, 6.0)),
        "leg_lift": _between(150.0, 228.0, share),
        "arm_line": float(rng.uniform(115.0, 182.0)),
        "neck": float(rng.uniform(-10.0, 40.0)),
    }


def _sitting_side(_: Body, rng: np.random.Generator, share: float) -> Values:
    """Half of them upright: there the head is looked at, in all other leans the trunk."""
    upright = bool(rng.integers(2))
    return sitting.START | {
        "lean": _between(-10.0, 12.0, share) if upright else _between(-40.0, 45.0, share),
        "neck": float(rng.uniform(4.0, 52.0)),
        "nod": float(rng.uniform(-8.0, 25.0)),
    }


def _sitting_front(_: Body, rng: np.random.Generator, share: float) -> Values:
    """Look at the screen; one in four leans well to one side."""
    lean = _between(-8.0, 28.0, share)
    widely = 15.0 if rng.uniform() < _LEANING_ASIDE else 5.0
    return sitting.START | {
        "lean": lean,
        "neck": float(rng.uniform(8.0, 48.0)),
        "nod": float(rng.uniform(-4.0, 14.0)),
        "turn": float(rng.uniform(-18.0, 18.0)),
        "tilt": float(rng.uniform(-20.0, 20.0)),
        "twist": float(rng.uniform(-10.0, 10.0)),
        "side": float(rng.uniform(-widely, widely)),
    }


ALL: Final = (
    Series("plank", View.SIDE, plank.solve, _plank, "mat"),
    Series("bridge", View.SIDE, bridge.solve, _bridge, "mat"),
    Series("bird-dog", View.SIDE, bird_dog.solve, _bird_dog, "mat"),
    Series("sitting", View.SIDE, sitting.solve, _sitting_side, "chair"),
    Series("sitting", View.FRONT, sitting.solve, _sitting_front, "chair"),
)


def spread(series: Series, body: Body, rng: np.random.Generator, count: int) -> list[Values]:
    """Return ``count`` postures evenly over the spread, from a random first place."""
    first = float(rng.uniform())
    shares = [math.fmod(first + number / count, 1.0) for number in range(count)]
    return [series.draw(body, rng, share) for share in shares]
