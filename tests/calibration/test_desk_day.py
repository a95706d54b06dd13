"""A short day of recorded poses through all the rules: fails when one of them breaks."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from calibration.desk_day import report
from calibration.desk_plan import BREAK_S, DAY_S, in_order, plan
from calibration.desk_replay import Show, live, true_breaks
from calibration.desk_score import LONG_S, Result, by_kind, score
from calibration.desk_seats import seat_of
from calibration.desk_takes import Take, cut, keep, load, timeline
from formcheck.exercises.spec import View
from formcheck.pose.trust import body_scale_px

TAKES = Path(__file__).parent / "takes"
USUAL_S = 2.0
"""Looks may be rarer than usual, for the rules know the clock."""
BETWEEN_S = 50.0
SHORT_DAY = {
    "front": (
        ("slump", 130.0),
        ("call", 140.0),
        ("phone held", 140.0),
        ("standing", 80.0),
        ("lean_in", 140.0),
        ("looking down", 140.0),
        ("away", 15.0),
        ("sink slump", 130.0),
        ("head turned", 40.0),
        ("dark", 80.0),
        ("away", 70.0),
        ("chin in hand", 140.0),
        ("slump", 40.0),
        ("somebody sits behind", 60.0),
        ("camera rolled", 140.0),
    ),
    "side": (
        ("recline", 130.0),
        ("phone held", 140.0),
        ("standing", 80.0),
        ("head_forward", 130.0),
        ("phone in the lap", 140.0),
        ("away", 70.0),
        ("camera rolled", 140.0),
    ),
}
BOTH = pytest.mark.parametrize("view", SHORT_DAY)


@cache
def take(view: str) -> Take:
    return load(TAKES / view)


@cache
def short_day(view: str) -> Result:
    pieces = in_order(take(view), SHORT_DAY[view], BETWEEN_S)
    return score(live(take(view), 1, pieces, USUAL_S))


@BOTH
def test_every_long_slouch_is_found_and_said(view: str) -> None:
    day = short_day(view)
    assert len(day.wanted) == {"front": 3, "side": 2}[view]
    assert (day.missed, day.untold) == ((), ())


@BOTH
def test_nothing_else_is_said(view: str) -> None:
    assert short_day(view).false == ()


@BOTH
def test_breaks_and_seated_time_are_right(view: str) -> None:
    day = short_day(view)
    assert day.true_breaks == 2
    assert day.breaks_right
    assert day.seated_error_s == pytest.approx(0.0, abs=15.0)


@BOTH
def test_a_pushed_camera_is_told_and_nothing_is_judged_meanwhile(view: str) -> None:
    day = short_day(view)
    (place,) = (at for at, one in enumerate(day.lived.pieces) if one.kind == "camera rolled")
    assert 20.0 <= day.lived.stale[place] <= 30.0
    rolled = day.lived.kinds["camera rolled"]
    assert rolled.judged_s < 0.1 * rolled.seconds


def test_reading_calls_and_hands_are_hardly_judged_and_never_beyond() -> None:
    kinds = by_kind([short_day("front"), short_day("side")])
    for kind in ("phone held", "looking down", "call", "head turned"):
        row = kinds[kind]
        assert row.judged * row.beyond < 0.2, kind
    assert kinds["call"].judged < 0.7
    assert kinds["head turned"].judged < 0.2


def test_the_report_tells_what_was_planted_and_found() -> None:
    text = report([take("front")], [short_day("front")])
    assert f"slouches of {LONG_S:.0f} s and more found: 3 of 3 (100.0 %; 29.2 to 100.0)" in text
    assert "false alerts: 0.00 a day (0 in 1; 0.00 to 3.69)" in text
    assert "breaks counted exactly: 1 of 1" in text
    assert "| camera rolled | 1 |" in text


def test_a_day_is_full_and_the_same_for_the_same_seed() -> None:
    seat = seat_of(7, View.FRONT)
    _, found = timeline(seat)
    whole = Take("", "front", tuple(span for _, span in found), take("front").poses, ())
    day = plan(whole, 5)
    assert day == plan(whole, 5)
    assert day != plan(whole, 6)
    assert day[-1].end_s == pytest.approx(DAY_S)
    assert len(true_breaks(day, BREAK_S)) == 5
    assert sum(one.slouches and one.slouched_s >= LONG_S for one in day) >= 8
    for one, after in pairwise(day):
        assert one.end_s == pytest.approx(after.start_s)
        assert (one.kind == "upright") is not (after.kind == "upright")


def test_a_take_is_cut_and_kept(tmp_path: Path) -> None:
    short = cut(take("front"), {"learn": 4.0, "slump": 2.0})
    assert [one.kind for one in short.spans] == ["learn", "slump"]
    assert len(short) == len(short.poses) == round(2 * short.spans[-1].end_s)
    keep(tmp_path / "short", short)
    again = load(tmp_path / "short")
    assert (again.spans, again.lights) == (short.spans, short.lights)
    assert again.poses.image_px.tolist() == short.poses.image_px.tolist()


@pytest.mark.parametrize("wander", [0.0, 0.02])
def test_landmarks_can_be_made_worse(wander: float) -> None:
    (tall,) = in_order(take("front"), (), BETWEEN_S)
    show = Show(take("front"), np.random.default_rng(1), np.random.default_rng(2), wander)
    off = []
    for time_s in np.arange(0.0, 40.0, 0.5):
        pose, _ = show.at(float(time_s), tall)
        true, _ = Show(take("front"), np.random.default_rng(1), np.random.default_rng(2)).at(
            float(time_s), tall
        )
        assert pose is not None
        assert true is not None
        off.append((pose.image_px - true.image_px) / body_scale_px(true.image_px))
    # The jitter that every look has is below a five-hundredth of a body.
    assert np.std(off) == pytest.approx(wander, abs=0.005)
