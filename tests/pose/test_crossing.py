"""Feet that are taken for each other while the knees stay: a leg raised beside a bent one."""

import numpy as np
import pytest

from formcheck.landmarks import COUNT, Landmark
from formcheck.pose.crossing import UNKNOWN_S, WITHIN_S, Crossing
from formcheck.pose.pose import Floats

SCALE = 100.0
STEP_S = 1 / 30
KNEES, FEET = [25, 26], [27, 28]
RAISED, RESTING = (20.0, 40.0), (70.0, 120.0)


def legs(raised: tuple[float, float], resting: tuple[float, float]) -> Floats:
    """Both knees side by side; the left foot raised, the right one on the floor."""
    points = np.zeros((COUNT, 2))
    points[KNEES] = (80.0, 80.0), (86.0, 76.0)
    points[FEET] = raised, resting
    return points


def told(
    places: list[Floats], crossing: Crossing | None = None, start_s: float = 0.0
) -> list[bool]:
    crossing = crossing or Crossing()
    last, found = places[0], []
    for index, points in enumerate(places):
        speed = (points - last) / STEP_S
        found.append(crossing.update(start_s + index * STEP_S, points, speed, SCALE))
        last = points
    return found


def changed(frames: int) -> list[Floats]:
    """Half a second as it is, then the feet change places within some frames, and stay."""
    before = [legs(RAISED, RESTING)] * 15
    way = np.linspace(0.0, 1.0, frames + 1)[1:, None]
    first, second = np.array(RAISED), np.array(RESTING)
    moving = [legs(*(first + (second - first) * s, second + (first - second) * s)) for s in way]
    return [*before, *moving, *[legs(RESTING, RAISED)] * 15]


@pytest.mark.parametrize("frames", [1, 3, int(WITHIN_S / STEP_S) - 1])
def test_feet_that_change_places_within_frames_are_doubted(frames: int) -> None:
    found = told(changed(frames))
    assert not any(found[:15])
    assert found[-1]


def test_changing_back_ends_the_doubt() -> None:
    there = changed(3)
    assert not told([*there, *there[::-1]])[-1]


def test_the_doubt_ends_by_itself() -> None:
    crossing = Crossing()
    told(changed(3), crossing)
    rest = [legs(RESTING, RAISED)] * round((UNKNOWN_S + 0.5) / STEP_S)
    found = told(rest, crossing, 10.0)
    assert found[-1] is False


def test_feet_that_meet_may_part_either_way() -> None:
    crossing = Crossing()
    told(changed(3), crossing)
    together = legs((68.0, 118.0), RESTING)
    assert told([together], crossing, 1.5) == [False]
    assert told([legs(RAISED, RESTING)] * 5, crossing, 1.6) == [False] * 5


def test_a_leg_that_swings_past_the_other_is_none() -> None:
    """Evenly, as the speed of each foot tells."""
    to, fro = np.array((0.0, 100.0)), np.array((160.0, 100.0))
    steps = np.linspace(0.0, 1.0, 24)[:, None]
    assert not any(told([legs(*(to + (fro - to) * s, fro + (to - fro) * s)) for s in steps]))


def test_whole_legs_that_change_places_are_no_matter_of_the_feet() -> None:
    before, after = legs(RAISED, RESTING), legs(RESTING, RAISED)
    before[KNEES], after[KNEES] = ((40.0, 60.0), (90.0, 70.0)), ((90.0, 70.0), (40.0, 60.0))
    assert not any(told([before] * 15 + [after] * 15))


def test_after_a_gap_everything_is_new() -> None:
    crossing = Crossing()
    told(changed(3), crossing)
    crossing.forget()
    assert not crossing.update(5.0, legs(RESTING, RAISED), np.zeros((COUNT, 2)), SCALE)


def test_feet_out_of_sight_tell_nothing() -> None:
    places = changed(3)
    for points in places[15:]:
        points[Landmark.LEFT_ANKLE] = np.nan
    assert not any(told(places))
