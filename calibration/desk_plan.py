"""Eight hours at a desk, drawn from a seed: what one person does, one thing after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from calibration.desk_acts import SLOUCHES
from calibration.desk_takes import Span, Take
from formcheck.exercises.spec import View

DAY_S: Final = 8 * 3600.0
LEAST_BETWEEN_S: Final = 45.0
"""Sitting tall between two things."""
TALL: Final = "upright"
SINKS_S: Final = (120.0, 480.0)

_Times = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that goes on, for as long as it is to last."""

    kind: str
    span: Span
    start_s: float
    arrive_s: float
    stay_s: float
    back_s: float
    first_s: float
    """Where in the take's stay it begins, so that no two are alike."""

    @property
    def end_s(self) -> float:
        """When it is over."""
        return self.start_s + self.seconds

    @property
    def seconds(self) -> float:
        """How long all of it takes."""
        return self.arrive_s + self.stay_s + self.back_s

    @property
    def slouches(self) -> bool:
        """Whether it is to be found."""
        return self.kind.split()[-1] in _CHECKS and not self.kind.startswith("slight")

    @property
    def slow(self) -> bool:
        """Whether somebody sinks slowly."""
        return self.kind.startswith("sink ")

    @property
    def slouched_s(self) -> float:
        """Seconds of it that are a slouch: of sinking, from half of the way on."""
        return self.stay_s + (self.arrive_s / 2 if self.slow else self.arrive_s)


_CHECKS: Final = {one for checks in SLOUCHES.values() for one in checks}
_DONE: Final[tuple[tuple[str, _Times], ...]] = (
    ("phone held", (60.0, 400.0)),
    ("phone in the lap", (60.0, 300.0)),
    ("call", (60.0, 600.0)),
    ("looking down", (20.0, 90.0)),
    ("looking down", (120.0, 300.0)),
    ("turned to somebody", (20.0, 300.0)),
    ("head turned", (10.0, 120.0)),
    ("chair turned", (20.0, 300.0)),
    ("chin in hand", (60.0, 400.0)),
    *[("drinking", (4.0, 10.0))] * 4,
    *[("leaning in for a moment", (8.0, 40.0))] * 3,
    ("chair moved", (600.0, 1800.0)),
    *[("away", (8.0, 35.0))] * 3,
    ("away", (75.0, 120.0)),
    ("away", (180.0, 600.0)),
    ("away", (600.0, 2700.0)),
    ("standing", (8.0, 25.0)),
    ("standing", (75.0, 150.0)),
    ("standing", (150.0, 400.0)),
    *[("somebody passes", (0.0, 0.0))] * 3,
    ("somebody stands by", (60.0, 400.0)),
    ("somebody sits behind", (300.0, 1800.0)),
    ("dim light", (300.0, 1200.0)),
    ("changing light", (60.0, 600.0)),
    ("dark", (30.0, 280.0)),
)
_CAMERA: Final = ("camera rolled", "camera tilted down", "camera tilted up", "camera turned")
BREAK_S: Final = 60.0


def plan(take: Take, seed: int) -> tuple[Piece, ...]:
    """Return the pieces of one day, which fill it; the same seed gives the same day."""
    rng = np.random.default_rng([seed, 7])
    drawn = [_piece(take, rng, *one) for one in _wanted(take, rng)]
    wanted = [drawn[int(at)] for at in rng.permutation(len(drawn))]
    # The sitting tall between them is as long as what is left of the day.
    rest_s = DAY_S - sum(one.seconds for one in wanted) - LEAST_BETWEEN_S * (len(wanted) + 1)
    shares = rng.dirichlet(np.ones(len(wanted) + 1))
    return tuple(_strung(take, rng, wanted, [float(share) * rest_s for share in shares]))


def in_order(take: Take, wanted: Sequence[tuple[str, float]], rest_s: float) -> tuple[Piece, ...]:
    """Return pieces of these kinds and seconds, with sitting tall between them; no chance in it."""
    rng = np.random.default_rng(0)
    pieces = [_piece(take, rng, kind, (stay_s, stay_s), None) for kind, stay_s in wanted]
    slow = [replace(one, arrive_s=SINKS_S[0]) if one.slow else one for one in pieces]
    return tuple(_strung(take, rng, slow, [rest_s - LEAST_BETWEEN_S] * (len(slow) + 1)))


def _strung(
    take: Take, rng: np.random.Generator, wanted: list[Piece], rests_s: list[float]
) -> Iterator[Piece]:
    """Yield the pieces in order, with sitting tall before, between and after them."""
    now_s = 0.0
    for place, rest_s in enumerate(rests_s):
        stay_s = LEAST_BETWEEN_S + rest_s
        tall = _piece(take, rng, TALL, (stay_s, stay_s), None)
        for one in (tall, *wanted[place : place + 1]):
            yield replace(one, start_s=now_s)
            now_s += one.seconds


def _wanted(take: Take, rng: np.random.Generator) -> Iterator[tuple[str, _Times, _Times | None]]:
    checks = SLOUCHES[View(take.view)]

    def any_of(names: tuple[str, ...]) -> str:
        return names[int(rng.integers(len(names)))]

    for seconds in (30.0, 90.0, 180.0, 360.0):
        yield any_of(checks), (seconds, seconds), None
    for check in checks:
        yield check, (130.0, 900.0), None
    for _ in range(3):
        yield f"sink {any_of(checks[:2])}", (130.0, 900.0), SINKS_S
    for _ in range(2):
        yield f"slight {any_of(checks)}", (120.0, 500.0), None
    for kind, times in _DONE:
        yield kind, times, None
    for at in rng.permutation(len(_CAMERA))[:2]:
        yield _CAMERA[int(at)], (300.0, 600.0), None


def _piece(
    take: Take, rng: np.random.Generator, kind: str, stay: _Times, arrive: _Times | None
) -> Piece:
    span = next(one for one in take.spans if one.kind == kind)
    recorded_s = span.back_s - span.stay_s
    return Piece(
        kind=kind,
        span=span,
        start_s=0.0,
        arrive_s=span.stay_s - span.start_s if arrive is None else float(rng.uniform(*arrive)),
        stay_s=float(rng.uniform(*stay)) or recorded_s,
        back_s=0.0 if kind == TALL else span.end_s - span.back_s,
        first_s=float(rng.uniform(0.0, recorded_s)) if stay[1] else 0.0,
    )
