"""Side planks on the feet: straight, or for a while with the hips low or high."""

from samples.mannequin.motion import Timeline
from samples.mannequin.movements import spoilt_s
from samples.mannequin.moves import side_plank
from samples.mannequin.moves.lively import Lively
from samples.mannequin.plan import TrueFault, TrueHold
from samples.mannequin.routines.rest import rest
from samples.mannequin.routines.routine import Asked, Routine


def routine(asked: Asked) -> Routine:
    """Return the motion of one clip."""
    own = {
        "dev": asked.draw(-4.0, 4.0), "neck": asked.draw(0.0, 8.0),
        "left": 1.0 if asked.near == "left" else -1.0,
    }  # fmt: skip
    line = Timeline(side_plank.START | own | asked.spine())
    line.stay("lying on the side", asked.draw(0.5, 1.2))
    line.stay("start", max(0.1, asked.variation.pre_roll_s))
    holds: list[TrueHold] = []
    faults: list[TrueFault] = []
    for _ in range(asked.count(1, 1)):
        line.move("lift", max(1.0, asked.seconds(1.6)), lift=1.0)
        start_s = line.now_s
        found = _hold(asked, line)
        bad_s = spoilt_s(asked.variation.slug, found)
        holds.append(
            TrueHold(start_s=start_s, end_s=line.now_s, good_s=line.now_s - start_s - bad_s)
        )
        faults += found
        line.move("lower", max(1.0, asked.seconds(1.6)), lift=0.0)
        line.stay("rest", 1.3)
        rest(asked, line, 0.8)
    return Routine(
        line=line, solver=Lively(side_plank.solve), drift=side_plank.DRIFT, holds=holds,
        faults=faults,
    )  # fmt: skip


def _hold(asked: Asked, line: Timeline) -> list[TrueFault]:
    kind = asked.variation.kind
    if kind is None:
        line.stay("hold", asked.draw(7.0, 12.0))
        return []
    line.stay("hold", asked.draw(3.5, 5.0))
    good_deg, value_deg = line.values["dev"], kind.value_deg(asked.size_deg())
    out = line.move("going wrong", asked.seconds(1.2), dev=value_deg)
    line.stay(asked.variation.fault, asked.draw(4.0, 6.0))
    back = line.move("coming back", asked.seconds(1.1), dev=good_deg)
    line.stay("hold", asked.draw(2.5, 4.0))
    return [TrueFault(check=asked.variation.fault, start_s=out.start_s, end_s=back.end_s)]
