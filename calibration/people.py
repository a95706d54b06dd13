"""Who stands for the camera: people for the fit, and others held aside to test it on."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from samples.mannequin.body import Body
from samples.mannequin.people import draw_body

FITTED: Final = (
    1005, 1034, 1023, 1021, 1010, 1012, 1101, 1102, 1103, 1104, 1105, 1106, 1107, 1108,
)  # fmt: skip
"""Seeds of the people that the error model is fitted on: the first six were chosen to be short and
tall, slim and heavy, dark and fair, the others as they came."""
HELD_ASIDE: Final = (2003, 2010, 2021, 2022)
"""Seeds of those that only test it. Seeds from 100,000 on belong to the benchmark."""
EVERYBODY: Final = (
    *FITTED[:2], *HELD_ASIDE[:1], *FITTED[2:4], *HELD_ASIDE[1:2], *FITTED[4:8], *HELD_ASIDE[2:],
    *FITTED[8:],
)  # fmt: skip
"""In the order in which they are looked at: a run that was stopped has seen some of both."""
_PERSON: Final = 1


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the grid."""

    seed: int
    body: Body

    @property
    def held_aside(self) -> bool:
        """Whether the fit never sees this person."""
        return self.seed in HELD_ASIDE


def person(seed: int) -> Person:
    """Return the person with this seed: the same as the virtual patient's."""
    return Person(seed, draw_body(np.random.default_rng([seed, _PERSON])))
