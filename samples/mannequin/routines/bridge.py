"""Glute bridges: full and partial ones, feet far or close, hips beyond the line."""

from samples.mannequin.body import Body
from samples.mannequin.motion import Phase, Timeline
from samples.mannequin.moves import bridge
from samples.mannequin.moves.lively import Lively
from samples.mannequin.plan import TrueFault, TrueRep, rep_of
from samples.mannequin.planar import root_of
from samples.mannequin.routines.rest import rest
from samples.mannequin.routines.routine import Asked, Routine
from samples.mannequin.skeleton import solve_joints, true_extension_deg

_ARCH_DEG = 18.0
"""The low back arches where the hips go beyond the line."""


def routine(asked: Asked) -> Routine:
    """Return the motion of one clip."""
    top, trunk_deg = _top(asked)
    line = Timeline(bridge.legs_long(asked.body) | asked.spine())
    get_ready(asked, line, top.foot_m)
    line.stay("start", max(0.1, asked.variation.pre_roll_s))
    fault = asked.variation.fault
    reps: list[TrueRep] = []
    faults: list[TrueFault] = []
    for number in range(1, asked.count(2, 5) + 1):
        up, hold, down = _once(asked, line, trunk_deg)
        kind = "partial" if fault == "partial" else "full"
        reps.append(rep_of(up, hold, down, number=number, kind=kind))
        if fault and kind == "full":
            faults.append(TrueFault(check=fault, start_s=hold.start_s, end_s=hold.end_s))
    line.stay("rest", 0.8)
    return Routine(
        line=line, solver=Lively(bridge.solve), drift=bridge.DRIFT, reps=reps, faults=faults
    )  # fmt: skip


def _once(asked: Asked, line: Timeline, trunk_deg: float) -> tuple[Phase, Phase, Phase]:
    low_back = line.values["x_lumbar"]
    arch = {"x_lumbar": low_back - _ARCH_DEG} if asked.variation.fault == "over_arch" else {}
    up = line.move("up", asked.seconds(1.2), trunk=trunk_deg, **arch)
    hold = line.stay("hold", max(1.6, asked.seconds(2.2)))
    down = line.move("down", asked.seconds(1.4), trunk=0.0, x_lumbar=low_back)
    rest(asked, line, 0.9)
    return up, hold, down


def get_ready(asked: Asked, line: Timeline, foot_m: float) -> None:
    """Add lying down and putting the feet up, in one of three ways."""
    way = int(asked.rng.integers(3))
    line.stay("lying", asked.draw(0.3, 0.9))
    if way == 0:
        line.move("getting ready", asked.seconds(1.6), foot=foot_m, toes=0.0)
    elif way == 1:
        line.move("getting ready", asked.seconds(1.4), foot=0.86 * foot_m, toes=0.0)
        line.stay("feet too close", 0.4)
        line.move("feet away", asked.seconds(0.7), foot=foot_m)
    else:
        line.move("getting ready", asked.seconds(1.5), foot=foot_m, toes=0.0)
        line.move("trying", asked.seconds(0.5), trunk=1.5)
        line.move("settling", asked.seconds(0.5), trunk=0.0)


def _top(asked: Asked) -> tuple[bridge.Top, float]:
    """Return the top that the feet are set for, and how far the trunk goes up."""
    kind, check = asked.variation.kind, asked.variation.fault
    hips, knees = asked.draw(0.0, 1.0), asked.draw(0.0, 1.0)
    hip_deg, knee_deg = 171.0 + 11.0 * hips, 82.0 + 16.0 * knees
    size_deg = asked.size_deg()
    value_deg = kind.value_deg(size_deg) if kind else 0.0
    if check in {"feet_far", "feet_close"}:
        knee_deg = value_deg
    # Far feet and half lifts leave little way from rest to top: here it is more than 20 degrees, so
    # that nobody can argue whether it was a lift.
    if check == "feet_far":
        hip_deg = 179.0 + 5.0 * hips
    if check == "partial":
        knee_deg = 75.0 + 6.0 * knees
    if check == "over_arch":
        hip_deg = value_deg
    top = bridge.top_of(asked.body, knee_deg, beyond_deg=hip_deg - 180.0)
    if check != "partial":
        return top, top.trunk_deg
    return top, _trunk_for(asked.body, top, value_deg)


def _trunk_for(body: Body, top: bridge.Top, hip_deg: float) -> float:
    """Return the trunk's angle at which a lift with these feet shows this hip extension."""

    def gap(trunk_deg: float) -> float:
        values = {"trunk": trunk_deg, "foot": top.foot_m, "toes": 0.0}
        return true_extension_deg(solve_joints(body, bridge.solve(body, values))) - hip_deg

    return root_of(gap, 0.0, top.trunk_deg)
