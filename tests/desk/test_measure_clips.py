"""Rendered people at desks, as the pose model saw them, at two looks a second."""

import pytest

from formcheck.desk.measure import DeskWatch, Sat, Sitting
from formcheck.desk.seen import Seer
from formcheck.desk.slouch import SlouchWatch
from tests.desk.desks import RATE_HZ, clip, clip_profile, exercise, truth

GOOD = ("sitting-front_good", "sitting-side_good")
SLOUCHED = (
    "sitting-front_slump",
    "sitting-front_lean_in",
    "sitting-front_head_tilt",
    "sitting-front_shoulder_tilt",
    "sitting-side_head_forward",
    "sitting-side_trunk_forward",
    "sitting-side_recline",
)
NEAR_S = 1.5
SETTLED_S = 2.5
"""Clips begin with somebody sitting down, before any baseline."""


def judged(name: str, rate_hz: float = RATE_HZ) -> list[Sat]:
    watch = DeskWatch(clip_profile(name), Seer(exercise()))
    sats = [watch.update(time_s, pose) for time_s, pose in clip(name, rate_hz)]
    return [one for one in sats if one.time_s >= SETTLED_S]


@pytest.mark.parametrize("name", GOOD)
def test_who_sits_upright_is_judged_and_told_nothing(name: str) -> None:
    sats = judged(name)
    assert {one.sitting for one in sats} == {Sitting.GOOD}
    assert {one.stale for one in sats} == {None}


@pytest.mark.parametrize("rate_hz", [RATE_HZ, 7.5])
@pytest.mark.parametrize("name", SLOUCHED)
def test_a_slouch_is_found_where_it_was(name: str, rate_hz: float) -> None:
    (planted,) = truth(name)["faults"]
    slouches = SlouchWatch(window_s=4.0, recover_s=1.0)
    for sat in judged(name, rate_hz):
        slouches.update(sat)
    slouches.close()
    (found,) = slouches.events
    assert found.check == planted["check"]
    assert found.start_s == pytest.approx(planted["start_s"], abs=NEAR_S)
    assert found.end_s == pytest.approx(planted["end_s"], abs=NEAR_S)
    assert found.beyond_s <= found.end_s - found.start_s + 1e-6
