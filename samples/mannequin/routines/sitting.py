"""Sitting upright, then perhaps sliding away from it; seen from the side or from a laptop."""

from samples.mannequin.motion import Timeline, Values
from samples.mannequin.moves import sitting
from samples.mannequin.moves.lively import Lively
from samples.mannequin.plan import TrueFault
from samples.mannequin.routines.routine import Asked, Routine

HEAD = frozenset(
    {"nose", "ears", "left_ear", "right_ear", "shoulders", "left_shoulder", "right_shoulder"}
)
UPPER = HEAD | {
    "hips", "left_hip", "right_hip", "left_knee", "right_knee", "left_elbow", "right_elbow",
}  # fmt: skip


def routine(asked: Asked) -> Routine:
    """Return the motion of one clip."""
    front = asked.variation.place == "sitting-front"
    start = _start(asked)
    away: Values = {"lean": asked.draw(-15.0, 22.0), "neck": start["neck"] + asked.draw(-4.0, 12.0)}
    line = Timeline(start | away | asked.spine() | {"slide": 0.0})
    start |= {key: line.values[key] for key in ("x_lumbar", "x_thoracic", "slide")}
    line.stay("settling", asked.draw(0.3, 0.9))
    line.move("getting ready", asked.seconds(1.6), **start)
    line.stay("start", max(0.1, asked.variation.pre_roll_s + 2.0))
    faults: list[TrueFault] = []
    if asked.variation.kind is None:
        fidget(asked, line, start)
    else:
        line.stay("working", asked.draw(1.5, 3.5))
        faults.append(_slide(asked, line, start))
    framed = HEAD if front else UPPER
    return Routine(
        line=line, solver=Lively(sitting.solve), drift=sitting.DRIFT, faults=faults, framed=framed
    )  # fmt: skip


def _start(asked: Asked) -> Values:
    changed = {
        "lean": asked.draw(-4.0, 5.0), "neck": asked.draw(11.0, 22.0), "nod": asked.draw(0.0, 8.0),
        "side": asked.draw(-1.5, 1.5), "tilt": asked.draw(-1.5, 1.5),
    }  # fmt: skip
    return sitting.START | changed


def fidget(asked: Asked, line: Timeline, start: Values) -> None:
    """Add looking about and shifting, all within good form."""
    for _ in range(3):
        turn = asked.draw(-13.0, 13.0)
        line.move("look", asked.seconds(0.9), turn=turn, nod=start["nod"] + asked.draw(-2.0, 4.0))
        line.stay("look", asked.draw(0.5, 1.2))
        shift = {"lean": asked.draw(-1.5, 2.0), "side": asked.draw(-2.0, 2.0)}
        moved = {key: start[key] + value for key, value in shift.items()}
        line.move("shift", asked.seconds(0.9), turn=0.0, **moved)
        line.stay("working", asked.draw(0.6, 1.6))
    line.move("shift back", asked.seconds(0.9), **start)
    line.stay("working", 1.5)


_SLIDE_M = 0.18
_ROUNDED_DEG = {
    "slump": (16.0, 26.0),
    "head_forward": (2.0, 9.0),
    "trunk_forward": (10.0, 4.0),
    "recline": (14.0, 8.0),
}
"""How much low and upper back round in a fault."""


def _slide(asked: Asked, line: Timeline, start: Values) -> TrueFault:
    """Add sliding into the fault, staying in it, and coming back."""
    lumbar_deg, thoracic_deg = _ROUNDED_DEG.get(asked.variation.fault, (0.0, 0.0))
    back_bends = {
        "x_lumbar": start["x_lumbar"] + lumbar_deg,
        "x_thoracic": start["x_thoracic"] + thoracic_deg,
    }
    out = line.move("going wrong", asked.seconds(1.5), **_wrong(asked, start), **back_bends)
    line.stay(asked.variation.fault, asked.draw(6.0, 8.0))
    back = line.move("coming back", asked.seconds(1.2), **start)
    line.stay("working", 2.0)
    return TrueFault(check=asked.variation.fault, start_s=out.start_s, end_s=back.end_s)


def _wrong(asked: Asked, start: Values) -> Values:
    size_deg = asked.size_deg()
    tilts = 1.0
    if asked.variation.fault in {"shoulder_tilt", "head_tilt"}:
        tilts = 1.0 if int(asked.rng.integers(2)) else -1.0
    wrong = {
        "head_forward": {"neck": start["neck"] + size_deg},
        # The seat slides forward as the head sinks: the face stays as far from the camera.
        "slump": {"neck": start["neck"] + size_deg, "lean": start["lean"] - 0.3 * size_deg},
        "shoulder_tilt": {"side": tilts * size_deg},
        "head_tilt": {"tilt": tilts * size_deg},
        "trunk_forward": {"lean": size_deg},
        # The seat slides forward, clear of the back of the chair.
        "recline": {"lean": -size_deg, "slide": _SLIDE_M},
        "lean_in": {"lean": size_deg, "nod": start["nod"] - 4.0},
    }
    return wrong[asked.variation.fault]
