"""How things stand, in words."""

import math
from dataclasses import replace
from datetime import timedelta

import pytest

from formcheck.desk.day import Day
from formcheck.desk.desk import DeskNow
from formcheck.desk.distance import Distance
from formcheck.desk.pace import Release
from formcheck.desk.view import DeskState, DeskView
from formcheck.language import use_language
from formcheck.ui.desk.desk_figure import WORDS
from formcheck.ui.desk.state_words import state_line
from formcheck.ui.desk.today_words import Bearing, duration, facts, grown, standing
from tests.desk.sats import State
from tests.ui.desk.window_parts import (
    CUE,
    FAILED,
    LOST,
    NOON,
    SUNDAY,
    TODAY,
    VIEWS,
    released,
    watching,
)

LEARN = "“Learn how I sit” takes five seconds."
FAR = Distance(80.0, 5.0)
EXPECTED = {
    "opening": ("The camera is being opened.", (), Bearing.UNSURE),
    "learning": ("Learning how you sit: sit tall and relaxed.", (), Bearing.UNSURE),
    "unknown": (
        "I do not know yet how you sit tall.",
        ("You moved a little.", LEARN),
        Bearing.UNSURE,
    ),
    "near": ("You sit near your own baseline.", (), Bearing.UPRIGHT),
    "beyond": ("You sit away from your own baseline.", (CUE,), Bearing.TILTED),
    "leaning": ("You have leaned for a while: a good moment to move.", (CUE,), Bearing.LEANING),
    "break_due": ("You sit near your own baseline.", (), Bearing.UPRIGHT),
    "unjudged": ("Not judged now.", ("Your hand is at your head.",), Bearing.UNSURE),
    "too_dark": (
        "Not judged now.",
        ("It is too dark. Switch on a light in front of you.",),
        Bearing.UNSURE,
    ),
    "away": ("Nobody is at the desk.", (), Bearing.AWAY),
    "standing": ("You are standing.", (), Bearing.STANDING),
    "quiet_hours": (
        "You sit near your own baseline.",
        ("Quiet hours: nothing is said now.",),
        Bearing.UPRIGHT,
    ),
    "busy": (
        "You sit near your own baseline.",
        ("A call, or a full screen: nothing is said now.",),
        Bearing.UPRIGHT,
    ),
    "paused": ("Paused: the camera is closed.", (), Bearing.RESTING),
    "lost": ("The camera gives no picture.", (LOST,), Bearing.RESTING),
    "failed": ("Watching has stopped: start formcheck again.", (FAILED,), Bearing.RESTING),
    "ended": ("Watching has ended.", (), Bearing.RESTING),
}


def _now(name: str) -> DeskNow:
    """The last look of a state."""
    now = VIEWS[name]().now
    assert now is not None
    return now


@pytest.mark.parametrize("name", EXPECTED)
def test_every_state_says_what_it_is(name: str) -> None:
    told = standing(VIEWS[name]())
    assert (told.line, told.notes, told.bearing) == EXPECTED[name]


def test_nothing_is_known_of_an_unknown_baseline_without_a_look() -> None:
    assert standing(DeskView(state=DeskState.UNKNOWN)).notes == (LEARN,)
    assert standing(DeskView(state=DeskState.WATCHING)).line == "Watching."


@pytest.mark.parametrize("release", Release)
def test_a_closed_camera_says_why(release: Release) -> None:
    view = released(release)
    told = standing(view)
    assert (told.line, told.bearing) == (state_line(view), Bearing.RESTING)


def test_a_baseline_that_does_not_fit_is_told_once() -> None:
    told = standing(VIEWS["stale"]())
    assert told.line == "Not judged now."
    assert len(told.notes) == 1


def test_a_snooze_is_told_once_beside_how_one_sits() -> None:
    told = standing(VIEWS["snoozed"]())
    assert told.line == "You sit near your own baseline."
    assert len(told.notes) == 1
    assert told.notes[0].startswith("Snoozed until 12:30")
    waiting = DeskView(state=DeskState.WATCHING, snoozed_until=NOON)
    assert standing(waiting).notes == ()
    assert standing(waiting).line.startswith("Snoozed until 12:00")


def test_how_far_the_screen_is_where_somebody_measured_it() -> None:
    told = standing(watching(distance=Distance(62.4, 1.1)))
    assert told.notes == ("Eyes to screen: about 60 cm, ± 5.",)
    stale = standing(replace(VIEWS["stale"](), now=replace(_now("stale"), distance=FAR)))
    assert stale.notes[-1].startswith("Eyes to screen: about 80 cm")
    assert len(stale.notes) == 2


def test_every_bearing_has_words() -> None:
    assert set(WORDS) == set(Bearing)
    assert len(set(WORDS.values())) == len(Bearing)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        *[(0.0, "0 min"), (119.9, "1 min"), (3599.0, "59 min")],
        *[(3600.0, "1 h 0 min"), (3.2 * 3600.0, "3 h 12 min")],
    ],
)
def test_how_long(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_the_numbers_of_a_day() -> None:
    assert [(one.title, one.value) for one in facts(TODAY)] == [
        ("Time seated", "3 h 12 min"),
        ("Longest sit", "48 min"),
        ("Breaks", "5"),
        ("Shifts an hour", "10"),
        ("Near your own baseline", "80 %"),
    ]


def test_what_was_hardly_seen_is_not_a_number() -> None:
    shown = facts(Day(date=SUNDAY, seated_s=599.0, judged_s=599.0, shifts=5))
    assert [one.value for one in shown if not one.known] == ["not enough seen yet"] * 2
    assert [one.title for one in shown if not one.known] == [
        "Shifts an hour",
        "Near your own baseline",
    ]
    assert math.isnan(Day(date=SUNDAY).near_share)


def test_numbers_are_those_of_the_language() -> None:
    use_language("de")
    assert standing(watching(State.AWAY)).bearing is Bearing.AWAY
    assert facts(replace(TODAY, breaks=0))[2].value == "0"


def test_a_run_adds_to_what_is_kept() -> None:
    yesterday = replace(TODAY, date=SUNDAY - timedelta(days=1))
    minute = replace(TODAY, seated_s=60.0, longest_sit_s=3600.0, breaks=0, shifts=2)
    more = replace(minute, seated_s=90.0, longest_sit_s=3600.0, shifts=3)
    # Nothing of this run, or of this day, yet.
    assert grown(TODAY, None, None) == TODAY
    assert grown(TODAY, None, yesterday) == TODAY
    # Nothing is kept of this day.
    assert grown(yesterday, yesterday, minute) == minute
    # Another run, of which nothing is kept; and this one, since then.
    assert grown(TODAY, None, minute).seated_s == TODAY.seated_s + 60.0
    assert grown(TODAY, None, minute).longest_sit_s == 3600.0
    since = grown(TODAY, minute, more)
    assert (since.seated_s, since.shifts) == (TODAY.seated_s + 30.0, TODAY.shifts + 1)
    assert (since.longest_sit_s, since.judged_s) == (TODAY.longest_sit_s, TODAY.judged_s)
    assert grown(TODAY, minute, replace(more, longest_sit_s=3630.0)).longest_sit_s == 3630.0
