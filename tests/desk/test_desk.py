from datetime import timedelta

import pytest

from formcheck.desk.breaks import Due
from formcheck.desk.desk import Desk
from formcheck.desk.manners import Manners, Nap
from formcheck.desk.measure import Presence, Sitting
from formcheck.desk.pace import Look, Release
from formcheck.desk.reminder import Around, Held
from formcheck.desk.seen import Seer
from tests import bodies
from tests.desk.desks import MORNING, calibrated, exercise, later, times, trembling

UPRIGHT = bodies.front()
SLUMPED = bodies.front(neck_height=0.36)
PROFILE = calibrated(UPRIGHT)
QUICK = Manners(icon_after_s=15.0, tell_after_s=30.0)


def desk(manners: Manners = QUICK) -> Desk:
    return Desk(PROFILE, MORNING, manners, Seer(exercise()))


def test_a_slump_is_told_once_and_sitting_up_clears_it() -> None:
    one, leant, said = desk(), [], []
    for time_s in times(90.0):
        pose = SLUMPED if 20.0 <= time_s < 70.0 else UPRIGHT
        now = one.update(time_s, later(time_s), trembling(pose, time_s))
        if now.nudge.lean:
            leant.append(time_s)
        if now.nudge.cue:
            said.append((time_s, now.nudge.cue))
    # Most of it is beyond a fault's limit: three quarters of 30 s.
    assert said == [(pytest.approx(43.0, abs=1.0), "Grow tall, as if a thread lifts you.")]
    assert (leant[0], leant[-1]) == (pytest.approx(35.0, abs=1), pytest.approx(75.0, abs=1))
    assert now.slouch is None
    (day,) = one.close(90.0, later(90.0))
    assert (day.told, day.slouches, day.breaks) == (1, 1, 0)
    assert day.slouched_s == pytest.approx(50.0, abs=1.0)


@pytest.mark.parametrize("rate_hz", [0.2, 1.0, 5.0])
def test_a_slump_is_told_at_the_same_time_at_any_pace(rate_hz: float) -> None:
    one, said = desk(Manners()), []
    for time_s in times(260.0, rate_hz=rate_hz):
        pose = SLUMPED if time_s >= 60.0 else UPRIGHT
        if 75.0 < time_s < 83.0:
            continue  # nobody could look
        now = one.update(time_s, later(time_s), trembling(pose, time_s))
        if now.nudge.cue:
            said.append(time_s)
    assert said == [pytest.approx(150.0, abs=1 / rate_hz + 0.5)]


def test_snoozed_nothing_is_said_but_the_icon_leans() -> None:
    one = desk()
    one.snooze(Nap.HALF_HOUR, MORNING)
    for time_s in times(60.0):
        now = one.update(time_s, later(time_s), trembling(SLUMPED, time_s))
        assert not now.nudge.cue
    assert (now.held, now.nudge.held, now.nudge.lean) == (Held.SNOOZED, Held.SNOOZED, True)


def sit_long(manners: Manners, around: Around) -> list[tuple[float, str]]:
    one, said = desk(manners), []
    for time_s in times(2800.0, rate_hz=0.2):
        # At 1800 s both are due: each is said alone, a minute apart.
        pose = SLUMPED if time_s >= 1710.0 else UPRIGHT
        now = one.update(time_s, later(time_s), trembling(pose, time_s), around=around)
        assert not (now.stand and now.nudge.cue)
        if now.stand:
            said.append((time_s, now.stand))
            assert now.due is not Due.NOT
    return said


def test_after_half_an_hour_it_is_time_to_move() -> None:
    first, again = sit_long(Manners(), Around())
    assert first == (
        1860.0,
        "Time to move: your next posture is your best posture.",
    )
    assert again == (2700.0, "You have sat for a good while. Stand up for a minute?")


