"""Movements that count nothing: talking, walking through, getting up and down."""

from typing import Final

from samples.mannequin.motion import Timeline, Values
from samples.mannequin.moves import bird_dog, bridge, plank, side_plank, sitting
from samples.mannequin.moves.lively import Lively
from samples.mannequin.routines import keyed
from samples.mannequin.routines.rest import talk
from samples.mannequin.routines.routine import Asked, Routine
from samples.mannequin.routines.sitting import HEAD, UPPER
from samples.mannequin.skeleton import Solver

_SOLVERS: Final[dict[str, Solver]] = {
    "plank": plank.solve,
    "bridge": bridge.solve,
    "bird-dog": bird_dog.solve,
    "sitting": sitting.solve,
    "side-plank": side_plank.solve,
}


def routine(asked: Asked) -> Routine:
    """Return the motion of one clip without exercise."""
    what = asked.variation.nothing
    line = Timeline(_resting(asked) | asked.spine() | _hidden(what))
    if what == "talking":
        talk(asked, line, asked.count(7, 10))
    elif what == "walking_through":
        _walk_through(asked, line)
    else:
        _up_and_down(asked, line)
    drift = {"x_look": 1.0, "x_nod": 0.8}
    framed = {"sitting-front": HEAD, "sitting-side": UPPER}.get(asked.variation.place)
    return Routine(line=line, solver=Lively(_solver(asked)), drift=drift, framed=framed)


def _solver(asked: Asked) -> Solver:
    return keyed.solver(asked) if asked.variation.keyed else _SOLVERS[asked.variation.slug]


def _resting(asked: Asked) -> Values:
    """Return how one rests between sets of an exercise."""
    if asked.variation.keyed:
        return keyed.resting(asked)
    match asked.variation.slug:
        case "plank":
            values = plank.SITTING_BACK | {"back": asked.draw(26.0, 46.0)}
        case "bridge":
            foot_m = bridge.top_of(asked.body, asked.draw(82.0, 98.0)).foot_m
            values = {"trunk": 0.0, "foot": foot_m, "toes": 0.0}
        case "bird-dog":
            values = bird_dog.START | {"rock": asked.draw(0.0, 42.0)}
        case "side-plank":
            values = dict(side_plank.START)
        case _:
            values = sitting.START | {"lean": asked.draw(-6.0, 6.0)}
    return values


def _hidden(what: str) -> Values:
    return {"x_stand": 1.0, "x_side": -2.4} if what == "walking_through" else {}


def _walk_through(asked: Asked, line: Timeline) -> None:
    """Add walking in, stopping, walking on, and coming back."""
    line.stay("outside", 0.5)
    line.move("walking in", asked.seconds(3.0), x_walk=asked.draw(2.0, 2.6))
    line.stay("standing", asked.draw(1.0, 2.0))
    line.move("walking on", asked.seconds(3.2), x_walk=5.4)
    line.stay("outside", 1.0)
    line.move("turning", 0.5, x_turn=180.0, x_side=-2.4 + 2 * 5.4, x_walk=5.4)
    line.move("walking back", asked.seconds(5.0), x_walk=10.8)
    line.stay("outside", 0.8)


def _up_and_down(asked: Asked, line: Timeline) -> None:
    """Add getting up to standing and down again, by the floor or the knees."""
    middle = {"bridge": "x_floor", "plank": "x_knees", "bird-dog": "x_knees"}
    between = middle.get(asked.variation.slug)
    if asked.variation.keyed:
        way = keyed.way_in(asked, line.values)
        between = None if way == "x_stand" else way
    line.stay("resting", asked.draw(1.0, 2.0))
    for _ in range(asked.count(2, 2)):
        if between:
            line.move("half up", asked.seconds(1.5), **{between: 1.0})
            line.stay("half up", asked.draw(0.3, 1.2))
        line.move("up", asked.seconds(1.8), x_stand=1.0)
        line.stay("standing", asked.draw(1.0, 2.2))
        line.move("down", asked.seconds(1.9), x_stand=0.0)
        if between:
            line.stay("half down", asked.draw(0.3, 0.9))
            line.move("down", asked.seconds(1.6), **{between: 0.0})
        line.stay("resting", asked.draw(1.2, 2.5))
