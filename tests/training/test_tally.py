"""How much of a set was done."""

import pytest

from formcheck.session.update import Phase
from formcheck.training.tally import TIRED, Tally
from tests.training.days import update


def test_repetitions_are_full_partial_and_guided_ones_and_those_by_hand() -> None:
    tally = Tally(8, timed=False)
    tally.take(update(1.0, full=3, partial=2, guided=1))
    assert (tally.done, tally.enough) == (6, False)
    tally.by_hand = 2
    assert (tally.done, tally.enough) == (8, True)
    tally.by_hand = -9
    assert tally.done == 0


def test_a_hold_in_two_parts_adds_up() -> None:
    tally = Tally(10, timed=True)
    for total, good in ((0.0, 0.0), (6.0, 5.5), (6.0, 5.5), (0.2, 0.2), (4.0, 3.9)):
        tally.take(update(total, Phase.HOLDING, hold=(total, good)))
    assert tally.good_s == pytest.approx(9.4)
    assert tally.total_s == pytest.approx(10.0)
    assert (tally.done, tally.enough) == (9, False)
    tally.take(update(5.0, Phase.HOLDING, hold=(4.8, 4.7)))
    assert (tally.done, tally.enough) == (10, True)


def test_a_hold_in_poor_form_ends_all_the_same() -> None:
    tally = Tally(20, timed=True)
    tally.take(update(1.0, Phase.HOLDING, hold=(TIRED * 20 - 0.1, 3.0)))
    assert not tally.enough
    tally.take(update(2.0, Phase.HOLDING, hold=(TIRED * 20, 3.0)))
    assert (tally.done, tally.enough) == (3, True)


def test_time_without_a_clock_runs_in_position_alone() -> None:
    tally = Tally(2, timed=True)
    times = (
        (0.0, Phase.SETUP),
        (0.4, Phase.READY),
        (0.8, Phase.MOVING),
        (1.2, Phase.UNSEEN),
        (1.6, Phase.MOVING),
        (60.0, Phase.MOVING),
    )
    for time_s, phase in times:
        tally.take(update(time_s, phase))
    # 0.4 and 0.4 and 0.4, and of the long gap no more than half a second.
    assert tally.good_s == pytest.approx(1.7)
    assert not tally.enough
    tally.take(update(60.4, Phase.MOVING))
    assert tally.enough
