"""What goes on at a desk: each act leaves sitting tall, stays for a while, and comes back to it.

::

    tall --arrive--> stay --back--> tall
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from calibration.desk_seats import Seat
from formcheck.exercises.spec import View
from samples.mannequin.faults import RARER
from samples.mannequin.motion import Values
from samples.mannequin.variation import FAULTS

Step = tuple[float, Values]
"""Seconds and where to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is otherwise than usual round the person."""

    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    yaw_deg: float = 0.0
    """The camera turned from where it was set up."""
    light: str = ""
    """``dim``, ``changing`` or ``dark``."""
    company: str = ""
    """``passes``, ``stands`` or ``sits``."""


USUAL: Final = World()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that goes on."""

    kind: str
    stay_s: float
    arrive: tuple[Step, ...] = ()
    back: tuple[Step, ...] = ()
    still: bool = False
    """Nothing else is done meanwhile."""
    world: World = USUAL


SLOUCHES: Final = {
    View.FRONT: ("slump", "lean_in", "shoulder_tilt", "head_tilt"),
    View.SIDE: ("head_forward", "trunk_forward", "recline"),
}
SLIGHT: Final = 0.5
"""Share of a slouch's size that limits need not find: told apart from the others."""
_ROUNDED_DEG: Final = {
    "slump": (20.0, 26.0),
    "head_forward": (4.0, 9.0),
    "trunk_forward": (10.0, 4.0),
    "recline": (14.0, 8.0),
}
_SLIDE_M: Final = 0.18


def slouch_deg(seat: Seat, check: str, rng: np.random.Generator) -> float:
    """Return how far somebody goes, as rendered patients do: beyond the fault's limit."""
    place = f"sitting-{seat.view.value}"
    low, high = (FAULTS[place] | RARER[place])[check].sizes_deg
    return float(rng.uniform(low, high))


def slouched(seat: Seat, check: str, size_deg: float, sign: float = 1.0) -> Values:
    """Return where a slouch ends."""
    start = seat.start
    lumbar, thoracic = _ROUNDED_DEG.get(check, (0.0, 0.0))
    wrong = {
        "slump": {"neck": start["neck"] + size_deg, "lean": start["lean"] - 0.3 * size_deg},
        "lean_in": {"lean": start["lean"] + size_deg, "nod": start["nod"] - 4.0},
        "shoulder_tilt": {"side": start["side"] + sign * size_deg},
        "head_tilt": {"tilt": start["tilt"] + sign * size_deg},
        "head_forward": {"neck": start["neck"] + size_deg},
        "trunk_forward": {"lean": start["lean"] + size_deg},
        "recline": {"lean": -size_deg, "slide": _SLIDE_M},
    }[check]
    return {"x_lumbar": lumbar, "x_thoracic": thoracic} | wrong


def acts(seat: Seat) -> Iterator[Act]:
    """Yield everything that one person does, in order."""
    rng = np.random.default_rng([seat.seed, 4])
    yield Act(kind="learn", stay_s=9.0, still=True)
    yield Act(kind="upright", stay_s=80.0)
    yield from _slouches(seat, rng)
    yield from _busy(seat, rng)
    yield from _gone(seat)
    yield from _round_about(rng)


def _slouches(seat: Seat, rng: np.random.Generator) -> Iterator[Act]:
    for check in SLOUCHES[seat.view]:
        size_deg, sign = slouch_deg(seat, check, rng), float(rng.choice([-1.0, 1.0]))
        there = slouched(seat, check, size_deg, sign)
        yield _there(seat, check, there, stay_s=22.0)
        less = slouched(seat, check, SLIGHT * size_deg, sign)
        yield _there(seat, f"slight {check}", less, stay_s=10.0)
    for check in SLOUCHES[seat.view][:2]:
        there = slouched(seat, check, slouch_deg(seat, check, rng))
        yield _there(seat, f"sink {check}", there, arrive_s=40.0, stay_s=14.0)


def _there(seat: Seat, kind: str, there: Values, *, stay_s: float, arrive_s: float = 2.5) -> Act:
    """Return going somewhere and coming back."""
    home = {name: seat.start.get(name, 0.0) for name in there}
    return Act(kind=kind, arrive=((arrive_s, there),), stay_s=stay_s, back=((1.8, home),))


