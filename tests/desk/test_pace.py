import pytest

from formcheck.desk.pace import Look, Pace, Power, Release
from formcheck.desk.slouch import Slouch
from tests.desk.sats import BEYOND, GOOD, UNJUDGED, State, sat

SLOUCH = Slouch(0.0, 60.0, 60.0, 0.0, "slump", "Grow tall.")


def test_the_camera_is_closed_only_when_somebody_has_left() -> None:
    pace = Pace()
    closed = [pace.after(sat(one, State.AWAY), None).release for one in (0.0, 59.0, 60.0)]
    assert closed == [None, None, Release.AWAY]
    assert pace.after(sat(61.0, GOOD), None).release is None


@pytest.mark.parametrize(
    ("state", "slouch", "first_s", "after_20_s", "after_200_s"),
    [
        (GOOD, None, 0.5, 0.5, 1.0),
        (BEYOND, None, 0.25, 0.5, 0.5),
        (BEYOND, SLOUCH, 0.5, 0.5, 0.5),
        (GOOD, SLOUCH, 0.25, 0.5, 1.0),
        (UNJUDGED, None, 1.0, 1.0, 1.0),
        (State.AWAY, None, 0.5, 3.0, 5.0),
        (State.DARK, None, 0.5, 3.0, 3.0),
        (State.STANDING, None, 1.0, 1.0, 1.0),
    ],
)
def test_it_looks_more_often_while_something_changes(
    state: State, slouch: Slouch | None, first_s: float, after_20_s: float, after_200_s: float
) -> None:
    pace = Pace()
    found = [pace.after(sat(time_s, state), slouch).every_s for time_s in (0.0, 20.0, 200.0)]
    assert found == [first_s, after_20_s, after_200_s]


def test_every_change_begins_anew() -> None:
    pace = Pace()
    for time_s in (0.0, 200.0):
        pace.after(sat(time_s), None)
    assert pace.after(sat(201.0, UNJUDGED), None).every_s == 1.0
    assert pace.after(sat(202.0), None).every_s == 0.5


def test_who_asks_for_more_or_less_gets_it() -> None:
    assert Pace(usual_s=0.1).after(sat(0.0, BEYOND), None).every_s == 0.1
    slow = Pace(usual_s=5.0)
    assert [slow.after(sat(time_s, State.AWAY), None).every_s for time_s in (0.0, 20.0)] == [
        5.0,
        5.0,
    ]


@pytest.mark.parametrize(
    ("power", "why"),
    [
        (Power(), None),
        (Power(battery=0.31), None),
        (Power(battery=0.29), Release.BATTERY),
        (Power(wanted=True, battery=0.1), Release.WANTED),
        (Power(locked=True, wanted=True), Release.LOCKED),
        (Power(paused=True, locked=True), Release.PAUSED),
    ],
)
def test_the_camera_is_let_go_of(power: Power, why: Release | None) -> None:
    assert Pace().released(power) == (None if why is None else Look(3.0, why))


def test_a_battery_around_its_limit_does_not_open_and_close_the_camera() -> None:
    pace = Pace()
    charges = (0.31, 0.29, 0.31, 0.34, 0.36, 0.31)
    open_at = [charge for charge in charges if pace.released(Power(battery=charge)) is None]
    assert open_at == [0.31, 0.36, 0.31]
    pace.released(Power(battery=0.1))
    assert pace.released(Power()) is None
    assert pace.released(Power(battery=0.31)) is None
