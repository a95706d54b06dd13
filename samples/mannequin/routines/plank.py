"""Forearm planks: one or several holds, straight, sagging or piked for a while."""

from samples.mannequin.motion import Timeline
from samples.mannequin.moves import plank
from samples.mannequin.moves.lively import Lively
from samples.mannequin.plan import TrueFault, TrueHold
from samples.mannequin.routines.rest import rest
from samples.mannequin.routines.routine import Asked, Routine


def routine(asked: Asked) -> Routine:
    """Return the motion of one clip."""
    dev_deg, neck_deg = asked.draw(-5.0, 7.0), asked.draw(4.0, 18.0)
    line = Timeline(plank.SITTING_BACK | {"neck": neck_deg, "dev": dev_deg} | asked.spine())
    get_ready(asked, line)
    line.stay("start", max(0.1, asked.variation.pre_roll_s))
    holds: list[TrueHold] = []
    faults: list[TrueFault] = []
    for _ in range(asked.count(1, 1)):
        line.move("lift", max(1.0, asked.seconds(1.5)), lift=1.0)
        fault = _hold(asked, line, dev_deg)
        faults += fault
        start_s = max(phase.end_s for phase in line.phases if phase.name == "lift")
        bad_s = sum(f.end_s - f.start_s for f in fault)
        holds.append(
            TrueHold(start_s=start_s, end_s=line.now_s, good_s=line.now_s - start_s - bad_s)
        )
        line.move("lower", max(1.0, asked.seconds(1.5)), lift=0.0)
        line.stay("rest", 1.3)
        rest(asked, line, 0.8)
    return Routine(
        line=line, solver=Lively(plank.solve), drift=plank.DRIFT, holds=holds, faults=faults
    )  # fmt: skip


def _hold(asked: Asked, line: Timeline, dev_deg: float) -> list[TrueFault]:
    kind = asked.variation.kind
    if kind is None:
        line.stay("hold", asked.draw(7.0, 12.0))
        return []
    line.stay("hold", asked.draw(3.5, 5.0))
    value_deg, low_back = kind.value_deg(asked.size_deg()), line.values["x_lumbar"]
    # A sagging back arches, a piked one rounds a little.
    bend_deg = 0.8 * value_deg if value_deg < 0 else 0.3 * value_deg
    out = line.move("going wrong", asked.seconds(1.2), dev=value_deg, x_lumbar=low_back + bend_deg)
    line.stay(asked.variation.fault, asked.draw(4.0, 6.0))
    back = line.move("coming back", asked.seconds(1.1), dev=dev_deg, x_lumbar=low_back)
    line.stay("hold", asked.draw(2.5, 4.0))
    return [TrueFault(check=asked.variation.fault, start_s=out.start_s, end_s=back.end_s)]


def get_ready(asked: Asked, line: Timeline) -> None:
    """Add getting from sitting back on to the forearms, in one of two ways."""
    line.stay("sitting back", asked.draw(0.3, 1.0))
    if int(asked.rng.integers(2)):
        line.move("forward", asked.seconds(1.0), back=14.0)
        line.move("getting ready", asked.seconds(0.8), back=plank.KNEELING["back"])
    else:
        line.move("getting ready", asked.seconds(1.6), back=plank.KNEELING["back"])