def _busy(seat: Seat, rng: np.random.Generator) -> Iterator[Act]:
    """Yield what is no slouch, though it may look like one."""
    start, sign = seat.start, float(rng.choice([-1.0, 1.0]))
    hand = "right" if sign > 0.0 else "left"

    def changed(**by: float) -> Values:
        return {name: start[name] + value for name, value in by.items()}

    reads = {"right_mouse": 0.0} | changed(nod=38.0, neck=10.0)
    done: tuple[tuple[str, float, Values], ...] = (
        ("phone held", 18.0, reads | {"right_phone": 1.0, "left_phone": 1.0}),
        ("phone in the lap", 14.0, reads | changed(nod=45.0, neck=14.0) | {"right_lap": 1.0}),
        ("call", 14.0, {"right_mouse": 0.0, f"{hand}_ear": 1.0} | changed(tilt=-4.0 * sign)),
        ("looking down", 16.0, changed(nod=28.0, neck=7.0)),
        ("turned to somebody", 14.0, changed(twist=30.0 * sign, turn=45.0 * sign)),
        ("head turned", 12.0, changed(turn=50.0 * sign)),
        ("chair turned", 12.0, changed(turn=10.0 * sign) | {"x_turn": 55.0 * sign}),
        ("chin in hand", 18.0, {"right_mouse": 0.0, f"{hand}_chin": 1.0}
         | changed(lean=7.0, neck=5.0, tilt=-6.0 * sign)),
        ("drinking", 5.0, {"right_mouse": 0.0, f"{hand}_mouth": 1.0} | changed(nod=-12.0)),
        ("leaning in for a moment", 12.0, changed(lean=22.0, nod=-3.0)),
        ("chair moved", 20.0, {"along": -0.05 * sign, "aside": 0.07 * sign}),
    )  # fmt: skip
    for kind, stay_s, there in done:
        yield _there(seat, kind, there, stay_s=stay_s)


def _gone(seat: Seat) -> Iterator[Act]:
    """Yield getting up, and staying or walking out of the picture."""
    side = seat.view is View.SIDE
    turn, back_turn = (180.0, 0.0) if side else (-90.0, 90.0)
    place, far_m = ("along", -2.6) if side else ("aside", -1.9)
    up: Step = (1.8, {"x_stand": 1.0})
    down: Step = (2.0, {"x_stand": 0.0})
    yield Act(kind="standing", arrive=(up,), stay_s=12.0, back=(down,))
    out: tuple[Step, ...] = (up, (0.8, {"x_turn": turn}), (2.6, {place: far_m, "x_walk": 2.2}))
    home: tuple[Step, ...] = (
        (0.3, {"x_turn": back_turn}),
        (2.6, {place: 0.0, "x_walk": 4.4}),
        (0.8, {"x_turn": 0.0}),
        down,
        (0.1, {"x_walk": 0.0}),
    )
    yield Act(kind="away", arrive=out, stay_s=5.0, back=home, still=True)


def _round_about(rng: np.random.Generator) -> Iterator[Act]:
    """Yield other people, other light, and a camera that was pushed."""
    sign = float(rng.choice([-1.0, 1.0]))
    usual = Act(kind="", stay_s=14.0)
    worlds = (
        ("somebody passes", World(company="passes")),
        ("somebody stands by", World(company="stands")),
        ("somebody sits behind", World(company="sits")),
        ("dim light", World(light="dim")),
        ("changing light", World(light="changing")),
        ("dark", World(light="dark")),
        ("camera rolled", World(roll_deg=sign * float(rng.uniform(11.0, 15.0)))),
        ("camera tilted down", World(pitch_deg=-float(rng.uniform(6.0, 10.0)))),
        ("camera tilted up", World(pitch_deg=float(rng.uniform(4.0, 8.0)))),
        ("camera turned", World(yaw_deg=sign * float(rng.uniform(6.0, 10.0)))),
    )
    for kind, world in worlds:
        stay_s = 24.0 if world.company else usual.stay_s
        yield replace(usual, kind=kind, stay_s=stay_s, world=world)
