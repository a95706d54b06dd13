from datetime import timedelta

import pytest

from formcheck.desk.manners import Manners, Nap, Span
from formcheck.desk.reminder import FREE, Around, Held, Quiet, Reminder
from formcheck.desk.slouch import SlouchWatch
from tests.desk.desks import MORNING, later
from tests.desk.sats import BEYOND, FAULT, GOOD, UNJUDGED, State, sat, script

HOUR = 3600.0
USUAL = Manners()


def said(
    parts: list[tuple[float, State]],
    manners: Manners = USUAL,
    busy: tuple[float, float] = (0.0, 0.0),
) -> list[float]:
    """Times at which something is said."""
    slouches, quiet = SlouchWatch(manners.icon_after_s), Quiet(manners)
    reminder, times = Reminder(manners), []
    for time_s, state in script(parts, 1.0):
        look = sat(time_s, state)
        around = Around(call=busy[0] <= time_s < busy[1])
        held = quiet.update(time_s, later(time_s), around)
        if reminder.update(look, slouches.update(look), held).cue:
            times.append(time_s)
    return times


def leans(parts: list[tuple[float, State]]) -> list[float]:
    slouches, reminder = SlouchWatch(), Reminder(USUAL)
    looks = [sat(*one) for one in script(parts, 1.0)]
    return [
        one.time_s for one in looks if reminder.update(one, slouches.update(one), Held.NOT).lean
    ]


def test_the_icon_leans_at_one_minute_and_it_speaks_at_two() -> None:
    parts = [(100.0, GOOD), (150.0, BEYOND), (60.0, GOOD)]
    assert said(parts) == [220.0]
    leant = leans(parts)
    assert (leant[0], leant[-1]) == (160.0, 254.0)


def test_a_graver_slouch_is_told_at_90_seconds() -> None:
    assert said([(100.0, GOOD), (100.0, FAULT)]) == [190.0]


def test_less_than_two_minutes_is_never_told() -> None:
    assert said([(110.0, BEYOND), (20.0, GOOD)] * 20) == []


def test_ignored_it_comes_again_after_10_20_and_40_minutes() -> None:
    assert said([(100.0, GOOD), (2.9 * HOUR, BEYOND)]) == [
        220.0,
        820.0,
        2020.0,
        4420.0,
        6820.0,
        9220.0,
    ]


def test_heeded_it_may_come_again_after_ten_minutes_only() -> None:
    heeded = [(130.0, BEYOND), (10.0, GOOD)]
    assert said([*heeded, (60.0, GOOD), (400.0, BEYOND), (60.0, GOOD), *heeded]) == [120.0, 780.0]


def test_heeding_it_ends_the_long_gaps() -> None:
    parts = [(1500.0, BEYOND), (1500.0, GOOD), (125.0, BEYOND), (480.0, GOOD), (125.0, BEYOND)]
    assert said(parts) == [120.0, 720.0, 3120.0, 3725.0]


def test_heeded_once_all_that_was_ignored_is_forgotten() -> None:
    ignored = [(1500.0, BEYOND), (1500.0, GOOD)]
    heeded = [(125.0, BEYOND), (1000.0, GOOD)]
    assert said([*ignored, *heeded, (800.0, BEYOND)])[-2:] == [4245.0, 4845.0]


@pytest.mark.parametrize(
    ("then", "next_s"),
    [(GOOD, 2520.0), (State.AWAY, 2520.0), (State.STANDING, 2520.0), (UNJUDGED, 3120.0)],
)
def test_who_is_out_of_sight_has_not_heeded_it(then: State, next_s: float) -> None:
    # GIVEN two that were ignored, and a third one
    parts = [(1930.0, BEYOND), (100.0, then), (2000.0, BEYOND)]
    # THEN who sat up or left the chair is told sooner again than who was not seen
    assert said(parts)[:4] == [120.0, 720.0, 1920.0, next_s]


def test_four_an_hour_are_the_most() -> None:
    quick = Manners(gaps_s=(10.0,), most_an_hour=4)
    times = said([(130.0, BEYOND), (10.0, GOOD)] * 60, quick)
    assert times[:4] == [120.0, 260.0, 400.0, 540.0]
    assert all(
        later_s - first_s >= HOUR for first_s, later_s in zip(times, times[4:], strict=False)
    )
    assert len(times) == 12


def test_it_says_why_nothing_is_said() -> None:
    slouches, reminder = SlouchWatch(), Reminder(Manners(gaps_s=(10.0,), most_an_hour=1))
    held = []
    for one in script([(400.0, BEYOND)], 1.0):
        look = sat(*one)
        held.append(reminder.update(look, slouches.update(look), Held.NOT).held)
    assert (held[100], held[120], held[121], held[300]) == ("", "", Held.TOO_SOON, Held.ENOUGH)


def test_nothing_is_said_while_it_cannot_be_seen() -> None:
    assert said([(119.0, BEYOND), (50.0, UNJUDGED), (60.0, GOOD)]) == []


def test_nothing_is_said_in_a_call_nor_right_after_it() -> None:
    assert said([(500.0, BEYOND)], busy=(0.0, 300.0)) == [359.0]
    assert said([(300.0, BEYOND), (100.0, GOOD)], busy=(0.0, 300.0)) == []


def test_half_as_often_once_it_fades() -> None:
    assert USUAL.faded == Manners(gaps_s=(1200.0, 2400.0, 4800.0), most_an_hour=2)
    assert said([(1400.0, BEYOND)], USUAL.faded) == [120.0, 1320.0]


@pytest.mark.parametrize(
    ("nap", "minutes"), [(Nap.HALF_HOUR, 30.0), (Nap.HOUR, 60.0), (Nap.TODAY, 15 * 60.0)]
)
def test_snoozed_until_its_end(nap: Nap, minutes: float) -> None:
    quiet = Quiet(USUAL)
    quiet.snooze(nap, MORNING)
    end = MORNING + timedelta(minutes=minutes)
    assert quiet.until == end
    assert quiet.update(0.0, end - timedelta(seconds=1), FREE) is Held.SNOOZED
    assert quiet.update(1.0, end, FREE) is Held.NOT
    assert quiet.until is None


def test_a_snooze_can_be_ended() -> None:
    quiet = Quiet(USUAL)
    quiet.snooze(Nap.TODAY, MORNING)
    quiet.wake()
    assert quiet.update(0.0, MORNING, FREE) is Held.NOT


@pytest.mark.parametrize(
    ("around", "held"),
    [
        (FREE, Held.NOT),
        (Around(full_screen=True), Held.BUSY),
        (Around(call=True), Held.BUSY),
        (Around(locked=True), Held.BUSY),
    ],
)
def test_busy_it_is_quiet(around: Around, held: Held) -> None:
    assert Quiet(USUAL).update(1000.0, MORNING, around) is held


def test_quiet_hours_come_before_calls_and_snoozes_before_them() -> None:
    quiet = Quiet(Manners(quiet=(Span(MORNING.time(), later(60.0).time()),)))
    assert quiet.update(0.0, MORNING, Around(call=True)) is Held.QUIET_HOURS
    quiet.snooze(Nap.HOUR, MORNING)
    assert quiet.update(1.0, MORNING, Around(call=True)) is Held.SNOOZED
