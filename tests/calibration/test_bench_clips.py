from itertools import chain

from calibration.bench_clips import FIRST_SEED, clips
from calibration.people import FITTED, HELD_ASIDE
from samples.mannequin.patient import FAULTS
from samples.mannequin.variation import NOTHING


def test_nobody_was_seen_by_the_error_model() -> None:
    seeds = [one.seed for one in clips()]
    assert len(set(seeds)) == len(seeds)
    assert min(seeds) == FIRST_SEED
    assert not set(seeds) & set(chain(FITTED, HELD_ASIDE))


def test_any_first_part_covers_every_exercise() -> None:
    assert [one.exercise for one in clips()[:5]] == list(FAULTS)


def test_everything_is_shown_well_and_from_where_nothing_may_be_judged() -> None:
    for place, faults in FAULTS.items():
        own = [one for one in clips() if one.exercise == place]
        well = {one.fault for one in own if abs(one.yaw_deg) <= 20.0}
        assert well == {"", *faults, *(f"none:{name}" for name in NOTHING)}
        assert any(abs(one.yaw_deg) > 35.0 and one.fault for one in own)
        assert any(20.0 < abs(one.yaw_deg) <= 35.0 for one in own)
