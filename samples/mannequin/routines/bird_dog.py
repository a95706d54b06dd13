"""Bird-dogs on alternating sides: level, the leg too high or too low, the arm too low."""

import math

from samples.mannequin.body import Body
from samples.mannequin.motion import Timeline
from samples.mannequin.moves import bird_dog
from samples.mannequin.moves.lively import Lively
from samples.mannequin.plan import TrueFault, TrueRep, rep_of
from samples.mannequin.planar import root_of
from samples.mannequin.routines.rest import rest
from samples.mannequin.routines.routine import Asked, Routine

_LOW_DEG = -20.0
"""From here on down the foot is pointed."""

_ARCH_DEG = 16.0
"""The low back arches under a leg that is too high."""


def routine(asked: Asked) -> Routine:
    """Return the motion of one clip."""
    reach = _reach(asked)
    dip = reach.pop("dip")
    own = {"rock": asked.draw(36.0, 46.0), "dip": 0.0}
    line = Timeline(bird_dog.START | reach | own | asked.spine())
    get_ready(asked, line)
    line.stay("start", max(0.1, asked.variation.pre_roll_s))
    fault = asked.variation.fault
    reps: list[TrueRep] = []
    faults: list[TrueFault] = []
    low_back = line.values["x_lumbar"]
    arch = {"x_lumbar": low_back - _ARCH_DEG} if fault == "leg_high" else {}
    sides = ("left", "right") if int(asked.rng.integers(2)) else ("right", "left")
    for number in range(1, asked.count(2, 4) + 1):
        arm, leg = sides[(number - 1) % 2], sides[number % 2]
        if fault == "same_side":
            leg = arm
        goes = _both(arm, leg, 1.0) | arch | {"dip": dip}
        if fault == "partial":
            del goes[f"{leg}_leg"]
        up = line.move("reach", max(0.9, asked.seconds(1.2)), **goes)
        hold = line.stay("hold", max(1.7, asked.seconds(2.4)))
        back = _both(arm, leg, 0.0) | {"x_lumbar": low_back, "dip": 0.0}
        down = line.move("return", max(0.9, asked.seconds(1.2)), **back)
        rest(asked, line, 0.8)
        kind = "full" if asked.variation.kind or not fault else "partial"
        reps.append(rep_of(up, hold, down, number=number, side=arm, kind=kind))
        if asked.variation.kind:
            faults.append(TrueFault(check=fault, start_s=hold.start_s, end_s=hold.end_s))
    line.stay("rest", 0.8)
    return Routine(
        line=line, solver=Lively(bird_dog.solve), drift=bird_dog.DRIFT, reps=reps, faults=faults
    )  # fmt: skip


def _both(arm: str, leg: str, share: float) -> dict[str, float]:
    return {f"{arm}_arm": share, f"{leg}_leg": share}


def get_ready(asked: Asked, line: Timeline) -> None:
    """Add coming forward on to the hands, in one of two ways."""
    line.stay("sitting back", asked.draw(0.3, 1.0))
    if int(asked.rng.integers(2)):
        line.move("forward", asked.seconds(1.0), rock=-6.0)
        line.move("getting ready", asked.seconds(0.8), rock=0.0)
    else:
        line.move("getting ready", asked.seconds(1.6), rock=0.0)


def trunk_deg(body: Body, dip: float = 0.0) -> float:
    """Return the slope of the trunk on hands and knees."""
    return bird_dog.solve(body, bird_dog.START | {"dip": dip}).trunk_deg


def _reach(asked: Asked) -> dict[str, float]:
    kind, check = asked.variation.kind, asked.variation.fault
    slope_deg, arm_deg = asked.draw(-13.0, 0.0), asked.draw(164.0, 177.0)
    neck_deg = asked.draw(4.0, 20.0)
    value_deg = kind.value_deg(asked.size_deg()) if kind else 0.0
    if check == "arm_low":
        arm_deg = value_deg
    if kind is not None and kind.feature == "thigh_slope":
        slope_deg = value_deg
    dip = _dip(asked.body, value_deg) if check == "trunk_moves" else 0.0
    lift_deg = 180.0 + trunk_deg(asked.body, dip) + slope_deg
    reach = {"leg_lift": lift_deg, "arm_line": arm_deg, "neck": neck_deg, "dip": dip}
    reach |= _clear_of_floor(asked.body, slope_deg)
    return reach | ({"knee": value_deg} if check == "knee_bent" else {})


def _dip(body: Body, tip_deg: float) -> float:
    """Return how far the arms must give way for the trunk to tip so far, - is head down."""
    level_deg = trunk_deg(body)
    return root_of(lambda dip: trunk_deg(body, dip) - level_deg - tip_deg, 0.0, 0.6)


def _clear_of_floor(body: Body, slope_deg: float) -> dict[str, float]:
    """Return knee and foot of the raised leg: a low leg bends, its toes stay above ground."""
    hip_z = bird_dog.solve(body, bird_dog.START).hip_m[1]
    knee_z = hip_z + body.thigh_m * math.sin(math.radians(slope_deg))
    room = (knee_z - 0.10 * body.scale) / (body.shank_m + 0.16 * body.scale)
    shank_deg = -math.degrees(math.asin(min(1.0, max(-1.0, room))))
    knee_deg = 175.0 if slope_deg - 5.0 > shank_deg else 180.0 + slope_deg - shank_deg
    return {"knee": min(175.0, knee_deg), "foot": 75.0 if slope_deg > _LOW_DEG else 5.0}
