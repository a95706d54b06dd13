"""Resting between repetitions: still, or talking to somebody."""

from samples.mannequin.motion import Timeline
from samples.mannequin.routines.routine import Asked

_HANDS = 0.6
"""Share of gestures with a hand."""
_TALKS = 0.18
"""Share of rests in which somebody talks."""


def talk(asked: Asked, line: Timeline, times: int) -> None:
    """Add looking to the camera and back, nodding, a hand raised, the weight shifted."""
    side = 60.0 if not asked.variation.front else 15.0
    free_hands = asked.variation.slug in {"bridge", "sitting"}
    for _ in range(times):
        aims = {
            "x_look": asked.draw(-side, side), "x_nod": asked.draw(-8.0, 10.0),
            "x_side": asked.draw(-0.03, 0.03),
        }  # fmt: skip
        if free_hands and asked.draw(0.0, 1.0) < _HANDS:
            aims[("x_left", "x_right")[int(asked.rng.integers(2))]] = asked.draw(15.0, 50.0)
        line.move("talking", asked.seconds(0.9), **aims)
        line.stay("talking", asked.draw(0.2, 1.0))
        line.move("talking", asked.seconds(0.8), x_left=0.0, x_right=0.0)
    line.move("resting", asked.seconds(0.9), x_look=0.0, x_nod=0.0, x_side=0.0)
    line.stay("resting", 1.5)


def rest(asked: Asked, line: Timeline, usual_s: float) -> None:
    """Add a rest; now and then with talking."""
    line.stay("rest", max(0.6, asked.seconds(usual_s)))
    if asked.draw(0.0, 1.0) < _TALKS:
        talk(asked, line, 2)
