"""What a frame takes beyond the model, from notes made by hand."""

import pytest

from benchmarks.live import Spread
from benchmarks.live_timing import Notes


def test_what_a_frame_takes_beyond_the_model() -> None:
    # GIVEN three frames: the second came while the first was with the model, the third was dropped
    notes = Notes(
        arrived_s={4: 1.000, 5: 1.033, 6: 1.066},
        model_s={4: 0.040, 5: 0.010},
        judged_s={4: 1.042, 5: 1.055},
        seen_s={5: 1.062},
    )
    told = notes.told(0.0, 2.0)
    # THEN the second waited for the model, and the model's time is nobody else's
    assert told["beyond_ms"] == [pytest.approx(2.0), pytest.approx(3.0)]
    assert told["model_ms"] == [pytest.approx(40.0), pytest.approx(10.0)]
    assert told["pixels_ms"] == [pytest.approx(7.0)]
    assert (told["arrived"], told["judged"], told["seen"]) == (3, 2, 1)


def test_only_what_came_in_time_counts() -> None:
    notes = Notes(arrived_s={0: 1.0, 1: 2.0, 2: 3.0}, judged_s={1: 2.1}, model_s={1: 0.05})
    told = notes.told(1.5, 3.0)
    assert (told["arrived"], told["beyond_ms"]) == (1, [pytest.approx(50.0)])


def test_a_spread_says_its_middle_its_late_and_its_last() -> None:
    spread = Spread.of([float(one) for one in range(101)])
    assert (spread.median, spread.late, spread.most) == (50.0, 99.0, 100.0)
