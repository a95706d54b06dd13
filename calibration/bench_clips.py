"""Which virtual patients the benchmark shows to the program, in which order."""

import math
from itertools import chain, zip_longest
from typing import Final

from samples.mannequin.patient import FAULTS, Variation
from samples.mannequin.variation import NOTHING

FIRST_SEED: Final = 100_000
"""The error model is fitted on seeds below this one."""
FPS: Final = 15
SIZE: Final = (640, 360)
"""Small and slow saves time; the rules count in seconds and in the person's own lengths."""
PASSES: Final = 2
"""Times that each place shows everything, each time by new people."""
MOST_REPS: Final = {"bridge": 3, "bird-dog": 2}
GOOD_YAWS_DEG: Final = (0.0, 12.0, -8.0, 18.0, -15.0, 5.0, -19.0)
TURNED_DEG: Final = 28.0
"""The program asks to turn the camera, and judges."""
REFUSED_DEG: Final = (-50.0, 42.0, 60.0, -40.0)
"""The program must not judge."""

Shown = tuple[str, float]
"""Fault and yaw, degrees."""


def clips() -> list[Variation]:
    """Return every clip of the benchmark; any first part of the list covers all exercises."""
    programmes = [[(place, *one) for one in _programme(place)] for place in FAULTS]
    rounds = chain.from_iterable(zip_longest(*programmes))
    return [
        Variation(
            seed=FIRST_SEED + number,
            exercise=place,
            fault=fault,
            yaw_deg=yaw_deg,
            fps=FPS,
            size=SIZE,
            reps=MOST_REPS.get(place),
        )
        for number, (place, fault, yaw_deg) in enumerate(one for one in rounds if one)
    ]


def _programme(place: str) -> list[Shown]:
    """Return what one place shows: form and faults seen well, then from aside, then nothing."""
    shown: list[Shown] = []
    for turn in range(PASSES):
        seen_well = ["", *FAULTS[place]]
        yaws = (GOOD_YAWS_DEG[(turn + n) % len(GOOD_YAWS_DEG)] for n in range(len(seen_well)))
        shown += zip(seen_well, yaws, strict=True)
        fault = list(FAULTS[place])[turn % len(FAULTS[place])]
        shown += [("", math.copysign(TURNED_DEG, 1.0 - turn)), (fault, REFUSED_DEG[turn])]
        shown += [(f"none:{name}", GOOD_YAWS_DEG[turn]) for name in NOTHING]
    return shown
