"""Forearm planks: one or several holds, straight, sagging or piked for a while."""

from samples.mannequin.measured import true_feature
from samples.mannequin.motion import Timeline, Values
from samples.mannequin.movements import spoilt_s
from samples.mannequin.moves import plank
from samples.mannequin.moves.lively import Lively
from samples.mannequin.plan import TrueFault, TrueHold
from samples.mannequin.planar import root_of
from samples.mannequin.routines.rest import rest
from samples.mannequin.routines.routine import Asked, Routine


def routine(asked: Asked) -> Routine:
    """Return the motion of one clip."""
    dev_deg, neck_deg = asked.draw(-5.0, 7.0), asked.draw(4.0, 18.0)
    own = {"neck": neck_deg, "dev": dev_deg, "knee": plank.KNEE_DEG, "ahead": 0.0}
    line = Timeline(plank.SITTING_BACK | own | asked.spine())
    get_ready(asked, line)
    line.stay("start", max(0.1, asked.variation.pre_roll_s))
    holds: list[TrueHold] = []
    faults: list[TrueFault] = []
    for _ in range(asked.count(1, 1)):
        line.move("lift", max(1.0, asked.seconds(1.5)), lift=1.0)
        fault = _hold(asked, line)
        faults += fault
        start_s = max(phase.end_s for phase in line.phases if phase.name == "lift")
        bad_s = spoilt_s(asked.variation.slug, fault)
        holds.append(
            TrueHold(start_s=start_s, end_s=line.now_s, good_s=line.now_s - start_s - bad_s)
        )
        line.move("lower", max(1.0, asked.seconds(1.5)), lift=0.0)
        line.stay("rest", 1.3)
        rest(asked, line, 0.8)
    return Routine(
        line=line, solver=Lively(plank.solve), drift=plank.DRIFT, holds=holds, faults=faults
    )  # fmt: skip


def _hold(asked: Asked, line: Timeline) -> list[TrueFault]:
    if asked.variation.kind is None:
        line.stay("hold", asked.draw(7.0, 12.0))
        return []
    line.stay("hold", asked.draw(3.5, 5.0))
    good = dict(line.values)
    wrong = _wrong(asked, good)
    out = line.move("going wrong", asked.seconds(1.2), **wrong)
    line.stay(asked.variation.fault, asked.draw(4.0, 6.0))
    back = line.move("coming back", asked.seconds(1.1), **good)
    line.stay("hold", asked.draw(2.5, 4.0))
    return [TrueFault(check=asked.variation.fault, start_s=out.start_s, end_s=back.end_s)]


def _wrong(asked: Asked, good: Values) -> Values:
    """Return what the fault changes."""
    kind = asked.variation.kind
    value = kind.value_deg(asked.size_deg()) if kind else 0.0
    match asked.variation.fault:
        case "knees_bent":
            return {"knee": value}
        case "head_drop":
            return {"neck": 180.0 - value}
        case "elbows_forward":
            return {"ahead": _ahead_m(asked, good, value)}
        case _:
            # A sagging back arches, a piked one rounds a little.
            bend_deg = 0.8 * value if value < 0 else 0.3 * value
            return {"dev": value, "x_lumbar": good["x_lumbar"] + bend_deg}


def _ahead_m(asked: Asked, good: Values, offset: float) -> float:
    """Return how far the elbows slide until they are so far ahead of the shoulders."""

    def gap(ahead_m: float) -> float:
        posture = plank.solve(asked.body, good | {"ahead": ahead_m})
        found = true_feature(asked.body, posture, "elbow_offset", side="left", view="side")
        return found - offset

    return root_of(gap, 0.03, 0.4)


def get_ready(asked: Asked, line: Timeline) -> None:
    """Add getting from sitting back on to the forearms, in one of two ways."""
    line.stay("sitting back", asked.draw(0.3, 1.0))
    if int(asked.rng.integers(2)):
        line.move("forward", asked.seconds(1.0), back=14.0)
        line.move("getting ready", asked.seconds(0.8), back=plank.KNEELING["back"])
    else:
        line.move("getting ready", asked.seconds(1.6), back=plank.KNEELING["back"])
