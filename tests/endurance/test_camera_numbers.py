"""A camera comes back under another number, and another one has its old number meanwhile.

GIVEN somebody before a camera, WHEN it is unplugged, THEN it is found again by its name wherever it
is plugged in, it goes on as the same camera, and no other one is ever switched on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from formcheck.desk.engine import DeskEngine
from formcheck.desk.view import DeskState
from tests.capture.computer import BRIO, C920, Computer
from tests.desk.desk_room import RoomEstimator, upright
from tests.desk.test_engine import Desk, watched
from tests.endurance.watched import PLANK, Watched, held_s

NAME = "Camera 0 (Logitech C920)"


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    monkeypatch.setattr("formcheck.session.live_camera.RETRY_S", 0.05)
    computer = Computer(tmp_path, monkeypatch)
    computer.plug(0, C920)
    return computer


@contextmanager
def held(computer: Computer) -> Iterator[Watched]:
    """Hold a plank before the first camera; whatever happens, it ends."""
    plank = Watched(computer.webcam)
    try:
        yield plank
    finally:
        plank.observer.engine.close(30.0)


class WebcamDesk(Desk):
    """A desk before the first camera of a computer."""

    def __init__(self, computer: Computer) -> None:
        super().__init__()
        self.engine = DeskEngine(
            self.changed.release,
            open_source=computer.webcam,
            open_estimator=lambda: RoomEstimator(upright),
            clock=self.clock,
        )


@pytest.mark.parametrize("swapped", [False, True], ids=["alone", "swapped"])
def test_a_camera_that_comes_back_under_another_number_goes_on(
    computer: Computer, *, swapped: bool
) -> None:
    with held(computer) as plank:
        before = plank.held(0.2)
        # WHEN it is unplugged, and its number is still held or another camera has got it
        computer.unplug(0)
        lost = plank.trouble()
        assert f"{NAME} gives no more pictures" in lost.trouble
        if swapped:
            computer.plug(0, BRIO)
        computer.plug(1, C920)
        # THEN the same session goes on, and no other camera was switched on
        after = plank.held(held_s(lost))
        record = plank.stop().record
        # AND so does the next one of the same window
        plank.observer.engine.open(PLANK, computer.webcam)
        plank.held(0.1)
    assert computer.opened == [0, 1, 1]
    assert before.source is not None
    assert after.source is not None
    assert (before.source.name, after.source.name) == (NAME, NAME)
    assert after.number == before.number
    assert record is not None
    assert (record.source.path, record.ended) == (NAME, "")
    assert all(b > a for a, b in pairwise(record.series.time_s))


def test_another_camera_is_not_switched_on_while_it_is_away(computer: Computer) -> None:
    with held(computer) as plank:
        plank.held(0.1)
        computer.unplug(0)
        plank.trouble()
        # WHEN there is another one in its place, for a while
        computer.plug(0, BRIO)
        computer.is_looked_for()
        # THEN that one is never switched on, and the first is when it is back
        computer.plug(2, C920)
        plank.held(0.1)
        plank.stop()
    assert computer.opened == [0, 2]


def test_who_begins_again_is_seen_by_the_camera_that_is_there_now(computer: Computer) -> None:
    with held(computer) as plank:
        plank.held(0.1)
        computer.unplug(0)
        computer.plug(0, BRIO)
        plank.trouble()
        plank.stop()
        # WHEN the same number is asked for anew in that window, which is another camera now
        plank.observer.engine.open(PLANK, computer.webcam)
        after = plank.held(0.1)
    assert after.source is not None
    assert after.source.name == f"Camera 0 ({BRIO})"
    assert computer.opened == [0, 0]


@pytest.mark.parametrize("swapped", [False, True], ids=["alone", "swapped"])
def test_at_a_desk_too(computer: Computer, *, swapped: bool) -> None:
    with watched(WebcamDesk(computer)) as desk:
        before = desk.reaches(DeskState.WATCHING)
        computer.unplug(0)
        lost = desk.until(lambda view: "no camera was found" in view.message)
        assert f"Expected {NAME}, but" in lost.message
        # WHEN another one alone is there it is told which is missed, and that one is left alone
        if swapped:
            computer.plug(0, BRIO)
            desk.until(lambda view: f"{NAME}, but found Camera 0 ({BRIO})" in view.message)
        computer.plug(1, C920)
        # THEN what was learned holds for it, and nothing is learned anew
        after = desk.until(lambda view: view.state is not DeskState.LOST)
    assert after.state is DeskState.WATCHING
    assert before.profile is not None
    assert (before.profile.camera, after.profile) == (NAME, before.profile)
    assert computer.opened == [0, 1]


def test_at_a_desk_another_camera_is_used_when_it_is_chosen(computer: Computer) -> None:
    with watched(WebcamDesk(computer)) as desk:
        desk.reaches(DeskState.WATCHING)
        computer.unplug(0)
        desk.reaches(DeskState.LOST)
        computer.plug(0, BRIO)
        desk.until(lambda view: BRIO in view.message)
        # WHEN the same number is chosen, which is another camera now
        desk.engine.reopen()
        desk.reaches(DeskState.LEARNING)
    assert computer.opened == [0, 0]