def test_two_things_are_never_said_at_once() -> None:
    one, stood, told = desk(Manners(stand_after_s=1200.0)), [], []
    for time_s in times(1300.0, rate_hz=1.0):
        # Due to be told at 1210, just after it is time to stand.
        pose = SLUMPED if time_s >= 1120.0 else UPRIGHT
        now = one.update(time_s, later(time_s), trembling(pose, time_s))
        stood += [time_s] if now.stand else []
        told += [time_s] if now.nudge.cue else []
    assert (stood, told) == ([1200.0], [1260.0])


def test_in_a_call_not_even_that_is_said() -> None:
    assert sit_long(Manners(), Around(call=True)) == []


def test_a_locked_screen_is_a_break_and_a_pause_is_not() -> None:
    locked, paused = desk(), desk()
    for time_s in times(300.0, rate_hz=0.5):
        for one, why in ((locked, Release.LOCKED), (paused, Release.PAUSED)):
            if 100.0 <= time_s < 200.0:
                now = one.released(time_s, later(time_s), Look(3.0, why))
                assert now.look == Look(3.0, why)
                assert now.sat.sitting is Sitting.UNJUDGED
            else:
                one.update(time_s, later(time_s), trembling(UPRIGHT, time_s))
    assert locked.close(300.0, later(300.0))[-1].breaks == 1
    (day,) = paused.close(300.0, later(300.0))
    assert (day.breaks, day.seated_s) == (0, pytest.approx(200.0, abs=4.0))


def test_while_the_camera_is_off_nobody_knows() -> None:
    now = desk().released(1.0, MORNING, Look(3.0, Release.WANTED))
    assert now.sat.presence is Presence.UNKNOWN
    assert now.sat.why_not is not None
    assert now.sat.why_not.reason == "The camera is off."


def test_a_night_at_the_desk_makes_two_days() -> None:
    one, start = desk(Manners()), MORNING.replace(hour=23, minute=59)
    for time_s in times(120.0, rate_hz=0.5):
        now = one.update(time_s, start + timedelta(seconds=time_s), trembling(UPRIGHT, time_s))
    assert now.look.every_s == 0.5
    first, second = one.close(120.0, start + timedelta(seconds=120.0))
    assert second.date - first.date == timedelta(days=1)


def test_without_any_settings_it_has_good_manners() -> None:
    plain = Desk(PROFILE, MORNING)
    assert plain.quiet.manners == Manners()
    assert plain.update(0.0, MORNING, None).sat.presence is Presence.AWAY


def test_the_distance_is_told_once_it_was_measured_with_a_tape() -> None:
    # GIVEN nobody measured it, THEN none is told
    one = desk()
    assert one.update(0.0, later(0.0), trembling(UPRIGHT, 0.0)).distance is None
    # GIVEN it was, WHEN they sit as they did, or nobody looks
    one.behave(Manners(taped_cm=70.0))
    same = one.update(1.0, later(1.0), trembling(UPRIGHT, 1.0)).distance
    unseen = one.released(2.0, later(2.0), Look(3.0, Release.PAUSED)).distance
    # THEN it is the same, or none
    assert same is not None
    assert same.cm == pytest.approx(70.0, abs=1.0)
    assert unseen is None


def test_a_new_baseline_or_other_manners_leave_the_day_as_it_is() -> None:
    one = desk()
    for time_s in times(60.0):
        one.update(time_s, later(time_s), trembling(UPRIGHT, time_s))
    one.learned(calibrated(SLUMPED))
    one.behave(QUICK)
    # What was a slump is the baseline now.
    for time_s in times(60.0, 60.0):
        now = one.update(time_s, later(time_s), trembling(SLUMPED, time_s))
    assert (now.nudge.lean, now.slouch) == (False, None)
    assert now.day.seated_s == pytest.approx(119.0, abs=1.0)


def test_a_baseline_of_another_day_is_old() -> None:
    one = desk()
    day_s = 24 * 3600.0
    assert not one.update(0.0, later(0.0), trembling(UPRIGHT, 0.0)).old
    assert one.update(day_s, later(day_s), trembling(UPRIGHT, day_s)).old
