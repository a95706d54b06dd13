#!/usr/bin/env python3
"""How far looking down alone lowers the measured head: rendered people who read at their desks.

::

    python -m calibration.desk_nods --people 8

Looking down turns the head, and half as much at most the neck below it. Prints for the front how
many percent of the neck's height are lost for each degree that the face is seen to look down, for
the side how many degrees the neck is seen to lean; by a line through the origin, with what stays.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from typing import Final

import numpy as np

from calibration.desk_seats import SIZE, Seat, seat_of
from calibration.desk_takes import solve
from formcheck.capture.frame import Frame
from formcheck.desk.seen import Seen, Seer
from formcheck.exercises.spec import View
from formcheck.pose.mediapipe_pose import MediapipePose
from samples.mannequin.motion import Unrest, Values
from samples.mannequin.moves import desk
from samples.mannequin.scene import Renderer

FIRST_SEED: Final = 520_000
"""People that are seen nowhere else."""
NODS_DEG: Final = (0.0, 10.0, 20.0, 30.0, 40.0)
FOLLOWS: Final = (0.0, 0.25, 0.5)
"""Share of the nod by which the neck leans too."""
LOOKS: Final = 6
FEATURES: Final = {View.FRONT: "neck_height", View.SIDE: "neck_lean"}
Nod = tuple[float, float]
"""How far the face is seen to look down, and how much lower (percent) or farther (degrees) the
head is seen, against sitting tall."""


def nods(seed: int, view: View) -> Iterator[Nod]:
    """Show one person who looks down in several ways."""
    seat = seat_of(seed, view)
    shown = [(nod, follow) for nod in NODS_DEG for follow in (FOLLOWS if nod else FOLLOWS[:1])]
    found = list(_seen(seat, [_looking_down(seat, *one) for one in shown]))
    tall_deg, tall = found[0]
    for nod_deg, value in found[1:]:
        change = value - tall
        yield nod_deg - tall_deg, 100.0 * change / tall if view is View.FRONT else change


def _looking_down(seat: Seat, nod_deg: float, follow: float) -> Values:
    start = seat.start
    return start | {"nod": start["nod"] + nod_deg, "neck": start["neck"] + follow * nod_deg}


def _seen(seat: Seat, shown: list[Values]) -> Iterator[Nod]:
    """Yield nod and head's place of each posture: medians of the looks after the first ones."""
    unrest, seer, feature = Unrest(seat.seed, desk.DRIFT), Seer(), FEATURES[seat.view]
    room = Renderer(seat.body, seat.camera, "chair", seat.room)
    with room as renderer, MediapipePose(company_every_s=1e9) as model:
        for number, values in enumerate(shown):
            looks: list[Seen] = []
            for index in range(number * LOOKS, (number + 1) * LOOKS):
                time_s = index / 2
                small = unrest.at(time_s)
                moved = {name: value + small.get(name, 0.0) for name, value in values.items()}
                clean = renderer.picture(solve(seat.body, moved))
                rgb = seat.lens.picture(clean, index)
                frame = Frame(index, time_s, np.ascontiguousarray(rgb[..., ::-1]))
                looks.append(seer.see(time_s, model.estimate(frame)))
            kept = [one for one in looks[LOOKS // 3 :] if one.readings]
            if not kept:
                raise ValueError(f"{seat.name}: nobody was found in {SIZE} pixels")
            yield (
                float(np.nanmedian([one.nod_deg for one in kept])),
                float(np.nanmedian([one.readings[feature].value for one in kept])),
            )


def main() -> int:
    """Show everybody, and print what was found."""
    os.environ.setdefault("LP_NUM_THREADS", "1")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=8)
    given = parser.parse_args()
    for view in View:
        people = [list(nods(FIRST_SEED + number, view)) for number in range(given.people)]
        found = np.array([one for nodded in people for one in nodded if np.isfinite(one).all()])
        down, change = found[found[:, 0] > 0.0].T
        slope = float(down @ change / (down @ down))
        own = [_slope(nodded) for nodded in people]
        sys.stdout.write(
            f"{view.value}: {slope:.2f} for a degree, {len(down)} postures of {given.people} "
            f"people, {np.std(change - slope * down):.1f} stays; each: "
            f"{', '.join(f'{one:.2f}' for one in own)}\n"
        )
        sys.stdout.flush()
    return 0


def _slope(nodded: list[Nod]) -> float:
    down, change = np.array([one for one in nodded if np.isfinite(one).all()]).T
    return float(down @ change / (down @ down))


if __name__ == "__main__":
    sys.exit(main())
