"""A simulated day through the whole chain: what was planted is found, and nothing else."""

from bisect import bisect_right
from functools import cache
from itertools import pairwise

import pytest

from formcheck.desk.day import Day
from formcheck.desk.desk import Desk, DeskNow
from formcheck.desk.pace import Pace
from formcheck.desk.seen import Seer
from tests.desk.desks import clip_profile, exercise, later
from tests.desk.eight_hours import BREAKS, CLIP, DARK, DAY_S, Part, parts, pose_at

USUAL_S = 5.0
"""Looks may be rarer than usual, for the rules know the clock: eight hours in seconds."""
LIMIT_SHARE = 0.5
"""Sinking passes the limit and its error on the way: a little after a third of it."""
LIVED = tuple(parts())


@cache
def lived() -> tuple[Desk, list[DeskNow], Day]:
    desk = Desk(clip_profile(CLIP), later(0.0), seer=Seer(exercise()), pace=Pace(USUAL_S))
    starts, time_s, found = [one.start_s for one in LIVED], 0.0, []
    while time_s < DAY_S:
        part = LIVED[bisect_right(starts, time_s) - 1]
        light = DARK if part.kind == "dark" else None
        found.append(desk.update(time_s, later(time_s), pose_at(time_s, part), light))
        time_s += found[-1].look.every_s
    (day,) = desk.close(time_s, later(time_s))
    return desk, found, day


def planted(seconds: float) -> list[Part]:
    """Slouches of this length and more, with the sinking before them."""
    slouches = []
    for before, part in pairwise(LIVED):
        if part.kind == "slump":
            sank = before.kind == "sink"
            start_s = before.start_s if sank else part.start_s
            if part.end_s - part.start_s >= seconds:
                slouches.append(Part(start_s, part.end_s, "sink" if sank else "slump"))
    return slouches


def test_every_slouch_of_two_minutes_is_found_with_its_times() -> None:
    desk, _, _ = lived()
    wanted = planted(120.0)
    found = [one for one in desk.slouches.events if one.beyond_s >= 118.0]
    assert (len(wanted), len(found)) == (4, 4)
    for truth, event in zip(wanted, found, strict=True):
        assert event.end_s == pytest.approx(truth.end_s, abs=USUAL_S + 1.0)
        assert event.check == "slump"
        if truth.kind == "slump":
            assert event.start_s == pytest.approx(truth.start_s, abs=USUAL_S + 1.0)
        else:
            assert truth.start_s < event.start_s < truth.start_s + LIMIT_SHARE * 500.0


def test_it_speaks_about_each_and_never_about_anything_else() -> None:
    _, found, day = lived()
    said = [one.sat.time_s for one in found if one.nudge.cue]
    for truth in planted(120.0):
        assert any(truth.start_s + 90.0 <= time_s <= truth.end_s + USUAL_S for time_s in said)
    false = [
        time_s
        for time_s in said
        if not any(one.start_s <= time_s <= one.end_s + USUAL_S for one in planted(120.0))
    ]
    assert false == []
    assert day.told == len(said)


def test_the_icon_leans_for_shorter_ones_but_nothing_is_said() -> None:
    _, found, _ = lived()
    *_, last = planted(60.0)
    leant = [one for one in found if one.nudge.lean and last.start_s <= one.sat.time_s]
    assert leant
    assert not any(one.nudge.cue for one in leant)


def test_breaks_are_counted_exactly() -> None:
    desk, _, day = lived()
    left = [
        (one.start_s, one.end_s)
        for one in LIVED[1:]
        if one.kind in {"away", "stand"} and one.end_s - one.start_s >= 60.0
    ]
    assert (day.breaks, len(left)) == (BREAKS, BREAKS)
    for event, (start_s, end_s) in zip(desk.breaks.breaks, left, strict=True):
        assert event.start_s == pytest.approx(start_s, abs=USUAL_S + 3.0)
        assert event.end_s == pytest.approx(end_s, abs=USUAL_S + 3.0)


def test_every_long_sit_is_told_to_stand_up() -> None:
    desk, found, _ = lived()
    asked = [one.sat.time_s for one in found if one.stand]
    for sit in desk.breaks.sits:
        within = [one for one in asked if sit.start_s <= one <= sit.end_s]
        due = [one for one in (1800.0, *range(2700, 9999, 1800)) if one <= sit.seated_s]
        assert len(within) == len(due)
        # Once it was dark for four minutes: these count for nothing.
        assert [one - sit.start_s for one in within] == pytest.approx(due, abs=250.0)


def test_the_day_adds_up() -> None:
    _, _, day = lived()
    gone = sum(
        one.end_s - one.start_s
        for one in LIVED
        if one.kind in {"away", "stand", "dark"} and one.end_s - one.start_s >= 60.0
    )
    assert day.seated_s == pytest.approx(DAY_S - gone, abs=40.0)
    slumped = sum(one.end_s - one.start_s for one in LIVED if one.kind == "slump")
    hidden = sum(
        one.end_s - one.start_s
        for one in LIVED
        if one.kind in {"phone", "colleague", "company", "aside"}
    )
    assert day.judged_s == pytest.approx(day.seated_s - hidden - 50.0, abs=60.0)
    assert slumped < day.judged_s - day.near_s < slumped + 900.0
    assert day.slouches == len(planted(60.0))
