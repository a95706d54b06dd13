"""The reminder and what really goes on at the computer, together: real openings, simulated time."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from formcheck.around.camera_use import ASKED_S, CameraUse, Nodes
from formcheck.around.probe import Untold
from formcheck.around.surroundings import Surroundings
from formcheck.desk.pace import EMPTY_S, Release
from formcheck.desk.shutter import Shutter
from formcheck.desk.view import DeskState
from formcheck.desk.watcher import Watcher
from tests.around.programs import Program
from tests.desk.desk_room import Room, RoomCamera

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="expected Linux: inotify, /proc")


@dataclass
class OpenedCamera(RoomCamera):
    """A camera whose device a program opens that stands for us."""

    ourselves: Program | None = None

    def __call__(self) -> "OpenedCamera":
        return self

    def __enter__(self) -> Self:
        assert self.ourselves
        # As a camera is found: looked at first, then opened.
        self.ourselves.does("glance", "open", "stream")
        self.opened += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self.ourselves
        self.ourselves.does("close")
        self.closed += 1


@pytest.fixture
def device(tmp_path: Path) -> Path:
    device = tmp_path / "video0"
    device.write_bytes(bytes(4096))
    return device


@pytest.fixture
def room(device: Path) -> Iterator[Room]:
    """Somebody sits at a desk, and is watched."""
    room = Room()
    with Program(device) as ourselves:
        room.camera = OpenedCamera(ourselves=ourselves)
        use = CameraUse(
            Nodes(lambda: (device,), lambda: "one"),
            own_pid=ourselves.pid,
            clock=room.clock.now_s,
        )
        asked = Surroundings(
            use=lambda _camera: use,
            sound=Untold(),
            screen=Untold(),
            charge=lambda: None,
            clock=room.clock.now_s,
        )
        room.watcher = Watcher(
            room.plan,
            Shutter(room.camera),
            room.estimator,
            clock=room.clock,
            ask=asked,
            tell=room.told.append,
        )
        room.run(20.0)
        assert room.view.state is DeskState.WATCHING
        yield room
        room.watcher.end()
        asked.close()


def test_we_do_not_get_in_our_own_way(room: Room) -> None:
    room.run(60.0)
    assert DeskState.RELEASED not in {view.state for view in room.views}
    assert room.camera.opened == 1


def test_the_camera_is_given_away_at_the_next_look_and_taken_back(room: Room, device: Path) -> None:
    with Program(device) as call:
        # WHEN a call takes the camera
        call.does("open")
        room.watcher.step()
        # THEN it is given away at once
        assert (room.view.state, room.view.release) == (DeskState.RELEASED, Release.WANTED)
        assert not room.camera.is_open
        # WHEN it goes on for ten minutes
        call.does("stream")
        room.run(600.0)
        # THEN nobody gets in its way
        assert room.camera.opened == 1
    # WHEN it is over
    room.run(2 * EMPTY_S)
    # THEN
    assert room.view.state is DeskState.WATCHING
    assert room.camera.is_open


def test_who_is_refused_gets_a_second_try(room: Room, device: Path) -> None:
    with Program(device) as call:
        # WHEN somebody is told that the camera is in use, and gives up
        call.does("glance")
        room.watcher.step()
        # THEN it is free for the second try
        assert room.view.release is Release.WANTED
        assert not room.camera.is_open
        # WHEN there is none
        room.run(ASKED_S + 2 * EMPTY_S)
        # THEN
        assert room.view.state is DeskState.WATCHING
