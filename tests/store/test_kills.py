"""A program killed while it records: the database opens, and the session is there.

``python -m calibration.kills`` does the same 500 times, at the speed of life, and measures how much
is lost; here no time is asserted, as the computer may be busy.
"""

from pathlib import Path

import pytest

from calibration.killing import Kill, kill_many
from calibration.kills import summary

KILLS = 20


@pytest.mark.slow
def test_killed_at_any_moment_what_was_written_is_there(tmp_path: Path) -> None:
    place = str(tmp_path / "store" / "formcheck.sqlite")
    kills = list(kill_many([place], KILLS, at_once=4, longest_s=1.0, speed=5.0, every_s=0.05))
    assert [one for one in kills if one.wrong] == []
    assert len(kills) == KILLS
    assert any(one.kept_s > 0 for one in kills), "some lived long enough to write"


def test_figures() -> None:
    kills = [Kill(-1.0, -1.0, -1.0), Kill(3.0, 2.0, 2.5), Kill(5.0, -1.0, -1.0, "gone")]
    figures = summary(kills)
    assert [one.lost_s for one in kills] == [0.0, 0.5, 5.0]
    assert (figures["kills"], figures["wrong"], figures["lost more than allowed"]) == (3, 1, 1)
    assert (figures["lost_median_s"], figures["lost_most_s"]) == (0.5, 5.0)
