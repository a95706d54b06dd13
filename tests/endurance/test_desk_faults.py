"""What happens to a computer at a desk, and what becomes of the day."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

import pytest

from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.desk.view import DeskState
from formcheck.errors import SourceLostError
from tests.desk.desk_room import Room, RoomCamera, SimulatedClock
from tests.desk.desks import later

HOUR_S = 3600.0
HANGS = "The picture of Camera 0 stands still."


@dataclass(slots=True)
class HangingCamera(RoomCamera):
    """A camera that can hang: it gives its old picture once, each time it is opened."""

    hangs: bool = False
    old: bool = False

    @property
    def info(self) -> SourceInfo:
        return SourceInfo(self.name, True, (640, 360), 10.0, None, None, returns=True)

    def __enter__(self) -> Self:
        self.opened, self.old = self.opened + 1, self.hangs
        return self

    def read(self) -> Frame | None:
        if self.hangs and not self.old:
            raise SourceLostError(HANGS)
        self.old = False
        return RoomCamera.read(self)


@dataclass(slots=True)
class SetClock(SimulatedClock):
    """A clock whose time of day somebody sets."""

    time_s: float = 0.0
    waited: list[float] = field(default_factory=list)
    ahead: timedelta = timedelta()

    def wall(self) -> datetime:
        return later(self.time_s) + self.ahead


def seated_s(room: Room) -> float:
    return sum(day.seated_s for day in room.view.days)


def settled(**parts) -> Room:
    room = Room(**parts)
    room.run(600.0)
    assert room.view.state is DeskState.WATCHING
    return room


def test_a_picture_that_stands_still_is_nobody_who_sits() -> None:
    room = settled(camera=HangingCamera())
    before_s = seated_s(room)
    # WHEN the camera hangs for an hour
    room.camera.hangs = True
    room.views.clear()
    room.run(HOUR_S)
    # THEN it is said all the while, and the hour is no sitting
    assert {(one.state, one.message) for one in room.views} == {(DeskState.LOST, HANGS)}
    assert seated_s(room) - before_s < 10.0
    # AND it goes on by itself
    room.camera.hangs = False
    room.run(60.0)
    assert room.view.state is DeskState.WATCHING
    assert seated_s(room) > before_s + 30.0


def test_the_sleep_of_the_computer_is_no_sitting() -> None:
    room = settled()
    before_s = seated_s(room)
    # WHEN it sleeps over night: the clock goes on, and nobody looks
    room.clock.time_s += 8 * HOUR_S
    room.run(60.0)
    assert seated_s(room) - before_s == pytest.approx(60.0, abs=10.0)
    assert room.view.now is not None
    assert room.view.now.stand == ""


@pytest.mark.parametrize("ahead_s", [-HOUR_S, HOUR_S, -26 * HOUR_S])
def test_a_clock_that_is_set_changes_no_sums(ahead_s: float) -> None:
    room = settled(clock=SetClock())
    before_s, told = seated_s(room), len(room.told)
    # WHEN somebody sets the clock, as it is done in autumn
    room.clock.ahead = timedelta(seconds=ahead_s)
    room.run(600.0)
    # THEN ten minutes were ten minutes, and nothing is told for it
    assert seated_s(room) - before_s == pytest.approx(600.0, abs=10.0)
    assert len(room.told) == told


def test_a_day_to_which_the_clock_goes_back_is_one_day() -> None:
    # GIVEN a desk over midnight, whose clock is set back to the day before
    room = settled(clock=SetClock())
    for hours in (15, 14, 15):
        room.clock.ahead = timedelta(hours=hours)
        room.run(600.0)
    # THEN each date is there once, with all that belongs to it
    dates = [day.date for day in room.view.days]
    assert len(dates) == len(set(dates))
    assert seated_s(room) == pytest.approx(2400.0, abs=30.0)
