import math
from dataclasses import replace

import pytest

from formcheck.checking.results import ViewEstimate
from formcheck.desk.seen import NOWHERE, Place
from formcheck.desk.shifts import ShiftCounter
from tests.desk.sats import GOOD, State, sat

HERE = replace(NOWHERE, across=0.5, down=0.4, size=0.3)
LEFT = replace(HERE, across=0.55)
NEARER = replace(HERE, size=0.38, across=0.5 * 0.38 / 0.3, down=0.4 * 0.38 / 0.3)
A_LITTLE = replace(HERE, across=0.53)


def count(*parts: tuple[float, Place | None, State], rate_hz: float = 2.0) -> int:
    counter, time_s = ShiftCounter(), 0.0
    for seconds, place, state in parts:
        for index in range(round(seconds * rate_hz)):
            at = replace(place, across=place.across + 0.003 * math.sin(index)) if place else NOWHERE
            counter.update(sat(time_s, state, at))
            time_s += 1 / rate_hz
    return counter.count


@pytest.mark.parametrize("rate_hz", [0.5, 2.0, 10.0])
@pytest.mark.parametrize(
    ("places", "shifts"),
    [
        ((HERE,), 0),
        ((HERE, LEFT), 1),
        ((HERE, NEARER), 1),
        ((HERE, A_LITTLE), 0),
        ((HERE, LEFT, HERE, NEARER), 3),
    ],
)
def test_a_new_place_that_is_kept_is_a_shift(
    places: tuple[Place, ...], shifts: int, rate_hz: float
) -> None:
    assert count(*((60.0, place, GOOD) for place in places), rate_hz=rate_hz) == shifts


def test_a_reach_is_none() -> None:
    assert count((30.0, HERE, GOOD), (2.0, LEFT, GOOD), (30.0, HERE, GOOD)) == 0


def test_restless_is_none_until_it_is_kept() -> None:
    moves = [(1.0, place, GOOD) for place in (LEFT, HERE, NEARER, LEFT, NEARER)]
    assert count((30.0, HERE, GOOD), *moves, (10.0, HERE, GOOD)) == 0


def test_sitting_down_again_is_none() -> None:
    assert count((30.0, HERE, GOOD), (70.0, None, State.AWAY), (30.0, LEFT, GOOD)) == 0


def test_unseen_for_a_moment_changes_nothing() -> None:
    assert count((30.0, HERE, GOOD), (5.0, None, GOOD), (30.0, HERE, GOOD)) == 0


def test_sinking_slowly_is_none() -> None:
    steps = [(5.0, replace(HERE, down=0.4 + 0.0005 * step), GOOD) for step in range(120)]
    assert count(*steps) == 0


def test_after_a_long_gap_it_begins_anew() -> None:
    counter = ShiftCounter()
    for time_s in (0.0, 1.0, 2.0):
        counter.update(sat(time_s, GOOD, HERE))
    for time_s in (100.0, 102.0, 105.0):
        counter.update(sat(time_s, GOOD, LEFT))
    assert counter.count == 0


def test_a_look_without_a_body_changes_nothing() -> None:
    counter = ShiftCounter()
    counter.update(replace(sat(0.0), seen=None))
    assert counter.count == 0


def test_turned_to_somebody_the_same_place_looks_otherwise() -> None:
    counter, turned = ShiftCounter(), ViewEstimate("oblique", 45.0)
    for time_s in range(40):
        look = sat(float(time_s), GOOD, replace(HERE, size=0.2) if 10 <= time_s < 25 else HERE)
        assert look.seen is not None
        if 10 <= time_s < 25:
            look = replace(look, seen=replace(look.seen, view=turned))
        counter.update(look)
    assert counter.count == 0
