import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("Xlib", reason="expected python-xlib: it is installed on Linux only")
from formcheck.around.x_screen import AGAIN_S, XFullScreen
from tests.around.programs import Clock
from tests.around.servers import WindowManager, XServer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="expected Linux")


@pytest.fixture(scope="module")
def server() -> Iterator[XServer]:
    with XServer() as server:
        yield server


@pytest.fixture
def manager(server: XServer) -> Iterator[WindowManager]:
    manager = WindowManager(server)
    yield manager
    manager.close()


@pytest.fixture
def screen(server: XServer) -> Iterator[XFullScreen]:
    screen = XFullScreen(server.number)
    yield screen
    screen.close()


@pytest.fixture(autouse=True)
def nothing_printed(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    assert capfd.readouterr() == ("", "")


def test_the_active_window_fills_the_screen(manager: WindowManager, screen: XFullScreen) -> None:
    manager.activate(manager.window("MAXIMIZED_VERT", "FULLSCREEN"))
    assert screen()


@pytest.mark.parametrize("states", [[], ["MAXIMIZED_VERT", "MAXIMIZED_HORZ"]])
def test_another_window_does_not(
    manager: WindowManager, screen: XFullScreen, states: list[str]
) -> None:
    # GIVEN one that fills the screen, and an active one that does not
    manager.window("FULLSCREEN")
    manager.activate(manager.window(*states))
    # THEN
    assert not screen()


def test_it_changes_with_the_window(manager: WindowManager, screen: XFullScreen) -> None:
    plain, full = manager.window(), manager.window("FULLSCREEN")
    for window, expected in ((full, True), (plain, False), (full, True)):
        manager.activate(window)
        assert screen() is expected


@pytest.mark.parametrize("nothing", [[], [0]])
def test_no_active_window(manager: WindowManager, screen: XFullScreen, nothing: list[int]) -> None:
    manager.activate(*nothing)
    assert not screen()


def test_a_window_that_was_just_closed(manager: WindowManager, screen: XFullScreen) -> None:
    # GIVEN an active window that is gone already
    full = manager.window("FULLSCREEN")
    manager.activate(full)
    full.destroy()
    manager.display.sync()
    # THEN
    assert not screen()
    # WHEN the next one is active
    manager.activate(manager.window("FULLSCREEN"))
    # THEN the connection is still good
    assert screen()


def test_without_a_window_manager_nothing_is_told(
    manager: WindowManager, screen: XFullScreen
) -> None:
    manager.activate(manager.window("FULLSCREEN"))
    manager.leave()
    assert not screen()


def test_a_server_that_dies_and_comes_back() -> None:
    clock = Clock()
    # GIVEN a server that tells of a full screen
    with XServer() as server:
        manager = WindowManager(server)
        manager.activate(manager.window("FULLSCREEN"))
        screen = XFullScreen(server.number, clock=clock)
        assert screen()
        manager.close()
        # WHEN it dies
        server.dies()
        # THEN
        assert not screen()
        assert not screen()
    clock.goes(AGAIN_S)
    assert not screen()
    # WHEN there is one again
    with XServer() as server:
        manager = WindowManager(server)
        manager.activate(manager.window("FULLSCREEN"))
        screen._number = server.number
        # THEN it is asked after a while
        assert not screen()
        clock.goes(AGAIN_S)
        assert screen()
        screen.close()
        manager.close()


def test_an_empty_file_of_rights_is_not_talked_about(
    server: XServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rights = tmp_path / "rights"
    rights.touch()
    monkeypatch.setenv("XAUTHORITY", str(rights))
    screen = XFullScreen(server.number)
    assert not screen()
    screen.close()
    screen.close()


class Nonsense:
    """A connection that answers nonsense."""

    closed = False

    def screen(self) -> None:
        """Return no screen."""

    def close(self) -> None:
        self.closed = True


def test_a_mistake_of_the_library_ends_the_connection(
    manager: WindowManager, server: XServer
) -> None:
    clock, nonsense = Clock(), Nonsense()
    screen = XFullScreen(server.number, clock=clock)
    manager.activate(manager.window("FULLSCREEN"))
    # WHEN an answer makes no sense
    screen._server = nonsense
    with pytest.raises(AttributeError):
        screen()
    # THEN there is a new connection after a while
    assert nonsense.closed
    assert not screen()
    clock.goes(AGAIN_S)
    assert screen()
    screen.close()
